"""The people a rule says should begin today: counted for the policy page, listed behind the gate."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from django.db.models import Count, Exists, F, QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to, has_citizens
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.offers.selectors import agreements_answering
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Indicator
from fodfaeste.engines.indicators import suppress

_FIGURES = {"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64}


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many people a rule says should begin today; `None` where the number is held back."""

    number: int | None
    own_unit_only: bool


def answers_to_begin(authority: Authority) -> QuerySet[Answer]:
    """Everyone due an offer who has not begun it since the day they were due."""
    current = Answer.objects.filter(authority=authority, until__isnull=True, state=State.DUE)
    return current.filter(~Exists(agreements_answering()), citizen__active=True)


def counts_by_rule(user: User, rules: Iterable[str]) -> dict[str, PeopleCount]:
    """How many should begin today by each rule: of one's own people, or with small numbers held back."""
    waiting = answers_to_begin(user.authority)
    if has_citizens(user):
        waiting = waiting.filter(citizen__in=citizens_visible_to(user))
    counted = dict(waiting.order_by().values_list("rule").annotate(people=Count("pk")))
    counts: dict[str, int | None] = {rule: counted.get(rule, 0) for rule in counted | dict.fromkeys(rules)}
    if not has_citizens(user):
        counts = _without_small(counts)
    own_unit_only = user.role == Role.CASE_WORKER
    return {rule: PeopleCount(counts[rule], own_unit_only) for rule in rules}


def _without_small(counts: dict[str, int]) -> dict[str, int | None]:
    """Numbers that cannot point at a person, nor give one away when they are taken from the sum."""
    rows = [("", sum(counts.values())), *counts.items()]
    figures = pl.DataFrame(
        [(rule, None, float(people), float(people)) for rule, people in rows], schema=_FIGURES, orient="row"
    )
    return {
        row["group"]: None if row["suppressed"] else int(row["denominator"])
        for row in suppress(figures).iter_rows(named=True)
    }


def beside_figure(authority: Authority, indicator: Indicator) -> int | None:
    """How many stand outside a figure: those it cannot tell of, or those still waiting."""
    if indicator.measure == "track_begun_share":
        current = Answer.objects.filter(authority=authority, until__isnull=True, citizen__active=True)
        return current.filter(offer=indicator.offer, state=State.CANNOT_TELL).count()
    if indicator.measure == "days_due_to_begun":
        return answers_to_begin(authority).filter(offer=indicator.offer).count()
    return None


def people_to_begin(user: User, rule: str) -> QuerySet[Answer]:
    """The people one may see who should begin by a rule: the longest wait first, then by name."""
    waiting = answers_to_begin(user.authority).filter(rule=rule, citizen__in=citizens_visible_to(user))
    return waiting.select_related("citizen", "citizen__unit").order_by(
        F("due_on").asc(nulls_last=True), "citizen__sort_key", "citizen_id"
    )
