"""What invented people can and want: real codes, most of them known, some not asked."""

from collections import Counter

import pytest

from fodfaeste.apps.demo.population import Population
from fodfaeste.core.openings import LEVELS, OPENING_KINDS, SKILL_BASES, WISH_KINDS, WISH_STRENGTHS
from fodfaeste.core.profile import PROFILE
from fodfaeste.formats.taxonomy import read_starter
from tests.apps.demo.people_made import EVERYWHERE, people


def asked(made: Population) -> set[int]:
    """Those in the effort who are talked with."""
    groups = {group.id for group in made.sizes.groups if group.talk_days}
    return {
        number
        for number, person in enumerate(made.people)
        if person.course.ends is None and person.course.group in groups
    }


def told(made: Population) -> set[int]:
    return {row.person for row in made.skills}


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_about_one_in_five_has_no_profile_at_all(slug: str) -> None:
    made = people(slug, None if slug == "sermersooq" else 800)
    known = {row.person for row in made.facts if row.name in PROFILE} | {row.person for row in made.wishes}
    silent = asked(made) - told(made) - known
    assert 0.1 <= len(silent) / len(asked(made)) <= 0.3


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_those_who_left_keep_no_profile(slug: str) -> None:
    made = people(slug)
    gone = {number for number, person in enumerate(made.people) if person.course.ends}
    assert not gone & (told(made) | {row.person for row in made.facts if row.name in PROFILE})


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_skills_are_the_taxonomys_each_once_with_level_and_basis(slug: str) -> None:
    made = people(slug)
    known = set(read_starter().tables["skills"]["skill"])
    assert {row.skill for row in made.skills} <= known
    assert {row.level for row in made.skills} == set(LEVELS)
    assert {row.basis for row in made.skills} == set(SKILL_BASES)
    assert max(Counter((row.person, row.skill) for row in made.skills).values()) == 1


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_wishes_are_codes_each_once_and_fewer_refuse_than_want(slug: str) -> None:
    made = people(slug)
    iscos = set(read_starter().tables["occupations"]["isco"])
    allowed = {
        "erhverv": iscos, "branche": set(made.sizes.industries), "aabning": set(OPENING_KINDS),
        "ophold": {"ja"},
    }  # fmt: skip
    assert allowed.keys() < WISH_KINDS.keys()
    assert all(row.what in allowed[row.kind] for row in made.wishes)
    strengths = Counter(row.strength for row in made.wishes)
    assert set(strengths) == set(WISH_STRENGTHS)
    assert strengths["ikke"] < strengths["gerne"] / 3
    assert max(Counter((row.person, row.kind, row.what) for row in made.wishes).values()) == 1


@pytest.mark.parametrize("slug", EVERYWHERE)
@pytest.mark.parametrize("name", list(PROFILE))
def test_facts_of_working_life_are_known_codes_or_numbers_and_some_are_unknown(slug: str, name: str) -> None:
    made = people(slug)
    rows = [row for row in made.facts if row.name == name]
    codes = PROFILE[name].codes
    for row in rows:
        if codes is None:
            assert 0 < int(row.value) <= 120
        else:
            assert set(row.value.split()) <= set(codes)
    assert 0.6 <= len(rows) / len(told(made)) <= 0.97


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_fewest_hours_are_never_more_than_the_most(slug: str) -> None:
    made = people(slug)
    hours = {
        name: {r.person: int(r.value) for r in made.facts if r.name == name}
        for name in PROFILE
        if "hours" in name
    }
    both = hours["hours_min"].keys() & hours["hours_max"].keys()
    assert both
    assert all(hours["hours_min"][person] <= hours["hours_max"][person] for person in both)
