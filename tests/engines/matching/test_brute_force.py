"""The engine against every pair looked at in plain Python, on random snapshots with every null there is."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.engines.matching import Verdict, explain_pair, match, need_weights, people_for
from tests.engines.matching import brute
from tests.engines.matching.build import ON
from tests.engines.matching.draw import numbers, snapshots

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BLOCKS = st.sampled_from((None, 1, 3))
COLUMNS = ["citizen", "opening", "rank", "score", "group", "course", "needs_met", "needs", "minutes"]


def plain(tables, number):
    return brute.Everyone(tables, ON, number.daily_minutes, number.daily_journeys)


@pytest.mark.parametrize("by", ["citizen", "opening"])
@MANY
@given(tables=snapshots, number=numbers, top=st.sampled_from((1, 2, 99)), block=BLOCKS)
def test_the_lists_are_those_of_every_pair_looked_at(by, tables, number, top, block):
    found = match(tables, ON, by=by, top=top, settings=number, block=block)
    wanted = brute.best(plain(tables, number).pairs(), by, top)
    assert found.columns == COLUMNS
    assert found.rows() == [tuple(row[name] for name in COLUMNS) for row in wanted]


@FEW
@given(tables=snapshots, number=numbers)
def test_a_pair_is_explained_as_it_is_listed(tables, number):
    listed = {(row["citizen"], row["opening"]): row for row in plain(tables, number).pairs()}
    for citizen in tables["citizens"]["citizen"]:
        for opening in tables["openings"]["opening"]:
            pair = explain_pair(tables, citizen, opening, ON, number)
            row = listed.get((citizen, opening))
            assert pair.listed == (row is not None)
            assert pair.listed == (
                pair.score > 0 and all(limit.verdict is Verdict.MET for limit in pair.limits)
            )
            assert all(limit.codes for limit in pair.limits if limit.verdict is not Verdict.MET)
            assert sum(need.part for need in pair.needs) == pair.score
            if row is not None:
                assert (pair.score, pair.group, pair.course) == (row["score"], row["group"], row["course"])
                assert [limit.minutes for limit in pair.limits if limit.name == "place"] == [row["minutes"]]
                assert sum(need.is_met for need in pair.needs) == row["needs_met"]


@SOME
@given(tables=snapshots, number=numbers)
def test_the_people_for_an_opening_are_all_who_are_inside_the_limits_in_order_of_waiting(tables, number):
    waiting = dict(tables["citizens"].select("citizen", "waiting_since").iter_rows())
    order = ("all", "after_course", "some")
    for opening in tables["openings"]["opening"]:
        rows = [row for row in plain(tables, number).pairs() if row["opening"] == opening]
        rows.sort(
            key=lambda row: (
                order.index(row["group"]),
                waiting[row["citizen"]] is None,
                waiting[row["citizen"]] or ON,
                row["citizen"],
            )
        )
        names = ("citizen", "group", "course", "needs_met", "needs")
        found = people_for(tables, opening, ON, number)
        assert found.rows() == [(*(row[name] for name in names), waiting[row["citizen"]]) for row in rows]


@SOME
@given(tables=snapshots, number=numbers, random=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(tables, number, random):
    shuffled = {
        name: table.sample(fraction=1, shuffle=True, seed=random.randrange(1000))
        for name, table in tables.items()
    }
    for by in ("citizen", "opening"):
        one = match(tables, ON, by=by, top=3, settings=number)
        assert match(shuffled, ON, by=by, top=3, settings=number).equals(one)


@FEW
@given(tables=snapshots, number=numbers)
def test_one_citizen_or_one_opening_alone_gets_what_it_gets_among_all(tables, number):
    whole = match(tables, ON, by="citizen", top=100, settings=number)
    for citizen in tables["citizens"]["citizen"]:
        alone = {
            **tables,
            **{
                name: tables[name].filter(citizen=citizen)
                for name in ("citizens", "citizen_skills", "wishes", "kinds_ruled_out")
            },
        }
        found = match(alone, ON, by="citizen", top=100, settings=number)
        assert found.equals(whole.filter(citizen=citizen))
    weighed = need_weights(tables["opening_skills"])
    for opening in tables["openings"]["opening"]:
        one = {**tables, "openings": tables["openings"].filter(opening=opening)}
        for needs in (tables["opening_skills"], weighed.filter(opening=opening)):
            found = match({**one, "opening_skills": needs}, ON, by="citizen", top=100, settings=number)
            assert found.drop("rank").equals(whole.filter(opening=opening).drop("rank"))


@MANY
@given(tables=snapshots)
def test_weights_are_those_worked_out_by_hand_and_sum_to_the_whole(tables):
    needs = need_weights(tables["opening_skills"])
    plain = brute.weights(tables["opening_skills"])
    found = {(row[0], row[1]): row[2:] for row in needs.iter_rows()}
    assert found == {(o, s): told for o, skills in plain.items() for s, told in skills.items()}
    sums = needs.group_by("opening").agg(pl.col("weight14").sum())
    assert set(sums["weight14"]) <= {0, 2**14}
    assert need_weights(needs).equals(needs)
