"""Scenarios reckoned outside a request: everything that was asked for, and once more."""

from typing import Any

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.scenarios.models import AGAIN, WHOLE, SavedScenario
from fodfaeste.apps.scenarios.services import scenario_again, scenario_finish


@job(WHOLE)
def finish(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Every run of a scenario; one that was deleted in the meantime is left."""
    saved = _scenario(authority, arguments)
    if saved is not None:
        scenario_finish(saved=saved)


@job(AGAIN)
def again(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """A scenario once more, and whether it comes out as before."""
    saved = _scenario(authority, arguments)
    if saved is not None:
        scenario_again(saved=saved)


def _scenario(authority: Authority | None, arguments: dict[str, Any]) -> SavedScenario | None:
    found = SavedScenario.objects.filter(authority=authority, pk=arguments["scenario"])
    return found.select_related("inputs", "authority").first()
