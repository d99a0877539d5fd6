"""Tries policies on a municipality: every run under every policy, threads side by side."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import fields
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.checks import check_draw, check_model, check_rights
from fodfaeste.engines.simulation.jumping import every_event, work_for
from fodfaeste.engines.simulation.market import market_for
from fodfaeste.engines.simulation.model import Counts, Draw, Model, Outcome, Rights, Shifted
from fodfaeste.engines.simulation.monthly import every_month
from fodfaeste.engines.simulation.spells import everybody, first_waiting
from fodfaeste.engines.simulation.tables import (
    Chance,
    Ground,
    Numbers,
    Policy,
    chance_of,
    ground_of,
    policy_of,
)
from fodfaeste.engines.simulation.tally import Tally, add_up, counts_for, tally_of


class Lives(NamedTuple):
    """What came of each: months in work and in states of the effort, and the way through the offers."""

    work: NDArray[np.int16]
    claimed: NDArray[np.int16]
    way: NDArray[np.uint32]


Engine = Literal["jumping", "monthly"]
Progress = Callable[[int, int], None]


def simulate(
    model: Model,
    policies: Sequence[Rights],
    draws: Sequence[Draw],
    *,
    engine: Engine = "jumping",
    threads: int | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """What each policy comes to in each run. The answer is the same for any engine and any threads.

    Runs are told apart by the number in their draw alone, so some of them may be done at another time and put
    together. `progress` hears how many runs are done, of how many.
    """
    check_model(model)
    for rights in policies:
        check_rights(model, rights)
    for draw in draws:
        check_draw(model, draw)
    ground, given = ground_of(model), [policy_of(rights) for rights in policies]
    counts = counts_for(model.axes, model.months, len(draws), len(policies))
    shifted = _nothing_shifted(len(draws), len(policies) - 1)

    def run(at: int) -> None:
        _run(model, ground, given, draws[at], engine, at, counts, shifted)

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for done, future in enumerate(as_completed([pool.submit(run, at) for at in range(len(draws))]), 1):
            future.result()
            if progress:
                progress(done, len(draws))
    names = tuple(rights.name for rights in policies)
    return Outcome(tuple(draw.replicate for draw in draws), names, counts, shifted)


def _run(
    model: Model,
    ground: Ground,
    policies: Sequence[Policy],
    draw: Draw,
    engine: Engine,
    at: int,
    counts: Counts,
    shifted: Shifted,
) -> None:
    """One run under all policies, on the same random numbers."""
    chance, before = chance_of(model, draw), None
    left = first_waiting(model.people, ground, chance)
    for number, policy in enumerate(policies):
        lives = _live(model, ground, chance, policy, left, engine, tally_of(counts, at, number))
        if before is None:
            before = lives
        else:
            _lay_side_by_side(before, lives, shifted, at, number - 1)


def _live(
    model: Model,
    ground: Ground,
    chance: Chance,
    policy: Policy,
    left: Numbers,
    engine: Engine,
    tally: Tally,
) -> Lives:
    """One run under one policy; nothing is kept of it but what is counted and what came of each."""
    now, market = everybody(model.people, policy, left), market_for(len(model.axes.fields))
    if engine == "monthly":
        every_month(ground, chance, policy, now, market, tally)
    else:
        work = work_for(len(model.people.ids), ground, chance, policy)
        found = tally_of(counts_for(model.axes, model.months + 1))
        every_event(ground, chance, policy, now, market, work, found)
        add_up(found, tally)
    return Lives(now.work.copy(), now.claimed.copy(), now.way.copy())


def _nothing_shifted(*shape: int) -> Shifted:
    return Shifted(**{field.name: np.zeros(shape, np.int64) for field in fields(Shifted)})


def _lay_side_by_side(before: Lives, after: Lives, shifted: Shifted, *at: int) -> None:
    """Whose way through the offers differs, and what became of them and of all others."""
    direct = before.way != after.way
    work = after.work.astype(np.int32) - before.work
    claimed = after.claimed.astype(np.int32) - before.claimed
    shifted.work_direct[at], shifted.work_others[at] = work[direct].sum(), work[~direct].sum()
    shifted.claimed_direct[at], shifted.claimed_others[at] = claimed[direct].sum(), claimed[~direct].sum()
