"""3,000 citizens and 800 openings shared out at once: the engine beside what one would write in a notebook.

Beside it: the best score first while seats last, over all feasible pairs and over everybody's best twenty.
People and openings are those of `bench/matching.py`, made up. Told: value, the bound over all feasible pairs,
the gap, people with an offer, seconds, and seconds as a ratio to one match of the same run.

    .venv/bin/python bench/assignment.py [--citizens 3000] [--openings 800] [--runs 3]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl
from matching import ON, Tables, made_up

from fodfaeste.engines.assignment import Assignment, assign
from fodfaeste.engines.matching import match


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("citizens", 3_000), ("openings", 800), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    tables = in_groups(made_up(args.citizens, args.openings, np.random.default_rng(1)))
    base, _ = timed(args.runs, partial(match, tables, ON, by="citizen", top=20))
    print(f"{args.citizens} citizens, {args.openings} openings, {args.runs} runs; one match {base:.2f} s")
    seats = dict(tables["openings"].select("opening", "seats").iter_rows())
    for top in (args.openings, 20):
        value, people = best_first(match(tables, ON, by="citizen", top=top), dict(seats))
        print(f"best score first, of everybody's best {top:<6}{value:>12}{people:>8} people")
    print(f"{'':<26}{'value':>12}{'bound':>12}{'gap':>10}{'people':>8}{'seconds':>9}{'x match':>9}")
    share = partial(assign, tables, ON)
    free = told("one offer each", args.runs, base, partial(share, offers=1))
    told("three offers each", args.runs, base, partial(share, offers=3))
    told("three, three to a seat", args.runs, base, partial(share, offers=3, ceiling=3))
    counts = {count.group: count.advised for count in free.groups}
    floors = {group: counts[group] * 11 // 10 for group in ("g0", "g1")}
    floored = told("two floors of 110 %", args.runs, base, partial(share, offers=1, floors=floors))
    for floor in floored.floors:
        print(f"  {floor.group}: {floor.without} -> {floor.reached}, one more costs {floor.price:.0f}")
    print(f"  the floors cost {1 - floored.value / free.value:.3%} of the value")
    print(f"Gini of people for each opening: {free.spread.gini:.3f}, most {free.spread.most}")
    assert max(free.gap, floored.gap) <= 1e-3, "the certificate is not near enough"


def in_groups(tables: Tables) -> Tables:
    citizens = tables["citizens"]
    groups = [f"g{number % 5}" for number in range(citizens.height)]
    return tables | {"citizens": citizens.with_columns(target_group=pl.Series(groups))}


def timed(runs: int, work: Callable[[], Assignment | pl.DataFrame]) -> tuple[float, object]:
    taken, found = [], None
    for _ in range(runs):
        began = time.perf_counter()
        found = work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), found


def told(what: str, runs: int, base: float, work: Callable[[], Assignment]) -> Assignment:
    """Time a sharing out, print its line of the table."""
    seconds, found = timed(runs, work)
    assert isinstance(found, Assignment)
    numbers = f"{found.value:>12}{found.bound:>12}{found.gap:>10.1e}{found.placements:>8}"
    print(f"{what:<26}{numbers}{seconds:>9.2f}{seconds / base:>9.1f}")
    return found


def best_first(pairs: pl.DataFrame, seats: dict[str, int]) -> tuple[int, int]:
    """The best score first while seats last, one offer each: its value and how many get something."""
    ordered = pairs.select("citizen", "opening", "score").sort(
        "score", "citizen", "opening", descending=[True, False, False]
    )
    value, placed = 0, set()
    for citizen, opening, score in ordered.iter_rows():
        if citizen not in placed and seats[opening] > 0:
            seats[opening] -= 1
            placed.add(citizen)
            value += score
    return value, len(placed)


if __name__ == "__main__":
    main()
