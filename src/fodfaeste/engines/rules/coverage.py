"""How much of a whole group a municipality has reached, where the law demands a share; nobody is marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.core.dates import Period, add_months
from fodfaeste.core.law import FIRST_TALK, IN_FORCE, LATE_TALK, OFFERS, Act, LawPack, LawRule
from fodfaeste.engines.rules.completions import sure_truth
from fodfaeste.engines.rules.truth import NEVER, TRUE, days_after, ways_of

PASSED, OPEN = "passed", "open"
_BEHIND = ("citizen", "since", "last_day", "state")
_BEGUN = ("running", "ended")
_HELD = "held"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One duty towards a whole group on a day: how many it is of, how many are reached, and who is not yet.

    `share` is in per cent; None where the group is empty. `exempt`: how many of the group are known to be
    exempt, who stay in it; None where nobody records it. `behind` (citizen, since, last_day, state) is a list
    of people to call in, by the day on which they reach the limit: `state` is `open` until that day has gone,
    then `passed`. People whose day is still to come are on the list, and not yet in the group counted.
    """

    rule: LawRule
    act: Act
    group_ids: tuple[str, ...]
    required_percent: float | None
    people: int
    covered: int
    share: float | None
    exempt: int | None
    behind: pl.DataFrame

    @property
    def reference(self) -> str:
        """The place in the law as a caseworker cites it."""
        return f"{self.act.short} {self.rule.reference}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is counted, day by day: talks that were held and offers that have begun."""

    talks: pl.DataFrame  # citizen, day
    offers: pl.DataFrame  # citizen, day


def coverage(
    pack: LawPack, people: pl.DataFrame, contacts: pl.DataFrame, agreements: pl.DataFrame, on: date
) -> tuple[Coverage, ...]:
    """Every duty towards a whole group that is in force on a day, in the order of the law.

    `people` are law facts with `benefit_started`, and `exempt` (true or false) where it is recorded;
    `contacts` and `agreements` are tables of the snapshot. A duty whose numbers are not read counts nobody.
    """
    known = _known(pack, contacts, agreements, on)
    begun = [pl.when(pl.col(name) <= on).then(pl.col(name)) for name in _STARTS]
    people = people.with_columns(_began=pl.coalesce(begun))
    return tuple(
        _covered(pack, rule, _counted(pack, rule, people, known, on), on)
        for rule in pack.rules_on(on)
        if rule.counts is not None and rule.state == IN_FORCE
    )


#: A course of contact begins with unemployment: another benefit does not begin it anew.
_STARTS = ("unemployment_started", "benefit_started")


def _known(pack: LawPack, contacts: pl.DataFrame, agreements: pl.DataFrame, on: date) -> _Known:
    day = pl.col("at").dt.convert_time_zone(pack.time_zone).dt.date().alias("day")
    talks = contacts.filter(pl.col("state") == _HELD).select("citizen", day)
    offers = agreements.filter(pl.col("state").is_in(_BEGUN)).select("citizen", day=pl.col("from"))
    return _Known(talks.filter(pl.col("day") <= on), offers.filter(pl.col("day") <= on))


def _counted(pack: LawPack, rule: LawRule, people: pl.DataFrame, known: _Known, on: date) -> pl.DataFrame:
    """The people that a duty is of: citizen, since, last_day, is_counted, is_covered."""
    if rule.counts == LATE_TALK:
        return _late_talks(rule, people, known, on)
    members = _whom(rule, people, on)
    if rule.counts == FIRST_TALK:
        rows = members.with_columns(since=pl.col("_began"), last_day=pl.lit(None, dtype=pl.Date), _needed=1)
        return _reached(rows, known.talks, is_counted=pl.lit(value=True))
    months = int(rule.values["months"])
    members = members.filter(pl.col("_began").is_not_null())
    ends = _days_after(members["_began"], Period(months, -1)).alias("last_day")
    rows = members.with_columns(ends, since=pl.col("_began"))
    rows = rows.filter(pl.col("last_day") > add_months(on, -int(rule.values["counted_months"])))
    has_ended = pl.col("last_day") < on
    if rule.counts == OFFERS:
        needed = pl.lit(int(rule.values["offers"])).alias("_needed")
        return _reached(rows.with_columns(needed), known.offers, has_ended)
    rows = rows.with_columns(_talks_needed(pack, rows, months, on)).filter(pl.col("_needed").is_not_null())
    return _reached(rows, known.talks, has_ended)


