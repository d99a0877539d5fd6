"""Matching beside its peers in one run: a municipality, a large one, and a whole country.

The clock of the engine holds the search for everybody inside every limit; the peers' clocks hold theirs,
matrices and tables ready-made. sparse_dot_topn looks at no limit; scipy with a mask and DuckDB at all but a
few wishes. A peer that would take minutes is asked for the first people only and scaled up. Where the machine
is shared, trust the processors' seconds: they stand beside the wall's. What happens before and after the
search has its own lines, and so has the search after a hundredth of one side has changed. `--growth` measures
the search alone, both sides growing together, and tells the exponent.

    .venv/bin/python bench/matching.py [--sizes 5000x2000 32000x23000 500000x50000] [--top 20] [--runs 3]
    .venv/bin/python bench/matching.py --growth [--sizes 125000x12500 250000x25000 500000x50000]
"""

import argparse
import gc
import os
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import _matching_peers as peers
import numpy as np
import polars as pl
from _matching_bound import bound_of
from _matching_data import ON, altered, made_up

from fodfaeste.engines.matching import explaining, need_weights, settings_of
from fodfaeste.engines.matching.case import Case, case_of
from fodfaeste.engines.matching.changes import facts_of
from fodfaeste.engines.matching.kept import Kept, best_changed
from fodfaeste.engines.matching.kernel import ADDED, CROWDS, LAID, READ, TRIED
from fodfaeste.engines.matching.listing import listed
from fodfaeste.engines.matching.scan import Found, best_pairs
from fodfaeste.installation.folders import var_folder

