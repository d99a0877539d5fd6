"""What is open in the demo: every kind, with codes that hold, and some of it unknown."""

from collections import Counter
from datetime import timedelta

import polars as pl
import pytest

from fodfaeste.apps.demo.openings import OpeningRow
from fodfaeste.apps.demo.openings_sizes import kinds
from fodfaeste.apps.demo.openings_words import WorkWords, words_of
from fodfaeste.core.openings import (
    ATTENDANCE,
    DEMANDS,
    LICENCES,
    OPENING_KINDS,
    REMOTE,
    SHIFTS,
    STAY,
    language_level,
)
from fodfaeste.formats.taxonomy import Taxonomy, read_starter
from tests.apps.demo.work_made import EVERYWHERE, TODAY, work

DANISH_ONLY = {"skaanejob", "voksenlaereplads"}


def openings(slug: str = "haderslev") -> tuple[OpeningRow, ...]:
    return work(slug).openings


def test_the_table_has_every_kind_there_is() -> None:
    assert {kind.id for kind in kinds()} == set(OPENING_KINDS)


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_every_kind_that_the_country_has_is_open(slug: str) -> None:
    expected = set(OPENING_KINDS) - (DANISH_ONLY if slug == "sermersooq" else set())
    assert {opening.kind for opening in openings(slug)} == expected


def test_ordinary_jobs_are_two_in_a_hundred() -> None:
    counted = Counter(opening.kind for opening in openings())
    assert counted["ordinaert_job"] == 460


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_codes_are_those_of_the_product(slug: str) -> None:
    for opening in openings(slug):
        assert opening.attendance in ATTENDANCE
        assert set(opening.shifts.split()) <= set(SHIFTS)
        assert set(opening.demands.split()) <= set(DEMANDS)
        assert set(opening.licences.split()) <= set(LICENCES)
        assert all(language_level(code) for code in opening.languages.split())
        assert opening.seats >= 1


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_numbers_and_days_are_in_order(slug: str) -> None:
    full = 40 if slug == "sermersooq" else 37
    references = [opening.reference for opening in openings(slug)]
    assert len(set(references)) == len(references)
    for opening in openings(slug):
        low, high = opening.hours
        assert (low is None) == (high is None)
        assert low is None or high is None or 1 <= low <= high <= full
        assert not (opening.opens and opening.closes) or opening.opens <= opening.closes


def test_needs_are_the_starters_and_named_once() -> None:
    known = set(read_starter().tables["skills"]["skill"])
    for opening in openings():
        skills = [need.skill for need in opening.needs]
        assert len(set(skills)) == len(skills)
        assert set(skills) <= known
        assert bool(opening.occupation) == bool(opening.needs)
        assert not opening.needs or any(need.essential for need in opening.needs)


def test_an_ordinary_job_asks_for_all_of_its_occupation_and_a_placement_for_little() -> None:
    asked = {
        kind: [
            sum(need.essential for need in each.needs)
            for each in openings()
            if each.kind == kind and each.needs
        ]
        for kind in ("ordinaert_job", "virksomhedspraktik")
    }
    assert min(asked["ordinaert_job"]) >= 4
    assert set(asked["virksomhedspraktik"]) == {1}


def test_some_of_it_is_unknown_closed_remote_or_weighed_by_the_employer() -> None:
    every = openings()
    now, later = TODAY, TODAY + timedelta(days=1)
    assert any(each.closes and each.closes < now for each in every)
    assert any(each.opens and each.opens >= later for each in every)
    assert any(each.opens is None for each in every)
    assert any(each.closes is None for each in every)
    assert any(each.hours == (None, None) for each in every)
    assert any(each.place is None for each in every)
    assert any(each.shifts == "" for each in every)
    assert any(each.attendance == REMOTE for each in every)
    assert any(need.weight for each in every for need in each.needs)
    assert any(not need.essential for each in every for need in each.needs)


def test_lodging_comes_with_far_more_of_the_work_in_greenland() -> None:
    share = {
        slug: sum(each.attendance == STAY for each in openings(slug)) / len(openings(slug))
        for slug in ("haderslev", "sermersooq")
    }
    assert share["sermersooq"] > 5 * share["haderslev"] > 0


def test_greenlandic_is_asked_for_in_greenland_and_nowhere_else() -> None:
    assert any("kl:" in each.languages for each in openings("sermersooq"))
    assert not any("kl:" in each.languages for each in openings())


def test_a_lorry_driver_needs_the_licence_where_the_work_is_done_and_not_where_it_is_tried() -> None:
    drivers = [each for each in openings() if each.occupation == "lastbilchauffoer"]
    hired = [each for each in drivers if each.kind == "ordinaert_job"]
    assert hired
    assert all("koerekort_c" in each.licences for each in hired)
    assert not any(each.licences for each in openings() if each.kind == "virksomhedspraktik")


def test_only_carved_jobs_have_tasks_and_some_of_those_are_unknown() -> None:
    assert all(bool(each.tasks) == (each.kind == "opgaver") for each in openings())
    tasks = [task for each in openings() for task in each.tasks]
    assert any(task.hours is None for task in tasks)
    assert any(task.days == "" for task in tasks)
    for each in openings():
        for task in each.tasks:
            assert set(task.days.split()) <= set("1234567")
            assert set(task.demands.split()) <= set(each.demands.split())
            assert task.title != task.skills


def official() -> Taxonomy:
    """The starter with other ids, as an official taxonomy has them."""
    starter = read_starter()
    columns = {"occupation", "skill", "id"}
    tables = {
        name: table.with_columns(
            (pl.lit("http://x/") + pl.col(column)).alias(column)
            for column in table.columns
            if column in columns
        )
        for name, table in starter.tables.items()
    }
    return Taxonomy(tables, starter.sources, starter.left_out, starter.coverage, starter.notes)


def test_with_an_official_taxonomy_work_speaks_its_words() -> None:
    words: WorkWords = words_of(official())
    bakers = words.occupations["bager"]
    assert {each.isco for each in bakers} == {"7512"}
    assert all(each.id.startswith("http://x/") for each in bakers)
    assert words.skills["bage-broed"].startswith("http://x/")
    assert words.titles[bakers[0].id] == "Bager"
