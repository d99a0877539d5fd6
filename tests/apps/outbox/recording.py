"""What is recorded of a citizen, as the tests of duties need it."""

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen, Wish
from fodfaeste.apps.outbox.duties import cv_recorded
from fodfaeste.apps.outbox.settings import settings_path
from fodfaeste.installation import clock

#: An occupation as ESCO knows it. The starter taxonomy has ids of its own.
ESCO = "http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1"


def wish(worker: User, citizen: Citizen, what: str) -> None:
    """A wish for work, of whichever list of occupations."""
    Wish.objects.create(
        authority=citizen.authority,
        citizen=citizen,
        kind="erhverv",
        what=what,
        strength="gerne",
        recorded_at=clock.now(),
        recorded_by=worker,
    )
    cv_recorded(citizen)


def settings_said(lines: str) -> None:
    """Write what Norddjurs has decided of its outbox."""
    settings_path().write_text(f"[norddjurs]\n{lines}\n")