COUNTRY = 100_000  # so many people are a country, fewer one municipality
SIZES = ("5000x2000", "32000x23000", "500000x50000")
GROWTH = ("125000x12500", "250000x25000", "500000x50000", "1000000x100000")
SHARE = 0.01  # of one side changes
Tables = Mapping[str, pl.DataFrame]
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of each run, on the wall and of the processors."""

    walls: tuple[float, ...]
    cpus: tuple[float, ...]

    @property
    def wall(self) -> float:
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpus)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+")
    parser.add_argument("--growth", action="store_true")
    numbers = (("top", 20), ("runs", 3), ("asked", 50_000), ("joined", 500), ("threads", os.cpu_count() or 1))
    for name, default in numbers:
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    sizes = [tuple(map(int, size.split("x"))) for size in args.sizes or (GROWTH if args.growth else SIZES)]
    if args.growth:
        growth(sizes, args)
        return
    lacking = peers.install(var_folder() / "bench" / "peers")
    for citizens, openings in sizes:
        measure(citizens, openings, args, lacking)


def measure(citizens: int, openings: int, args: argparse.Namespace, lacking: str | None) -> None:
    """One size: the engine, then each peer with its ratio to the engine."""
    tables = made_up(citizens, openings, is_country=citizens >= COUNTRY)
    tables = {**tables, "opening_skills": need_weights(tables["opening_skills"])}
    how = f"top {args.top}, {args.threads} threads, {args.runs} runs"
    print(f"\n{citizens} citizens, {openings} openings, {how}")
    print(f"{'':<56}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}{'ratio':>8}{'cpu':>8}")
    case, ready = once(lambda: case_of(tables, ON, None))
    line("tables made ready", ready)
    one = warm(args.runs, lambda: search(case, args, back=False))
    line("openings for everybody", one)
    two = warm(args.runs, lambda: search(case, args, back=True))
    line("and people for every opening", two)
    found = search(case, args, back=False)
    line("the lists told: groups, courses, minutes", once(lambda: listed(case, found.openings))[1])
    explain(tables, case)
    print(counted(found, case, one))
    again(tables, args)
    if lacking:
        print(f"peers left out: {lacking}")
    else:
        beside(case, args, one, two)


def growth(sizes: list[tuple[int, ...]], args: argparse.Namespace) -> None:
    """The search alone at sizes where both sides grow, and how it grows."""
    print(f"{'':<56}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}")
    cpus = []
    for citizens, openings in sizes:
        case = case_of(made_up(citizens, openings, is_country=True), ON, None)
        gc.collect()
        taken = warm(args.runs, lambda case=case: search(case, args, back=False))
        line(f"{citizens} citizens, {openings} openings", taken)
        cpus.append(taken.cpu)
    slope = np.polyfit(np.log([size[0] for size in sizes]), np.log(cpus), 1)[0]
    print(f"growth: the seconds of the processors rise as the citizens to the power of {slope:.2f}")


def search(case: Case, args: argparse.Namespace, *, back: bool) -> Found:
    return best_pairs(case, openings=args.top, citizens=args.top if back else 0, threads=args.threads)


def again(tables: Tables, args: argparse.Namespace) -> None:
    """Both sides whole, and after a hundredth of one of them has changed: how many times less."""
    sides = ("citizen", "opening")

    def look(facts, kept: Kept | None) -> Kept:
        return best_changed(facts, kept, sides=sides, top=args.top, threads=args.threads)[0]

    facts = facts_of(case_of(tables, ON, None), tables)
    kept = look(facts, None)
    whole = runs(args.runs, lambda: look(facts, None))
    line("both sides, lists kept for the next day", whole)
    for side in sides:
        changed = altered(dict(tables), side, SHARE)
        later = facts_of(case_of(changed, ON, None), changed)
        taken = warm(args.runs, lambda later=later: look(later, kept))
        line(f"after {SHARE:.0%} of the {side}s changed ({taken.cpu / whole.cpu:.1%} of that)", taken)


def explain(tables: Tables, case: Case) -> None:
    """One pair after another explained, from tables that are ready."""
    ready = explaining(tables, case, ON, settings_of(tables))
    chance = np.random.default_rng(5)
    people, jobs = (
        ids.gather(chance.integers(0, len(ids), 100)) for ids in (case.seekers.ids, case.offered.ids)
    )
    ready.pair(people[0], jobs[0])
    pairs = iter(zip(people, jobs, strict=True))
    line("one pair explained", runs(len(people), lambda: ready.pair(*next(pairs))))


def counted(found: Found, case: Case, one: Taken) -> str:
    counts, citizens, bound = found.counts, len(case.seekers.ids), bound_of(case)
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"a citizen: {counts[ADDED] / citizens:.0f} additions in {counts[READ] / citizens:.0f} readings, "
        f"{counts[TRIED] / citizens:.1f} openings tried, {len(found.openings.rank) / citizens:.2f} listed;\n"
        f"{counts[CROWDS]} crowds, {counts[LAID]} openings laid out; {mb} MB at most, tables included\n"
        f"in reach: {bound.added / citizens:.0f} additions, {bound.pairs / citizens:.0f} openings a citizen; "
        f"bound {bound.seconds:.3f} s on two cores,\n"
        f"the wall {one.wall / bound.seconds:.1f} times, half the cpu {one.cpu / 2 / bound.seconds:.1f} times"
    )


def beside(case: Case, args: argparse.Namespace, one: Taken, two: Taken) -> None:
    """The peers' lines; a ratio says how many times as long a peer takes."""
    people, jobs = len(case.seekers.ids), len(case.offered.ids)
    asked = min(people, args.asked)
    there = peers.unlimited(case, args.top, asked, args.threads)
    peer("sparse_dot_topn, no limits", there, one)
    back = peers.unlimited_back(case, args.top, min(jobs, args.asked // 20), args.threads)
    peer("the same both ways", peers.Taken(there.wall + back.wall, there.cpu + back.cpu, back.asked), two)
    peer("scipy with the limits as a mask, 1 thread", peers.masked(case, args.top, min(people, 1_000)), one)
    peer("DuckDB, join and window", peers.joined(case, args.top, min(people, args.joined), args.threads), one)


def once(work: Callable[[], _Answer]) -> tuple[_Answer, Taken]:
    """What comes of some work, and the seconds it took."""
    found: list[_Answer] = []
    taken = runs(1, lambda: found.append(work()))
    return found[0], taken


def warm(times: int, work: Callable[[], object]) -> Taken:
    """The same as `runs`, once the work has been done without a clock."""
    work()
    return runs(times, work)


def runs(times: int, work: Callable[[], object]) -> Taken:
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Taken(tuple(walls), tuple(cpus))


def line(what: str, taken: Taken) -> None:
    walls = f"{taken.wall:>9.4f}{min(taken.walls):>9.4f}{max(taken.walls):>9.4f}"
    print(f"{what:<56}{walls}{taken.cpu:>9.4f}", flush=True)


def peer(what: str, taken: peers.Taken, engine: Taken) -> None:
    ratios = f"{taken.wall / engine.wall:>8.1f}{taken.cpu / engine.cpu:>8.1f}"
    print(
        f"{f'{what} ({taken.asked} asked)':<56}{taken.wall:>9.3f}{'':>18}{taken.cpu:>9.3f}{ratios}",
        flush=True,
    )


if __name__ == "__main__":
    main()
