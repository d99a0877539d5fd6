"""How near a projection of people comes, held against what the counts were later, and beside simple guesses.

Greenland, 1 January 2023 by single years (PX) carried to 1 January 2024 (five groups): beside "the same as
last year". It checks the reader and the sums, not the quality.

Denmark, with `--folk1a`: a StatBank CSV of FOLK1A with codes, by area, sex and single years, first quarter of
several years. From each base year the people are carried five years on from the stocks alone, as no moves,
births or deaths are at hand, and held against what was counted: mean error of nine groups of ages by sex, in
per cent of the count, and how often the count lies in the band of nine in ten. Peers: the same as in the base
year; and the same people five years older, less the country's deaths, with as many children as there are.
Where the file lacks an age, the same children's mean a year before and after stands in, and it is told.

    .venv/bin/python bench/population.py --data FOLDER [--folk1a FILE] [--runs N]
"""

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from fodfaeste.core.population import AGES, Month, Stock
from fodfaeste.engines.population.bands import banded, drawn
from fodfaeste.engines.population.estimate import Tables, estimate
from fodfaeste.engines.population.people import newcomers
from fodfaeste.engines.population.project import Expected, project, year_on
from fodfaeste.engines.population.rates import Rates, national_deaths
from fodfaeste.formats.packs.population import national_rates
from fodfaeste.formats.population_file import read_stock
from fodfaeste.formats.statistics.px import read_px
from fodfaeste.formats.statistics.statbank_csv import read_statbank_csv

PX = Path("jsonstat-px-samples/px")
GREENLAND = (0, 7, 17, 25, 65)
GROUPS = (0, 7, 16, 25, 35, 45, 55, 67, 80)
AHEAD, BACK, SEED = 5, 5, 3


def grouped(people, starts):
    return np.add.reduceat(people, starts, axis=-1)


def error(told, truth):
    """Mean error of all groups, in per cent of what was counted."""
    return 100 * float(np.mean(np.abs(told - truth) / truth))


def greenland(folder: Path) -> None:
    stock = read_stock(folder / "BEXSTA_windows_1252.px")
    cells = read_px(folder / "population_gl.px", "population_gl.px").cells
    later = cells.filter(cells["time"] == "2024")
    truth = later["value"].to_numpy().reshape(2, 5)
    found = estimate(Tables(stock), national_rates("greenland"))
    then = project(found.people, found.rates, 12, Expected()).yearly()[-1]
    moved = found.people.astype(float)
    alone = Rates(found.rates.deaths, found.rates.births, found.rates.boys, *(np.zeros((2, AGES)),) * 2)
    print(f"Greenland 2023 -> 2024: {found.people.sum()} -> counted {truth.sum():.0f}")
    for name, people in (
        ("the same as last year", moved),
        ("ageing, births and deaths, nobody moves", year_on(moved, alone)),
        ("projection (moves assumed, as many in as out)", then),
    ):
        told = grouped(people, GREENLAND)
        off = told.sum() - truth.sum()
        print(f"  {name:48} error {error(told, truth):5.2f} %   in all {off:+.0f}")


def areas_of(path: Path) -> dict[str, dict[int, np.ndarray]]:
    """By area and year, people by sex and age; ages that the file lacks are filled from the years around."""
    cells = read_statbank_csv(path, path.name).cells
    found: dict[str, dict[int, np.ndarray]] = {}
    lacking = sorted(set(range(AGES)) - {int(age) for age in cells["ALDER"].unique()})
    print(f"{path.name}: ages that are missing and filled: {lacking or 'none'}")
    columns = [cells[name].to_list() for name in ("OMRÅDE", "KØN", "ALDER", "TID", "value")]
    for area, sex, age, at, value in zip(*columns, strict=True):
        if at.endswith("K1"):
            people = found.setdefault(area, {}).setdefault(int(at[:4]), np.full((2, AGES), np.nan))
            people[int(sex) - 1, min(int(age), AGES - 1)] = value
    for years in found.values():
        for age in lacking:
            for year, people in years.items():
                ends = [years[y][:, a] for y, a in ((year - 1, age - 1), (year + 1, age + 1)) if y in years]
                people[:, age] = np.rint(np.mean(ends, axis=0))
    return found


