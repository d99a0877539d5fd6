"""Which policy counts, and the figures of it."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.models import PackVersion
from fodfaeste.core.policy import Pack
from fodfaeste.formats.packs import Library, packs_folder, read_files


def policy_in_force(authority: Authority, on: date) -> Pack:
    """The policy pack that counts for an authority on a day, as it lies in the pack folder now.

    It is read again only when a file of the authority's own packs has changed.
    """
    folder = packs_folder()
    slug = authority.policy
    return _library(folder, slug, _stamp(folder, slug)).pack(slug, on)


def pack_by_hash(pack_hash: str) -> Pack:
    """A pack exactly as it was when an answer was given by it."""
    return _stored_pack(pack_hash)


@lru_cache(maxsize=16)
def _library(folder: Path, slug: str, stamp: tuple[tuple[str, int, int], ...]) -> Library:
    return Library.read(folder, slug)


@lru_cache(maxsize=32)
def _stored_pack(pack_hash: str) -> Pack:
    version = PackVersion.objects.get(hash=pack_hash)
    return read_files(version.files, f"{version.pack}/{version.version}")


def _stamp(folder: Path, slug: str) -> tuple[tuple[str, int, int], ...]:
    stats = ((str(path), path.stat()) for path in sorted((folder / "policy" / slug).glob("*/*.toml")))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)
