"""Matching after a hundredth of one side has changed, beside a full run, in one run.

Three ways: everything anew (`match`: tables made ready, the search, the lists told); lists that stand in
memory and are told who has changed (`Standing.change`: from the rows of the changed to everybody's new
lists); and the same found out by comparing all tables (`best_changed`, from tables that are made ready).
Trust the processors' seconds, the least of several runs. `--check` compares with the lists of a full run.

    .venv/bin/python bench/matching_changed.py [--size 500000x50000] [--top 20] [--runs 5]
        [--both] [--told] [--check]
"""

import argparse
import time
from collections.abc import Callable, Mapping

import polars as pl
from _matching_data import ON, altered, made_up

from fodfaeste.engines.matching import match_sides, need_weights
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.changes import facts_of
from fodfaeste.engines.matching.kept import best_changed
from fodfaeste.engines.matching.scan import best_pairs
from fodfaeste.engines.matching.standing import Standing
from fodfaeste.engines.matching.standing_lists import lists_standing
from fodfaeste.engines.matching.starting import standing_for

SHARE = 0.01
OF = {
    "citizen": ("citizens", "citizen_skills", "wishes", "kinds_ruled_out"),
    "opening": ("openings", "opening_skills"),
}
Tables = Mapping[str, pl.DataFrame]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="500000x50000")
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--both", action="store_true")
    parser.add_argument("--told", action="store_true", help="leave out what is found by comparing")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    citizens, openings = map(int, args.size.split("x"))
    tables = made_up(citizens, openings, is_country=True)
    tables = {**tables, "opening_skills": need_weights(tables["opening_skills"])}
    sides = ("citizen", "opening") if args.both else ("citizen",)
    print(
        f"{args.size}, lists of {args.top} for {' and '.join(sides)}; processor seconds, least of {args.runs}"
    )
    full = least(2, lambda: match_sides(tables, ON, sides=sides, top=args.top))
    print(f"{'full run':<64}{full:>9.3f}")
    search = searched(tables, args)
    print(f"{'  of it the search alone':<64}{search:>9.3f}")
    if not args.told:
        compared(tables, sides, args, full, search)
    told(tables, sides, args, full, search)


def searched(tables: Tables, args: argparse.Namespace) -> float:
    case = case_of(tables, ON, None)
    back = args.top if args.both else 0
    return least(args.runs, lambda: best_pairs(case, openings=args.top, citizens=back))


def compared(
    tables: Tables, sides: tuple[str, ...], args: argparse.Namespace, full: float, search: float
) -> None:
    """Lists of the day before, all tables compared."""
    facts = facts_of(case_of(tables, ON, None), tables)
    kept = best_changed(facts, None, sides=sides, top=args.top)[0]
    for side in OF:
        changed = altered(dict(tables), side, SHARE)
        later = facts_of(case_of(changed, ON, None), changed)
        taken = least(args.runs, lambda later=later: best_changed(later, kept, sides=sides, top=args.top))
        line(f"{SHARE:.0%} of the {side}s changed, found by comparing", taken, full, search)


def told(
    tables: Tables, sides: tuple[str, ...], args: argparse.Namespace, full: float, search: float
) -> None:
    """Lists that stand: there and back again, so that each run begins with the same tables."""
    standing = standing_for(tables, ON, sides=sides, top=args.top)
    laid = least(1, standing.lay_out_anew)
    print(f"{'everything laid out anew, once in a while':<64}{laid:>9.3f}")
    for side, names in OF.items():
        taken = []
        for run in range(args.runs):
            changed = altered(dict(tables), side, SHARE, seed=run)
            ids = different(tables, changed, side)
            for now in (changed, tables):
                rows = {name: now[name].filter(pl.col(side).is_in(ids.implode())) for name in names}
                begun = time.process_time()
                renewed = standing.change(rows, ON, **{f"{side}s": ids})
                taken.append(time.process_time() - begun)
                if args.check:
                    check(standing, now, sides, args.top)
        line(f"{SHARE:.0%} of the {side}s changed, told", min(taken), full, search)
        some = renewed.citizens
        if len(some):
            lists = least(1, lambda some=some: lists_standing(standing, "citizen", some))
            print(f"{f'  {len(some)} citizens have another list; these told of':<64}{lists:>9.3f}")


def different(one: Tables, other: Tables, side: str) -> pl.Series:
    """Who of a side is not the same in both."""
    table, another = one[f"{side}s"], other[f"{side}s"]
    both = (table, another), (another, table)
    found = [left.join(right, on=left.columns, how="anti", nulls_equal=True)[side] for left, right in both]
    return pl.concat(found).unique()


def check(standing: Standing, tables: Tables, sides: tuple[str, ...], top: int) -> None:
    full = match_sides(tables, ON, sides=sides, top=top)
    if not all(lists_standing(standing, side).equals(full[side]) for side in sides):
        raise AssertionError("the lists are not those of a full run")


def least(times: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def line(what: str, taken: float, full: float, search: float) -> None:
    print(
        f"{what:<64}{taken:>9.3f}{taken / full:>8.1%} of it all, {taken / search:.1%} of the search",
        flush=True,
    )


if __name__ == "__main__":
    main()
