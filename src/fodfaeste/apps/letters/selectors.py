"""Threads of a citizen, and those that wait for the municipality, by the day they began to wait."""

from django.db.models import Count, Q, QuerySet

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.letters.codes import FROM_CITIZEN, FROM_STAFF
from fodfaeste.apps.letters.models import Letter, Thread


def threads_of(citizen: Citizen, *, is_own: bool) -> QuerySet[Thread]:
    """A citizen's threads, the latest first, each with how many letters this reader has not opened."""
    other = FROM_STAFF if is_own else FROM_CITIZEN
    unread = Count("letters", filter=Q(letters__written_from=other, letters__read_at__isnull=True))
    return Thread.objects.filter(citizen=citizen).annotate(unread=unread).order_by("-last_at", "-pk")


def letters_in(thread: Thread) -> QuerySet[Letter]:
    """The letters of a thread, the first at the top."""
    return thread.letters.select_related("writer").order_by("written_at", "pk")


def threads_waiting(user: User) -> QuerySet[Thread]:
    """What citizens of one's own have written and nobody has answered, the longest wait first."""
    waiting = Thread.objects.filter(authority=user.authority_id, waiting_since__isnull=False)
    mine = waiting.filter(citizen__in=citizens_visible_to(user))
    return mine.select_related("citizen__case_worker", "citizen__unit").order_by("waiting_since", "pk")


def letters_unread(citizen: Citizen) -> int:
    """How many letters from the municipality the citizen has not opened."""
    return Letter.objects.filter(citizen=citizen, written_from=FROM_STAFF, read_at__isnull=True).count()
