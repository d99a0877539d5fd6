"""What the law answers: by its date, by what is known of a person, and by an employer's numbers."""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.core.law import PARTS, Condition, LawPack
from fodfaeste.engines.rules.law import LAW_FACT_TYPES, LawAnswer, conditions_for, judge, law_rule
from fodfaeste.engines.rules.law_cases import run_law_cases
from fodfaeste.engines.rules.ratio import ratio_cap
from fodfaeste.formats.packs.law import read_law_files, read_law_folder
from tests.formats.packs.small_law import small_law

LAWS = Path(__file__).resolve().parents[3] / "packs" / "law"
DAYS = (date(2024, 6, 1), date(2025, 8, 1), date(2026, 3, 1), date(2026, 8, 1), date(2027, 2, 1))
MET, NOT_MET, UNKNOWN, NOT_IN_FORCE = (
    Condition.MET, Condition.NOT_MET, Condition.UNKNOWN, Condition.NOT_IN_FORCE,
)  # fmt: skip
RATIO = {"ratio_to_50": 5.0, "ratio_beyond_50": 10.0, "always": 1.0}
SUMMER = date(2024, 6, 1)


@cache
def denmark() -> LawPack:
    return read_law_folder(LAWS / "denmark")


@cache
def small() -> LawPack:
    return read_law_files(small_law(), "lov")


def answered(pack: LawPack, rule_id: str, on: date, **facts: object) -> LawAnswer:
    version = next((rule for rule in pack.rules_on(on) if rule.id == rule_id), None)
    assert version is not None
    return judge(version, facts, on, pack.groups)


@pytest.mark.parametrize(
    ("rule", "group", "talks"),
    [
        ("samtaler.seks-maaneder.dagpenge", "lab.6.1", (6, 6, 6, 4, 4)),
        ("samtaler.seks-maaneder.jobparate", "lab.6.2", (4, 4, 4, 4, 4)),
    ],
)
def test_the_number_of_talks_is_that_of_the_day(rule: str, group: str, talks: tuple[int, ...]) -> None:
    answers = [answered(denmark(), rule, day, law_group=group) for day in DAYS]
    assert [answer.state for answer in answers] == [MET] * 5
    assert tuple(answer.values["talks"] for answer in answers) == talks


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        ("nytteindsats.varighed", (MET, *[NOT_IN_FORCE] * 4)),
        ("ydelse.uddannelseshjaelp", (MET, *[NOT_IN_FORCE] * 4)),
        ("jobrotation.adgang", (MET, MET, *[NOT_IN_FORCE] * 3)),
        ("ressourceforloeb.nye", (MET, MET, *[NOT_IN_FORCE] * 3)),
        ("fleksjob.rehabiliteringsteam", (MET, MET, MET, *[NOT_IN_FORCE] * 2)),
    ],
)
def test_the_same_question_is_answered_by_its_day(rule: str, states: tuple[Condition, ...]) -> None:
    facts = {"benefit": "uddannelseshjaelp"}
    assert tuple(answered(denmark(), rule, day, **facts).state for day in DAYS) == states


def test_the_version_in_force_is_that_of_the_day() -> None:
    days = date(2019, 12, 31), date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 31), date(2025, 1, 1)
    versions = [law_rule(small(), "praktik.varighed", day) for day in days]
    assert [version.values if version else None for version in versions] == [
        None, {"weeks": 4}, {"weeks": 8}, {"weeks": 8}, None,
    ]  # fmt: skip


def test_what_is_closed_for_new_is_in_force_and_meets_nobody_new() -> None:
    version = law_rule(denmark(), "ressourceforloeb.nye", DAYS[3])
    assert version is not None
    answer = judge(version, {"law_group": "lab.6.8"}, DAYS[3])
    assert answer.state is NOT_IN_FORCE
    assert answer.reasons[0].words.da == "lukket for nye fra 1. februar 2026"


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 1), date(2040, 1, 1)])
def test_what_is_planned_never_answers(on: date) -> None:
    planned = [rule for rule in denmark().rules if rule.state == "planned"]
    assert planned
    for rule in planned:
        assert law_rule(denmark(), rule.id, on) is None
        assert judge(rule, {}, on).state is NOT_IN_FORCE
        assert judge(rule, {}, on).values == {}


