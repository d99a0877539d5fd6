"""Which policy counts, and the figures of it."""

from datetime import date
from functools import lru_cache

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.models import PackVersion
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.policy import Pack
from fodfaeste.formats.packs import read_files


def policy_in_force(authority: Authority, on: date) -> Pack:
    """The policy pack that counts for an authority on a day, as it lies in the pack folder now."""
    return policy_here(authority, on)


def pack_by_hash(pack_hash: str) -> Pack:
    """A pack exactly as it was when an answer was given by it."""
    return _stored_pack(pack_hash)


@lru_cache(maxsize=32)
def _stored_pack(pack_hash: str) -> Pack:
    version = PackVersion.objects.get(hash=pack_hash)
    return read_files(version.files, f"{version.pack}/{version.version}")
