"""Which systems outside must be told of what is recorded here. Decided in this file and nowhere else.

Each function is called by the service that records the thing, in its transaction: what is rolled back is
told to nobody. Called twice of the same thing it tells it once.
"""

from typing import Any

from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.offers.models import Agreement


def talk_recorded(contact: Contact) -> None:
    """Tell that a talk was booked, moved, held, called off, or that the citizen stayed away."""


def agreement_recorded(agreement: Agreement) -> None:
    """Tell that an offer was agreed, has begun, has ended or came to nothing."""


def plan_recorded(plan: Any) -> None:
    """Tell of a plan as both agreed on it, or that it was replaced or ended."""


def cv_recorded(citizen: Citizen) -> None:
    """Tell what a citizen can and wants, as it stands now."""


def job_log_recorded(entry: Any) -> None:
    """Tell of a job applied for, its correction, or that the citizen withdrew it."""


def letter_sent(letter: Any) -> None:
    """Tell the citizen by their own channel that a letter lies here."""


def case_recorded(citizen: Citizen) -> None:
    """Tell the index of cases that the citizen's case is here, and each state it has been in."""
