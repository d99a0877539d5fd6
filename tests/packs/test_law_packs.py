"""The laws that stand in packs/law: what every rule has, and what they answer by date."""

from functools import cache
from pathlib import Path

import pytest

from fodfaeste.core.law import PLANNED, UNVERIFIED, LawPack
from fodfaeste.engines.rules.law_cases import run_law_cases
from fodfaeste.formats.packs.law import read_law_folder

LAWS = Path(__file__).resolve().parents[2] / "packs" / "law"
NAMES = ("denmark", "greenland")


@cache
def law(name: str) -> LawPack:
    return read_law_folder(LAWS / name)


def test_the_laws_are_those_of_two_legal_systems() -> None:
    assert sorted(folder.name for folder in LAWS.iterdir()) == sorted(NAMES)
    assert [law(name).legal_system for name in NAMES] == list(NAMES)
    assert [law(name).time_zone for name in NAMES] == ["Europe/Copenhagen", "America/Nuuk"]


@pytest.mark.parametrize(("name", "fewest"), [("denmark", 242), ("greenland", 75)])
def test_every_example_holds(name: str, fewest: int) -> None:
    assert len(law(name).cases) >= fewest
    assert [str(wrong) for wrong in run_law_cases(law(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_says_where_it_stands_when_it_was_read_and_how_sure_it_is(name: str) -> None:
    for rule in law(name).rules:
        assert rule.reference
        assert rule.certainty
        assert rule.sources
        assert rule.read_on.year == 2026, rule.id


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_was_read_before_its_sources(name: str) -> None:
    read = {source.id: source.read_on for source in law(name).sources}
    assert [r.id for r in law(name).rules if any(read[source] > r.read_on for source in r.sources)] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_begins_in_2027_or_later_is_in_force(name: str) -> None:
    later = [rule for rule in law(name).rules if rule.valid_from.year >= 2027]
    # A rate of a year that nobody has read yet may stand with no number; it says nothing of anybody.
    speaking = [rule for rule in later if rule.values or rule.clauses or rule.certainty != UNVERIFIED]
    assert {rule.state for rule in speaking} <= {PLANNED}
    assert {rule.certainty for rule in law(name).rules if rule.state == PLANNED} == {UNVERIFIED}
    assert not any(rule.values for rule in law(name).rules if rule.state == "abolished")


def test_the_planned_act_of_2027_is_there_and_off() -> None:
    assert [rule.id for rule in law("denmark").rules if rule.act == "hovedlov-2027"]
    assert {rule.state for rule in law("denmark").rules if rule.act == "hovedlov-2027"} == {PLANNED}


@pytest.mark.parametrize("name", NAMES)
def test_every_offer_has_a_rule(name: str) -> None:
    spoken_of = {rule.offer for rule in law(name).rules}
    assert [offer.id for offer in law(name).offers if offer.id not in spoken_of] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_in_both_languages_with_a_reading_and_an_owner(name: str) -> None:
    for question in law(name).questions:
        for words in (question.question, question.reading, question.owner):
            assert words.da.strip()
            assert words.en.strip()


@pytest.mark.parametrize("day", ["2024-06-01", "2025-08-01", "2026-03-01", "2026-08-01", "2027-02-01"])
def test_the_examples_ask_on_the_five_days(day: str) -> None:
    assert sum(case.on.isoformat() == day for case in law("denmark").cases) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_is_tried_by_an_example(name: str) -> None:
    tried = {case.rule for case in law(name).cases}
    assert [rule.id for rule in law(name).rules if rule.clauses and rule.id not in tried] == []


def test_a_demand_is_of_an_offer_that_is_taken_as_an_opening() -> None:
    for name in NAMES:
        offers = {offer.id for offer in law(name).offers if offer.openings}
        demands = [rule for rule in law(name).rules if rule.is_demand]
        assert demands
        assert {rule.offer for rule in demands} <= offers, name


def test_what_is_counted_of_a_group_is_counted_from_the_first_day_of_the_reform() -> None:
    counted = {rule.id: rule.valid_from.isoformat() for rule in law("denmark").rules if rule.counts}
    assert counted == dict.fromkeys(
        ("samtale.16-maaneder", "daekning.samtaler", "daekning.tilbud", "daekning.foerste-samtale"),
        "2026-07-01",
    )
