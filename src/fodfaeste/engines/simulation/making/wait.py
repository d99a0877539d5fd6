"""How long people of each kind wait for a right in a new spell: the rules, asked about invented people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.answers import State
from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED
from fodfaeste.core.simulation import BEGINNINGS, education_of
from fodfaeste.engines.rules import FACT_TYPES
from fodfaeste.engines.simulation.making.asked import (
    AGE,
    CAME_FROM,
    EARLIER,
    EDUCATION,
    FROM_EFFORT,
    Asked,
    Tried,
    asked_by,
)
from fodfaeste.engines.simulation.making.first import answers_on, months_to
from fodfaeste.engines.simulation.making.relabelled import Naming
from fodfaeste.engines.simulation.model import NEVER, Axes

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many kinds there are along each axis of `Rights.wait`, after the offers."""

    states: int
    groups: int
    came_from: int
    effort: int
    earlier: int
    educations: int
    ages: int

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths in the order of the axes."""
        return (
            self.states, self.groups, self.came_from, self.effort, self.earlier, self.educations, self.ages,
        )  # fmt: skip

    def beside(self, other: "Kinds") -> "Kinds":
        """As many along each axis as either has."""
        return Kinds(*map(max, self.shape, other.shape))


def kinds_of(asked: Asked, axes: Axes, *, by_state: bool = False) -> Kinds:
    """The kinds that some rules tell apart; `by_state`: what a label means turns on the state too."""
    has = asked.facts.__contains__
    return Kinds(
        states=len(axes.states) if by_state or any(map(has, BEGINNINGS)) else 1,
        groups=len(axes.groups),
        came_from=len(axes.groups) if has(CAME_FROM) else 1,
        effort=asked.effort_months + 1,
        earlier=asked.earlier_months + 1 if has(EARLIER) else 1,
        educations=len(axes.educations) if has(EDUCATION) else 1,
        ages=len(axes.age_from) if has(AGE) else 1,
    )


def wait_months(tried: Tried, axes: Axes, kinds: Kinds, naming: Naming | None) -> NDArray[np.int16]:
    """Months from coming into a spell until the right, for every kind; NEVER where there is none in it.

    `naming`: what the policy calls people; None: as the municipality does. Each label is asked about by
    itself, with no more kinds of people than its own rules tell apart. Everybody is invented as coming into
    the spell on the first day tried.
    """
    found = np.full((len(axes.offers), *kinds.shape), NEVER, dtype=np.int16)
    for label in dict.fromkeys(rule.group for rule in tried.pack.entries if rule.kind == "rule"):
        rules = tuple(rule for rule in tried.pack.entries if rule.kind == "rule" and rule.group == label)
        pack = replace(tried.pack, entries=rules)
        table = _of_label(replace(tried, pack=pack, asked=asked_by(pack)), str(label), axes, naming)
        table = spread_over(table, replace(kinds, groups=1))
        for group, state in _called(str(label), axes, kinds, naming):
            found[:, state, group] = table[:, state, 0]
    return found


def _of_label(tried: Tried, label: str, axes: Axes, naming: Naming | None) -> NDArray[np.int16]:
    """The same for people of one of the policy's labels."""
    kinds = replace(kinds_of(tried.asked, axes), groups=1)
    people = _people(kinds, tried, label, axes, naming)
    found = np.full((len(axes.offers), *kinds.shape), NEVER, dtype=np.int16)
    answers = answers_on(tried.pack, people, add_months(tried.on, tried.asked.longest + 1))
    for number, offer in enumerate(axes.offers):
        rows = answers.filter(pl.col("offer") == offer)
        if rows.is_empty():
            continue
        month = np.maximum(months_to(rows["due_on"], tried.on), 0)
        is_due = (rows["state"] == State.DUE.value).to_numpy()
        found[number] = np.where(is_due, month, NEVER).reshape(kinds.shape)
    return found


def _called(label: str, axes: Axes, kinds: Kinds, naming: Naming | None) -> Iterator[tuple[int, int]]:
    """Which own labels in which states of the effort the policy calls so, by their numbers."""
    for group, own in enumerate(axes.groups):
        for state, (name, in_effort) in enumerate(zip(axes.states, axes.in_effort, strict=True)):
            called = own if naming is None else naming.kinds.get((name, own))
            if kinds.states == 1 and state == 0 and called == label:
                yield group, 0
            elif kinds.states > 1 and in_effort and called == label:
                yield group, state


def spread_over(wait: NDArray[np.int16], kinds: Kinds) -> NDArray[np.int16]:
    """The same answers where more kinds are told apart: a number past an axis's end counts as its last."""
    for axis, length in enumerate(kinds.shape, start=1):
        if wait.shape[axis] < length:
            taken = np.minimum(np.arange(length), wait.shape[axis] - 1)
            wait = np.take(wait, taken, axis=axis)
    return np.ascontiguousarray(wait)


def _people(kinds: Kinds, tried: Tried, label: str, axes: Axes, naming: Naming | None) -> pl.DataFrame:
    """One invented person of each kind, in the order of the kinds."""
    places = np.indices(kinds.shape).reshape(len(kinds.shape), -1)
    state, _, came, effort, earlier, education, age = places
    known = [None if code == education_of(None) else code for code in axes.educations]
    facts = {
        "citizen": pl.Series(np.arange(places.shape[1])).cast(pl.String),
        "target_group": _among([label], np.zeros_like(state)),
        CAME_FROM: _came_from(axes, naming, came if kinds.came_from > 1 else np.full_like(came, -1)),
        EARLIER: pl.Series(earlier.astype(np.float64)),
        EDUCATION: _among(known, education),
        AGE: pl.Series((axes.age_from[age] // 12).astype(np.float64)),
        "unemployment_started": _among([tried.on], np.zeros_like(state)),
        "effort_started": _among(_days_back(tried.on, kinds.effort), effort),
        **{fact: _from_state(fact, kinds, tried, axes, state, effort) for fact in BEGINNINGS},
    }
    return pl.DataFrame([facts[name].cast(kind).alias(name) for name, kind in FACT_TYPES.items()])


def _days_back(on: date, months: int) -> list[date]:
    return [add_months(on, -back) for back in range(months)]


def _from_state(
    fact: str, kinds: Kinds, tried: Tried, axes: Axes, state: Places, effort: Places
) -> pl.Series:
    """The day of a fact that begins with a state: one is registered with the effort, ready with the spell."""
    days = _days_back(tried.on, kinds.effort) if fact in FROM_EFFORT else [tried.on] * kinds.effort
    has = np.array([kinds.states > 1 and fact in tried.begins.get(one, ()) for one in axes.states])
    return _among([*days, NOT_HAPPENED], np.where(has[state], effort, len(days)))


def _came_from(axes: Axes, naming: Naming | None, came: Places) -> pl.Series:
    """What it calls those whom people come straight over from; the empty label is nobody."""
    names = [label if naming is None else naming.before.get(label) for label in axes.groups[:-1]]
    return _among([*names, NO_OTHER_GROUP], np.where(came < 0, len(names), came))


def _among(values: Sequence[object], places: Places) -> pl.Series:
    return pl.Series(values, strict=False).gather(places)
