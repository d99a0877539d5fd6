"""From what was counted to what is told: differences, bands, and what they rest on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Axes, Outcome, Rights
from fodfaeste.engines.simulation.telling.bands import Real, Told, added, moved_by, told
from fodfaeste.engines.simulation.telling.figures import (
    Figure,
    Measure,
    Names,
    person_figures,
    track_figures,
)
from fodfaeste.engines.simulation.telling.held_back import held_back
from fodfaeste.engines.simulation.telling.indicators import (
    NotSimulated,
    how_counted,
    indicator_figures,
    not_simulated,
)
from fodfaeste.engines.simulation.telling.prices import Prices
from fodfaeste.engines.simulation.telling.shifts import Net, net_claimed, net_work
from fodfaeste.engines.simulation.telling.spending import spending_figures

TODAY, TRIED = 0, 1
#: By what an assumption is held to move the answer: over all the months told.
HEADLINES = ("caseload", "spending")
#: A figure that no back-cast names is trusted as far as this says.
EVERY_OTHER = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing taken for granted, at its two ends, with everything else in the middle."""

    id: str
    title: Words
    low: Outcome
    high: Outcome


@dataclass(frozen=True, slots=True)
class Simulated:
    """Everything that was run for one answer. The same replicate has the same number in each."""

    axes: Axes
    policies: tuple[Rights, Rights]  # today's, and the tried
    chance: Outcome  # every number the middle one
    knowledge: Outcome  # numbers drawn
    country: Mapping[str, Outcome]  # by national path, numbers the middle ones
    here: Mapping[str, int]  # people in the effort on the day, by label; everyone under ""
    assumptions: Sequence[Assumption] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is told by: names, prices, indicators, and how far ahead each measure is trusted."""

    names: Names
    prices: Prices
    indicators: tuple[Indicator, ...] = ()
    trusted: Mapping[str, int] | None = None  # months that levels are told, by measure; "": every other


@dataclass(frozen=True, slots=True)
class Three:
    """Both policies, and the difference between them, which is what is asked."""

    today: Told
    tried: Told
    difference: Told


@dataclass(frozen=True, slots=True)
class Line:
    """A measure of a group month by month."""

    measure: Measure
    group: str
    of: Three
    held_back: NDArray[np.bool_]  # by month: too few to be told of
    levels_until: int  # months that the levels are told; differences rest less on them, and are told in all

    def shown(self, month: int) -> bool:
        """Whether the difference of a month is told."""
        return not bool(np.isnan(self.of.difference.middle[month])) and not bool(self.held_back[month])

    def shows_levels(self, month: int) -> bool:
        """Whether the figure itself is told too, and not only what the tried policy changes in it."""
        return self.shown(month) and month < self.levels_until


@dataclass(frozen=True, slots=True)
class Total:
    """A measure added up over the months told."""

    measure: Measure
    group: str
    of: Three  # each value has one month
    held_back: bool
    shows_levels: bool

    @property
    def unit(self) -> str:
        """People who are there, added up over months, are months."""
        is_stock = self.measure.unit == "persons" and not self.measure.is_flow
        return "months" if is_stock else self.measure.unit


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the two ends of an assumption move the difference, all months added up, by headline."""

    id: str
    title: Words
    ends: Mapping[str, tuple[float, float]]

    @property
    def width(self) -> float:
        """How much it matters: the distance between the ends of the first headline."""
        low, high = self.ends[HEADLINES[0]]
        return abs(high - low)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a simulation says of two policies on the same people."""

    months: int
    runs: int
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    work: Net  # months in work, gained and lost
    claimed: Net  # months in the effort
    moved: tuple[Moved, ...]  # which assumption moves the answer most: first
    counted_as: Mapping[str, Words]  # indicator → how it is counted here
    not_simulated: tuple[NotSimulated, ...]
    binds_nobody: bool  # both policies gave exactly the same in every run

    def line(self, measure: str, group: str = "") -> Line | None:
        """A measure by its id and label."""
        found = (line for line in self.lines if (line.measure.id, line.group) == (measure, group))
        return next(found, None)

    def total(self, measure: str, group: str = "") -> Total | None:
        """A sum by its id and label."""
        found = (total for total in self.totals if (total.measure.id, total.group) == (measure, group))
        return next(found, None)


def tell(simulated: Simulated, asked: Asked) -> Answer:
    """Everything an answer says, from what was counted."""
    figures = list(_figures(simulated.chance, simulated, asked))
    lines, totals = _lines(figures, simulated, asked)
    shifted = (simulated.chance.shifted, simulated.knowledge.shifted)
    paths = {path: outcome.shifted for path, outcome in simulated.country.items()}
    told_of = {figure.measure.id for figure in figures}
    return Answer(
        months=figures[0].values.shape[-1],
        runs=len(simulated.chance.replicates),
        lines=lines,
        totals=totals,
        work=net_work(*shifted, paths),
        claimed=net_claimed(*shifted, paths),
        moved=_moved(simulated, asked, figures),
        counted_as={
            indicator.id: how_counted(indicator)
            for indicator in asked.indicators
            if f"indicator.{indicator.id}" in told_of
        },
        not_simulated=not_simulated(asked.indicators, simulated.axes),
        binds_nobody=_binds_nobody(simulated),
    )


def _lines(
    figures: Sequence[Figure], simulated: Simulated, asked: Asked
) -> tuple[tuple[Line, ...], tuple[Total, ...]]:
    """Each figure month by month, and added up where months may be."""
    hidden = held_back(figures, simulated.here)
    paths = tuple(simulated.country)
    outcomes = (simulated.knowledge, *simulated.country.values())
    others = zip(*(_figures(outcome, simulated, asked) for outcome in outcomes), strict=True)
    lines, totals = [], []
    for figure, same in zip(figures, others, strict=True):
        back, until = hidden[figure.measure.id, figure.group], _levels_until(figure, asked)
        values = [one.values for one in (figure, *same)]
        lines.append(Line(figure.measure, figure.group, _three(values, paths), back.months, until))
        if figure.measure.adds:
            summed = _three([added(one) for one in values], paths)
            whole = until == figure.values.shape[-1]
            totals.append(Total(figure.measure, figure.group, summed, back.total, whole))
    return tuple(lines), tuple(totals)


def _figures(outcome: Outcome, simulated: Simulated, asked: Asked) -> Iterator[Figure]:
    axes, counts = simulated.axes, outcome.counts
    tracks = list(track_figures(counts, axes, asked.names, simulated.policies))
    yield from person_figures(counts, axes, asked.names)
    yield from tracks
    yield from spending_figures(counts, asked.prices)
    yield from indicator_figures(counts, axes, asked.indicators, tracks)


def _levels_until(figure: Figure, asked: Asked) -> int:
    months, trusted = int(figure.values.shape[-1]), asked.trusted or {}
    return min(months, trusted.get(figure.measure.id, trusted.get(EVERY_OTHER, months)))


def _three(values: Sequence[Real], paths: Sequence[str]) -> Three:
    """Both policies and their difference, run by run: middle numbers, drawn numbers, then each path."""
    found = []
    for of in (_today, _tried, _difference):
        chance, knowledge, *country = (of(one) for one in values)
        found.append(told(chance, knowledge, dict(zip(paths, country, strict=True))))
    return Three(*found)


def _today(values: Real) -> Real:
    return values[:, TODAY]


def _tried(values: Real) -> Real:
    return values[:, TRIED]


def _difference(values: Real) -> Real:
    return values[:, TRIED] - values[:, TODAY]


def _moved(simulated: Simulated, asked: Asked, chance: Sequence[Figure]) -> tuple[Moved, ...]:
    """Each assumption with what its ends do to the difference, the one that moves it most first."""
    middle = _sums(chance)
    found = []
    for one in simulated.assumptions:
        low, high = (_sums(_figures(end, simulated, asked)) for end in (one.low, one.high))
        ends = {name: (_by(middle[name], low[name]), _by(middle[name], high[name])) for name in HEADLINES}
        found.append(Moved(one.id, one.title, ends))
    return tuple(sorted(found, key=lambda moved: (-moved.width, moved.id)))


def _sums(figures: Iterable[Figure]) -> dict[str, Real]:
    """The difference of each headline, all months told added up, run by run."""
    return {
        figure.measure.id: _difference(added(figure.values))
        for figure in figures
        if figure.measure.id in HEADLINES and not figure.group
    }


def _by(middle: Real, end: Real) -> float:
    return float(moved_by(middle, end)[0])


def _binds_nobody(simulated: Simulated) -> bool:
    """Whether everything that was counted is the same under both policies, to the person."""
    counts = simulated.chance.counts
    tables = (counts.stock, counts.labels, counts.flows, counts.entries, counts.held, counts.hires)
    return all(bool((table[:, TODAY] == table[:, TRIED]).all()) for table in tables)