@pytest.mark.parametrize(
    ("facts", "state", "missing"),
    [
        ({"law_group": "lov.1", "age": 18}, MET, ()),
        ({"law_group": "lov.1", "age": 17}, NOT_MET, ()),
        ({"law_group": "lov.2"}, NOT_MET, ()),
        ({"law_group": "lov.1"}, UNKNOWN, ("age",)),
        ({"age": 18}, UNKNOWN, ("law_group",)),
        ({}, UNKNOWN, ("age", "law_group")),
    ],
)
def test_a_condition_is_met_not_met_or_unknown(
    facts: dict[str, object], state: Condition, missing: tuple[str, ...]
) -> None:
    answer = answered(small(), "praktik.adgang", SUMMER, **facts)
    assert (answer.state, answer.missing) == (state, missing)


def test_each_thing_that_must_hold_has_a_reason_of_its_own() -> None:
    answer = answered(small(), "praktik.adgang", SUMMER, law_group="lov.1", age=17)
    assert [(reason.words.da, reason.truth, reason.facts) for reason in answer.reasons] == [
        ("lovens målgruppe er nr. 1: ja (nr. 1: Ledige)", True, ("law_group",)),
        ("alderen er mindst 18 år: nej (17 år)", False, ("age",)),
    ]


def test_what_is_unknown_is_said_to_be() -> None:
    answer = answered(small(), "praktik.adgang", SUMMER, law_group="lov.1")
    assert answer.reasons[1].words.en == "the age is at least 18 years: unknown"
    assert answer.reasons[1].truth is None


@pytest.mark.parametrize(("day", "state"), [(28, NOT_MET), (29, MET), (30, MET)])
def test_a_deadline_counts_from_a_day(day: int, state: Condition) -> None:
    started = date(2024, 6, 1)
    answer = answered(small(), "samtale", date(2024, 6, day), registered_on=started)
    assert answer.state is state
    assert answer.values == {"talks": 1}


def test_ways_that_open_the_same_door_stay_together_in_one_reason() -> None:
    facts = {"law_group": "lab.6.12", "readiness": "jobparat"}
    answer = answered(denmark(), "virksomhedspraktik.varighed.trin-1", SUMMER, **facts)
    assert answer.state is MET
    assert [reason.truth for reason in answer.reasons] == [True]
    assert "; eller når" in answer.reasons[0].words.da


def test_an_unknown_fact_that_changes_nothing_is_not_asked_for() -> None:
    facts = {"benefit": "kontanthjaelp", "readiness": "jobparat", "education": "higher"}
    answer = answered(denmark(), "gruppe.6.2", date(2026, 8, 1), **facts)
    assert (answer.state, answer.missing) == (MET, ())


def test_a_rule_without_conditions_holds_and_is_for_a_person_to_see_to() -> None:
    answer = answered(small(), "praktik.varighed", SUMMER)
    assert (answer.state, answer.by_person, answer.reasons) == (MET, True, ())
    assert answer.values == {"weeks": 8}
    assert not answered(small(), "praktik.adgang", SUMMER).by_person


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2022, 12, 31), "gælder først fra 1. januar 2023"),
        (date(2025, 1, 1), "gjaldt til 31. december 2024"),
    ],
)
def test_a_version_outside_its_dates_says_so(on: date, told: str) -> None:
    version = law_rule(small(), "praktik.varighed", SUMMER)
    assert version is not None
    answer = judge(version, {}, on)
    assert (answer.state, answer.reasons[0].words.da) == (NOT_IN_FORCE, told)


def test_an_abolished_rule_says_from_when() -> None:
    answer = answered(small(), "praktik.varighed", date(2025, 1, 1))
    assert answer.reasons[0].words.en == "abolished from 1 January 2025"


@pytest.mark.parametrize(
    ("ordinary", "cap"),
    [
        (0, 1),
        (4, 1),
        (5, 1),
        (9.9, 1),
        (10, 2),
        (49, 9),
        (50, 10),
        (59, 10),
        (60, 11),
        (100, 15),
        (0.2 * 75, 3),
    ],
)
def test_the_ratio_comes_to_whole_persons(ordinary: float, cap: int) -> None:
    assert ratio_cap(RATIO, ordinary) == cap


def test_a_sum_of_fractions_a_hair_below_is_the_whole_number_it_means() -> None:
    tenths = sum([0.1] * 100)
    assert tenths < 10
    assert ratio_cap(RATIO, tenths) == 2


@pytest.mark.parametrize(
    ("ordinary", "supported", "state", "cap", "missing"),
    [
        (59, 10, MET, 10, ()),
        (59, 10.5, NOT_MET, 10, ()),
        (4, 0.9, MET, 1, ()),
        (59, None, UNKNOWN, 10, ("employer_supported_fte",)),
        (None, 1, UNKNOWN, None, ("employer_ordinary_fte",)),
        (None, None, UNKNOWN, None, ("employer_ordinary_fte", "employer_supported_fte")),
    ],
)
def test_a_ratio_is_kept_broken_or_not_known(
    ordinary: float | None, supported: float | None, state: Condition, cap: int | None, missing: tuple[str]
) -> None:
    facts = {"employer_ordinary_fte": ordinary, "employer_supported_fte": supported}
    answer = answered(small(), "praktik.forholdstal", SUMMER, **facts)
    assert (answer.state, answer.cap, answer.missing) == (state, cap, missing)
    assert not answer.by_person


