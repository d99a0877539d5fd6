"""All feasible pairs at the auction's prices: a bound that nothing can beat, and the pairs it has missed.

At any prices, no sharing out is worth more than the price of every seat there is, and, for each citizen, the
most that any offers could bring after their prices. The bound holds for all pairs, not for those looked at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import Outcome
from fodfaeste.engines.assignment.feasible import Part
from fodfaeste.engines.assignment.graph import Graph, no_pairs
from fodfaeste.engines.assignment.problem import Problem

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Priced:
    """The bound, scaled, and the pairs that would be better for someone than what they hold."""

    bound: int
    key: Numbers
    score: Numbers


def at_prices(problem: Problem, outcome: Outcome, step: int, width: int) -> Priced:
    """Go through every feasible pair; beside what is held, `width` of each citizen's missed pairs at most.

    A pair within a step of what is held is not missed: the auction itself is no finer.
    """
    total = int((outcome.price * problem.room).sum())
    keys, scores = [], []
    for part in problem.feasible.parts():
        brings = part.score * problem.scale - outcome.price[part.opening]
        least = outcome.threshold[part.citizen]
        near = np.flatnonzero((brings >= least) & (problem.offers[part.citizen] > 0))
        chosen, rank = _ranked(part, brings, near, problem.feasible.openings)
        total += _most(problem, part.citizen[chosen].astype(np.int64), brings[chosen], rank)
        most = width + problem.offers[part.citizen[chosen]]
        missed = chosen[(brings[chosen] > least[chosen] + step) & (rank < most)]
        keys.append(part.citizen[missed].astype(np.int64) * problem.feasible.openings + part.opening[missed])
        scores.append(part.score[missed].astype(np.int64))
    return Priced(total, _joined(keys), _joined(scores))


def leading(problem: Problem, width: int) -> Graph:
    """The pairs to begin with: the best of each citizen."""
    keys, scores = [], []
    for part in problem.feasible.parts():
        every = np.flatnonzero(problem.offers[part.citizen] > 0)
        chosen, rank = _ranked(part, part.score.astype(np.int64), every, problem.feasible.openings)
        best = chosen[rank < width]
        keys.append(part.citizen[best].astype(np.int64) * problem.feasible.openings + part.opening[best])
        scores.append(part.score[best].astype(np.int64))
    graph = no_pairs(problem.feasible.citizens, problem.feasible.openings)
    return graph.with_pairs(_joined(keys), _joined(scores))


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _ranked(part: Part, brings: Numbers, some: Numbers, openings: int) -> tuple[Numbers, Numbers]:
    """Some pairs in the order of citizen, what they bring (falling) and opening; and their rank from 0."""
    chosen = some[np.lexsort((part.opening[some], -brings[some], part.citizen[some]))]
    citizen = part.citizen[chosen]
    place = np.arange(len(chosen))
    begins = np.ones(len(chosen), dtype=bool)
    begins[1:] = citizen[1:] != citizen[:-1]
    return chosen, place - np.maximum.accumulate(np.where(begins, place, 0))


def _most(problem: Problem, citizen: Numbers, brings: Numbers, rank: Numbers) -> int:
    """What the citizens' best offers would bring together."""
    counted = rank < problem.offers[citizen]
    more = np.where(rank > 0, np.maximum(brings, 0), brings + problem.bonus[citizen])
    gain = np.bincount(citizen[counted], weights=more[counted], minlength=1)
    return int(np.maximum(gain, 0).sum())
