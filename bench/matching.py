"""Matching beside its peers in one run: a municipality, a large one, and a whole country.

The clock of the engine holds the search for everybody inside every limit; the peers' clocks hold theirs,
matrices ready-made. sparse_dot_topn looks at no limit; scipy with a mask at all but a few wishes. A peer that
would take minutes is asked for the first people only and scaled up. Where the machine is shared, trust the
processors' seconds: they stand beside the wall's. What happens before and after the search has its own lines.

    .venv/bin/python bench/matching.py [--sizes 5000x2000 32000x23000 500000x50000] [--top 20] [--runs 5]
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable

import _matching_peers as peers
from _matching_data import ON, made_up

from fodfaeste.engines.matching.case import Case, case_of
from fodfaeste.engines.matching.kernel import ADDED, CROWDS, LAID, TRIED
from fodfaeste.engines.matching.listing import listed
from fodfaeste.engines.matching.scan import Found, best_pairs
from fodfaeste.installation.folders import var_folder

COUNTRY = 100_000  # so many people are a country, fewer one municipality


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = ("5000x2000", "32000x23000", "500000x50000")
    parser.add_argument("--sizes", nargs="+", default=sizes)
    for name, default in (("top", 20), ("runs", 5), ("asked", 5_000), ("threads", os.cpu_count() or 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    lacking = peers.install(var_folder() / "bench" / "peers")
    for size in args.sizes:
        citizens, openings = (int(part) for part in size.split("x"))
        measure(citizens, openings, args, lacking)


def measure(citizens: int, openings: int, args: argparse.Namespace, lacking: str | None) -> None:
    """One size: the engine, then each peer with its ratio to the engine."""
    tables = made_up(citizens, openings, is_country=citizens >= COUNTRY)
    how = f"top {args.top}, {args.threads} threads, {args.runs} runs"
    print(f"\n{citizens} citizens, {openings} openings, {how}")
    print(f"{'':<56}{'wall s':>9}{'least':>9}{'most':>9}{'cpu s':>9}{'ratio':>8}{'cpu':>8}")
    began = time.perf_counter()
    case = case_of(tables, ON, None)
    line("tables made ready", (time.perf_counter() - began,), 0.0)
    del tables
    one, cpu = best(args.runs, lambda: search(case, args, back=False))
    line("openings for everybody", one, cpu)
    two, both_cpu = best(args.runs, lambda: search(case, args, back=True))
    line("and people for every opening", two, both_cpu)
    found = search(case, args, back=False)
    began = time.perf_counter()
    listed(case, found.openings)
    line("the lists told: groups, courses, minutes", (time.perf_counter() - began,), 0.0)
    print(counted(found, citizens))
    if lacking:
        print(f"peers left out: {lacking}")
        return
    beside(case, args, (statistics.median(one), cpu), (statistics.median(two), both_cpu))


def search(case: Case, args: argparse.Namespace, *, back: bool) -> Found:
    return best_pairs(case, openings=args.top, citizens=args.top if back else 0, threads=args.threads)


def counted(found: Found, citizens: int) -> str:
    counts = found.counts
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"a citizen: {counts[ADDED] / citizens:.0f} additions, "
        f"{counts[TRIED] / citizens:.1f} openings tried, {len(found.openings.rank) / citizens:.2f} listed;\n"
        f"{counts[CROWDS]} crowds, {counts[LAID]} openings laid out; {mb} MB at most, made-up tables included"
    )


def beside(case: Case, args: argparse.Namespace, one: tuple[float, float], two: tuple[float, float]) -> None:
    """The peers' lines; a ratio says how many times as long a peer takes."""
    people, jobs = len(case.seekers.ids), len(case.offered.ids)
    asked = min(people, args.asked)
    there = peers.unlimited(case, args.top, asked, args.threads)
    peer("sparse_dot_topn, no limits", there, one)
    back = peers.unlimited_back(case, args.top, min(jobs, args.asked // 10), args.threads)
    peer("the same both ways", peers.Taken(there.wall + back.wall, there.cpu + back.cpu, back.asked), two)
    peer("scipy with the limits as a mask, 1 thread", peers.masked(case, args.top, min(people, 1_000)), one)


def best(runs: int, work: Callable[[], object]) -> tuple[tuple[float, ...], float]:
    """The wall's seconds of each run, and the median of the processors'."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return tuple(walls), statistics.median(cpus)


def line(what: str, walls: tuple[float, ...], cpu: float) -> None:
    middle = statistics.median(walls)
    print(f"{what:<56}{middle:>9.3f}{min(walls):>9.3f}{max(walls):>9.3f}{cpu:>9.3f}", flush=True)


def peer(what: str, taken: peers.Taken, engine: tuple[float, float]) -> None:
    ratios = f"{taken.wall / engine[0]:>8.1f}{taken.cpu / engine[1]:>8.1f}"
    print(
        f"{f'{what} ({taken.asked} asked)':<44}{taken.wall:>9.3f}{'':>18}{taken.cpu:>9.3f}{ratios}",
        flush=True,
    )


if __name__ == "__main__":
    main()