def test_a_ratio_says_its_numbers() -> None:
    facts = {"employer_ordinary_fte": 12.5, "employer_supported_fte": 3}
    reason = answered(small(), "praktik.forholdstal", SUMMER, **facts).reasons[0]
    assert reason.words.da == "højst 2 med støtte ved 12,5 ordinære årsværk; der er 3"
    assert reason.truth is False


def test_facts_come_as_names_or_as_a_row_with_what_columns_it_has() -> None:
    version = law_rule(small(), "praktik.adgang", SUMMER)
    assert version is not None
    known = {"law_group": "lov.1", "age": 18.0}
    whole = pl.DataFrame([{name: known.get(name) for name in LAW_FACT_TYPES}], schema=LAW_FACT_TYPES)
    part = pl.DataFrame({"citizen": ["a"], "law_group": ["lov.1"], "age": [18]})
    assert {judge(version, facts, SUMMER).state for facts in (known, whole, part)} == {MET}


def test_the_conditions_of_an_offer_stand_by_part() -> None:
    found = conditions_for(small(), "praktik", {"law_group": "lov.1", "age": 20}, SUMMER)
    assert [(condition.rule.id, condition.answer.state) for condition in found] == [
        ("praktik.adgang", MET),
        ("praktik.forholdstal", UNKNOWN),
        ("praktik.varighed", MET),
    ]
    first = found[0]
    assert (first.reference, first.rule.certainty, first.rule.read_on) == (
        "LOV § 1", "official", date(2026, 11, 22),
    )  # fmt: skip


def test_conditions_that_are_abolished_or_not_begun_are_left_out() -> None:
    ids = [
        [c.rule.id for c in conditions_for(small(), "praktik", {}, day)]
        for day in (date(2019, 1, 1), DAYS[3])
    ]
    assert ids == [[], ["praktik.adgang", "praktik.forholdstal"]]


@pytest.mark.parametrize(("group", "concerns"), [("lov.1", True), ("lov.2", False), (None, None)])
def test_a_condition_tells_whether_it_speaks_of_the_persons_group(
    group: str | None, concerns: bool | None
) -> None:
    access, ratio, _ = conditions_for(small(), "praktik", {"law_group": group}, SUMMER)
    assert access.concerns is concerns
    assert ratio.concerns is True


def test_a_match_group_is_the_law_group_of_greenland() -> None:
    law = read_law_folder(LAWS / "greenland")
    for number, concerns in (("2", True), ("1", False)):
        found = conditions_for(law, "afklaring", {"gl_match_group": number}, date(2026, 8, 1))
        spoken_of = {c.concerns for c in found if c.rule.groups == ("gl.matchgruppe.2",)}
        assert spoken_of == {concerns}


def test_an_offer_that_the_law_does_not_have_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="intet tilbud »pratik«"):
        conditions_for(small(), "pratik", {}, SUMMER)


@pytest.mark.parametrize("on", DAYS)
def test_every_offer_can_be_asked_about_with_nothing_known(on: date) -> None:
    for offer in denmark().offers:
        found = conditions_for(denmark(), offer.id, {}, on)
        parts = [PARTS.index(condition.rule.part) for condition in found]
        assert parts == sorted(parts)
        assert not any(condition.answer.state is NOT_MET for condition in found)


def test_the_examples_of_the_small_law_hold() -> None:
    assert run_law_cases(small()) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weeks = 8", "weeks = 9", "skal give met med weeks = 9, men giver met med weeks = 8"),
        ("values = { weeks = 8 }", "values = {}", "skal give met med ingen værdier, men giver met med weeks"),
        (
            'state = "met", values',
            'state = "unknown", values',
            "skal give unknown med weeks = 8, men giver met",
        ),
        ("on = 2024", "on = 2025", "men giver not_in_force"),
        ('state = "met", values = { weeks = 8 }', "values = { months = 8 }", "men giver met med ingen"),
    ],
)
def test_an_example_that_does_not_hold_says_what_it_gives(old: str, new: str, told: str) -> None:
    files = small_law()
    files["cases.toml"] = files["cases.toml"].replace(old, new, 1)
    (wrong,) = run_law_cases(read_law_files(files, "lov"))
    assert wrong.case.id == "varighed.2024"
    assert told in str(wrong)
