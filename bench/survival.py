"""Shares gone to each cause by each month, beside statsmodels in one run, and how often the interval holds.

People are drawn from known hazards to three causes, followed for unequally long, many with the same month.
statsmodels' CumIncidenceRight (0.15.0, BSD) knows no late entry and one group at a time; the shares and the
errors of both must be the same, which is asserted before anything is told of it. It is no part of the product
but installed into `var/bench/survival_peers`; where that cannot be done, a line says so. Coverage is of the
truth that the people were drawn from, in 400 samples. At last the whole way from a snapshot's tables,
from which those are gone who left before the records begin, beside the truth of all who ever began.

    .venv/bin/python bench/survival.py [--spells 500000] [--groups 200] [--runs 15]
"""

import argparse
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.indicators.survival import Incidence, aalen_johansen
from fodfaeste.engines.indicators.survival_courses import Recorded
from fodfaeste.engines.indicators.survival_definitions import SELF_SUPPORT
from fodfaeste.engines.indicators.survival_figures import time_to
from fodfaeste.installation.folders import var_folder

PINNED = (
    "statsmodels==0.15.0", "scipy==1.17.1", "pandas==3.1.1", "patsy==1.0.3", "packaging==26.3",
    "formulaic==1.2.2", "interface_meta==2.0.1", "narwhals==2.29.0", "python-dateutil==4.0.0",
    "typing_extensions==4.16.0", "wrapt==2.5.2",
)  # fmt: skip
CAUSES, LAST, SEED = 3, 60, 1
SAMPLES, WORLDS, NORMAL = 400, 60, 1.959964
TOLD = (3, 6, 12, 24)
STAY = 250  # days in the effort, on average
SINCE, UNTIL = date(2023, 1, 1), date(2026, 1, 1)
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class People:
    """Months and causes as the engine takes them."""

    month: Whole
    cause: Whole
    entry: Whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("spells", 500_000), ("groups", 200), ("runs", 15), ("citizens", 40_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    chance = np.random.default_rng(SEED)
    speed(args, chance)
    print(f"\nhow often the 95 % interval holds the truth, {SAMPLES} samples; by cause at {TOLD} months")
    for size in (2_000, 200):
        for late in (0.0, 0.5):
            coverage(size, late, chance)
    whole_way(args.citizens, args.runs, chance)


def hazards() -> NDArray[np.float64]:
    """The chance of leaving to each cause in each month among those still in: the first falls with time."""
    month = np.arange(1, LAST + 1)
    return np.stack([0.03 + 0.05 * np.exp(-month / 8), np.full(LAST, 0.015), 0.002 + 0.0003 * month])


def truth() -> NDArray[np.float64]:
    """The share gone to each cause by the end of each month, from 0."""
    own = hazards()
    still = np.concatenate([[1.0], np.cumprod(1 - own.sum(0))[:-1]])
    return np.concatenate([np.zeros((CAUSES, 1)), (still * own).cumsum(1)], axis=1)


def drawn(count: int, late: float, chance: np.random.Generator) -> People:
    """So many people who were followed for a month or more; a share of them came in late."""
    share = np.diff(truth(), axis=1)
    ladder = np.append(share.T.ravel().cumsum(), 1.0)
    found: list[Whole] = []
    while sum(len(part[0]) for part in found) < count:
        at = np.searchsorted(ladder, chance.random(count), side="right")
        gone, cause = at // CAUSES + 1, at % CAUSES + 1
        followed = chance.integers(1, LAST + 1, count)
        entry = np.where(chance.random(count) < late, chance.integers(0, 13, count), 0)
        month = np.minimum(gone, followed)
        cause = np.where((gone <= followed) & (at < LAST * CAUSES), cause, 0)
        found.append(np.stack([month, cause, entry])[:, month > entry])
    month, cause, entry = (np.ascontiguousarray(row) for row in np.concatenate(found, axis=1)[:, :count])
    return People(month, cause, entry)


def speed(args: argparse.Namespace, chance: np.random.Generator) -> None:
    people = drawn(args.spells, 0.0, chance)
    late = drawn(args.spells, 0.3, chance)
    group = chance.integers(0, args.groups, args.spells)
    print(f"{args.spells} spells, {CAUSES} causes, {LAST} months; CPU milliseconds of {args.runs} runs")
    print(f"{'':<44}{'median':>9}{'least':>9}{'most':>9}")

    def counted(of: People, *, apart: bool) -> Incidence:
        parts = {"group": group, "groups": args.groups} if apart else {}
        entry = of.entry if of is late else None
        return aalen_johansen(of.month, of.cause, entry=entry, causes=CAUSES, months=LAST, **parts)

    many = f"{args.groups} groups"
    one = told("one group", args.runs, lambda: counted(people, apart=False))
    told(many, args.runs, lambda: counted(people, apart=True))
    told(f"{many}, intervals", args.runs, lambda: counted(people, apart=True).interval())
    told(f"{many}, late entry, intervals", args.runs, lambda: counted(late, apart=True).interval())
    lacking = install(var_folder() / "bench" / "survival_peers")
    if lacking:
        print(f"statsmodels could not be installed: {lacking}")
        return
    peer(people, group, one, args)


def peer(people: People, group: Whole, one: float, args: argparse.Namespace) -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight

    def asked(month: Whole, cause: Whole):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return CumIncidenceRight(month, cause)

    own = aalen_johansen(people.month, people.cause, group, causes=CAUSES, groups=args.groups, months=LAST)
    worst = [0.0, 0.0]
    for number in range(args.groups):
        mine = group == number
        theirs = asked(people.month[mine], people.cause[mine])
        at = theirs.times.astype(int)
        for cause in range(CAUSES):
            known = np.isfinite(theirs.cinc_se[cause])
            share = np.abs(own.share[number, cause, at] - theirs.cinc[cause]).max()
            error = np.abs(own.error[number, cause, at] - theirs.cinc_se[cause])[known].max()
            worst = [max(worst[0], float(share)), max(worst[1], float(error))]
    assert max(worst) < 1e-9, f"the shares or errors differ: {worst}"
    runs = min(args.runs, 5)
    taken = told("statsmodels, one group", runs, lambda: asked(people.month, people.cause))
    print(f"statsmodels takes {taken / one:.0f} times as long for one group")
    print(f"largest difference over {args.groups} groups: share {worst[0]:.1e}, error {worst[1]:.1e}")


def coverage(size: int, late: float, chance: np.random.Generator) -> None:
    people = drawn(SAMPLES * size, late, chance)
    sample = np.repeat(np.arange(SAMPLES), size)
    counted = aalen_johansen(
        people.month, people.cause, sample, people.entry, causes=CAUSES, groups=SAMPLES, months=LAST
    )
    low, high = counted.interval()
    right = truth()[None]
    holds = (low <= right) & (right <= high)
    plain = np.abs(counted.share - right) <= NORMAL * counted.error
    bias = (counted.share - right).mean(0)[:, TOLD] / counted.error.mean(0)[:, TOLD]
    came = f"{late:.0%} came late" if late else "all from the start"
    print(f"{size} people, {came}; all {holds[:, :, TOLD].mean():.3f}, plain {plain[:, :, TOLD].mean():.3f}")
    for cause in range(CAUSES):
        row = "  ".join(f"{share:.3f}" for share in holds[:, cause, TOLD].mean(0))
        print(f"  cause {cause + 1}: {row}   bias at most {np.abs(bias[cause]).max():.2f} standard errors")


def whole_way(citizens: int, runs: int, chance: np.random.Generator) -> None:
    everyone = days(citizens, chance)
    made = snapshot(everyone.filter(pl.col("ends") >= SINCE))
    rows = ", ".join(f"{table.height} {name}" for name, table in made.items())
    print(f"\nfrom a snapshot's tables: {rows}; {citizens - made['citizens'].height} had left before them")
    recorded = Recorded(SINCE, UNTIL)
    told("time to self-support and lasting work", min(runs, 5), lambda: time_to(made, recorded))
    figures = time_to(made, recorded).figures
    print(f"{figures.height} rows, {figures['suppressed'].sum()} held back")
    off: list[list[float]] = []
    holds = []
    for _ in range(WORLDS):
        everyone = days(citizens // 4, chance)
        seen = everyone.filter(pl.col("ends") >= SINCE)
        figures = time_to(snapshot(seen), recorded).figures
        own = figures.filter(indicator=pl.lit(SELF_SUPPORT), offer=pl.lit(""), group=pl.lit(""))
        right = [chance_within(everyone, months) for months in own["months"]]
        off.append([float(value) for value in own["value"] - pl.Series(right)])
        inside = zip(own["low"], right, own["high"], strict=True)
        holds += [low <= share <= high for low, share, high in inside]
    mean = ", ".join(f"{statistics.mean(column):+.2f}" for column in zip(*off, strict=True))
    print(
        f"{WORLDS} worlds of {citizens // 4}: mean distance from the truth of all who ever began, in points"
    )
    print(f"after 3, 6, 12 months: {mean}; the interval holds it in {statistics.mean(holds):.3f}")


def chance_within(people: pl.DataFrame, months: int) -> float:
    """The chance of leaving before so many calendar months have gone by, in per cent: what was drawn from."""
    length = (pl.col("begins").dt.offset_by(f"{months}mo") - pl.col("begins")).dt.total_days()
    return float(people.select(100 * (1 - (1 - 1 / STAY) ** (length - 1)).mean()).item())


def days(citizens: int, chance: np.random.Generator) -> pl.DataFrame:
    """Made-up people with a course each, and an offer some time after it began."""
    first = date(2018, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
    begins = first + chance.integers(0, UNTIL.toordinal() - date(2018, 1, 1).toordinal(), citizens)
    return pl.DataFrame(
        {
            "citizen": [f"c{number:06}" for number in range(citizens)],
            "begins": begins,
            "ends": begins + chance.geometric(1 / STAY, citizens),
            "offer": begins + chance.integers(0, 300, citizens),
            "group": chance.choice([f"gruppe{number}" for number in range(12)], citizens),
            "kind": chance.choice([f"tilbud{number}" for number in range(6)], citizens),
            "industry": chance.choice(list("ACFGHIQ"), citizens),
            "works": chance.random(citizens) < 0.67,
        }
    ).with_columns(pl.col("begins", "ends", "offer").cast(pl.Int32).cast(pl.Date))


def snapshot(people: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Their tables: a benefit and a target group as long as the course, then work for most."""
    statuses = [
        people.select(
            "citizen", pl.lit(kind).alias("kind"), value=value, valid_from="begins", valid_to="ends"
        )
        for kind, value in (("benefit", pl.lit("dagpenge")), ("target_group", pl.col("group")))
    ]
    nothing, day = pl.lit(None, pl.String), pl.lit(None, pl.Date)
    return {
        "citizens": people.select("citizen", birth_year=pl.lit(1985)),
        "statuses": pl.concat(statuses).with_columns(recorded_at=pl.lit(datetime(2026, 1, 1, tzinfo=UTC))),
        "spells": people.filter("works").select(
            "citizen", kind=pl.lit("work"), industry=nothing, **{"from": "ends", "to": day}
        ),
        "agreements": people.select(
            "citizen", "kind", "industry", state=pl.lit("ended"), **{"from": "offer", "to": "ends"}
        ),
    }


def install(folder: Path) -> str | None:
    """Put the peer where it is found; the reason where it cannot be done."""
    if not (folder / "statsmodels").exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
        done = subprocess.run([*command, *PINNED], capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed"
    sys.path.append(str(folder))
    return None


def told(what: str, runs: int, work: Callable[[], object]) -> float:
    """Time some work in CPU milliseconds, print a line of the table, give the median."""
    work()
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    middle = statistics.median(taken)
    print(f"{what:<44}{middle:>9.1f}{min(taken):>9.1f}{max(taken):>9.1f}")
    return middle


if __name__ == "__main__":
    main()
