"""The people of a municipality month by month: those there were, less who died and left, and who came.

Ages are kept in months, so that everybody has a birthday of their own. In a month people first die or leave,
then all grow a month older, then the newborn and those who moved in are counted.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from fodfaeste.core.population import AGES, WOMEN
from fodfaeste.engines.population import draws
from fodfaeste.engines.population.rates import MONTHS, SLOTS, Rates, Real, Whole
from fodfaeste.engines.population.rounding import Owed

_Numbers = TypeVar("_Numbers", Whole, Real)

_AGE = np.arange(SLOTS) // MONTHS


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Whole persons by month, sex and age in months. Month 0 of the stock is the start.

    Deaths and leavers are by the age at the beginning of the month, those who come by the age at its end.
    """

    stock: Whole  # [months + 1, sex, slot]
    deaths: Whole  # [months, sex, slot]
    leavers: Whole  # [months, sex, slot]
    comers: Whole  # [months, sex, slot]
    births: Whole  # [months, sex]

    def yearly(self) -> Whole:
        """The stock at the start and after each whole year, by sex and age in years."""
        return in_years(self.stock[::MONTHS])


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """How far the levels of a run lie from the rates, by year: 1 where they are the same."""

    births: Real
    deaths: Real
    leaving: Real
    coming: Real
    coming_by_age: Real  # by the age at the end of the year, the same in all years

    @classmethod
    def even(cls, years: int) -> "Levels":
        """The rates themselves."""
        births, deaths, leaving, coming = (np.ones(years) for _level in range(4))
        return cls(births, deaths, leaving, coming, np.ones(AGES))


class Happenings(Protocol):
    """How expected numbers become whole persons: by rounding, or by drawing."""

    def hit(self, stream: int, month: int, people: Whole, chance: Real) -> Whole:
        """How many of some people an event hits."""

    def come(self, month: int, mean: Real) -> Whole:
        """How many come."""

    def grow_older(self) -> None:
        """Called when everybody has become a month older."""


class Expected:
    """The expected numbers, rounded to whole persons by the largest remainders."""

    def __init__(self) -> None:
        self._hit: dict[int, Owed] = {}
        self._come: Owed | None = None

    def hit(self, stream: int, month: int, people: Whole, chance: Real) -> Whole:
        owed = self._hit.setdefault(stream, Owed(people.shape))
        return owed.whole(people * chance, people)

    def come(self, month: int, mean: Real) -> Whole:
        self._come = self._come or Owed(mean.shape)
        return self._come.whole(mean)

    def grow_older(self) -> None:
        for stream in (draws.DEATHS, draws.LEAVING, draws.BIRTHS):
            if stream in self._hit:
                self._hit[stream].grow_older()


class Drawn:
    """Numbers drawn for each month of age, by keys: the same run has the same people."""

    def __init__(self, seed: int, run: int) -> None:
        self.seed, self.run = seed, run

    def hit(self, stream: int, month: int, people: Whole, chance: Real) -> Whole:
        return draws.hits(people, chance, draws.key_of(self.seed, self.run, stream, month))

    def come(self, month: int, mean: Real) -> Whole:
        return draws.comers(mean, draws.key_of(self.seed, self.run, draws.COMING, month))

    def grow_older(self) -> None:
        """A drawn number owes nothing."""


