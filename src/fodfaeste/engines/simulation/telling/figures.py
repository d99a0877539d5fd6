"""What is told of a simulation: people, flows, time to work, tracks, seats and queue, month by month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Axes, Counts, Rights

Real = NDArray[np.float64]

#: Flows are told over a year: a single quiet month says nothing. In the first year over what there is.
YEAR = 12
HORIZONS = (3, 6, 12)
DAYS_OF_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Names:
    """What states, offers and labels are called; what has no name is called by its id."""

    states: Mapping[str, Words]
    offers: Mapping[str, Words]
    groups: Mapping[str, Words]

    def state(self, state: str) -> Words:
        return self.states.get(state, Words(state, state))

    def offer(self, offer: str) -> Words:
        return self.offers.get(offer, Words(offer, offer))

    def group(self, group: str) -> Words:
        return self.groups.get(group, Words(group, group)) if group else EVERYONE


EVERYONE = Words("Alle", "Everyone")


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted, with the words and the unit it is told in."""

    id: str  # caseload, entries.branchespor
    title: Words
    unit: str  # persons, months, days, percent or kroner
    adds: bool = False  # months may be added up
    is_flow: bool = False  # what happens in a month, not who is there at its end


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a group in every run, policy and month; not a number where there is nobody to count."""

    measure: Measure
    group: str  # a label; empty: everyone
    values: Real  # (runs, policies, months)
    people: Real | None = None  # those counted; none where the figure is not about people
    trait: Real | None = None  # those among them that a share is of


def person_figures(counts: Counts, axes: Axes, names: Names) -> Iterator[Figure]:
    """How many are in the effort and in each state, and how they come and go."""
    effort = np.array(axes.in_effort)
    caseload = Measure("caseload", Words("Borgere i indsats", "Citizens in the effort"), "persons", adds=True)
    yield _count(caseload, "", counts.stock.sum(-1)[..., effort].sum(-1))
    for number, label in enumerate(axes.groups):
        if label:
            yield _count(caseload, label, counts.labels[..., effort, number].sum(-1))
    for number, state in enumerate(axes.states):
        measure = Measure(f"state.{state}", names.state(state), "persons")
        yield _count(measure, "", counts.stock[..., number, :].sum(-1))
    yield from _flows(counts, axes, effort)


def _flows(counts: Counts, axes: Axes, effort: NDArray[np.bool_]) -> Iterator[Figure]:
    """Coming and going, and how long it takes to find work: of everyone, then of each label."""
    here = counts.labels[..., effort, :].sum(-2)
    for label, of in _labels(axes):
        came, left, work = (_summed(part, of) for part in (counts.came, counts.left, counts.found_work))
        other = left - work
        for name, da, en, moved in (
            ("into_effort", "Kommer i indsats", "Come into the effort", came),
            ("to_work", "Fra indsats til arbejde", "From the effort to work", work),
            ("to_other", "Fra indsats til andet", "From the effort to something else", other),
        ):
            yield _count(Measure(name, Words(da, en), "persons", adds=True, is_flow=True), label, moved)
        yield from _time_to_work(label, *(_over_a_year(part) for part in (_summed(here, of), work, other)))


def _time_to_work(label: str, stock: Real, work: Real, other: Real) -> Iterator[Figure]:
    """How long people stay and how many find work, at the rates of the latest year.

    People in the effort over people leaving it is how long they stay (Little, Oper. Res. 9, 1961, 383-387).
    The shares hold if all left at the year's rates, work and the other ways competing, and kept their label.
    """
    stay = Words("Måneder i indsats, regnet af et år", "Months in the effort, reckoned from a year")
    yield Figure(Measure("months_in_effort", stay, "months"), label, _ratio(stock, work + other), stock)
    at_risk = stock + work + other
    leaves = _ratio(work + other, at_risk)
    for months in HORIZONS:
        found = _ratio(work, work + other) * (1 - (1 - leaves) ** months)
        words = Words(
            f"I arbejde inden {months} måneder, i årets tempo",
            f"In work within {months} months, at the year's pace",
        )
        yield Figure(Measure(f"work_within.{months}", words, "percent"), label, 100 * found, stock)


def track_figures(counts: Counts, axes: Axes, names: Names, policies: Sequence[Rights]) -> Iterator[Figure]:
    """Of each offer: who has a right, who has begun and who waits, by label; seats and how full they are."""
    for number, offer in enumerate(axes.offers):
        track = _Track(offer, names.offer(offer))
        for label, of in _labels(axes):
            parts = (counts.entries, counts.due, counts.begun)
            yield from _of_label(track, label, *(_summed(part[..., number, :], of) for part in parts))
        held = counts.held[..., number].astype(np.float64)
        yield from _places(track, held, np.stack([rights.seats[number] for rights in policies]))
        waits = _over_a_year(counts.waited[..., number, :], axis=-2)
        median = _median(waits) * DAYS_OF_A_MONTH
        wait = track.measure("wait", "ventetid, median", "wait, median", "days")
        yield Figure(wait, "", median, waits.sum(-1))


@dataclass(frozen=True, slots=True)
class _Track:
    """An offer whose measures are told under its name."""

    offer: str
    title: Words

    def measure(self, name: str, da: str, en: str, unit: str, *, is_flow: bool = False) -> Measure:
        words = Words(f"{self.title.da}: {da}", f"{self.title.en}: {en}")
        return Measure(f"{name}.{self.offer}", words, unit, adds=is_flow, is_flow=is_flow)


def _of_label(track: _Track, label: str, entries: Real, due: Real, begun: Real) -> Iterator[Figure]:
    begin = track.measure("entries", "begynder", "begin", "persons", is_flow=True)
    yield _count(begin, label, entries)
    yield _count(track.measure("due", "har ret", "have a right", "persons"), label, due)
    yield _count(
        track.measure("queue", "har ret og venter", "have a right and wait", "persons"), label, due - begun
    )
    share = track.measure(
        "begun_share", "af dem med ret er begyndt", "of those with a right have begun", "percent"
    )
    yield Figure(share, label, 100 * _ratio(begun, due), due, begun)


def _places(track: _Track, held: Real, places: NDArray[np.int32]) -> Iterator[Figure]:
    seats = np.broadcast_to(places[:, : held.shape[-1]], held.shape).astype(np.float64)
    yield _count(track.measure("held", "pladser i brug", "seats in use", "persons"), "", held)
    yield Figure(track.measure("seats", "pladser", "seats", "seats"), "", seats)
    full = track.measure(
        "full", "så mange af pladserne er i brug", "so many of the seats are in use", "percent"
    )
    yield Figure(full, "", 100 * _ratio(held, seats))


def _labels(axes: Axes) -> Iterator[tuple[str, int | None]]:
    """Everyone, then each label by its number."""
    yield "", None
    yield from ((label, number) for number, label in enumerate(axes.groups) if label)


def _summed(by_label: NDArray[np.int32], label: int | None) -> Real:
    found = by_label.sum(-1) if label is None else by_label[..., label]
    return found.astype(np.float64)


def _count(measure: Measure, group: str, people: NDArray[np.generic]) -> Figure:
    values = people.astype(np.float64)
    return Figure(measure, group, values, values)


def _over_a_year(monthly: NDArray[np.generic], axis: int = -1) -> Real:
    """The sum of a month and the eleven before it."""
    along = np.moveaxis(monthly.astype(np.float64), axis, -1)
    total = along.cumsum(-1)
    total[..., YEAR:] -= total[..., :-YEAR].copy()
    return np.moveaxis(total, -1, axis)


def _ratio(numerator: Real, denominator: Real) -> Real:
    """A share; not a number where there is nothing to share."""
    nothing = denominator <= 0
    return np.where(nothing, np.nan, numerator / np.where(nothing, 1, denominator))


def _median(counted: Real) -> Real:
    """The middle one of people counted by whole months; not a number where there is nobody."""
    reached = counted.cumsum(-1) * 2 >= counted.sum(-1, keepdims=True)
    return np.where(counted.sum(-1) > 0, reached.argmax(-1), np.nan)
