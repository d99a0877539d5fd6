"""What waits to be answered, and what was answered where it is enough to be shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.offers.codes import ENDED
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.partners.models import Share
from fodfaeste.apps.questions.codes import (
    ASKED_WITHIN_DAYS,
    CHOICES,
    MOMENTS_OF,
    OFFER,
    OPENING,
    SHARE,
    TALK,
)
from fodfaeste.apps.questions.models import Inquiry, Reply
from fodfaeste.installation import clock


def inquiry_waiting(user: User) -> Inquiry | None:
    """The one pair of questions that a person may be asked now: the eldest not yet answered or passed."""
    moments = MOMENTS_OF.get(Role(user.role), ())
    if not moments:
        return None
    open_ones = Inquiry.objects.filter(
        authority=user.authority_id, moment__in=moments, closed_at__isnull=True
    ).exclude(asked__user=user)
    for inquiry in open_ones.order_by("opened_at", "pk"):
        if _has_happened(user, inquiry.moment):
            return inquiry
    return None


def _has_happened(user: User, moment: str) -> bool:
    now = clock.now()
    since = now - timedelta(days=ASKED_WITHIN_DAYS)
    if moment == TALK:
        talks = Contact.objects.filter(citizen__user=user, state="held", starts_at__gte=since)
        return talks.filter(starts_at__lte=now).exists()
    if moment == OFFER:
        over = Agreement.objects.filter(citizen__user=user, state=ENDED, ends__gte=since.date())
        return over.filter(ends__lte=clock.today(user.authority)).exists()
    if moment == OPENING:
        mine = Opening.objects.filter(unit__company__isnull=False, unit__company=user.company_id)
        return mine.filter(withdrawn_at__gte=since).exists()
    if moment == SHARE:
        mine = Share.objects.filter(partner__isnull=False, partner=user.partner_id)
        return mine.filter(made_at__gte=since).exists()
    raise ValueError(f"{moment!r} is no moment to ask at")


def inquiries_of(authority: Authority) -> QuerySet[Inquiry]:
    """All that were asked, those still open first."""
    found = Inquiry.objects.filter(authority=authority)
    return found.select_related("opened_by").order_by(
        F("closed_at").asc(nulls_first=True), "-opened_at", "-pk"
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered, as far as it is shown: enough at a time, in no order that tells of time."""

    shown: int
    counts: tuple[tuple[str, int], ...]  # of each answer to the first, in its fixed order
    words: tuple[str, ...]


def answers_of(inquiry: Inquiry) -> Answers:
    """The answers that have been let out."""
    replies = list(Reply.objects.filter(inquiry=inquiry, is_shown=True).order_by("pk"))
    counted = Counter(reply.choice for reply in replies)
    return Answers(
        len(replies),
        tuple((choice, counted[choice]) for choice in CHOICES),
        tuple(sorted(reply.words for reply in replies if reply.words)),
    )
