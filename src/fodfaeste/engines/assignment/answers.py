"""What an assignment says: who is advised to what, how near the best it is, how spread, what floors cost."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people each opening is advised to, over the openings that can be taken that day."""

    openings: Mapping[int, int]  # people advised to it → how many openings
    most: int
    gini: float  # 0: all alike; near 1: everybody to one


@dataclass(frozen=True, slots=True)
class Floor:
    """The least number of people of a group who are to be advised to something, and what that costs."""

    group: str
    least: int
    reached: int
    without: int  # how many it was without any floor
    price: float  # score that one more person of the group costs the others, at the margin
    is_met: bool
    is_certain: bool  # a floor that is not met: whether it is proved that no sharing out meets it


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group's people, how many of them are advised to something, and their offers."""

    group: str | None
    people: int
    advised: int
    offers: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many people are advised to an opening for each of its seats."""

    per_seat: int
    basis: str
    pack: str | None  # None: no pack says


@dataclass(frozen=True, slots=True)
class Assignment:
    """Everyone at once: the offers, and a bound that no sharing out over all feasible pairs can beat.

    `pairs`: citizen, opening, offer (1 is the one with the highest score), score, others (how many others the
    opening is advised to). In the order of citizen and offer. `prices`: opening, price (the score that a
    seat takes from others); openings that cost nothing are not there.
    """

    pairs: pl.DataFrame
    value: int
    bound: int
    placements: int  # people with at least one offer
    ceiling: Ceiling
    groups: tuple[GroupCount, ...]
    spread: Spread
    floors: tuple[Floor, ...]
    value_without_floors: int
    rounds: int  # times that all feasible pairs were looked at, after the first time
    prices: pl.DataFrame

    @property
    def gap(self) -> float:
        """The part of the bound that may be lost; 0 where nothing better can be."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0
