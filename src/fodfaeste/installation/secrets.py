"""The installation's keys, in `secrets.toml` in its var folder. Never in the database or its backup.

The file is made on first use, readable by its owner only. CPR numbers and waiting import files are
encrypted under keys with an id, so that a key can be replaced while the old ones still open old rows.
"""

import base64
import fcntl
import os
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.folders import var_folder

NONCE_BYTES = 12


class SecretsError(FodfaesteError):
    """A key is missing or does not fit. The message never shows key material."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """All keys of the installation."""

    django_key: str
    index_key: bytes
    current: str
    keys: dict[str, bytes]
    metrics_token: str = ""

    def encrypt(self, data: bytes, *, purpose: str) -> bytes:
        """Lock bytes under the current key. They open for the same purpose only."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        name = self.current.encode("ascii")
        return name + b":" + nonce + AESGCM(self.keys[self.current]).encrypt(nonce, data, purpose.encode())

    def decrypt(self, locked: bytes, *, purpose: str) -> bytes:
        """Open bytes locked under any key that is still kept."""
        name, _, rest = bytes(locked).partition(b":")
        key = self.keys.get(name.decode("ascii", "replace"))
        if key is None:
            raise SecretsError("Nøglen til de krypterede oplysninger findes ikke i secrets.toml")
        try:
            return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], purpose.encode())
        except InvalidTag:
            raise SecretsError("De krypterede oplysninger er ændret eller låst med en anden nøgle") from None


def secrets_path() -> Path:
    """Where the keys stand."""
    return var_folder() / "secrets.toml"


_read: dict[Path, tuple[tuple[int, int], Secrets]] = {}


def installation_secrets() -> Secrets:
    """The keys as the file has them now; made on first use. A running server notices a rotation."""
    path = secrets_path()
    if not path.exists():
        _create(path)
    stat = path.stat()
    stamp = (stat.st_ino, stat.st_mtime_ns)
    known = _read.get(path)
    if known is None or known[0] != stamp:
        known = _read[path] = (stamp, _parse(path))
    return known[1]


def key_add() -> str:
    """Add an encryption key and make it the current one. The older ones stay."""
    path = secrets_path()
    installation_secrets()
    with _locked(path):
        kept = _parse(path)
        name = _new_key_id()
        keys = {**kept.keys, name: secrets.token_bytes(32)}
        _write_beside(path, replace(kept, current=name, keys=keys)).replace(path)
    return name


def metrics_token_make() -> str:
    """Make the token that lets a program on another machine read the counts; a former one holds no longer."""
    path = secrets_path()
    installation_secrets()
    token = secrets.token_urlsafe(32)
    with _locked(path):
        _write_beside(path, replace(_parse(path), metrics_token=token)).replace(path)
    return token


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    name = _new_key_id()
    fresh = Secrets(
        django_key=secrets.token_urlsafe(50),
        index_key=secrets.token_bytes(32),
        current=name,
        keys={name: secrets.token_bytes(32)},
    )
    temporary = _write_beside(path, fresh)
    try:
        # A link fails where the file exists: of two processes that start at once both read the first one's.
        path.hardlink_to(temporary)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def _new_key_id() -> str:
    return f"k{secrets.token_hex(4)}"


def _write_beside(path: Path, content: Secrets) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_text(content))
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _text(content: Secrets) -> str:
    lines = [
        "# Keys of this Fodfaeste installation. Back this file up apart from the database.",
        f'django_key = "{content.django_key}"',
        f'index_key = "{base64.b64encode(content.index_key).decode()}"',
        f'current = "{content.current}"',
        *([f'metrics_token = "{content.metrics_token}"'] if content.metrics_token else []),
        "",
        "[keys]",
        *(f'{name} = "{base64.b64encode(key).decode()}"' for name, key in content.keys.items()),
    ]
    return "\n".join(lines) + "\n"


def _parse(path: Path) -> Secrets:
    return secrets_from(path.read_text(encoding="ascii", errors="replace"), path)


def secrets_from(text: str, shown_as: object) -> Secrets:
    """The keys that a text holds; refused in words that show none of it."""
    try:
        table = tomllib.loads(text)
        found = Secrets(
            django_key=str(table["django_key"]),
            index_key=base64.b64decode(table["index_key"], validate=True),
            current=str(table["current"]),
            keys={name: base64.b64decode(key, validate=True) for name, key in table["keys"].items()},
            metrics_token=str(table.get("metrics_token", "")),
        )
    except (KeyError, ValueError, AttributeError, TypeError):
        # The reason is left out on purpose: it may quote a key.
        raise SecretsError(f"{shown_as} kan ikke læses; hent den fra sikkerhedskopien") from None
    if found.current not in found.keys:
        raise SecretsError(f"{shown_as}: den nøgle, der er i brug, mangler; hent filen fra sikkerhedskopien")
    return found


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
