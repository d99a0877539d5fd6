"""The invented catalogue: real skills, days that are to come, and some of it unknown."""

import pytest

from fodfaeste.apps.demo.courses_catalogue import CourseRow
from fodfaeste.formats.taxonomy import read_starter
from tests.apps.demo.work_made import EVERYWHERE, TODAY, work


def courses(slug: str = "haderslev") -> tuple[CourseRow, ...]:
    return work(slug).courses


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_there_are_enough_to_choose_from_and_each_has_its_own_id(slug: str) -> None:
    references = {course.reference for course in courses(slug)}
    assert len(references) == len(courses(slug))
    assert 60 <= len(references) <= 150


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_every_course_gives_skills_of_the_starter_at_a_level(slug: str) -> None:
    known = set(read_starter().tables["skills"]["skill"])
    for course in courses(slug):
        assert course.skills
        assert {skill for skill, _ in course.skills} <= known
        assert {level for _, level in course.skills} <= {1, 2, 3, 4}


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_starts_are_mondays_to_come_within_a_year(slug: str) -> None:
    for course in courses(slug):
        assert list(course.starts) == sorted(set(course.starts))
        for start in course.starts:
            assert start.weekday() == 0
            assert 0 < (start - TODAY).days <= 7 + 52 * 7


def test_some_prices_seats_places_and_starts_are_not_known() -> None:
    assert any(course.price is None for course in courses())
    assert any(course.seats is None for course in courses())
    assert any(course.place is None for course in courses())
    assert any(not course.starts for course in courses())


def test_providers_are_invented_and_greenlands_are_its_own() -> None:
    danish = {course.provider for course in courses()}
    greenlandic = {course.provider for course in courses("sermersooq")}
    assert all(provider.endswith("(opdigtet)") for provider in danish | greenlandic)
    assert "Majoriaq-hold (opdigtet)" in greenlandic - danish
    assert not any("AMU" in provider or "VUC" in provider for provider in greenlandic)


def test_most_of_what_openings_need_can_be_learnt() -> None:
    given = {skill for course in courses() for skill, _ in course.skills}
    needed = [need.skill for opening in work().openings for need in opening.needs if need.essential]
    assert sum(skill in given for skill in needed) > 0.6 * len(needed)
