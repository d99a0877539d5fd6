"""Ids for the outside of rows that have none of their own: never a number of the database.

The same row has the same id every time, and nobody can count or guess ids. They are made with the
installation's look-up key, which a change of encryption keys leaves alone.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from fodfaeste.installation.secrets import installation_secrets

LENGTH = 32
_NUMBER_BYTES = 8


def outside_id(kind: str, pk: int) -> str:
    """The id of a row as others may know it."""
    locked = _cipher().encrypt(pk.to_bytes(_NUMBER_BYTES), [kind.encode()])
    return base64.urlsafe_b64encode(locked).decode("ascii")


def inside_id(kind: str, text: str) -> int | None:
    """The row that an id stands for; None where it is no id of that kind."""
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        locked = base64.b64decode(text, altchars=b"-_", validate=True)
        return int.from_bytes(_cipher().decrypt(locked, [kind.encode()]))
    except (ValueError, InvalidTag):
        return None


def _cipher() -> AESSIV:
    key = hashlib.blake2b(installation_secrets().index_key, digest_size=32, person=b"outside ids").digest()
    return AESSIV(key)
