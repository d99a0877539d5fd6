"""Floors of groups: a bonus on a first offer until nearly enough of the group have one, then the rest.

With a bonus for each group the sharing out stays an auction, and its bound less what the bonuses pay for the
floors bounds every sharing out that keeps the floors (Lagrange). Groups do not overlap, so the best bonuses
leave no gap; what is lacking at bonuses a little too low is made up by the cheapest chains, one person each.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import auction
from fodfaeste.engines.assignment.case import Sharing
from fodfaeste.engines.assignment.feasible import MOST_KEPT
from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.optimum import Found, is_near, optimum, reached
from fodfaeste.engines.assignment.problem import Problem
from fodfaeste.engines.assignment.repair import Floors, one_more, settled

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SEARCH = 16  # steps of the search for the bonuses
_COARSE = 3  # the step of its auctions, as a shift of the scale
_FIRST_BONUS = 9  # as a shift of the scale
_MOST_BONUS = 16  # four whole scores
_TURNS = 6  # times that the bonuses are set anew from what the last person cost


@dataclass(frozen=True)
class Kept:
    """What became of a group's floor. The price is in scaled scores."""

    group: int
    least: int
    reached: int
    without: int
    price: int
    is_certain: bool


@dataclass(frozen=True)
class Floored:
    """What was found within the floors, and what it would be worth without."""

    found: Found
    value_without: int
    floors: tuple[Kept, ...]


@dataclass
class _State:
    """The best so far of a search for the floors."""

    problem: Problem
    least: Numbers  # lowered to what can be reached, where a floor cannot be met
    is_certain: Flags
    bonus: Numbers
    best: Found
    has_all: bool  # best keeps the floors
    price: Numbers  # by group, at the best bound


def within_floors(sharing: Sharing, free: Found, least: Numbers, width: int) -> Floored:
    """Share out to the most worth with at least so many of each group given something."""
    problem = sharing.problem
    by_force = np.bincount(sharing.forced_group[sharing.forced_group >= 0], minlength=len(least))
    wanted = np.maximum(least - by_force, 0)
    without = reached(problem, free.graph, free.is_held, len(least))
    state = _State(
        problem, wanted.copy(), np.zeros(len(least), dtype=bool), np.zeros_like(wanted), free,
        bool((without >= wanted).all()), np.zeros_like(wanted),
    )  # fmt: skip
    if not state.has_all:
        _search(state, width)
    got = reached(problem, state.best.graph, state.best.is_held, len(least))
    floors = tuple(
        Kept(g, int(least[g]), int(got[g] + by_force[g]), int(without[g] + by_force[g]),
             int(state.price[g]), bool(state.is_certain[g]))
        for g in range(len(least))
    )  # fmt: skip
    return Floored(state.best, free.value, floors)


def _search(state: _State, width: int) -> None:
    state.bonus = _bonuses(state, state.best.graph, state.best.price)
    found: Found | None = state.best
    for _ in range(_TURNS):
        found = optimum(state.problem.with_bonus(state.bonus), start=found, width=width)
        graph, is_held = _repaired(state, found.graph, found.is_held)
        is_held, cost = settled(state.problem, graph, is_held, state.least)
        found = replace(found, graph=graph, is_held=is_held)
        _keep(state, found)
        if is_near(state.problem, state.best.value * state.problem.scale, state.best.bound):
            return
        state.bonus = cost * state.problem.scale


def _keep(state: _State, found: Found) -> None:
    """Keep what is worth more, or bounds better, than the best there was."""
    best, bound = state.best, found.bound - int((state.bonus * state.least).sum())
    rounds = best.rounds + found.rounds
    if not state.has_all or found.value > best.value:
        kept = replace(found, bound=best.bound if state.has_all else bound, rounds=rounds)
    else:
        kept = replace(best, rounds=rounds)
    if bound <= kept.bound:
        kept = replace(kept, bound=bound)
        state.price = state.bonus.copy()
    state.best, state.has_all = kept, True


def _bonuses(state: _State, graph: Graph, price: Numbers) -> Numbers:
    """Bonuses a little too low for the floors: each is searched for by halving, all at once."""
    scale = state.problem.scale
    low = np.zeros_like(state.least)
    high = np.full_like(state.least, -1)
    bonus = np.zeros_like(state.least)
    for _ in range(_SEARCH):
        problem = state.problem.with_bonus(bonus)
        outcome = auction(problem, graph, price, scale << 6, scale << _COARSE)
        price = outcome.price
        enough = reached(problem, graph, outcome.is_held, len(bonus)) >= state.least
        high = np.where(enough & (bonus > 0), bonus, high)
        high = np.where(~enough & (high >= 0) & (high <= bonus), -1, high)  # others' bonuses took them
        low = np.where(enough, np.minimum(low, bonus), bonus)
        doubled = np.clip(2 * low, scale << _FIRST_BONUS, scale << _MOST_BONUS)
        following = np.where(high < 0, np.where(enough, 0, doubled), (low + high) // 2)
        if (abs(following - bonus) <= scale << _COARSE).all():
            break
        bonus = following
    return low


def _repaired(state: _State, graph: Graph, is_held: Flags) -> tuple[Graph, Flags]:
    """Make up what is lacking; a floor that nothing makes up is lowered to what was reached."""
    for group in range(len(state.least)):
        while True:
            got = reached(state.problem, graph, is_held, len(state.least))
            if got[group] >= state.least[group]:
                break
            changed = one_more(state.problem, graph, is_held, Floors(state.least, got), group)
            if changed is not None:
                is_held = changed
                continue
            wider = None if state.is_certain[group] else _every_pair(state.problem, graph)
            if wider is None or len(wider.key) == len(graph.key):
                state.is_certain[group] |= wider is not None
                state.least[group] = got[group]
                state.has_all = False  # what was kept was bounded for a higher floor
                break
            graph, is_held = wider, np.isin(wider.key, graph.key[is_held], assume_unique=True)
    return graph, is_held


def _every_pair(problem: Problem, graph: Graph) -> Graph | None:
    """The graph of all feasible pairs, which alone can prove that there is no chain; None beyond memory."""
    keys, scores, pairs = [], [], 0
    for part in problem.feasible.parts():
        pairs += len(part.score)
        if pairs > MOST_KEPT:
            return None
        keys.append(part.citizen.astype(np.int64) * graph.openings + part.opening)
        scores.append(part.score.astype(np.int64))
    return graph.with_pairs(np.concatenate(keys), np.concatenate(scores)) if keys else graph
