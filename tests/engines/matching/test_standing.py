"""Lists that stand in memory and are told who has changed: they are those of a full run."""

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench._matching_data import ON, altered, made_up
from fodfaeste.core.errors import Rejected
from fodfaeste.engines.matching import match_sides, need_weights, skills_counted
from fodfaeste.engines.matching.standing import Standing
from fodfaeste.engines.matching.standing_lists import lists_standing
from fodfaeste.engines.matching.starting import standing_for
from tests.engines.matching.draw import numbers, snapshots
from tests.engines.matching.test_changed import BOTH, OF_CITIZENS, OF_OPENINGS, TOP, exchanged, some, weighed

SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows_of(tables, citizens, openings):
    """The rows of some citizens and openings."""
    return {
        name: tables[name].filter(pl.col(column).is_in(ids))
        for names, column, ids in ((OF_CITIZENS, "citizen", citizens), (OF_OPENINGS, "opening", openings))
        for name in names
    }


def assert_same(standing, tables, on, sides=BOTH, top=TOP, number=None):
    full = match_sides(tables, on, sides=sides, top=top, settings=number)
    for side in sides:
        assert lists_standing(standing, side).equals(full[side])


@SOME
@given(
    days=st.lists(snapshots, min_size=2, max_size=5),
    number=numbers,
    top=st.sampled_from((1, 2, 9)),
    sides=st.sampled_from((BOTH, ("citizen",), ("opening",))),
    random=st.randoms(use_true_random=False),
)
def test_day_after_day_the_lists_are_those_of_a_full_run(days, number, top, sides, random):
    counted = skills_counted(days[0]["opening_skills"])
    on, tables = ON, days[0]
    weights = {"opening_skills": need_weights(tables["opening_skills"], counted)}
    standing = standing_for({**tables, **weights}, on, sides=sides, top=top, settings=number, counted=counted)
    for others in days[1:]:
        people, jobs = some(others, "citizen", random), some(others, "opening", random)
        tables = exchanged(tables, others, people, jobs)
        told = rows_of(tables, people, jobs)
        if random.random() < 0.5:
            tables["reach"] = told["reach"] = others["reach"]
        on += timedelta(days=random.choice((0, 1, 40)))
        asked = {**tables, "opening_skills": need_weights(tables["opening_skills"], counted)}
        standing.change(told, on, citizens=people, openings=jobs)
        assert_same(standing, asked, on, sides, top, number)


@pytest.fixture(scope="module")
def country():
    return weighed(made_up(2_000, 1_500, is_country=True))


def standing_on(tables):
    return standing_for(tables, ON, sides=BOTH, top=TOP)


def between(then, now, side):
    """Who of one side is not as before, and the rows they have now."""
    names = OF_CITIZENS if side == "citizen" else OF_OPENINGS
    one, other = ({tuple(map(str, row)) for row in tables[names[0]].rows()} for tables in (then, now))
    return {row[0] for row in one ^ other}, names


def told(standing: Standing, then, now, side):
    ids, _ = between(then, now, side)
    rows = rows_of(now, ids if side == "citizen" else [], ids if side == "opening" else [])
    return standing.change(rows, ON, **{f"{side}s": ids})


@pytest.mark.parametrize("side", BOTH)
def test_where_a_hundredth_changes_a_hundredth_is_looked_at(country, side):
    standing = standing_on(country)
    changed = altered(dict(country), side, 0.01)
    renewed = told(standing, country, changed, side)
    assert_same(standing, changed, ON)
    everyone = country["citizens"].height + country["openings"].height
    assert 0 < renewed.made <= 0.02 * everyone


def test_only_lists_that_are_another_are_told_of(country):
    standing = standing_on(country)
    before = {side: lists_standing(standing, side) for side in BOTH}
    changed = altered(dict(country), "opening", 0.01)
    renewed = told(standing, country, changed, "opening")
    after = lists_standing(standing, "citizen")
    others = ~pl.col("citizen").is_in(renewed.citizens.implode())
    assert 0 < len(renewed.citizens) < 0.5 * country["citizens"].height
    assert after.filter(others).equals(before["citizen"].filter(others))
    assert lists_standing(standing, "citizen", of=renewed.citizens).equals(after.filter(~others))


def test_after_many_nights_everything_is_laid_out_anew_and_nothing_is_lost(country):
    standing, tables = standing_on(country), country
    layers = []
    for night in range(6):
        changed = altered(dict(country), ("citizen", "opening")[night % 2], 0.15, seed=night)
        for side in BOTH:
            told(standing, tables, changed, side)
        tables = changed
        layers.append(len(standing.people.layers))
        if night % 3 == 2:
            assert_same(standing, tables, ON)
    assert max(layers) > 2
    assert layers != sorted(layers)


def test_ids_that_all_come_between_two_others_find_room(country):
    standing = standing_on(country)
    tables = country
    for night in range(3):
        ids = country["citizens"]["citizen"].head(300)
        names = "c0000500" + pl.Series(range(300, 600)).cast(pl.String) + str(night)
        more = {
            name: country[name]
            .filter(pl.col("citizen").is_in(ids.implode()))
            .with_columns(pl.col("citizen").replace_strict(ids, names))
            for name in OF_CITIZENS
        }
        tables = {**tables, **{name: pl.concat([tables[name], more[name]]) for name in OF_CITIZENS}}
        standing.change(more, ON)
    assert_same(standing, tables, ON)


def test_a_place_nobody_lived_in_before_is_taken_in(country):
    standing = standing_on(country)
    moved = country["citizens"].head(3).with_columns(place=pl.lit("a new place"))
    rows = {**rows_of(country, moved["citizen"].to_list(), []), "citizens": moved}
    standing.change(rows, ON)
    assert_same(standing, {**country, "citizens": pl.concat([moved, country["citizens"].slice(3)])}, ON)


def test_an_opening_that_closes_is_gone_from_every_list_though_nobody_told(country):
    closing = pl.when(pl.col("opening") < "o0000100").then(pl.lit(ON)).otherwise(pl.col("closes"))
    opening = pl.when(pl.col("opening") > "o0001400").then(pl.lit(ON + timedelta(days=1)))
    openings = country["openings"].with_columns(closes=closing, opens=opening.otherwise(pl.col("opens")))
    tables = {**country, "openings": openings}
    standing = standing_on(tables)
    for days in (1, 2):
        standing.change({}, ON + timedelta(days=days))
        assert_same(standing, tables, ON + timedelta(days=days))


def test_what_has_no_meaning_is_refused_and_nothing_is_changed(country):
    standing = standing_on(country)
    one = rows_of(country, [], ["o0000001"])
    wrong = one["opening_skills"].with_columns(weight14=pl.lit(-1, dtype=pl.Int64))
    with pytest.raises(Rejected):
        standing.change({**one, "opening_skills": wrong, "reach": country["reach"].clear()}, ON)
    assert_same(standing, country, ON)
    standing.change(one, ON)
    assert_same(standing, country, ON)
