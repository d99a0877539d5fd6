"""Letters between a citizen and the municipality."""

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.letters.models import Letter, Thread
from fodfaeste.apps.letters.services import letter_write, thread_begin
from tests.make.people import case_worker, citizen_user


def letter_from_citizen(
    citizen: Citizen, text: str = "Hvornår skal jeg møde?", heading: str = "Min samtale"
) -> Letter:
    """A thread that the citizen began; it waits for the municipality."""
    user = citizen.user or citizen_user(citizen)
    return thread_begin(user=user, citizen=citizen, subject="samtale", heading=heading, text=text)


def letter_from_staff(citizen: Citizen, text: str = "Du skal møde klokken ni.") -> Letter:
    """A thread that a case worker of the citizen's unit began."""
    user = case_worker(citizen.unit)
    return thread_begin(user=user, citizen=citizen, subject="samtale", heading="Din samtale", text=text)


def answered(thread: Thread, text: str = "Klokken ni.") -> Letter:
    """An answer by a case worker of the citizen's unit."""
    return letter_write(user=case_worker(thread.citizen.unit), thread=thread, text=text)
