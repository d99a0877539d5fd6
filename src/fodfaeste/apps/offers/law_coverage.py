"""How much of each whole group the law's duties have reached: figures for all, the list behind for staff."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to, has_citizens
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.law_page import Mark, certainty_mark
from fodfaeste.apps.offers.law_words import NOT_REACHED, values_in_words
from fodfaeste.bridge.law import load_coverage
from fodfaeste.core.law import PLANNED, LawGroupDefinition, LawPack, LawRule
from fodfaeste.engines.indicators import suppress
from fodfaeste.engines.rules.coverage import Coverage

_FIGURES = {"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty towards a whole group: what is demanded, of whom, and how many are reached."""

    rule: LawRule
    reference: str
    certainty: Mark
    groups: list[LawGroupDefinition]
    required: float | None
    people: int | None
    covered: int | None
    share: float | None
    exempt: int | None
    is_suppressed: bool
    behind: str
    behind_count: int | None
    values: list[str]


@dataclass(frozen=True, slots=True)
class NotReached:
    """A person whom a duty has not reached yet, with the day it counts from and the last one."""

    citizen: Citizen
    since: date | None
    last_day: date | None


def coverage_for(user: User, on: date) -> tuple[Coverage, ...]:
    """The duties counted over the people of a case worker's unit, or over the whole authority."""
    if user.role == Role.CASE_WORKER:
        own = list(citizens_visible_to(user).order_by("pk").values_list("pk", flat=True))
        return load_coverage(user.authority, on, own)
    return load_coverage(user.authority, on)


def duty_lines(user: User, law: LawPack, duties: Iterable[Coverage]) -> list[DutyLine]:
    """The duties as the page shows them; small numbers are held back from who does not work with citizens."""
    sees_people = has_citizens(user)
    return [_duty_line(law, duty, sees_people or _is_safe(duty), sees_people) for duty in duties]


def _duty_line(law: LawPack, duty: Coverage, is_shown: bool, sees_people: bool) -> DutyLine:
    found = (law.group(id_) for id_ in duty.group_ids)
    return DutyLine(
        rule=duty.rule,
        reference=duty.reference,
        certainty=certainty_mark(duty.rule.certainty),
        groups=[group for group in found if group is not None],
        required=duty.required_percent,
        people=duty.people if is_shown else None,
        covered=duty.covered if is_shown else None,
        share=duty.share if is_shown else None,
        exempt=duty.exempt if sees_people else None,
        is_suppressed=not is_shown,
        behind=behind_name(duty.rule),
        behind_count=duty.behind.height if sees_people else None,
        values=values_in_words(duty.rule.values),
    )


def behind_name(rule: LawRule) -> str:
    """What the people on the list behind a duty have in common, said of the task and not of them."""
    return str(NOT_REACHED[rule.counts]) if rule.counts else ""


def _is_safe(duty: Coverage) -> bool:
    row = ("", float(duty.covered), float(duty.people), duty.share)
    figures = suppress(pl.DataFrame([row], schema=_FIGURES, orient="row"))
    return not figures["suppressed"][0]


def duties_told(law: LawPack, on: date) -> list[LawRule]:
    """Duties in force that are not counted here, such as those of another authority."""
    rules = (rule for rule in law.rules_on(on) if rule.part == "coverage")
    return [rule for rule in rules if rule.counts is None and rule.state == "in_force"]


def begins_on(law: LawPack, on: date) -> date | None:
    """The first day after another on which a duty towards a whole group begins; None where none does."""
    days = [
        rule.valid_from
        for rule in law.rules
        if rule.part == "coverage" and rule.state != PLANNED and rule.valid_from > on
    ]
    return min(days, default=None)


def has_duties(law: LawPack) -> bool:
    """Whether the law has any duty towards a whole group at all."""
    return any(rule.part == "coverage" and rule.state != PLANNED for rule in law.rules)


def people_behind(user: User, rows: Sequence[tuple[str, date | None, date | None]]) -> list[NotReached]:
    """The people of some rows of a list, in its order; only those whom the person may see."""
    references = [reference for reference, _since, _last_day in rows]
    seen = citizens_visible_to(user).filter(reference__in=references).select_related("unit")
    people = {citizen.reference: citizen for citizen in seen}
    return [
        NotReached(people[reference], since, last_day)
        for reference, since, last_day in rows
        if reference in people
    ]
