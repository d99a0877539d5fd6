"""The rules once more, the slow and plain way: one person at a time, no arrays, no three-valued truth.

An unknown fact is filled in with all it could be. The answer is known when every filling gives the same,
a fact is missing when changing it alone changes the answer, and the day is the latest that any filling gives.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product

from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.core.policy import Clause, Entry, Pack, Way, Where

Facts = dict[str, object]
Answer = tuple[str, str, date | None, str]  # rule, state, due_on, missing

ALWAYS, NEVER = date.min, date.max
ORDER = ["due", "cannot_tell", "not_due", "not_covered"]


def answer(pack: Pack, offer: str, facts: Facts, on: date) -> Answer:
    """The best answer that a pack's rules on one offer give one person."""
    runs = pack.period_from <= on and (on <= pack.period_to or pack.on_expiry == "runs_on")
    rules = [r for r in pack.entries if r.kind == "rule" and r.offer == offer and _counts(r, on)]
    if facts["target_group"] is None and runs and rules:
        return "", "cannot_tell", None, "target_group"
    found = [_rule_answer(r, facts, on) for r in rules if runs and r.group == facts["target_group"]]
    if not found:
        return "", "not_covered", None, ""
    return min(found, key=lambda a: (ORDER.index(a[1]), a[2] or NEVER))


def _counts(rule: Entry, on: date) -> bool:
    return (rule.valid_from or date.min) <= on <= (rule.valid_to or date.max)


def _rule_answer(rule: Entry, facts: Facts, on: date) -> Answer:
    unknown = sorted(name for name in _asked(rule) if facts[name] is None)
    choices = [_could_be(rule, name, on) for name in unknown]
    fillings = list(product(*choices))
    truth = {f: holds(rule, {**facts, **dict(zip(unknown, f, strict=True))}, on) for f in fillings}
    days = [first_day(rule, {**facts, **dict(zip(unknown, f, strict=True))}) for f in fillings]
    if len(set(truth.values())) == 2:
        return rule.id, "cannot_tell", None, ";".join(_missing(unknown, choices, truth))
    day = max(days)
    state = "due" if truth[fillings[0]] else "not_due"
    return rule.id, state, None if day in (ALWAYS, NEVER) else day, ""


def _missing(
    unknown: list[str], choices: list[list[object]], truth: dict[tuple[object, ...], bool]
) -> Iterator[str]:
    for place, name in enumerate(unknown):
        for filling in truth:
            others = [(*filling[:place], value, *filling[place + 1 :]) for value in choices[place]]
            if len({truth[other] for other in others}) == 2:
                yield name
                break


def first_day(rule: Entry, facts: Facts) -> date:
    """The first day on which the rule holds of someone of whom everything is known."""
    days = {_day_of(way, facts) for way in _ways(rule.clauses)}
    return next((day for day in sorted({ALWAYS, *days} - {NEVER}) if holds(rule, facts, day)), NEVER)


def holds(rule: Entry, facts: Facts, day: date) -> bool:
    """Whether a rule holds on a day of someone of whom everything is known."""
    return all(_holds(clause, facts, day) for clause in rule.clauses)


def _holds(member: Way | Clause, facts: Facts, day: date) -> bool:
    if isinstance(member, Way):
        return _day_of(member, facts) <= day and all(_meets(where, facts) for where in member.where)
    inside = [_holds(part, facts, day) for part in member.members]
    return {"any_of": any(inside), "all_of": all(inside), "none_of": not any(inside)}[member.operator]


def _day_of(way: Way, facts: Facts) -> date:
    if way.start is None:
        return ALWAYS
    start = facts[way.start]
    assert isinstance(start, date)
    if start == NOT_HAPPENED:
        return NEVER
    return months_later(start, way.after.months) + timedelta(days=way.after.days)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day there is."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def _meets(where: Where, facts: Facts) -> bool:
    value, limit = facts[where.fact], where.value
    if value == NOT_HAPPENED:
        return False
    match where.operator:
        case "in":
            return value in limit
        case "not_in":
            return value not in limit
        case "over":
            return value > limit
        case "at_least":
            return value >= limit
        case "under":
            return value < limit
        case "at_most":
            return value <= limit
    raise AssertionError(where.operator)


@cache
def _could_be(rule: Entry, fact: str, on: date) -> list[object]:
    """What a fact could be: one value for each way in which all that asks about it can come out."""
    everything: list[object] = {
        "date": [*_days_that_may_matter(rule, fact, on), NOT_HAPPENED],
        "number": [n / 2 for n in range(-2, 40)],
        "code": ["ung", "forsikret", "ingen", "andet"],
    }[FACTS[fact].type]
    telling: dict[tuple[bool, ...], object] = {}
    for value in everything:
        parts = [
            part
            for way in _ways(rule.clauses)
            for part in (
                *([_day_of(way, {fact: value}) <= on] if way.start == fact else []),
                *(_meets(where, {fact: value}) for where in way.where if where.fact == fact),
            )
        ]
        telling[tuple(parts)] = value  # of days that come out alike the last, which gives the latest day
    if FACTS[fact].type == "date":  # when it lies decides the day, and the latest day is that it never comes
        telling[()] = NOT_HAPPENED
    return list(telling.values())


def _days_that_may_matter(rule: Entry, fact: str, on: date) -> list[date]:
    """Long ago, days near one that a condition names, and days near one that a way reaches on the day."""
    near = [date(2000, 1, 1)]
    for way in _ways(rule.clauses):
        near += [where.value for where in way.where if where.fact == fact and isinstance(where.value, date)]
        if way.start == fact:
            near.append(on - timedelta(days=way.after.days + 365 * way.after.months // 12))
    return sorted({day + timedelta(days=n) for day in near for n in range(-4, 5)})


def _asked(rule: Entry) -> set[str]:
    starts = {way.start for way in _ways(rule.clauses) if way.start is not None}
    return starts | {where.fact for way in _ways(rule.clauses) for where in way.where}


def _ways(clauses: tuple[Clause, ...]) -> Iterator[Way]:
    for clause in clauses:
        for member in clause.members:
            if isinstance(member, Way):
                yield member
            else:
                yield from _ways((member,))
