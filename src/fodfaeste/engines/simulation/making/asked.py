"""What a policy's rules ask about, and how far it can matter: the kinds of people that must be told apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Entry, Pack, Way
from fodfaeste.engines.rules.truth import facts_of, ways_of

AGE, EARLIER, EDUCATION, CAME_FROM = "age", "earlier_unemployment_months", "education", "came_from"
#: Facts whose day is that of coming into the effort.
FROM_EFFORT = ("effort_started", "registered_on")


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts that rules ask about, and the numbers on which an answer can turn."""

    facts: frozenset[str]
    ages: tuple[int, ...]  # whole years at which an answer can turn, rising
    effort_months: int  # from here on, more months in the effort make no difference
    earlier_months: int  # the same of earlier unemployment
    longest: int  # months after which every way that can open has opened
    days: tuple[str, ...]  # rules that ask for a calendar day


@dataclass(frozen=True, slots=True)
class Tried:
    """A policy as it is asked: its rules count on every day (`standing`), from a first day on.

    `begins`: the dated facts whose day is that of coming into a state.
    """

    pack: Pack
    asked: Asked
    on: date
    begins: Mapping[str, tuple[str, ...]]


def asked_by(pack: Pack) -> Asked:
    """What the rules of a policy ask; all its rules are taken, whenever they count."""
    rules = [entry for entry in pack.entries if entry.kind == "rule"]
    ways = [way for rule in rules for way in ways_of(rule.clauses)]
    periods = [(way.start, _months(way)) for way in ways if way.start is not None]
    return Asked(
        frozenset(fact for rule in rules for fact in facts_of(rule)),
        tuple(sorted({turn for turn in _turns(ways, AGE) if turn > 0})),
        max((months for start, months in periods if start in FROM_EFFORT), default=0),
        max((*_turns(ways, EARLIER), 0)),
        max((months for _, months in periods), default=0),
        tuple(rule.id for rule in rules if _asks_day(rule)),
    )


def _months(way: Way) -> int:
    """Whole months within which a way's time surely passes."""
    return way.after.months + ceil(way.after.days / 28)


def _turns(ways: list[Way], fact: str) -> Iterator[int]:
    """The first whole number at which each comparison with a fact comes out otherwise than below it."""
    for way in ways:
        for where in way.where:
            if where.fact == fact and isinstance(where.value, int | float):
                is_strict = where.operator in ("over", "at_most")
                yield floor(where.value) + 1 if is_strict else ceil(where.value)


def _asks_day(rule: Entry) -> bool:
    wheres = (where for way in ways_of(rule.clauses) for where in way.where)
    return any(FACTS[where.fact].type == "date" and isinstance(where.value, date) for where in wheres)
