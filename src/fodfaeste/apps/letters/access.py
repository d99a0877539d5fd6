"""Who may read and write letters: the citizen, and whoever may see or change the citizen's case."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import has_citizens, own_citizen_for, profile_for, profile_to_change
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.letters.models import Thread
from fodfaeste.apps.letters.selectors import threads_waiting

PAGE = "Beskeder"


def letters_for(user: User, public_id: str | None, *, session: SessionBase) -> Citizen:
    """The citizen whose letters are looked at: one by id, or without one the citizen's own."""
    return profile_for(user, public_id, what=PAGE, session=session)


def letters_to_write(user: User, public_id: str | None, *, session: SessionBase) -> Citizen:
    """The citizen to whom a letter is written, or who writes one."""
    return profile_to_change(user, public_id, what=PAGE, session=session)


def thread_for(user: User, public_id: str | None, thread: str, *, session: SessionBase) -> Thread:
    """One thread that this person may read."""
    return _one(letters_for(user, public_id, session=session), thread)


def thread_to_write(user: User, public_id: str | None, thread: str, *, session: SessionBase) -> Thread:
    """One thread that this person may write in."""
    if public_id is None:
        return _one(own_citizen_for(user, what=PAGE), thread)
    return _one(letters_to_write(user, public_id, session=session), thread)


def waiting_for(user: User) -> QuerySet[Thread]:
    """What waits for an answer from the municipality, of the citizens this person may see."""
    if not has_citizens(user):
        raise PermissionDenied(_("Listen er for sagsbehandlere og ledere."))
    return threads_waiting(user)


def _one(citizen: Citizen, thread: str) -> Thread:
    found = Thread.objects.filter(citizen=citizen, public_id=thread).first()
    if found is None:
        raise Http404(_("Beskederne findes ikke."))
    found.citizen = citizen
    return found