def stock_of(area: str, years: dict[int, np.ndarray], chosen: Iterable[int]) -> Stock:
    at = sorted(chosen)
    people = tuple(tuple(tuple(map(float, side)) for side in years[year]) for year in at)
    return Stock("folk1a", area, tuple(Month(year) for year in at), people)


def older(people: np.ndarray, deaths: np.ndarray) -> np.ndarray:
    """The same people, so many years older, less the deaths; the children are as many as in the base year."""
    alone = Rates(deaths, np.zeros(AGES), 0.5, np.zeros_like(deaths), np.zeros_like(deaths))
    then = people
    for _year in range(AHEAD):
        then = year_on(then, alone)
    then[:, :AHEAD] = people[:, :AHEAD]
    return then


def denmark(path: Path, runs: int) -> None:
    counted = areas_of(path)
    # StatBank's codes of the country and of regions begin with a nought.
    apart = {
        "municipalities": [area for area in counted if not area.startswith("0")],
        "all areas": [*counted],
    }
    for name, areas in apart.items():
        told_for(name, {area: counted[area] for area in areas}, runs)


def told_for(kind: str, counted: dict[str, dict[int, np.ndarray]], runs: int) -> None:
    national = national_rates("denmark")
    deaths = national_deaths(national)
    told: dict[str, list[float]] = {}
    inside, inside_all, width, each = [], [], [], []
    for area, years in sorted(counted.items()):
        for base in [year for year in sorted(years) if year - BACK in years and year + AHEAD in years]:
            found = estimate(Tables(stock_of(area, years, range(base - BACK, base + 1))), national)
            answer = banded(found, AHEAD, runs, SEED)
            truth = grouped(years[base + AHEAD], GROUPS)
            low, middle, high = (part[-1] for part in answer.of(lambda people: grouped(people, GROUPS)))
            for name, people in (
                ("the same as today", grouped(years[base], GROUPS)),
                ("the same people, five years older", grouped(older(years[base], deaths), GROUPS)),
                ("projection", middle),
            ):
                told.setdefault(name, []).append(error(people, truth))
                told.setdefault(f"{name}: all people", []).append(error(people.sum(), truth.sum()))
            each.append(np.abs(middle - truth).mean(0) / truth.mean(0) * 100)
            inside.append(((low <= truth) & (truth <= high)).mean(0))
            ends = [part[-1] for part in answer.of(lambda people: people.sum((-1, -2)))]
            inside_all.append(ends[0] <= truth.sum() <= ends[2])
            width.append((ends[2] - ends[0]) / ends[1])
    print(f"Denmark, {kind} ({len(counted)}), {len(width)} times five years ahead, {runs} runs each")
    for name, errors in told.items():
        print(f"  {name:48} error {np.mean(errors):5.2f} %")
    print("  by group from", GROUPS, "error", np.round(np.mean(each, 0), 1))
    print(
        f"  in the band of 90 %: groups {np.mean(inside):.0%}, all people {np.mean(inside_all):.0%};", end=" "
    )
    print(f"width for all people {100 * np.mean(width):.1f} %")
    print("  by group", np.round(np.mean(inside, 0), 2))


def speed() -> None:
    from fodfaeste.engines.population.assumed import assumed_stock

    national = national_rates("denmark")
    found = estimate(Tables(assumed_stock(55_353, "", Month(2023), national)), national)
    drawn(found, 12, SEED, 0)
    begun = time.process_time()
    runs = [drawn(found, 120, SEED, run) for run in range(5)]
    spent = (time.process_time() - begun) / len(runs)
    begun = time.process_time()
    come = newcomers(runs[0], 120)
    print(f"55,353 people, 120 months: {1000 * spent:.0f} ms CPU a run;", end=" ")
    print(f"{len(come)} newcomers with ids in {1000 * (time.process_time() - begun):.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with jsonstat-px-samples")
    parser.add_argument("--folk1a", type=Path, help="FOLK1A as StatBank's CSV with codes")
    parser.add_argument("--runs", type=int, default=60)
    args = parser.parse_args()
    speed()
    if (args.data / PX).is_dir():
        greenland(args.data / PX)
    else:
        print(f"{args.data / PX} is not there: Greenland is not told")
    if args.folk1a:
        denmark(args.folk1a, args.runs)


if __name__ == "__main__":
    main()
