"""Small examples that can be worked out by hand: weights, scores, groups, ties and the order of people."""

from datetime import date

import pytest

from fodfaeste.engines.matching import explain_pair, match, need_weights, people_for
from tests.engines.matching.build import ON, table, tables

#: "hygiejne" is essential, the others are not.
NEEDS = [
    {"skill": "hygiejne", "weight": 2.0},
    {"skill": "kasse", "weight": 1.0, "essential": False},
    {"skill": "salg", "weight": 1.0, "essential": False},
]


def has(**levels):
    return [{"skill": skill, "level": level} for skill, level in levels.items()]


def test_the_score_is_the_covered_share_of_two_to_the_fourteenth():
    found = tables(opening_skills=NEEDS, citizen_skills=has(hygiejne=4, kasse=2))
    row = match(found, ON, by="citizen", top=1).row(0, named=True)
    assert row == {
        "citizen": "c", "opening": "o", "rank": 1, "score": 8192 + 2048, "group": "all", "course": None,
        "needs_met": 2, "needs": 3, "minutes": 0,
    }  # fmt: skip


def test_each_need_says_what_it_weighs_and_gives():
    pair = explain_pair(tables(opening_skills=NEEDS, citizen_skills=has(hygiejne=4, kasse=1)), "c", "o", ON)
    told = [(n.skill, n.weight, n.level, n.essential, n.is_met, n.part) for n in pair.needs]
    assert told == [
        ("hygiejne", 8192, 4, True, True, 8192),
        ("kasse", 4096, 1, False, False, 1024),
        ("salg", 4096, None, False, False, 0),
    ]


def test_rare_skills_weigh_more_and_optional_ones_four_tenths():
    needs = [{"opening": f"o{n}", "skill": "dansk"} for n in range(9)]
    needs += [{"opening": "o0", "skill": "svejsning"}, {"opening": "o0", "skill": "kran", "essential": False}]
    found = need_weights(table("opening_skills", needs)).filter(opening="o0")
    weights = dict(found.select("skill", "weight14").iter_rows())
    # ln(10 / 10) + 1 = 1 and ln(10 / 2) + 1 = 2.609438: 1 : 2.609438 : 1.043775
    assert weights == {"dansk": 3521, "kran": 3675, "svejsning": 9188}
    assert sum(weights.values()) == 2**14


@pytest.mark.parametrize("count", [1, 3, 7, 97])
def test_weights_sum_to_the_whole_and_the_first_ids_take_the_rest(count):
    needs = [{"skill": f"s{n:02}"} for n in range(count)]
    weights = need_weights(table("opening_skills", needs))["weight14"].to_list()
    assert sum(weights) == 2**14
    assert weights == sorted(weights, reverse=True)
    assert max(weights) - min(weights) <= 1


def test_an_opening_whose_weights_are_all_nothing_and_one_without_needs_are_not_listed():
    found = tables(
        openings=[{"opening": "nul"}, {"opening": "tom"}],
        opening_skills=[{"opening": "nul", "weight": 0.0}],
    )
    assert match(found, ON, by="citizen", top=9).is_empty()
    assert explain_pair(found, "c", "tom", ON).needs == ()
    assert explain_pair(found, "c", "nul", ON).group is None


def test_a_course_that_gives_all_that_is_missing_is_named_the_shortest_then_the_cheapest():
    courses = [
        {"course": "halvt", "weeks": 0.5, "price": 0},
        {"course": "kort-ukendt", "weeks": 2.0},
        {"course": "kort-dyrt", "weeks": 2.0, "price": 900},
        {"course": "langt", "weeks": 9.0, "price": 0},
    ]
    gives = [
        {"course": course["course"], "skill": skill, "level": 2}
        for course in courses
        for skill in ("a", "b")
        if (course["course"], skill) != ("halvt", "b")
    ]
    needs = [{"skill": skill} for skill in ("a", "b", "s")]
    found = tables(opening_skills=needs, courses=courses, course_skills=gives)
    row = match(found, ON, by="opening", top=1).row(0, named=True)
    assert (row["group"], row["course"], row["needs_met"]) == ("after_course", "kort-dyrt", 1)
    weak = [{**one, "level": 1} if one["skill"] == "b" else one for one in gives]
    other = tables(opening_skills=needs, courses=courses, course_skills=weak)
    assert match(other, ON, by="opening", top=1).row(0, named=True)["group"] == "some"


def test_ties_are_broken_by_id_whatever_the_order_of_the_rows():
    names = ["b2", "å", "b10"]
    found = tables(
        citizens=[{"citizen": name} for name in names],
        citizen_skills=[{"citizen": name} for name in names],
    )
    assert match(found, ON, by="opening", top=2)["citizen"].to_list() == ["b10", "b2"]


def test_people_stand_in_groups_by_waiting_and_no_number_orders_them():
    people = {"ny": date(2026, 10, 1), "gammel": date(2025, 1, 1), "ukendt": None, "bedst": date(2026, 11, 1)}
    levels = {"ny": 2, "gammel": 2, "ukendt": 3, "bedst": 4}
    found = tables(
        citizens=[{"citizen": name, "waiting_since": day} for name, day in people.items()],
        citizen_skills=[{"citizen": name, "level": level} for name, level in levels.items()],
    )
    listed = people_for(found, "o", ON)
    assert listed["citizen"].to_list() == ["gammel", "ny", "bedst", "ukendt"]
    assert listed.columns == ["citizen", "group", "course", "needs_met", "needs", "waiting_since"]


def test_empty_tables_give_empty_lists_of_the_same_columns():
    nothing = tables(citizens=[], citizen_skills=[], openings=[], opening_skills=[])
    for by in ("citizen", "opening"):
        found = match(nothing, ON, by=by, top=3)
        assert found.schema == match(tables(), ON, by=by, top=3).schema
        assert found.is_empty()


def test_what_is_told_twice_counts_once_as_the_most():
    needs = [{"weight": 1.0, "essential": False}, {"weight": 3.0}, {"skill": "t", "weight": 1.0}]
    found = tables(opening_skills=needs, citizen_skills=[{"level": 4}, {"level": 1}])
    pair = explain_pair(found, "c", "o", ON)
    told = [(need.skill, need.weight, need.level, need.essential) for need in pair.needs]
    assert told == [("s", 12288, 4, True), ("t", 4096, None, True)]
    assert match(found, ON, by="citizen", top=1)["score"].to_list() == [12288]
