"""What messages and addresses hold is locked like a CPR number, under a purpose of its own."""

import hashlib
import hmac
import json
from typing import Any

from fodfaeste.installation.secrets import installation_secrets

CONTENT, ADDRESS = "outbox", "reach"


def canonical(content: dict[str, Any]) -> bytes:
    """Content as bytes that are the same for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: dict[str, Any]) -> str:
    """A keyed digest: tells content from other content, and nobody can try out what it holds."""
    return hmac.new(installation_secrets().index_key, canonical(content), hashlib.sha256).hexdigest()


def locked_content(content: dict[str, Any]) -> bytes:
    """Content as it is kept."""
    return installation_secrets().encrypt(canonical(content), purpose=CONTENT)


def unlocked_content(locked: bytes) -> dict[str, Any]:
    """The content of a message; empty where it is no longer kept."""
    if not locked:
        return {}
    found = json.loads(installation_secrets().decrypt(bytes(locked), purpose=CONTENT))
    assert isinstance(found, dict)
    return found


def locked_text(text: str) -> bytes:
    """An address as it is kept; nothing for none."""
    return installation_secrets().encrypt(text.encode(), purpose=ADDRESS) if text else b""


def unlocked_text(locked: bytes) -> str:
    """An address as people write it; empty where none is kept."""
    return installation_secrets().decrypt(bytes(locked), purpose=ADDRESS).decode() if locked else ""