def _whom(rule: LawRule, people: pl.DataFrame, on: date) -> pl.DataFrame:
    """Those whom a rule surely speaks of."""
    return people.filter(pl.Series(sure_truth(rule, people, on).truth == TRUE))


def _talks_needed(pack: LawPack, people: pl.DataFrame, months: int, on: date) -> pl.Series:
    """How many talks the law asks of the municipality in so many months; null where it gives no number."""
    needed = [pl.lit(None, dtype=pl.Int64)]
    for rule in _rhythms(pack, months, on):
        talks = int(rule.values.get("talks_municipality", rule.values["talks"]))
        speaks = pl.Series(sure_truth(rule, people, on).truth == TRUE)
        needed.append(pl.when(speaks).then(pl.lit(talks)))
    return people.select(pl.max_horizontal(needed).alias("_needed"))["_needed"]


def _rhythms(pack: LawPack, months: int, on: date) -> Iterator[LawRule]:
    for rule in pack.rules_on(on):
        is_contact = rule.part == "contact" and rule.state == IN_FORCE and rule.clauses
        if is_contact and "talks" in rule.values and rule.values.get("months") == months:
            yield rule


def _late_talks(rule: LawRule, people: pl.DataFrame, known: _Known, on: date) -> pl.DataFrame:
    """Those who reach the day within the months in which the talk may be held, or have passed it.

    A later talk counts too: the list is of those who still lack one.
    """
    before = int(rule.values["months_before"])
    way = next(way for way in ways_of(rule.clauses) if way.start is not None)
    # A month more than the law's: two dates of months of unlike length are not a month apart.
    members = _whom(rule, people, add_months(on, before + 1))
    start = members[str(way.start)]
    rows = members.with_columns(
        _days_after(start, way.after).alias("last_day"), since=pl.col(str(way.start)), _needed=1
    )
    window = Period(way.after.months - before, way.after.days)
    rows = rows.with_columns(_days_after(start, window).alias("_opens"))
    rows = rows.filter(pl.col("_opens") <= on)
    return _reached(rows, known.talks, pl.col("last_day") < on, first="_opens", is_late_counted=True)


def _days_after(days: pl.Series, period: Period) -> pl.Series:
    numbers = pl.Series(days_after(days, period))
    return numbers.set(numbers == int(NEVER), None).cast(pl.Date)


def _reached(
    rows: pl.DataFrame,
    events: pl.DataFrame,
    is_counted: pl.Expr,
    first: str = "since",
    *,
    is_late_counted: bool = False,
) -> pl.DataFrame:
    """Each row with whether enough happened from a day to the last one; without a day, at any time."""
    found = rows.select("citizen", first, "last_day").join(events, on="citizen")
    is_within = pl.col(first).is_null() | (pl.col("day") >= pl.col(first))
    if not is_late_counted:
        is_within &= pl.col("last_day").is_null() | (pl.col("day") <= pl.col("last_day"))
    times = found.filter(is_within).group_by("citizen").len("_times")
    rows = rows.join(times, on="citizen", how="left", maintain_order="left")
    return rows.with_columns(
        is_covered=pl.col("_times").fill_null(0) >= pl.col("_needed"), is_counted=is_counted
    )


def _covered(pack: LawPack, rule: LawRule, rows: pl.DataFrame, on: date) -> Coverage:
    act = pack.act(rule.act)
    assert act is not None
    counted = rows.filter("is_counted")
    covered = counted.filter("is_covered").height
    state = pl.when(pl.col("last_day") < on).then(pl.lit(PASSED)).otherwise(pl.lit(OPEN))
    behind = rows.filter(~pl.col("is_covered")).with_columns(state=state).select(_BEHIND)
    return Coverage(
        rule=rule,
        act=act,
        group_ids=rule.groups,
        required_percent=rule.values.get("percent"),
        people=counted.height,
        covered=covered,
        share=100 * covered / counted.height if counted.height else None,
        exempt=counted.filter("exempt").height if "exempt" in rows.columns else None,
        behind=behind.sort("last_day", "since", "citizen", nulls_last=True),
    )
