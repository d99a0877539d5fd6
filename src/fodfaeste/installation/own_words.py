"""What people write in their own words is locked where it lies, like a CPR number.

Such a text can hold anything: an illness, a quarrel, a CPR number. Nobody searches or sorts by it, so it
need never stand open in the database, nor in a copy of it.
"""

from fodfaeste.installation.secrets import installation_secrets


def words_locked(text: str, purpose: str) -> bytes:
    """A text as it is kept; nothing for none."""
    return installation_secrets().encrypt(text.encode(), purpose=purpose) if text else b""


def words_opened(locked: bytes, purpose: str) -> str:
    """The text as it was written; empty where none is kept."""
    return installation_secrets().decrypt(bytes(locked), purpose=purpose).decode() if locked else ""
