"""Occupations near to what people can, over the whole of ESCO, beside a join in Polars; and which are alike.

People are drawn: each has worked in one occupation and can some of what it asks for. The peer is what an
analyst would write: every skill joined with every occupation that asks for it, with the same weights, summed,
sorted, the first kept. Both give the same rows; that is asserted before anything is told. Likeness is judged
by ISCO-08, which it does not read: of the five most alike, how many are in the same group of three digits.
With the starter taxonomy where the data are not at hand.

    .venv/bin/python bench/occupations.py [--data FOLDER] [--citizens 5000] [--runs 5]
"""

import argparse
import math
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from fodfaeste.core.openings import TOP_LEVEL
from fodfaeste.engines.matching import need_weights
from fodfaeste.engines.skills.missing_cover import Giving, fewest
from fodfaeste.engines.skills.near import alike, near_occupations, near_person
from fodfaeste.engines.skills.occupations import Occupations
from fodfaeste.formats.taxonomy import Taxonomy, read_starter, read_taxonomy

HERE = Path(__file__).resolve().parent.parent
TOP, JUDGED, SEED = 20, 5, 1
Tables = dict[str, pl.DataFrame]
Nearest = Callable[[str], Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--citizens", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    tables = drawn(taxonomy(args.data), args.citizens)
    found, peer = near_occupations(tables, TOP), joined(tables, TOP)
    assert found.select(peer.columns).equals(peer), "the engine and the join differ"
    occupations, asked = tables["occupations"].height, tables["occupation_skills"].height
    print(f"{args.citizens} citizens, {tables['citizen_skills'].height} skills of theirs; rows are equal")
    print(f"{occupations} occupations, {asked} relations; the {TOP} nearest; CPU seconds of {args.runs} runs")
    print(f"{'':<42}{'median':>9}{'least':>9}{'most':>9}")
    engine = told("engine, all citizens", args.runs, lambda: near_occupations(tables, TOP))
    join = told("join, all citizens", args.runs, lambda: joined(tables, TOP))
    print(f"the join takes {join / engine:.1f} times as long")
    one_person(tables, args.runs)
    ways(args.runs)
    likeness(tables)


def taxonomy(data: Path) -> Taxonomy:
    folders = [data / "esco-en-1.2.0", data / "esco-da"]
    if all(folder.is_dir() for folder in folders):
        return read_taxonomy(*folders)
    print(f"no ESCO in {data}: the starter taxonomy")
    return read_starter()


def drawn(source: Taxonomy, citizens: int) -> Tables:
    chance = random.Random(SEED)
    asked = source.tables["occupation_skills"].group_by("occupation").agg("skill").sort("occupation")
    lists = [sorted(skills) for skills in asked["skill"]]
    rows = []
    for number in range(citizens):
        own = chance.choice(lists)
        for skill in chance.sample(own, min(len(own), chance.randint(3, 20))):
            rows.append((f"c{number:06}", skill, chance.randint(1, TOP_LEVEL)))
    held = pl.DataFrame(rows, schema=["citizen", "skill", "level"], orient="row")
    nobody = pl.DataFrame(schema=dict.fromkeys(("citizen", "kind", "what", "strength"), pl.String))
    names = "occupations", "occupation_skills"
    return {
        "citizens": held.select("citizen").unique(),
        "citizen_skills": held,
        "wishes": nobody,
        **{name: source.tables[name] for name in names},
    }


def joined(tables: Tables, top: int) -> pl.DataFrame:
    """The peer."""
    needs = need_weights(
        tables["occupation_skills"].select(
            pl.col("occupation").alias("opening"),
            "skill",
            pl.lit(None, dtype=pl.Float64).alias("weight"),
            "essential",
        )
    )
    part = (pl.col("weight14") * pl.col("level")).sum()
    return (
        tables["citizen_skills"]
        .join(needs, on="skill")
        .group_by("citizen", pl.col("opening").alias("occupation"))
        .agg(score=part // TOP_LEVEL)
        .filter(pl.col("score") > 0)
        .sort("citizen", "score", "occupation", descending=[False, True, False])
        .group_by("citizen", maintain_order=True)
        .head(top)
    )


def one_person(tables: Tables, runs: int) -> None:
    ready = Occupations.of(tables["occupation_skills"], tables["occupations"])
    told("taxonomy made ready", runs, lambda: Occupations.of(*_two(tables)))
    who = tables["citizens"]["citizen"].sort()[:200]
    people = [
        dict(tables["citizen_skills"].filter(citizen=one).select("skill", "level").rows()) for one in who
    ]
    told("one person, 200 times", runs, lambda: [near_person(ready, levels, TOP) for levels in people])
    told("needs in parts, 200 times", runs, lambda: [ready.needs(ready.ids[0], levels) for levels in people])


def _two(tables: Tables) -> tuple[pl.DataFrame, pl.DataFrame]:
    return tables["occupation_skills"], tables["occupations"]


def ways(runs: int) -> None:
    """Courses drawn so that many ways must be tried."""
    chance = random.Random(SEED)
    cases = []
    for _case in range(50):
        given = [sum(1 << skill for skill in chance.sample(range(12), 3)) for _course in range(40)]
        cases.append(
            [Giving(f"k{n}", skills, chance.randint(1, 9) * 500, 0) for n, skills in enumerate(given)]
        )
    certain = sum(fewest(case)[1] for case in cases)
    told("way, 40 courses to 12 skills, 50 times", runs, lambda: [fewest(case) for case in cases])
    print(f"of these {certain} of 50 are certain to be the fewest")


def likeness(tables: Tables) -> None:
    ready = Occupations.of(*_two(tables))
    group = {name: isco[:3] for name, isco in zip(ready.ids, ready.isco, strict=True) if isco}
    asked = {
        row[0]: set(row[1]) for row in tables["occupation_skills"].group_by("occupation").agg("skill").rows()
    }
    often: dict[str, int] = {}
    for skills in asked.values():
        for skill in skills:
            often[skill] = often.get(skill, 0) + 1
    rare = {skill: math.log((len(asked) + 1) / (count + 1)) + 1 for skill, count in often.items()}
    sample = random.Random(SEED).sample(sorted(group), min(300, len(group)))

    def by(measure: Callable[[set[str], set[str]], float]) -> Nearest:
        return lambda one: sorted(
            (other for other in asked if other != one),
            key=lambda other: (-measure(asked[one], asked[other]), other),
        )[:JUDGED]

    def jaccard(one: set[str], other: set[str]) -> float:
        return len(one & other) / len(one | other)

    def weighted(one: set[str], other: set[str]) -> float:
        return sum(rare[skill] for skill in one & other) / sum(rare[skill] for skill in one | other)

    def count(one: set[str], other: set[str]) -> float:
        return len(one & other)

    print(f"of the {JUDGED} most alike, in the same ISCO group of three digits ({len(sample)} occupations):")
    measures: list[tuple[str, Nearest]] = [
        (
            "the smaller weights summed (engine)",
            lambda one: [a.occupation for a in alike(ready, one, JUDGED)],
        ),
        ("skills shared", by(count)),
        ("shared of all (Jaccard)", by(jaccard)),
        ("shared of all, by rarity", by(weighted)),
    ]
    for name, nearest in measures:
        same = sum(group.get(other) == group[one] for one in sample for other in nearest(one))
        print(f"  {name:<40}{same / (JUDGED * len(sample)):.3f}")


def told(what: str, runs: int, work: Callable[[], object]) -> float:
    """Time some work in CPU seconds, print a line of the table, give the median."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    middle = statistics.median(taken)
    print(f"{what:<42}{middle:>9.3f}{min(taken):>9.3f}{max(taken):>9.3f}")
    return middle


if __name__ == "__main__":
    main()
