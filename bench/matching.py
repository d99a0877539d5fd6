"""7,000 citizens and 2,000 openings, both ways: the engine beside a plain Polars join of the same tables.

Both give the same pairs, ranks and scores; that is asserted before anything is told. The join is what one
would write in a notebook: skills joined, summed, the limits as filters, the best of each. Both take the
weights of needs from the engine. People, openings and skills are made up, few skills frequent and many rare;
they are no municipality's.

    .venv/bin/python bench/matching.py [--citizens 7000] [--openings 2000] [--top 20] [--runs 5]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from fodfaeste.core.openings import ATTENDANCE_CODES, DEMANDS, LICENCES, OPENING_KINDS, SHIFTS
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.matching import match, need_weights, people_for
from fodfaeste.formats.snapshot import TYPES

ON = date(2026, 11, 22)
SKILLS, PLACES, INDUSTRIES = 3_000, 40, ("860000", "412000", "561000", "471100", None)
Tables = dict[str, pl.DataFrame]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("citizens", 7_000), ("openings", 2_000), ("top", 20), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    tables = made_up(args.citizens, args.openings, np.random.default_rng(1))
    plain = plain_pairs(tables)
    for by in ("citizen", "opening"):
        found = match(tables, ON, by=by, top=args.top).select("citizen", "opening", "rank", "score")
        assert found.equals(plain_best(plain, by, args.top)), "the engine and the plain join differ"
    lawful = plain.height / (args.citizens * args.openings)
    print(f"{args.citizens} citizens, {args.openings} openings, top {args.top}, {args.runs} runs")
    print(f"answers are equal; {lawful:.1%} of all pairs are listed where nothing is cut off")
    print(f"{'':<34}{'median':>9}{'least':>9}{'most':>9}")
    engine = told("engine: both ways, groups, courses", args.runs, lambda: both_ways(tables, args.top))
    join = told("plain join: both ways, scores only", args.runs, lambda: joined(tables, args.top))
    told("engine: people for one opening", args.runs, lambda: people_for(tables, "o7", ON))
    print(f"the engine takes {engine / join:.2f} of the join's time: {join / engine:.1f} times as fast")


def told(what: str, runs: int, work: Callable[[], object]) -> float:
    """Time some work, print a line of the table, give the median."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    middle = statistics.median(taken)
    print(f"{what:<34}{middle:>8.3f}s{min(taken):>8.3f}s{max(taken):>8.3f}s")
    return middle


def both_ways(tables: Tables, top: int) -> None:
    match(tables, ON, by="citizen", top=top)
    match(tables, ON, by="opening", top=top)


def joined(tables: Tables, top: int) -> None:
    plain = plain_pairs(tables)
    plain_best(plain, "citizen", top)
    plain_best(plain, "opening", top)


