"""What is missing to an occupation, and the fewest courses that give it, against every set of courses."""

import random
from itertools import combinations

import polars as pl
import pytest

from fodfaeste.engines.skills.missing import Catalogue, what_is_missing
from fodfaeste.engines.skills.missing_cover import Giving, cost_of, fewest
from fodfaeste.engines.skills.occupations import Occupations
from tests.engines.skills.occupation_tables import occupations, relations

ASKED = {
    "kok": {"koge": True, "stege": True, "hygiejne": True, "skrive": False},
    "kontor": {"skrive": True},
}


def catalogue(courses, ready):
    """Courses by id: weeks, price and the skills they give with their level."""
    rows = [(course, weeks, price) for course, (weeks, price, _given) in courses.items()]
    given = [
        (course, *pair) for course, (_weeks, _price, skills) in courses.items() for pair in skills.items()
    ]
    return Catalogue.of(
        pl.DataFrame(
            rows, schema={"course": pl.String, "weeks": pl.Float64, "price": pl.Int64}, orient="row"
        ),
        pl.DataFrame(
            given, schema={"course": pl.String, "skill": pl.String, "level": pl.Int64}, orient="row"
        ),
        ready,
    )


def missing(courses, levels, occupation="kok"):
    ready = Occupations.of(relations(ASKED), occupations({}))
    return what_is_missing(ready, catalogue(courses, ready), occupation, levels)


def names(needs):
    return {need.skill for need in needs}


def test_each_need_is_met_or_missing_and_essential_or_optional():
    found = missing({}, {"koge": 3, "stege": 1, "skrive": 2, "cykle": 4})
    assert names(found.of_kind(essential=True, met=True)) == {"koge"}
    assert names(found.of_kind(essential=True, met=False)) == {"stege", "hygiejne"}
    assert names(found.of_kind(essential=False, met=True)) == {"skrive"}
    assert names(found.of_kind(essential=False, met=False)) == set()
    assert [need.level for need in found.needs if need.skill == "stege"] == [1]


def test_essential_needs_stand_first():
    assert [need.essential for need in missing({}, {}).needs] == [True, True, True, False]


def test_each_missing_skill_has_its_courses_the_shortest_first():
    courses = {
        "lang": (3.0, 0, {"stege": 3}),
        "dyr": (1.0, 900, {"stege": 3}),
        "billig": (1.0, 100, {"stege": 2}),
        "smag": (0.1, 0, {"stege": 1}),  # one leaves it knowing of it only
    }
    found = missing(courses, {"koge": 3})
    assert found.giving == {"stege": ("billig", "dyr", "lang"), "hygiejne": (), "skrive": ()}


def test_one_course_for_all_goes_before_two_shorter_ones():
    courses = {
        "alt": (9.0, 9000, {"stege": 3, "hygiejne": 3}),
        "a": (1.0, 0, {"stege": 3}),
        "b": (1.0, 0, {"hygiejne": 3}),
    }
    way = missing(courses, {"koge": 3}).way
    assert (way.courses, way.weeks, way.price, way.lacking, way.is_fewest) == (("alt",), 9, 9000, (), True)


def test_what_no_course_gives_is_told_and_the_rest_is_still_found():
    way = missing({"a": (1.5, None, {"stege": 3})}, {"koge": 3}).way
    assert (way.courses, way.weeks, way.price, way.lacking) == (("a",), 1.5, None, ("hygiejne",))


def test_optional_needs_ask_for_no_course():
    way = missing({"a": (1.0, 0, {"skrive": 3})}, {"koge": 3, "stege": 3, "hygiejne": 2}).way
    assert (way.courses, way.weeks, way.price, way.lacking) == ((), 0, 0, ())


def test_an_occupation_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        missing({}, {}, "findes-ikke")


def drawn(seed):
    chance = random.Random(seed)
    return [
        Giving(
            f"k{number}",
            chance.getrandbits(6),
            chance.choice([500, 1000, 2000]),
            chance.choice([None, 0, 100, 300]),
        )
        for number in range(chance.randint(0, 9))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_the_fewest_are_those_of_trying_every_set(seed):
    courses = drawn(seed)
    wanted = 0
    for one in courses:
        wanted |= one.skills
    for count in range(len(courses) + 1):
        whole = [few for few in combinations(courses, count) if _given(few) == wanted]
        if whole:
            break
    best = min(whole, key=cost_of)
    found, is_certain = fewest(courses)
    assert is_certain
    assert {one.course for one in found} == {one.course for one in best}


@pytest.mark.parametrize("seed", range(20))
def test_beyond_the_bound_the_way_is_whole_with_nothing_needless_and_said_to_be_uncertain(seed):
    courses = [*drawn(seed), Giving("x", 0b1000000, 1000, 0), Giving("y", 0b1000001, 1000, 0)]
    found, is_certain = fewest(courses, tries=1)
    assert not is_certain
    assert _given(found) == _given(courses)
    for one in found:
        assert _given([other for other in found if other is not one]) != _given(courses)


def _given(courses):
    given = 0
    for one in courses:
        given |= one.skills
    return given
