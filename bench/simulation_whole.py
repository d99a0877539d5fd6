"""Whether the band told around what a policy changes holds what it truly changes, through the whole door.

Worlds whose truth is known: each has rates, an effect and a lock-in drawn from just what the packs say is not
known of them (else coverage would mean nothing), labels of its own, and ten years lived under Norddjurs'
policy by the simulation's own engine. A municipality's tables are made of it: no rate, nobody who has moved
away or died, no pension and no other income is in them. From the tables everything is made ready as ever, and
a right after three months instead of six is tried, with three times the seats. The truth is the same two
policies on the true people with the true rates and the true effect.

Held against the band is what happens in one run of the truth, for the band is of drawn numbers and of chance
both. Beside it stands the mean of several runs of the truth, which the band should hold more often still.

    .venv/bin/python bench/simulation_whole.py [--worlds N] [--runs N] [--inhabitants N] [--months N]
"""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from fodfaeste.installation.folders import keep_compiled

keep_compiled()  # before anything that is compiled is loaded

from _simulation_world import ON, Setting, World, today_of  # noqa: E402
from _simulation_world_tables import citizens_of, comers_of, people_of, tables_of  # noqa: E402

from fodfaeste.engines.simulation.making.draws import Known, draws  # noqa: E402
from fodfaeste.engines.simulation.making.prepare import Place, Prepared, prepare  # noqa: E402
from fodfaeste.engines.simulation.model import NEVER, Axes, Outcome, Rights  # noqa: E402
from fodfaeste.engines.simulation.run import simulate  # noqa: E402
from fodfaeste.engines.simulation.telling.bands import told  # noqa: E402

AT = (12, 36, 60)
TRUE_RUNS = 20


class Asked(NamedTuple):
    """One world, and how it is asked about."""

    seed: int
    runs: int
    inhabitants: int
    months: int


class Compared(NamedTuple):
    """One figure of one world."""

    low: float
    high: float
    middle: float
    happened: float
    expected: float


def figures(outcome: Outcome, axes: Axes) -> Iterator[tuple[str, np.ndarray]]:
    """What is held against the truth, a number a run: first differences, then how many there are today."""
    counts, shifted = outcome.counts, outcome.shifted
    stock = counts.stock.sum(-1).astype(np.float64)  # (runs, policies, months, states)
    claimed, work = stock[..., np.array(axes.in_effort)].sum(-1), stock[..., axes.work]
    entries = counts.entries.sum((2, 3, 4)).astype(np.float64)
    yield "difference: months claimed", (claimed[:, 1] - claimed[:, 0]).sum(-1)
    yield "difference: entries", entries[:, 1] - entries[:, 0]
    yield "difference: months in work, net", (shifted.work_direct + shifted.work_others)[:, 0] * 1.0
    yield "difference: months in work, direct", shifted.work_direct[:, 0] * 1.0
    for month in AT:
        if month <= work.shape[-1]:
            yield f"difference: in work at {month}", work[:, 1, month - 1] - work[:, 0, month - 1]
    for month in AT:
        if month <= work.shape[-1]:
            yield f"today: in the effort at {month}", claimed[:, 0, month - 1]


@cache
def setting(inhabitants: int, months: int) -> Setting:
    return Setting(inhabitants, months)


def compared(asked: Asked) -> dict[str, Compared]:
    world = World(setting(asked.inhabitants, asked.months), asked.seed)
    citizens = citizens_of(world)
    prepared = made_ready(world, citizens)
    foretold = dict(figures(foretell(world, prepared, asked.runs), prepared.model.axes))
    truly = dict(figures(true(world, prepared, citizens), prepared.model.axes))
    found = {}
    for name, values in foretold.items():
        of = told(values[:, None], values[:, None], {})
        low, high, middle = (float(part[0]) for part in (of.knowledge.low, of.knowledge.high, of.middle))
        happened, *others = truly[name]
        found[name] = Compared(low, high, middle, float(happened), float(np.mean(others)))
    return found


def made_ready(world: World, citizens: np.ndarray) -> Prepared:
    """All that a municipality would have, made ready as for any."""
    of = world.setting
    tables = tables_of(world, citizens)
    place = Place(tables, ON, of.home, of.country, people_of(world), comers_of(world))
    return prepare(place, of.policies, months=of.months, seed=world.seed)


def foretell(world: World, prepared: Prepared, runs: int) -> Outcome:
    of = world.setting
    known = Known(of.country, prepared.model.axes, prepared.estimated, of.effects, of.months)
    drawn = draws(known, seed=world.seed, runs=runs, kind="knowledge")
    return simulate(prepared.model, prepared.rights, drawn, threads=1)


def true(world: World, prepared: Prepared, citizens: np.ndarray) -> Outcome:
    """The same rights of the same citizens, with everything else as it truly is."""
    people = today_of(world, citizens)
    rights = [_of_citizens(one, len(citizens), len(people.ids)) for one in prepared.rights]
    model = world.model(people, world.setting.months, seed=world.seed + 1_000_000)
    runs = [world.draw(run, world.setting.months) for run in range(1 + TRUE_RUNS)]
    return simulate(model, rights, runs, threads=1)


def _of_citizens(rights: Rights, citizens: int, people: int) -> Rights:
    first = np.full((len(rights.first), people), NEVER, np.int16)
    first[:, :citizens] = rights.first[:, :citizens]
    return replace(rights, first=first)


def report(worlds: list[dict[str, Compared]]) -> None:
    print(f"{'':36s}{'held':>6s} {'+-':>5s} {'mean held':>9s} {'over':>5s} {'under':>5s}"
          f"{'width':>8s}{'told':>8s}{'truth':>8s}{'bias':>7s} {'+-':>5s}")  # fmt: skip
    for name in worlds[0]:
        low, high, middle, happened, expected = np.array([world[name] for world in worlds]).T
        held = ((low <= happened) & (happened <= high)).mean()
        mean_held = ((low <= expected) & (expected <= high)).mean()
        bias, many = middle - expected, len(worlds)
        print(f"{name:36s}{held:6.3f} {np.sqrt(held * (1 - held) / many):5.3f} {mean_held:9.3f}"
              f" {(happened > high).mean():5.2f} {(happened < low).mean():5.2f}"
              f"{(high - low).mean():8.0f}{middle.mean():8.1f}{expected.mean():8.1f}"
              f"{bias.mean():+7.1f} {bias.std() / np.sqrt(many):5.1f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--inhabitants", type=int, default=15_000)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    asked = [Asked(seed, args.runs, args.inhabitants, args.months) for seed in range(args.worlds)]
    began = time.perf_counter()
    with ProcessPoolExecutor(args.processes) as pool:
        worlds = list(pool.map(compared, asked))
    print(f"{args.worlds} worlds of {args.inhabitants} people, {args.runs} runs, {args.months} months ahead;"
          f" {time.perf_counter() - began:.0f} s")  # fmt: skip
    report(worlds)


if __name__ == "__main__":
    main()