def plain_pairs(tables: Tables) -> pl.DataFrame:
    """Every pair inside the limits with its score, by joins and filters."""
    weights = need_weights(tables["opening_skills"]).select("opening", "skill", "weight14")
    held = tables["citizen_skills"].select("citizen", "skill", "level")
    scores = (
        held.join(weights, on="skill")
        .group_by("citizen", "opening")
        .agg(score=(pl.col("level") * pl.col("weight14")).sum() // 4)
        .filter(pl.col("score") > 0)
    )
    wishes = tables["wishes"].filter(kind="aabning").select("citizen", kind_o="what")
    limited = within(scores.join(tables["citizens"], on="citizen"), tables["openings"])
    reach = tables["reach"].select(place="from", place_o="to", minutes="minutes")
    limited = limited.join(wishes, on=["citizen", "kind_o"], how="anti")
    limited = limited.join(reach, on=["place", "place_o"], how="left")
    minutes = pl.when(pl.col("place") == pl.col("place_o")).then(0).otherwise(pl.col("minutes"))
    near = minutes <= pl.coalesce("reach_minutes", pl.lit(60))
    anywhere = pl.col("attendance_o") == "fjernarbejde"
    return limited.filter(anywhere | near).select("citizen", "opening", "score")


def within(pairs: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose hours, shifts, licences, demands, dates and seats fit."""
    names = "place", "attendance", "kind", "hours_min", "hours_max", "shifts", "licences", "demands"
    standing = openings.filter((pl.col("seats") >= 1) & (pl.col("closes") >= ON))
    right = standing.select("opening", *(pl.col(name).alias(f"{name}_o") for name in names))
    papers = pl.col("licences_o").list.set_difference("licences")
    demands = pl.col("demands_o").list.set_intersection("limits")
    shifts = pl.col("shifts_o").list.set_difference("shifts")
    return (
        pairs.join(right, on="opening")
        .filter((pl.col("hours_min_o") <= pl.col("hours_max")).fill_null(value=True))
        .filter(papers.list.len().fill_null(0) == 0)
        .filter(demands.list.len().fill_null(0) == 0)
        .filter(shifts.list.len().fill_null(0) == 0)
    )


def plain_best(pairs: pl.DataFrame, by: str, top: int) -> pl.DataFrame:
    """The best of each citizen or opening, ties by id."""
    other = "opening" if by == "citizen" else "citizen"
    ordered = pairs.sort(by, "score", other, descending=[False, True, False])
    ranked = ordered.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(by))
    return ranked.filter(pl.col("rank") <= top).select("citizen", "opening", "rank", "score")


def table(name: str, /, **columns: object) -> pl.DataFrame:
    """A table of the snapshot from some of its columns; the others are null."""
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    known = pl.DataFrame(columns, schema_overrides={name: schema[name] for name in columns})
    missing = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in columns]
    return known.with_columns(missing).select(list(schema))


def made_up(citizens: int, openings: int, chance: np.random.Generator) -> Tables:
    people, jobs = [f"c{n}" for n in range(citizens)], [f"o{n}" for n in range(openings)]
    places = chance.integers(0, 1_000, (PLACES, 2))
    minutes = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1)) // 7 + 5
    ways = [(f"p{a}", f"p{b}", int(minutes[a, b])) for a in range(PLACES) for b in range(PLACES) if a != b]
    starts, ends, lengths = zip(*ways, strict=True)
    wishing = people[::20]
    travel = {"from": starts, "to": ends, "minutes": lengths, "season": ["all"] * len(ways)}
    return {
        "citizens": citizens_made_up(people, chance),
        "openings": openings_made_up(jobs, chance),
        "citizen_skills": skills_made_up("citizen_skills", "citizen", people, 20, chance),
        "opening_skills": skills_made_up("opening_skills", "opening", jobs, 12, chance),
        "wishes": table(
            "wishes",
            citizen=wishing,
            kind=["aabning"] * len(wishing),
            what=["fleksjob"] * len(wishing),
            strength=["ikke"] * len(wishing),
        ),
        "kinds_ruled_out": table("kinds_ruled_out", citizen=[]),
        "reach": table("reach", **travel),
        "numbers": table("numbers", name=["dagligt.minutter", "dagligt.ture"], value=[60.0, 5.0]),
        "employers": table("employers", employer=[]),
        **courses_made_up(300, chance),
    }


def citizens_made_up(ids: list[str], chance: np.random.Generator) -> pl.DataFrame:
    return table(
        "citizens",
        citizen=ids,
        place=[f"p{n}" for n in chance.integers(0, PLACES, len(ids))],
        hours_max=[
            int(n) if n < 37 else None for n in chance.choice((15, 25, 37), len(ids), p=(0.1, 0.2, 0.7))
        ],
        shifts=[few(tuple(SHIFTS), 3, chance) if chance.random() < 0.5 else None for _ in ids],
        limits=[few(tuple(DEMANDS), 4, chance) if chance.random() < 0.4 else None for _ in ids],
        licences=[few(tuple(LICENCES)[:4], 3, chance) for _ in ids],
        reach_minutes=[int(n) or None for n in chance.choice((0, 0, 30, 90), len(ids))],
    )


def openings_made_up(ids: list[str], chance: np.random.Generator) -> pl.DataFrame:
    return table(
        "openings",
        opening=ids,
        kind=[str(kind) for kind in chance.choice(tuple(OPENING_KINDS), len(ids))],
        place=[f"p{n}" for n in chance.integers(0, PLACES, len(ids))],
        attendance=[ATTENDANCE_CODES[2 if chance.random() < 0.05 else 0] for _ in ids],
        hours_min=[int(n) or None for n in chance.choice((0, 10, 20, 30), len(ids))],
        shifts=[few(tuple(SHIFTS), 1, chance) or None for _ in ids],
        seats=[int(n) for n in chance.integers(0, 6, len(ids))],
        closes=[date(2026, 11 if chance.random() < 0.1 else 12, 20) for _ in ids],
        demands=[few(tuple(DEMANDS), 3, chance) for _ in ids],
        licences=[few(tuple(LICENCES)[:4], 1, chance) for _ in ids],
    )


def few(codes: tuple[str, ...], most: int, chance: np.random.Generator) -> list[str]:
    return [str(code) for code in chance.choice(codes, chance.integers(0, most + 1), replace=False)]


def skills_made_up(
    name: str, column: str, ids: list[str], each: int, chance: np.random.Generator
) -> pl.DataFrame:
    owners = np.repeat(ids, each)
    often = 1 / (np.arange(SKILLS) + 15.0)
    skills = chance.choice(SKILLS, len(owners), p=often / often.sum())
    more = (
        {"level": chance.integers(1, 5, len(owners))}
        if column == "citizen"
        else {"essential": chance.random(len(owners)) < 0.6}
    )
    return table(name, **{column: owners, "skill": [f"s{n}" for n in skills]}, **more).unique(
        [column, "skill"]
    )


def courses_made_up(count: int, chance: np.random.Generator) -> Tables:
    courses = [f"k{n}" for n in range(count)]
    skills = skills_made_up("opening_skills", "opening", courses, 6, chance)
    return {
        "courses": table("courses", course=courses, weeks=chance.integers(1, 30, count) / 2),
        "course_skills": table("course_skills", course=skills["opening"], skill=skills["skill"]).with_columns(
            level=pl.lit(3, dtype=pl.Int64)
        ),
    }


if __name__ == "__main__":
    main()
