"""The simulation beside its peers in one run: a municipality, ten years, a hundred runs, two policies.

The engine's clock holds the full model: offers with queues and seats, vacancies by field, newcomers, rights
anew in each spell, every count by label and age, and both policies laid side by side. The peers' clocks hold
the table of transitions alone; they are run for fewer months and scaled up. The order is turned each round,
and where the machine is shared, trust the processors' seconds. `--country` tries one run on six million
people in one piece and tells the memory of that process.

    .venv/bin/python bench/simulation.py [--people 55000] [--months 120] [--runs 100] [--rounds 5] [--quick]
    .venv/bin/python bench/simulation.py --country [6000000]
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import _simulation_data as made_up
import _simulation_peers as peers
import numpy as np

from fodfaeste.engines.simulation.model import Model, Outcome, People
from fodfaeste.engines.simulation.ready import compile_loops
from fodfaeste.engines.simulation.run import simulate
from fodfaeste.installation.folders import keep_compiled, var_folder

POLICIES = (("today", 6, 20), ("earlier, more seats", 3, 30))  # months until the right, seats of 10,000
PEER_MONTHS = 24


@dataclass(slots=True)
class Taken:
    """Seconds of each round, on the wall and of the processors, as if the whole had been run."""

    walls: list[float]
    cpus: list[float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    numbers = (("people", 55_000), ("months", 120), ("runs", 100), ("rounds", 5))
    for name, default in (*numbers, ("threads", os.cpu_count() or 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--quick", action="store_true", help="a tenth of it, once: does it run?")
    parser.add_argument("--country", nargs="?", type=int, const=6_000_000)
    args = parser.parse_args()
    keep_compiled()
    if args.quick:
        args.people, args.runs, args.rounds = args.people // 10, args.runs // 10, 1
    if args.country:
        country(args.country, args.months)
        return
    municipality(args)


def municipality(args: argparse.Namespace) -> None:
    model = made_up.model(args.people, args.months)
    policies = [made_up.rights(model, *policy) for policy in POLICIES]
    draws = made_up.draws(model, args.runs)
    compile_loops()
    clocks: dict[str, Callable[[], Taken]] = {
        "jumping": lambda: clocked(1, lambda: simulate(model, policies, draws, threads=args.threads)),
        "month by month": lambda: clocked(args.runs / 4, lambda: monthly(model, policies, draws[:4], args)),
        **beside(model, args),
    }
    found = rounds(clocks, args.rounds)
    print(
        f"{args.people} people, {args.months} months, {args.runs} runs, 2 policies; {args.threads} threads\n"
    )
    print(f"{'':<34}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}{'M months/s':>12}{'ratio':>8}{'cpu':>8}")
    for name, taken in found.items():
        line(name, taken, found["jumping"], args.people * args.months * args.runs * 2)
    first = clocked(1, lambda: simulate(model, policies, draws[:10], threads=args.threads))
    print(f"\nthe first answer, 10 runs: {first.walls[0]:.2f} s")
    print(f"engines equal to the bit, 2 runs: {equal(model, policies, draws[:2])}")
    spread(model, policies, args.runs)


def monthly(model: Model, policies: Sequence, draws: Sequence, args: argparse.Namespace) -> Outcome:
    return simulate(model, policies, draws, engine="monthly", threads=args.threads)


def beside(model: Model, args: argparse.Namespace) -> dict[str, Callable[[], Taken]]:
    """The peers that can be had, as clocks."""
    folder = var_folder() / "bench" / "simulation"
    path = Path(tempfile.mkdtemp()) / "tables.npz"
    write_tables(model, path)
    scale = args.runs * 2 * args.months / PEER_MONTHS
    pythons: dict[str, Path | str] = {"plain numpy": Path(sys.executable)}
    pythons |= {peer: peers.python_of(peer, folder) for peer in peers.PINNED}
    clocks = {}
    for peer, python in pythons.items():
        if isinstance(python, str):
            print(f"{peer} left out: {python}")
        else:
            clocks[f"{peer}, table alone"] = lambda peer=peer, python=python: other(peer, python, path, scale)
    return clocks


def other(peer: str, python: Path, path: Path, scale: float) -> Taken:
    told = peers.beside(peer, python, path, PEER_MONTHS, 3)
    if isinstance(told, str):
        print(f"{peer} fell: {told}")
        return Taken([], [])
    return Taken(*([statistics.median(told[kind]) * scale] for kind in ("walls", "cpus")))


def write_tables(model: Model, path: Path) -> None:
    """Those who are there from the start, and their chances of each move within a month."""
    axes, rates = model.axes, model.rates.monthly
    here = model.people.arrives == 0
    people = {field.name: getattr(model.people, field.name)[here] for field in fields(People)}
    total = rates.sum(-1, keepdims=True)
    chances = -np.expm1(-total) * np.divide(rates, total, out=np.zeros_like(rates), where=total > 0)
    cumulative = np.cumsum(chances.reshape(-1, len(axes.states)), axis=1)
    months = np.arange(110 * 12)
    np.savez(
        path,
        cumulative=cumulative.astype(np.float32),
        age_band=np.maximum(np.searchsorted(axes.age_from, months, side="right") - 1, 0),
        duration_band=np.searchsorted(axes.duration_from, months, side="right") - 1,
        state=people["state"].astype(np.int64),
        age=people["age_months"].astype(np.int64),
        duration=people["since"].astype(np.int64),
        kind=people["sex"].astype(np.int64) * len(axes.educations) + people["education"],
        kinds=len(axes.sexes) * len(axes.educations),
        ages=len(axes.age_from),
        durations=len(axes.duration_from),
    )


def rounds(clocks: dict[str, Callable[[], Taken]], count: int) -> dict[str, Taken]:
    """Everybody's seconds, the order turned by one each round."""
    found = {name: Taken([], []) for name in clocks}
    names = list(clocks)
    for turn in range(count):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            taken = clocks[name]()
            found[name].walls += taken.walls
            found[name].cpus += taken.cpus
    return {name: taken for name, taken in found.items() if taken.walls}


