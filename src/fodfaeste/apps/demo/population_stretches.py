"""A fact that holds for a time, before it is written down as rows, and who it is known from."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

# Sources as they stand in the database; shown in the reader's language.
FUND = gettext_noop("A-kassen")
BENEFIT_OFFICE = gettext_noop("Ydelseskontoret")
CASE_WORKER = gettext_noop("Sagsbehandler")
OLD_SYSTEM = gettext_noop("Fagsystemet")
OWN_WORD = gettext_noop("Borgerens oplysning")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A fact that holds for a time. `within`: written down at most so many days after it began."""

    name: str
    value: str
    begins: date
    ends: date | None
    source: str
    within: int = 6
    wrong: str | None = None  # first written down as this, and corrected some weeks later
