"""How a municipality's own numbers move a country's rates: much where many, little where few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import Events, Month, Stock
from fodfaeste.engines.population.rates import Real, by_age

LAST_YEARS = 5
FEWEST_YEARS = 3  # years of which a spread is told
GROUP = 5  # years of age
#: Years lie nearer to their own mean than the years that follow them do: the level of a run may lie this many
#: times as far off. Our choice, made after the back-check of docs/decisions/0031 was seen.
DRIFT = 2.0
LEAST_SPREAD = 0.025  # no level is surer than that a year ahead


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a level may lie from what is used, as standard errors of its logarithm."""

    lasting: float  # the same in all years of a run
    yearly: float  # new every year
    by_age: float = 0.0  # the same in all years of a run, another for each group of five years of age


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """The stocks of an area that are a whole number of years apart, up to the latest."""

    people: dict[int, Real]  # by year: [sex, age]

    @classmethod
    def of(cls, stock: Stock) -> "Years":
        """Those of the same month as the latest."""
        latest = stock.at[-1].month
        pairs = zip(stock.at, stock.people, strict=True)
        return cls({at.year: by_age(people) for at, people in pairs if at.month == latest})

    def lived(self, year: int) -> Real | None:
        """The years that people of each age lived in a year: the mean of its two ends, or of the one."""
        ends = [self.people[end] for end in (year, year + 1) if end in self.people]
        return np.mean(ends, axis=0) if ends else None

    def steps(self) -> list[int]:
        """The last years of which both ends are known."""
        return [year for year in sorted(self.people) if year + 1 in self.people][-LAST_YEARS:]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Events of the last years that a stock is known for, and the years lived in each."""

    years: tuple[int, ...]
    totals: Real  # [year]
    events: Real | None  # [year, sex, age]
    lived: Real  # [year, sex, age]


def seen(events: Events, years: Years) -> Seen:
    """What a table tells of years with a stock; refused where there is none."""
    places = [at for at, year in enumerate(events.years) if years.lived(year) is not None][-LAST_YEARS:]
    if not places:
        told = f"{events.years[0]}-{events.years[-1]}"
        known = ", ".join(map(str, sorted(years.people)))
        raise Rejected(f"tabellens år ({told}) er ikke blandt befolkningstallets ({known})", file=events.file)
    return Seen(
        years=tuple(events.years[at] for at in places),
        totals=np.array([events.totals[at] for at in places]),
        events=np.array([by_age(events.by_age[at]) for at in places]) if events.by_age else None,
        lived=np.array([years.lived(events.years[at]) for at in places]),
    )


def factor(happened: float, expected: float, apart: float) -> tuple[float, float]:
    """What a rate is multiplied by, and the standard error of its logarithm.

    A gamma's mean: before anything is seen the level lies at the country's, `apart` being how far a
    municipality's may lie from it.
    """
    weight = apart**-2
    return (happened + weight) / (expected + weight), (happened + weight) ** -0.5


def spread(happened: Real, expected: Real, error: float) -> Spread:
    """How far the years lay from their mean level, without what chance alone would make of it."""
    yearly = LEAST_SPREAD
    if happened.size >= FEWEST_YEARS and happened.min() > 0 and expected.min() > 0:
        beyond = float(np.log(happened / expected).var(ddof=1) - (1 / happened).mean())
        yearly = max(yearly, max(beyond, 0.0) ** 0.5)
    return Spread(float(np.hypot(error, DRIFT * yearly)), yearly)


def grouped(rates: Real, happened: Real, lived: Real, edges: Sequence[int], apart: float) -> Real:
    """Rates by age (the last axis) with a factor for each group of ages, opened by its first age."""
    found = rates.copy()
    ends = [*edges[1:], rates.shape[-1]]
    for low, high in zip(edges, ends, strict=True):
        part = np.s_[..., low:high]
        times, _error = factor(happened[part].sum(), (lived * rates)[part].sum(), apart)
        found[part] *= times
    return found


def month_of(stock: Stock) -> Month:
    """The month that a projection starts from."""
    return stock.at[-1]
