"""What a company may see, and what has been asked of a citizen or about an opening."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.content import Part, Row, content_of, contents_of, parts_of, still_held
from fodfaeste.apps.introductions.models import Introduction, IntroductionStep
from fodfaeste.installation.clock import today


@dataclass(frozen=True, slots=True)
class Shared:
    """What a company may see of one person for one opening. `name` is empty until the last step."""

    public_id: str
    opening: Opening
    parts: Sequence[Part]
    name: str
    until: date
    named_at: datetime | None
    citizen_id: int  # for the journal, never for a screen


def shared_rows(user: User) -> QuerySet[Introduction]:
    """The questions that someone of this company has a yes to today; nothing after it was taken back."""
    rows = Introduction.objects.filter(authority=user.authority_id)
    if user.role != Role.COMPANY or user.company_id is None:
        return rows.none()
    on = today(user.authority)
    mine = rows.filter(state=codes.YES, shown_until__gte=on, opening__unit__company=user.company_id)
    standing = mine.filter(opening__withdrawn_at__isnull=True, citizen__active=True)
    related = ("opening__unit__company", "opening__place", "citizen__authority")
    return standing.select_related(*related).order_by("asked_at", "pk")


def shown_to(user: User, *, opening: Opening | None = None) -> list[Shared]:
    """Exactly what a company may see today, by the day it was asked. Never limits, never a CPR."""
    found = list(shared_rows(user).filter(opening=opening) if opening else shared_rows(user))
    held = contents_of([row.citizen_id for row in found], today(user.authority))
    return [_shared(row, held[row.citizen_id]) for row in found]


def shared_of(row: Introduction) -> Shared:
    """What a company may see of one person, of a question that it has a yes to."""
    return _shared(row, content_of(row.citizen, today(row.citizen.authority)))


def answers_of_company(public_ids: Iterable[str]) -> dict[str, str]:
    """What the company has answered last to each of several people shown to it."""
    steps = IntroductionStep.objects.filter(
        introduction__public_id__in=list(public_ids), state__in=codes.COMPANY_ANSWERS
    )
    return dict(steps.order_by("pk").values_list("introduction__public_id", "state"))


def _shared(row: Introduction, held: Sequence[Row]) -> Shared:
    parts = parts_of(still_held(row.what, held))
    name = row.citizen.name if row.named_at else ""
    return Shared(row.public_id, row.opening, parts, name, row.shown_until, row.named_at, row.citizen_id)


def introductions_of(citizen: Citizen) -> QuerySet[Introduction]:
    """Everything a citizen was asked about, the newest first."""
    rows = Introduction.objects.filter(citizen=citizen)
    related = ("opening__unit__company", "opening__place", "asked_by", "authority")
    return rows.select_related(*related).order_by("-asked_at", "-pk")


def introductions_for_opening(opening: Opening) -> QuerySet[Introduction]:
    """Everyone asked about an opening, the one asked first at the top."""
    rows = Introduction.objects.filter(opening=opening, citizen__active=True)
    return rows.select_related("citizen", "asked_by").order_by("asked_at", "pk")


def introductions_waiting(citizen: Citizen) -> QuerySet[Introduction]:
    """What waits for the citizen's answer."""
    on = today(citizen.authority)
    open_ones = introductions_of(citizen).filter(state=codes.ASKED, answer_by__gte=on)
    return open_ones.filter(opening__withdrawn_at__isnull=True)


def company_answers(introductions: Iterable[int]) -> dict[int, str]:
    """What the company said last to each of these CVs; nothing where it has not answered."""
    steps = IntroductionStep.objects.filter(
        introduction__in=list(introductions), state__in=codes.COMPANY_ANSWERS
    )
    return dict(steps.order_by("pk").values_list("introduction", "state"))
