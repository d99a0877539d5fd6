"""The jobs of the citizen's case: making a copy of everything, and deleting it again."""

from typing import Any

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import FORGET, MAKE, copy_forget, copy_make
from fodfaeste.apps.jobs.registry import job


@job(MAKE)
def make(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Make a copy of everything about a person."""
    if copy := _copy(authority, arguments):
        copy_make(copy=copy)


@job(FORGET)
def forget(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Delete a copy whose days are over."""
    if copy := _copy(authority, arguments):
        copy_forget(copy=copy)


def _copy(authority: Authority | None, arguments: dict[str, Any]) -> EverythingCopy | None:
    found = EverythingCopy.objects.filter(authority=authority, pk=arguments["copy"])
    return found.select_related("citizen__authority", "authority").first()
