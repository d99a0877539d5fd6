"""The published formula: everyone may read it, and what it says is what the engine does."""

import re
from datetime import date

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.matching.example import ASKED, OPENINGS, example_lines, example_tables
from fodfaeste.apps.matching.formula_page import NEVER_READ, WHEN_MET
from fodfaeste.apps.matching.limits import TITLES
from fodfaeste.bridge.tables import schema_of, table
from fodfaeste.engines.assignment import assign
from fodfaeste.engines.matching.forbidden import FORBIDDEN, FORBIDDEN_TABLES
from tests import make

SKILLS = [
    {"citizen": "anna", "skill": "bage", "level": 3},
    {"citizen": "anna", "skill": "pc", "level": 2},
    {"citizen": "bo", "skill": "bage", "level": 2},
]


def page():
    answer = Client().get(reverse("matching:formula"))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


def test_every_limit_has_its_line():
    assert list(WHEN_MET) == list(TITLES)


def test_everything_the_engine_may_not_read_is_named():
    assert {name for _text, names in NEVER_READ for name in names} == FORBIDDEN | FORBIDDEN_TABLES


def test_the_example_adds_up_and_is_what_the_engine_says():
    lines = example_lines()
    assert sum(line.share for line in lines) == 100
    for line in lines:
        assert line.points * 4 == line.share * (line.asked.level or 0)
    weights = sum(one.weight for one in ASKED)
    assert [round(100 * one.weight / weights) for one in ASKED] == [line.share for line in lines]


def test_the_example_asks_for_each_skill_as_often_as_it_says():
    needs = example_tables()["opening_skills"]
    assert needs["opening"].n_unique() == OPENINGS
    for one in ASKED:
        assert needs.filter(skill=one.skill).height == one.openings


def test_the_office_is_advised_to_the_one_who_can_take_another(small_case):
    pairs = small_case.pairs.select("citizen", "opening").rows()
    assert pairs == [("anna", "kontor"), ("bo", "bageri")]
    assert small_case.gap == 0


@pytest.fixture
def small_case():
    """Anna and Bo of the page, a bakery and an office."""
    tables = example_tables()
    openings, citizens = tables["openings"], tables["citizens"]
    return assign(
        {
            **tables,
            "citizens": pl.concat(citizens.with_columns(citizen=pl.lit(name)) for name in ("anna", "bo")),
            "openings": pl.concat(
                openings.with_columns(opening=pl.lit(name)) for name in ("bageri", "kontor")
            ),
            "opening_skills": table(
                "opening_skills", [("bageri", "bage", None, True), ("kontor", "pc", None, True)]
            ),
            "citizen_skills": pl.DataFrame(SKILLS, schema=schema_of("citizen_skills")),
        },
        date(2026, 1, 1),
        offers=1,
        ceiling=1,
    )


@pytest.mark.django_db
def test_anyone_may_read_it_with_the_numbers_of_each_municipality():
    make.authority()
    shown = page()
    assert "20 × 3/4 = 15" in shown
    assert "Norddjurs Kommune 3 ikke besluttet 3 ikke besluttet 60 minutter ikke besluttet" in shown


@pytest.mark.django_db
def test_the_page_asks_the_database_for_municipalities_and_languages_alone(django_assert_num_queries):
    make.authority()
    with django_assert_num_queries(2):
        page()
