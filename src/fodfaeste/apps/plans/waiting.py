"""What waits for the case worker: plans in which the citizen wrote last, and wishes between offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.plans.models import Choice, PlanStep
from fodfaeste.apps.plans.plan_page import CHANGES
from fodfaeste.apps.plans.selectors import ChoiceLine, choice_line, plans_waiting

PLAN, WISH = "plan", "wish"


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A citizen whose next word is the case worker's: what the citizen did, and since when it waits."""

    citizen: Citizen
    what: str
    since: datetime
    wish: ChoiceLine | None = None


def wishes_waiting(user: User) -> QuerySet[Choice]:
    """Which offers citizens said they would rather have, and nobody has taken up, the longest wait first.

    Taken up is a wish once an offer is agreed on, or staff has written a step in the plan, after it was said.
    """
    agreed = Agreement.objects.filter(citizen=OuterRef("citizen"), recorded_at__gte=OuterRef("chosen_at"))
    steps = PlanStep.objects.filter(plan__citizen=OuterRef("citizen"), recorded_at__gte=OuterRef("chosen_at"))
    written = steps.exclude(recorded_by__role=Role.CITIZEN)
    said = Choice.objects.filter(
        authority=user.authority_id,
        citizen__in=citizens_visible_to(user),
        plan__isnull=True,
        withdrawn_at__isnull=True,
        chosen_by__role=Role.CITIZEN,
    )
    waiting = said.exclude(chosen="").exclude(Exists(agreed)).exclude(Exists(written))
    return waiting.select_related("citizen__case_worker", "chosen_by").order_by("chosen_at", "pk")


def waiting_rows(user: User) -> QuerySet[Any]:
    """Both in one list by how long they have waited: kind, id and moment."""
    plans = plans_waiting(user).annotate(waits=Value(PLAN, CharField()), since=F("changed_at"))
    wishes = wishes_waiting(user).annotate(waits=Value(WISH, CharField()), since=F("chosen_at"))
    told = ("waits", "id", "since")
    both = plans.order_by().values_list(*told).union(wishes.order_by().values_list(*told), all=True)
    return both.order_by("since", "id")


def waiting_lines(user: User, rows: Iterable[tuple[str, int, datetime]]) -> list[WaitingLine]:
    """A page of them in words, in two queries."""
    asked = list(rows)
    ids = {kind: [pk for found, pk, _at in asked if found == kind] for kind in (PLAN, WISH)}
    plans = {plan.pk: plan for plan in plans_waiting(user).filter(pk__in=ids[PLAN])} if ids[PLAN] else {}
    wishes = {one.pk: one for one in wishes_waiting(user).filter(pk__in=ids[WISH])} if ids[WISH] else {}
    lines = []
    for kind, pk, at in asked:
        if kind == PLAN and pk in plans:
            lines.append(WaitingLine(plans[pk].citizen, str(CHANGES[plans[pk].last_what]), at))
        elif pk in wishes:
            lines.append(WaitingLine(wishes[pk].citizen, "", at, choice_line(wishes[pk])))
    return lines
