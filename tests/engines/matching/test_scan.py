"""Matching where tiles, crowds and words of bits are many: the same answer in every mode, and little touched.

The judge is one person against all openings, written as filters over the table: no bits, no tiles, no order.
"""

import hashlib

import numpy as np
import polars as pl
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.engines.matching import match_sides, need_weights
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.kernel import ADDED, CROWDS, TRIED
from fodfaeste.engines.matching.scan import best_pairs

TOP = 20


@pytest.fixture(scope="module")
def country():
    return weighed(made_up(3_000, 2_500, is_country=True))


@pytest.fixture(scope="module")
def town():
    """More openings than one tile holds, all of them near one town."""
    return weighed(made_up(1_500, 34_000, is_country=False))


def weighed(tables):
    return {**tables, "opening_skills": need_weights(tables["opening_skills"])}


def told(tables, citizen):
    """The openings of one person's list: id and score."""
    person = tables["citizens"].row(by_predicate=pl.col("citizen") == citizen, named=True)
    levels = tables["citizen_skills"].filter(citizen=citizen).select("skill", "level")
    scored = (
        tables["opening_skills"]
        .join(levels, on="skill")
        .group_by("opening")
        .agg(score=(pl.col("weight14") * pl.col("level")).sum() // 4)
        .filter(pl.col("score") > 0)
    )
    offered = tables["openings"].join(scored, on="opening").filter(*within(tables, person))
    return offered.sort("score", "opening", descending=[True, False]).select("opening", "score").head(TOP)


def within(tables, person):
    """Every limit of one person as a filter over openings."""
    ways = tables["reach"].filter(
        pl.col("from") == person["place"], pl.col("minutes") <= person["reach_minutes"]
    )
    near = [*ways["to"], person["place"]]
    yield pl.col("place").is_in(near) & (pl.col("attendance") != "ophold") | (
        pl.col("attendance") == "fjernarbejde"
    )
    if person["hours_max"] is not None:
        yield pl.col("hours_min").fill_null(0) <= person["hours_max"]
    spoken = {f"{code[:2]}:{level}" for code in person["languages"] for level in range(1, int(code[3]) + 1)}
    for name, has in (("shifts", person["shifts"]), ("licences", person["licences"]), ("languages", spoken)):
        yield pl.col(name).list.set_difference(pl.lit(list(has), dtype=pl.List(pl.String))).list.len() == 0
    limits = pl.lit(person["limits"], dtype=pl.List(pl.String))
    yield pl.col("demands").list.set_intersection(limits).list.len() == 0
    yield ~pl.col("kind").is_in(list(tables["kinds_ruled_out"].filter(citizen=person["citizen"])["kind"]))
    for kind, what in tables["wishes"].filter(citizen=person["citizen"]).select("kind", "what").iter_rows():
        yield {
            "erhverv": ~pl.col("isco").str.starts_with(what),
            "aabning": pl.col("kind") != what,
            "arbejdssted": pl.col("employer") != what,
        }[kind]


def asked_about(tables):
    """Some people, and all of the first few who will not have something."""
    return [*tables["citizens"]["citizen"][::250], *tables["wishes"]["citizen"].unique().sort()[:20]]


@pytest.mark.parametrize("size", ["country", "town"])
def test_a_list_is_what_filters_over_all_openings_leave(size, request):
    tables = request.getfixturevalue(size)
    lists = match_sides(tables, ON, sides=("citizen",), top=TOP)["citizen"]
    for citizen in asked_about(tables):
        found = lists.filter(citizen=citizen).select("opening", "score")
        assert found.equals(told(tables, citizen)), citizen


def test_every_mode_gives_the_same_bits(country):
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=7) for name, table in country.items()}
    modes = [(country, None, 1), (country, None, 2), (country, 100, 3), (country, 1, 2), (shuffled, 700, 2)]
    assert len({digest(tables, block, threads) for tables, block, threads in modes}) == 1


def digest(tables, block, threads):
    lists = match_sides(tables, ON, sides=("citizen", "opening"), top=TOP, block=block, threads=threads)
    whole = hashlib.sha256()
    for side in ("citizen", "opening"):
        whole.update(lists[side].write_csv().encode())
    return whole.hexdigest()


def test_the_lists_of_openings_hold_the_same_pairs_as_those_of_citizens_where_nothing_is_cut_off(country):
    few = {**country, "citizens": country["citizens"].head(300)}
    lists = match_sides(few, ON, sides=("citizen", "opening"), top=3_000)
    pairs = [lists[side].drop("rank").sort("citizen", "opening") for side in ("citizen", "opening")]
    assert pairs[0].height > 5_000
    assert pairs[0].equals(pairs[1])


def test_what_is_out_of_reach_is_not_touched_and_few_openings_are_tried(country):
    case = case_of(country, ON, None)
    found = best_pairs(case, openings=TOP, threads=2)
    assert found.counts[TRIED] <= 25 * len(case.seekers.ids)
    assert found.counts[ADDED] <= within_reach(case)
    assert found.counts[CROWDS] >= len(np.unique(case.seekers.place))


def within_reach(case):
    """Needs of openings in reach that meet a skill of the person: what a scan of all in reach would add."""
    skills, places = case.skills, len(case.travel.places)
    daily = case.offered.attendance == 0
    asked = np.zeros((places + 1, len(skills.names)), dtype=np.int64)  # the last: no journey is needed
    owner = np.repeat(np.arange(len(case.offered.ids)), np.diff(skills.asked.start))
    np.add.at(asked, (np.where(daily, case.offered.place, places)[owner], skills.asked.rows), 1)
    whose = np.repeat(np.arange(len(case.seekers.ids)), np.diff(skills.held.start))
    near = case.travel.minutes[case.seekers.place] <= case.seekers.minutes[:, None]
    added = asked[places, skills.held.rows].sum()
    return added + sum((near[whose, place] * asked[place, skills.held.rows]).sum() for place in range(places))
