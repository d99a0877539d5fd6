"""The keys as a file locked with a passphrase, to be kept apart from the backups of the database.

The passphrase becomes a key by scrypt (RFC 7914), and the file is locked with AES-256-GCM, so a changed
file or a wrong passphrase opens nothing.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import (
    Secrets,
    SecretsError,
    installation_secrets,
    secrets_from,
    secrets_path,
)

SHORTEST = 12
COST = 2**16  # some 64 MB and a fifth of a second for each guess
HEAD = b"fodfaeste-keys-1"


def keys_lock(target: Path, passphrase: str) -> None:
    """Write the installation's keys to a file that only the passphrase opens. Whole or not at all."""
    if len(passphrase) < SHORTEST:
        raise UsageError(f"Kodesætningen skal være på mindst {SHORTEST} tegn")
    installation_secrets()  # made on first use
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    locked = AESGCM(_key(passphrase, salt)).encrypt(nonce, secrets_path().read_bytes(), HEAD)
    content = {"kind": HEAD.decode(), "salt": _text(salt), "nonce": _text(nonce), "locked": _text(locked)}
    _write(target, (json.dumps(content, indent=1) + "\n").encode("ascii"))


@dataclass(frozen=True, slots=True, repr=False)
class OpenedKeys:
    """Keys from a file, opened and read, and not in force yet."""

    text: str
    keys: Secrets

    def put_in_force(self) -> None:
        """Make them the installation's. Those that were in force are kept beside them under another name."""
        path = secrets_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self.text.encode("ascii")
        if path.exists() and path.read_bytes() != content:
            kept = f"secrets.before-{clock.true_now():%Y%m%dT%H%M%SZ}.toml"
            _write(path.with_name(kept), path.read_bytes())
        _write(path, content)


def keys_open(source: Path, passphrase: str) -> OpenedKeys:
    """Open a file of keys; nothing is put in force."""
    try:
        content = json.loads(source.read_text(encoding="ascii"))
        salt, nonce, locked = (base64.b64decode(content[name]) for name in ("salt", "nonce", "locked"))
        text = AESGCM(_key(passphrase, salt)).decrypt(nonce, locked, HEAD).decode("ascii")
    except InvalidTag:
        raise SecretsError(f"{source}: kodesætningen passer ikke, eller filen er ændret") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise SecretsError(f"{source}: filen med nøgler kan ikke læses") from None
    return OpenedKeys(text, secrets_from(text, source))


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode("utf-8"))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
