"""People by age and sex, what happened to them in a year, and national rates for what is not told.

Every list by age has a number for each single year from 0 to 99 and one for 100 and over. Men come first.
"""

from dataclasses import dataclass

from fodfaeste.core.statistics import DataSource

OLDEST = 100
AGES = OLDEST + 1
MEN, WOMEN = 0, 1
SEXES = ("men", "women")

#: What a part of a projection rests on: tables that were read, national rates, or nothing but our choice.
READ, PROPOSED, ASSUMED = "read", "proposed", "assumed"
BASES = (READ, PROPOSED, ASSUMED)

#: Numbers for men and for women, one for every age.
ByAge = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; a stock is counted on its first day."""

    year: int
    month: int = 1


@dataclass(frozen=True, slots=True)
class Stock:
    """Who lived in an area on the first day of some months, by age and sex; the latest is the last."""

    file: str
    area: str
    at: tuple[Month, ...]
    people: tuple[ByAge, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """What happened in an area in whole years: births, deaths, moves in or moves out.

    Births are by the mother's age and stand with the women. Without ages only the totals are known.
    """

    file: str
    years: tuple[int, ...]
    totals: tuple[float, ...]
    by_age: tuple[ByAge, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeTable:
    """The share of those of an age that die before their next birthday, as told for a country."""

    file: str
    period: str
    share: ByAge


@dataclass(frozen=True, slots=True)
class Bands:
    """Numbers for ages in bands: the first age of each, and a number for men and for women."""

    from_age: tuple[int, ...]
    men: tuple[float, ...]
    women: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MoveCurve:
    """How often people of an age move: Rogers and Castro's curve of seven numbers (IIASA RR-81-30, 1981)."""

    a1: float
    alpha1: float
    a2: float
    alpha2: float
    mu2: float
    lambda2: float
    c: float


@dataclass(frozen=True, slots=True)
class Uncertain:
    """How far a level may lie from what is used, as a standard error of its logarithm."""

    births: float
    deaths: float
    moves: float


@dataclass(frozen=True, slots=True)
class NationalRates:
    """What stands in for what a municipality's own tables do not tell, for one country."""

    id: str
    deaths: Bands  # a year, a person
    births_a_woman: float
    births_by_age: Bands  # shares of all births a woman has; women only
    boys: float  # of all born
    move_curve: MoveCurve
    leaving: float  # a year, of all people
    profile: Bands  # shares of all people
    uncertain: Uncertain
    sources: tuple[DataSource, ...]
    certainties: tuple[str, ...]  # one for each of the parts above, for whoever counts them
