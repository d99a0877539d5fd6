"""Questions to citizens before a company sees anything of a CV."""

from datetime import timedelta

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.introductions.services import introduction_answer, introduction_ask
from fodfaeste.installation import clock
from tests.make.companies import opening as opening_made
from tests.make.people import case_worker


def introduction(
    citizen: Citizen, opening: Opening | None = None, *, by: User | None = None, days: int = 30
) -> Introduction:
    """A question that waits for the citizen's answer, about everything that can be shared."""
    return introduction_ask(
        user=by or case_worker(citizen.unit),
        citizen=citizen,
        opening=opening or opening_made(authority=citizen.authority),
        kinds=codes.KINDS,
        until=clock.today(citizen.authority) + timedelta(days=days),
    )


def introduction_yes(citizen: Citizen, opening: Opening | None = None) -> Introduction:
    """A question that the citizen has said yes to."""
    return introduction_answer(user=None, introduction=introduction(citizen, opening), yes=True)
