"""How many more a workplace may take with support, by the law's ratio, and how that is worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.companies.models import ProductionUnit, StaffMonth
from fodfaeste.apps.companies.selectors import staff_since
from fodfaeste.apps.companies.wording import work_years
from fodfaeste.bridge.supported import agreed_since, load_agreed
from fodfaeste.core.dates import add_months, month_start
from fodfaeste.core.law import IN_FORCE, RATIO, Condition, LawPack, LawRule
from fodfaeste.core.policy import Question
from fodfaeste.engines.rules.law import law_rule
from fodfaeste.engines.rules.ratio import Ratio, ratio_of

#: Over how many months ordinary staff is averaged, and that it is counted at each workplace.
AVERAGE = "virksomhedspraktik.forholdstal.gennemsnit"
COUNTED_AT = "virksomhedspraktik.forholdstal.p-nummer"

_DIGITS = 6  # fractions of work-years added up may be a hair's breadth off


@dataclass(frozen=True, slots=True)
class UnitRatio:
    """A workplace's ratio, worked out."""

    unit: ProductionUnit
    months: list[float | None]  # ordinary staff of each month in the average
    first: date
    last: date
    counted_on: date | None  # the newest month in which those with support are known
    agreed: int  # agreements that began after it
    ratio: Ratio

    @property
    def average(self) -> str:
        return work_years(self.ratio.ordinary)

    @property
    def supported(self) -> str:
        return work_years(self.ratio.supported)

    @property
    def worked(self) -> list[str]:
        """Each month's number, as it goes into the average."""
        return [work_years(number) for number in self.months]

    @property
    def is_over(self) -> bool:
        return self.ratio.state is Condition.NOT_MET

    @property
    def left(self) -> int | None:
        """How many more full-time persons there is room for; None where it cannot be told."""
        if self.ratio.cap is None or self.ratio.supported is None:
            return None
        return max(0, int(round(self.ratio.cap - self.ratio.supported, _DIGITS)))


@dataclass(frozen=True, slots=True)
class RatioPart:
    """One ratio of the law, the rules that say it, and what it comes to at each workplace."""

    rules: list[LawRule]
    units: list[UnitRatio]


@dataclass(frozen=True, slots=True)
class RatioSection:
    """All that the law says of how many an employer may have with support."""

    parts: list[RatioPart]
    counting: list[LawRule]
    questions: list[Question]

    @property
    def rules(self) -> list[LawRule]:
        """Every rule that the answer rests on."""
        return [rule for part in self.parts for rule in part.rules] + self.counting


def ratio_section(pack: LawPack, units: Sequence[ProductionUnit], on: date) -> RatioSection | None:
    """The ratios of a country's law on a day for some workplaces; None where its law has no ratio."""
    rules = [rule for rule in pack.rules_on(on) if rule.state == IN_FORCE and set(RATIO) <= set(rule.values)]
    if not rules:
        return None
    by_values: dict[tuple[float, ...], list[LawRule]] = {}
    for rule in rules:
        by_values.setdefault(tuple(rule.values[name] for name in RATIO), []).append(rule)
    counting = [rule for rule in (law_rule(pack, one, on) for one in (AVERAGE, COUNTED_AT)) if rule]
    months = next((int(rule.values["months"]) for rule in counting if "months" in rule.values), 0)
    staff = _staff(units, on, months)
    agreed = load_agreed(pack, [unit.pk for unit in units], on)
    known = [(unit, staff.get(unit.pk, {}), agreed.get(unit.pk, [])) for unit in units]
    parts = [
        RatioPart(same, [_unit_ratio(*one, same[0], on, months) for one in known])
        for same in by_values.values()
    ]
    about = {rule.id for rule in (*rules, *counting)}
    questions = [question for question in pack.questions if about & set(question.about)]
    return RatioSection(parts, counting, questions)


def _staff(units: Sequence[ProductionUnit], on: date, months: int) -> dict[int, dict[date, StaffMonth]]:
    this = month_start(on)
    found: dict[int, dict[date, StaffMonth]] = {}
    for row in staff_since([unit.pk for unit in units], add_months(this, -months), this):
        found.setdefault(row.unit_id, {})[row.month] = row
    return found


def _unit_ratio(
    unit: ProductionUnit,
    staff: dict[date, StaffMonth],
    agreed: Sequence[date],
    rule: LawRule,
    on: date,
    months: int,
) -> UnitRatio:
    """The ratio of one workplace. A month that is missing is not guessed, and without it nothing is told.

    Those with support are of the newest month known among those in the average and the running one, and the
    agreements made since, each as one person.
    """
    this = month_start(on)
    wanted = [add_months(this, -back) for back in range(months, 0, -1)]
    numbers = [staff[month].ordinary_fte if month in staff else None for month in wanted]
    known = [number for number in numbers if number is not None]
    ordinary = sum(known) / months if months and len(known) == months else None
    counted = [month for month in sorted(staff) if staff[month].supported_fte is not None]
    counted_on = counted[-1] if counted else None
    since = agreed_since(agreed, counted_on) if counted_on else 0
    supported = staff[counted_on].supported_fte if counted_on else None
    return UnitRatio(
        unit=unit,
        months=numbers,
        first=wanted[0] if wanted else this,
        last=wanted[-1] if wanted else this,
        counted_on=counted_on,
        agreed=since,
        ratio=ratio_of(rule.values, ordinary, None if supported is None else supported + since),
    )