def project(
    people: Whole, rates: Rates, months: int, happenings: Happenings, levels: Levels | None = None
) -> Projection:
    """Carry people (by sex and age in years) so many months on."""
    levels = levels or Levels.even(-(-months // MONTHS))
    stock = np.zeros((months + 1, 2, SLOTS), dtype=np.int64)
    deaths, leavers, comers = (np.zeros((months, 2, SLOTS), dtype=np.int64) for _flow in range(3))
    births = np.zeros((months, 2), dtype=np.int64)
    stock[0] = in_months(people)
    chances = _Chances(rates, levels)
    for month in range(months):
        now = stock[month]
        dying, going = chances.leaving_life_or_place(month)
        deaths[month] = happenings.hit(draws.DEATHS, month, now, dying)
        leavers[month] = happenings.hit(draws.LEAVING, month, now - deaths[month], going)
        births[month] = _born(now[WOMEN], chances.births(month), rates.boys, month, happenings)
        comers[month] = happenings.come(month, chances.coming(month))
        stock[month + 1] = _older(now - deaths[month] - leavers[month]) + comers[month]
        stock[month + 1, :, 0] += births[month]
        happenings.grow_older()
    return Projection(stock, deaths, leavers, comers, births)


def year_on(people: Real, rates: Rates) -> Real:
    """The people a year later as fractions, by sex and age in years: for who looks for rates."""
    chances = _Chances(rates, Levels.even(1))
    now = np.repeat(people / MONTHS, MONTHS, axis=1)
    for month in range(MONTHS):
        dying, going = chances.leaving_life_or_place(month)
        born = (now[WOMEN] * chances.births(month)).sum()
        now = _older(now * (1 - dying) * (1 - going)) + chances.coming(month)
        now[:, 0] += born * np.array([rates.boys, 1 - rates.boys])
    return in_years(now)


class _Chances:
    """The year's rates as chances of a month, by sex and age in months."""

    def __init__(self, rates: Rates, levels: Levels) -> None:
        self.rates, self.levels = rates, levels
        self._dying = rates.mortality()[:, _AGE]
        self._births = rates.births[_AGE] / MONTHS
        self._coming = rates.coming * levels.coming_by_age

    def leaving_life_or_place(self, month: int) -> tuple[Real, Real]:
        """The chance to die, and the chance to leave of those who do not."""
        year, passed = divmod(month, MONTHS)
        begun = np.maximum((np.arange(SLOTS) - passed) // MONTHS, 0)
        dying = self._dying * self.levels.deaths[year]
        going = self.rates.leaving[:, begun] / MONTHS * self.levels.leaving[year]
        both = np.maximum(dying + going, 1e-300)
        gone = -np.expm1(-both)
        died = gone * dying / both
        return died, gone * going / both / (1 - died)

    def births(self, month: int) -> Real:
        found: Real = np.minimum(self._births * self.levels.births[month // MONTHS], 1.0)
        return found

    def coming(self, month: int) -> Real:
        """Who comes, spread evenly over the months of the year and the birthdays of each year's children."""
        year, passed = divmod(month, MONTHS)
        ends = (np.arange(SLOTS) + MONTHS - 1 - passed) // MONTHS
        mean = self._coming[:, np.minimum(ends, AGES - 1)] / MONTHS**2
        mean[:, ends >= AGES] = 0.0
        # Who is born in the year is there for half of it: twelve months of birth, each seen from then on.
        mean[:, ends == 0] *= MONTHS * 2 / (MONTHS + 1)
        found: Real = mean * self.levels.coming[year]
        return found


def _born(women: Whole, chance: Real, boys: float, month: int, happenings: Happenings) -> Whole:
    born = happenings.hit(draws.BIRTHS, month, women, chance).sum(keepdims=True)
    men = happenings.hit(draws.BOYS, month, born, np.full(1, boys))
    return np.concatenate([men, born - men])


def _older(people: _Numbers) -> _Numbers:
    older = np.zeros_like(people)
    older[:, 1:] = people[:, :-1]
    older[:, -1] += people[:, -1]
    return older


def in_months(people: Whole) -> Whole:
    """People by age in years spread evenly over birthdays; the rest begins at another month by age."""
    whole, rest = np.divmod(people, MONTHS)
    shift = (np.arange(AGES) * 5)[None, :, None]
    place = (np.arange(MONTHS)[None, None, :] + shift) % MONTHS
    spread = whole[:, :, None] + (place < rest[:, :, None])
    return spread.reshape(2, SLOTS).astype(np.int64)


def in_years(people: _Numbers) -> _Numbers:
    """People by age in months counted by age in years."""
    found: _Numbers = people.reshape(*people.shape[:-1], AGES, MONTHS).sum(-1)
    return found
