"""Occupations near to a person and to each other: equal to looking at every one in plain Python."""

import polars as pl
import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.skills.near import alike, near_occupations, near_person
from fodfaeste.engines.skills.occupations import Occupations
from tests.engines.matching.brute import weights
from tests.engines.skills.occupation_tables import drawn, occupations, relations, tables

COOK = {"kok": {"koge": True, "stege": True, "skrive": False}, "kontor": {"skrive": True}}


def weighed(asked):
    """occupation → skill → weight, by the other reading of the rules."""
    as_openings = relations(asked).rename({"occupation": "opening"})
    found = weights(as_openings.with_columns(weight=pl.lit(None, dtype=pl.Float64)))
    return {
        one: {skill: weight for skill, (weight, _essential) in needs.items()} for one, needs in found.items()
    }


def brute_near(asked, levels, top):
    """(score, occupation, essential, met, optional, met) of each, the best first."""
    weight = weighed(asked)
    found = []
    for one, needs in asked.items():
        score = sum(weight[one][skill] * levels.get(skill, 0) for skill in needs) // 4
        met = {skill for skill in needs if levels.get(skill, 0) >= 2}
        essential = {skill for skill in needs if needs[skill]}
        optional = set(needs) - essential
        counts = len(essential), len(essential & met), len(optional), len(optional & met)
        found.append((one, score, *counts))
    return sorted((row for row in found if row[1]), key=lambda row: (-row[1], row[0]))[:top]


@pytest.mark.parametrize("seed", range(40))
def test_everyones_list_is_that_of_looking_at_every_occupation(seed):
    asked, people = drawn(seed)
    top = seed % 7 + 1
    found = near_occupations(tables(asked, people), top)
    expected = [
        (citizen, rank, *row)
        for citizen in sorted(people)
        for rank, row in enumerate(brute_near(asked, people[citizen], top), 1)
    ]
    assert found.rows() == expected


def test_one_person_alone_gets_what_all_together_get():
    asked, people = drawn(5)
    ready = Occupations.of(relations(asked), occupations(dict.fromkeys(asked)))
    together = near_occupations(tables(asked, people), 9).drop("rank")
    for citizen, levels in people.items():
        alone = [
            (one.occupation, one.score, one.essential, one.essential_met, one.optional, one.optional_met)
            for one in near_person(ready, levels, 9)
        ]
        assert alone == together.filter(citizen=citizen).drop("citizen").rows()


def test_the_order_of_rows_changes_nothing():
    asked, people = drawn(11)
    first = tables(asked, people)
    turned = {name: table.reverse() for name, table in first.items()}
    assert near_occupations(turned, 10).equals(near_occupations(first, 10))


def test_the_parts_sum_to_the_score_and_name_every_need():
    for seed in range(20):
        asked, people = drawn(seed)
        ready = Occupations.of(relations(asked), occupations(dict.fromkeys(asked)))
        for levels in people.values():
            for near in near_person(ready, levels, 50):
                needs = ready.needs(near.occupation, levels)
                assert sum(need.part for need in needs) == near.score
                assert {need.skill for need in needs} == set(asked[near.occupation])


def test_what_one_only_knows_of_counts_a_little_and_is_not_met():
    ready = Occupations.of(relations(COOK), occupations({}))
    (near,) = near_person(ready, {"koge": 1}, 5)
    assert (near.occupation, near.essential, near.essential_met) == ("kok", 2, 0)
    assert 0 < near.score < near_person(ready, {"koge": 2}, 5)[0].score


def test_an_occupation_one_will_not_work_in_is_not_listed():
    wishes = (
        ("anna", "erhverv", "51", "ikke"),
        ("bo", "erhverv", "51", "gerne"),
        ("bo", "branche", "I", "ikke"),
    )
    people = {"anna": {"koge": 3, "skrive": 3}, "bo": {"koge": 3}}
    found = near_occupations(tables(COOK, people, {"kok": "5120", "kontor": "4110"}, wishes), 5)
    assert found.select("citizen", "occupation").rows() == [("anna", "kontor"), ("bo", "kok")]


def test_an_occupation_without_a_code_is_never_refused_and_an_empty_refusal_means_nothing():
    ready = Occupations.of(relations(COOK), occupations({"kok": None, "kontor": "4110"}))
    assert len(near_person(ready, {"koge": 3, "skrive": 3}, 5, refused=["5", ""])) == 2


def test_a_person_without_skills_has_no_list():
    assert near_occupations(tables(COOK, {"anna": {}, "bo": {"cykle": 4}}), 5).is_empty()


def test_a_level_without_meaning_is_refused():
    with pytest.raises(Rejected, match="niveau"):
        near_occupations(tables(COOK, {"anna": {"koge": 5}}), 5)
    with pytest.raises(Rejected, match="niveau"):
        near_person(Occupations.of(relations(COOK), occupations({})), {"koge": 0}, 5)


@pytest.mark.parametrize("seed", range(10))
def test_likeness_is_the_shared_weight_and_the_same_from_either_side(seed):
    asked, _people = drawn(seed)
    weight = weighed(asked)
    ready = Occupations.of(relations(asked), occupations({}))
    for one in asked:
        expected = []
        for other in asked:
            both = set(asked[one]) & set(asked[other])
            shared = sum(min(weight[one][skill], weight[other][skill]) for skill in both)
            if other != one and shared:
                expected.append((other, shared, len(both)))
        expected.sort(key=lambda row: (-row[1], row[0]))
        assert [(a.occupation, a.shared, a.skills) for a in alike(ready, one, 50)] == expected


def test_two_that_ask_for_the_same_share_all():
    same = {"a": {"x": True, "y": False}, "b": {"x": True, "y": False}}
    (other,) = alike(Occupations.of(relations(same), occupations({})), "a", 5)
    assert other.shared == 2**14
