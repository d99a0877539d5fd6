"""Matching again after some have changed: the lists are those of a full run, and little is looked at."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench._matching_data import ON, made_up
from fodfaeste.engines.matching import match_changed, match_sides, need_weights, skills_counted
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.changes import facts_of
from fodfaeste.engines.matching.kept import best_changed
from fodfaeste.engines.matching.kernel import ADDED, LAID
from tests.engines.matching.draw import numbers, snapshots

TOP = 5
BOTH = ("citizen", "opening")
OF_CITIZENS = ("citizens", "citizen_skills", "wishes", "kinds_ruled_out")
OF_OPENINGS = ("openings", "opening_skills")
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def exchanged(tables, others, citizens, openings):
    """Tables where some citizens and openings, by their ids, are those of other tables: there or not."""
    found = dict(tables)
    for names, column, ids in ((OF_CITIZENS, "citizen", citizens), (OF_OPENINGS, "opening", openings)):
        for name in names:
            meant = pl.col(column).is_in(ids)
            found[name] = pl.concat([tables[name].filter(~meant), others[name].filter(meant)])
    return found


def some(tables, column, random):
    return [one for one in tables[f"{column}s"][column] if random.random() < 0.3]


@SOME
@given(
    days=st.lists(snapshots, min_size=2, max_size=4),
    number=numbers,
    top=st.sampled_from((1, 2, 9)),
    sides=st.sampled_from((BOTH, ("citizen",), ("opening",))),
    random=st.randoms(use_true_random=False),
)
def test_day_after_day_the_lists_are_those_of_a_full_run(days, number, top, sides, random):
    counted = skills_counted(days[0]["opening_skills"])
    tables, kept = days[0], None
    for others in days:
        tables = exchanged(tables, others, some(others, "citizen", random), some(others, "opening", random))
        tables = {**tables, "reach": random.choice((tables, others))["reach"]}
        asked = {**tables, "opening_skills": need_weights(tables["opening_skills"], counted)}
        again = match_changed(asked, ON, kept, sides=sides, top=top, settings=number)
        full = match_sides(asked, ON, sides=sides, top=top, settings=number)
        assert all(again.lists[side].equals(full[side]) for side in sides)
        kept = again.kept


@pytest.fixture(scope="module")
def country():
    return weighed(made_up(3_000, 2_500, is_country=True))


@pytest.fixture(scope="module")
def others():
    return weighed(made_up(3_030, 2_525, is_country=True, seed=2))


def weighed(tables):
    return {**tables, "opening_skills": need_weights(tables["opening_skills"])}


def drawn(tables, column, chance, share=0.01):
    ids = tables[f"{column}s"][column]
    return ids.gather(np.flatnonzero(chance.random(len(ids)) < share)).to_list()


def searched(tables, kept=None):
    """What is kept, and how much was looked at; everything, where nothing was kept before."""
    facts = facts_of(case_of(tables, ON, None), tables)
    return best_changed(facts, kept, sides=BOTH, top=TOP, threads=2)


def same(one, other):
    pairs = [
        [
            getattr(kept.best(side, TOP), name)
            for side in BOTH
            for name in ("citizen", "opening", "rank", "score")
        ]
        for kept in (one, other)
    ]
    return all(np.array_equal(*columns) for columns in zip(*pairs, strict=True))


@pytest.mark.parametrize("changed", ["citizen", "opening"])
def test_where_a_hundredth_changes_a_hundredth_is_looked_at(country, others, changed):
    chance = np.random.default_rng(3)
    kept, _ = searched(country)
    ids = {"citizen": [], "opening": [], changed: drawn(others, changed, chance)}
    tables = exchanged(country, others, ids["citizen"], ids["opening"])
    again, little = searched(tables, kept)
    full, all_there_is = searched(tables)
    assert same(again, full)
    assert not same(again, kept)
    assert little.citizens + little.openings <= len(ids[changed])
    assert little.counts[ADDED] <= 0.02 * all_there_is.counts[ADDED]
    assert all_there_is.citizens + all_there_is.openings > 5_000


def test_lists_that_are_struck_night_after_night_are_made_anew_where_they_grow_too_short(country, others):
    chance = np.random.default_rng(4)
    kept, _ = searched(country)
    tables, anew = country, 0
    for _ in range(4):
        ids = drawn(tables, "citizen", chance, 0.15), drawn(tables, "opening", chance, 0.15)
        tables = exchanged(tables, {name: frame.clear() for name, frame in others.items()}, *ids)
        kept, seen = searched(tables, kept)
        anew += seen.citizens + seen.openings
        assert same(kept, searched(tables)[0])
    assert 0 < anew < 4 * country["openings"].height


def test_rows_in_another_order_are_no_change(country):
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=7) for name, table in country.items()}
    kept, _ = searched(country)
    again, seen = searched(shuffled, kept)
    assert (seen.citizens, seen.openings, seen.counts[LAID]) == (0, 0, 0)
    assert same(again, kept)


def test_without_a_count_that_is_kept_one_opening_more_changes_every_weight():
    tables = made_up(300, 200, is_country=False)
    counted = skills_counted(tables["opening_skills"])
    fewer = {**tables, "opening_skills": tables["opening_skills"].filter(pl.col("opening") != "o0000007")}
    seen = []
    for count in (counted, None):
        kept = None
        for day in (tables, fewer):
            asked = {**day, "opening_skills": need_weights(day["opening_skills"], count)}
            again = match_changed(asked, ON, kept, sides=BOTH, top=TOP)
            kept = again.kept
        seen.append(again.openings_seen)
    assert seen[0] == 1
    assert seen[1] > 100


def test_a_skill_that_no_opening_needed_when_they_were_counted_is_as_rare_as_can_be():
    tables = made_up(10, 50, is_country=False)
    counted = skills_counted(tables["opening_skills"])
    needs = pl.concat(
        [tables["opening_skills"], tables["opening_skills"].head(1).with_columns(skill=pl.lit("ny"))]
    )
    weights = need_weights(needs.with_columns(essential=True), counted)
    new = weights.filter(skill="ny")
    assert new["weight14"][0] == weights.filter(opening=new["opening"][0])["weight14"].max()


def test_an_opening_that_closes_in_the_night_is_gone_from_every_list(country):
    closing = pl.when(pl.col("opening") == "o0000100").then(pl.lit(ON)).otherwise(pl.col("closes"))
    tables = {**country, "openings": country["openings"].with_columns(closes=closing)}
    kept = match_changed(tables, ON, None, sides=BOTH, top=TOP).kept
    again = match_changed(tables, ON + timedelta(days=1), kept, sides=BOTH, top=TOP)
    assert "o0000100" not in again.lists["citizen"]["opening"]
    assert again.lists["opening"].equals(
        match_sides(tables, ON + timedelta(days=1), sides=BOTH, top=TOP)["opening"]
    )