def clocked(scale: float, run: Callable[[], object]) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Taken([(time.perf_counter() - wall) * scale], [(time.process_time() - cpu) * scale])


def line(name: str, taken: Taken, one: Taken, months: int) -> None:
    wall, cpu = statistics.median(taken.walls), statistics.median(taken.cpus)
    ratios = wall / statistics.median(one.walls), cpu / statistics.median(one.cpus)
    print(
        f"{name:<34}{wall:>9.2f}{min(taken.walls):>9.2f}{max(taken.walls):>9.2f}{cpu:>9.2f}"
        f"{months / wall / 1e6:>12.1f}{ratios[0]:>8.1f}{ratios[1]:>8.1f}"
    )


def equal(model: Model, policies: Sequence, draws: Sequence) -> bool:
    def bits(outcome: Outcome) -> list[bytes]:
        held = (outcome.counts, outcome.shifted)
        return [getattr(part, field.name).tobytes() for part in held for field in fields(part)]

    one, other = (simulate(model, policies, draws, engine=engine) for engine in ("jumping", "monthly"))
    return bits(one) == bits(other)


def spread(model: Model, policies: Sequence, runs: int) -> None:
    """How much less a difference varies when both policies are tried on the same random numbers."""
    draws = made_up.draws(model, 2 * runs, spread=0.0)
    middle = [replace(draw, offer_factors=draws[0].offer_factors) for draw in draws]
    counts = simulate(model, policies, middle).counts
    claimed = counts.stock[:, :, :, list(made_up.EFFORT)].sum((2, 3, 4), dtype=np.int64)
    common = claimed[:runs, 1] - claimed[:runs, 0]
    separate = claimed[:runs, 1] - claimed[runs:, 0]
    print(
        f"months in the effort, difference of the policies: {common.mean():.0f}, sd {common.std():.0f} on "
        f"common random numbers, {separate.std():.0f} on separate; "
        f"variance 1/{separate.var() / common.var():.0f}"
    )


def country(count: int, months: int) -> None:
    """One run under both policies, everybody in one piece; the people of a municipality many times over."""
    one = made_up.model(55_000, months)
    times = -(-count // 55_000)
    columns = {field.name: np.tile(getattr(one.people, field.name), times) for field in fields(People)}
    everybody = replace(People(**columns), ids=np.arange(times * len(one.people.ids), dtype=np.uint32))
    model = replace(one, people=everybody)
    policies = []
    for policy in POLICIES:
        of_one = made_up.rights(one, *policy)
        policies.append(replace(of_one, first=np.tile(of_one.first, times), seats=of_one.seats * times))
    compile_loops()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = clocked(1, lambda: simulate(model, policies, made_up.draws(model, 1), threads=1))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    here = int((everybody.arrives == 0).sum())
    print(
        f"{here} people and {len(everybody.ids) - here} newcomers, {months} months, 1 run, "
        f"2 policies, 1 thread: {taken.walls[0]:.1f} s, cpu {taken.cpus[0]:.1f} s; "
        f"{most / 2**20:.2f} GB at most, {before / 2**20:.2f} GB before"
    )


main()
