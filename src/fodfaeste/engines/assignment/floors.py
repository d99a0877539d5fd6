"""Floors of groups: the least number of people of a group who are to be advised to something.

A floor is a ceiling on how many of the group may have nothing. Having nothing is a thing with so many
places, and the auction shares it out with the openings: its price is what one more person of the group costs
the others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.optimum import Found, Given, is_near, optimum
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Kept:
    """What became of a group's floor. The price is in scores."""

    group: int
    least: int
    reached: int
    without: int
    price: int
    is_certain: bool


@dataclass(frozen=True)
class Floored:
    """What was found within the floors, at which scale, and what it would be worth without."""

    found: Found
    scale: int
    value_without: int
    rounds: int
    floors: tuple[Kept, ...]


def within_floors(
    problem: Problem, free: Found, group: Numbers, least: Numbers, by_force: Numbers, width: int
) -> Floored:
    """Share out to the most worth with at least so many of each group given something.

    `group` by citizen; `by_force` people of each group have something already. `free` is what is best without
    floors. Where no sharing out keeps all the floors, each is lowered to what as many as can be reach.
    """
    wanted = np.maximum(least - by_force, 0)
    floored = problem.with_floors(group, wanted)
    people = np.bincount(floored.group[floored.group != NO_GROUP], minlength=len(least))
    without = reached(floored.group, free.given, len(least))
    if (without >= wanted).all():
        return _told(problem, free, free, (least, without, without, by_force), without < 0)
    is_certain = False
    found = _from(floored, free, problem.scale, width)
    if found.lacking:
        floored, is_certain = _lowered(floored, wanted, found, width)
        found = _from(floored, free, problem.scale, width)
    got = reached(floored.group, found.given, len(least))
    # Where all of a group have something and they are fewer than the floor, nothing needs to be proved.
    sure = (got + by_force < least) & (is_certain | (got == people))
    return _told(floored, found, free, (least, got, without, by_force), sure)


def reached(group: Numbers, given: Given, groups: int) -> Numbers:
    """How many of each group with a floor have something."""
    has = group[np.unique(given.citizen)]
    return np.bincount(has[has != NO_GROUP], minlength=groups)


def _from(floored: Problem, free: Found, scale: int, width: int) -> Found:
    """The best within floors, from the pairs and prices of the best without."""
    return optimum(floored, graph=free.graph, price=free.price * floored.scale // scale, width=width)


def _lowered(floored: Problem, wanted: Numbers, found: Found, width: int) -> tuple[Problem, bool]:
    """Floors as high as they can be met together, and whether it is certain that they can be no higher."""
    problem = floored.covering()
    covering = optimum(problem, width=width)
    is_certain = covering.lacking > 0 and is_near(problem, covering.worth, covering.bound)
    most = covering if covering.lacking else found
    got = np.minimum(wanted, reached(floored.group, most.given, len(wanted)))
    return floored.with_floors(floored.group, got), is_certain


def _told(
    problem: Problem, found: Found, free: Found, counts: tuple[Numbers, ...], sure: NDArray[np.bool_]
) -> Floored:
    least, got, without, by_force = counts
    price = np.append(found.price[len(problem.room) :], np.zeros(len(least), dtype=np.int64))
    floors = tuple(
        Kept(
            group=group,
            least=int(least[group]),
            reached=int(got[group] + by_force[group]),
            without=int(without[group] + by_force[group]),
            price=round(int(price[group]) / problem.scale),
            is_certain=bool(sure[group]),
        )
        for group in range(len(least))
    )
    rounds = free.rounds if found is free else free.rounds + found.rounds
    return Floored(found, problem.scale, free.value, rounds, floors)
