"""Openings shared out to everyone at once: a municipality, a large one, and a whole country.

Told: value, the bound over all feasible pairs, the gap, people with an offer, seconds, and seconds as a
ratio to one match of the same run, everybody's best twenty. Beside it the best score first and a min-cost
flow, both on everybody's best twenty: what is lost before they begin, in value and in people. The clocks
begin where the tables are ready. Where the machine is shared, trust the processors' seconds and their ratio.
People and openings are those of `bench/matching.py`, made up.

    .venv/bin/python bench/assignment.py [--sizes 5000x2000 32000x23000 500000x50000] [--runs 3]
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import _assignment_peers as peers
import numpy as np
import polars as pl
from _matching_data import ON, made_up
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import auction
from fodfaeste.engines.assignment.floors import Floored, within_floors
from fodfaeste.engines.assignment.optimum import Found, optimum
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem, scale_for
from fodfaeste.engines.assignment.scanned import scanned
from fodfaeste.engines.matching.case import Case, case_of
from fodfaeste.engines.matching.priced import Pairs
from fodfaeste.engines.matching.scan import Best, best_pairs
from fodfaeste.installation.folders import var_folder

COUNTRY = 100_000  # so many people are a country, fewer one municipality
GROUPS, FLOORED, RAISED = 5, 2, 110  # groups of people, those with a floor, and the floor in per cent
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the wall of each run, and the median of the processors'."""

    walls: tuple[float, ...]
    cpu: float

    @property
    def wall(self) -> float:
        return statistics.median(self.walls)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["5000x2000"])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    lacking = peers.install(var_folder() / "bench" / "peers")
    for size in args.sizes:
        citizens, openings = (int(part) for part in size.split("x"))
        tables = made_up(citizens, openings, is_country=citizens >= COUNTRY)
        case = case_of(tables, ON, None)
        seats = tables["openings"].sort("opening")["seats"].cast(pl.Int64).to_numpy()
        del tables
        measure(case, seats, args.runs, lacking)


def measure(case: Case, room: NDArray[np.int64], runs: int, lacking: str | None) -> None:
    """One size: the engine with one offer each and with three, then floors and the peers."""
    people = len(case.seekers.ids)
    print(f"\n{people} citizens, {len(room)} openings, {room.sum()} seats, {runs} runs")
    print(f"{'':<34}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}{'x match':>9}{'cpu':>7}")
    best_pairs(case, openings=1)  # compiled before any clock
    base, best = timed(runs, lambda: best_pairs(case, openings=20).openings)
    line("one match, everybody's best 20", base, base)
    for offers in (1, 3):
        taken, (problem, found) = timed(runs, lambda m=offers: shared(case, room, m))
        line(f"shared out, offers each: {offers}", taken, base)
        certain(found, problem.scale)
        warm, again = timed(runs, lambda p=problem, f=found: optimum(p, price=f.price))
        line("  from the prices of the day before", warm, base)
        certain(again, problem.scale)
        if offers == 1:
            floors(problem, found, taken, base, runs)
        beside(best, problem, found, base, lacking)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, made-up tables included")


def shared(case: Case, room: NDArray[np.int64], offers: int) -> tuple[Problem, Found]:
    """The engine from a day made ready."""
    people, nobody = len(case.seekers.ids), np.zeros(0, dtype=np.int64)
    problem = Problem(
        scan=scanned(case, room, nobody, nobody),
        room=room,
        offers=np.full(people, offers),
        group=np.full(people, NO_GROUP),
        idle=nobody,
        scale=scale_for(people * offers),
    )
    return problem, optimum(problem)


def floors(problem: Problem, free: Found, alone: Taken, base: Taken, runs: int) -> None:
    """A tenth more people of two groups out of five."""
    everyone = np.arange(len(problem.offers)) % GROUPS
    advised = np.bincount(everyone[np.unique(free.given.citizen)], minlength=GROUPS)[:FLOORED]
    group = np.where(everyone < FLOORED, everyone, NO_GROUP)
    least = np.minimum(advised * RAISED // 100, np.bincount(everyone)[:FLOORED])
    taken, found = timed(
        runs, lambda: within_floors(problem, free, group, least, np.zeros(FLOORED, dtype=np.int64), 20)
    )
    both = Taken(tuple(wall + alone.wall for wall in taken.walls), taken.cpu + alone.cpu)
    line(f"the same with two floors of {RAISED} %", both, base)
    certain(found.found, found.scale)
    told(found, free)


def told(found: Floored, free: Found) -> None:
    for floor in found.floors:
        price = f"one more costs {floor.price}"
        print(f"    group {floor.group}: {floor.without} -> {floor.reached} of {floor.least}; {price}")
    print(f"    the floors cost {1 - found.found.value / free.value:.3%} of the value")


def beside(best: Best, problem: Problem, found: Found, base: Taken, lacking: str | None) -> None:
    """The peers on everybody's best twenty, and the engine's own auction on the same."""
    people, offers = len(problem.offers), int(problem.offers[0])
    first = np.searchsorted(best.citizen, np.arange(people + 1))
    graph = Pairs(first, best.opening.astype(np.int32), best.score.astype(np.int32))
    nothing, step = np.zeros_like(problem.room), max(1, problem.scale // 4)
    taken, outcome = timed(1, lambda: auction(problem, graph, nothing, step, step))
    line("on the best 20: the auction alone", taken, base)
    value = int(graph.score[outcome.held].sum())
    lost(value, len(np.unique(best.citizen[outcome.held])), found)
    taken, answer = timed(1, lambda: peers.best_first(best, problem.room, people, offers))
    line("on the best 20: best score first", taken, base)
    lost(*answer, found)
    if lacking:
        print(f"the flow left out: {lacking}")
        return
    taken, answer = timed(1, lambda: peers.flow(best, problem.room, people, offers))
    line("on the best 20: OR-Tools' flow", taken, base)
    lost(*answer, found)


def timed(runs: int, work: Callable[[], Answer]) -> tuple[Taken, Answer]:
    """Where it is done several times, once more before the clock: what is compiled is compiled then."""
    answer = work() if runs > 1 else None
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    assert answer is not None
    return Taken(tuple(walls), statistics.median(cpus)), answer


def line(what: str, taken: Taken, base: Taken) -> None:
    walls = f"{taken.wall:>9.3f}{min(taken.walls):>9.3f}{max(taken.walls):>9.3f}{taken.cpu:>9.3f}"
    print(f"{what:<34}{walls}{taken.wall / base.wall:>9.1f}{taken.cpu / base.cpu:>7.1f}", flush=True)


def certain(found: Found, scale: int) -> None:
    bound, people = found.bound // scale, len(np.unique(found.given.citizen))
    gap = (bound - found.value) / bound
    print(f"    value {found.value}, bound {bound}, gap {gap:.1e}, {people} people, {found.rounds} rounds")
    assert gap <= 1e-4, "the certificate is not near enough"


def lost(value: int, people: int, found: Found) -> None:
    most = len(np.unique(found.given.citizen))
    print(f"    value {value} ({value / found.value - 1:+.2%}), {people} people ({people / most - 1:+.2%})")


if __name__ == "__main__":
    main()
