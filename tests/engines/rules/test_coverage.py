"""Duties towards whole groups: who is counted, who is reached, and who is to be called in."""

from datetime import date, timedelta

import polars as pl
import pytest

from fodfaeste.core.dates import add_months
from fodfaeste.engines.rules.coverage import Coverage, coverage
from tests.engines.rules.law_people import agreements, law, people, talks

BEFORE, FIRST = date(2026, 6, 30), date(2026, 7, 1)
ON = date(2026, 11, 23)
FIRST_TALK, TALKS, OFFERS, LATE = (
    "daekning.foerste-samtale", "daekning.samtaler", "daekning.tilbud", "samtale.16-maaneder",
)  # fmt: skip


def counted(
    rows: pl.DataFrame,
    held: tuple[tuple[str, date, str], ...] = (),
    begun: tuple[tuple[str, date, str], ...] = (),
    on: date = ON,
) -> dict[str, Coverage]:
    found = coverage(law(), rows, talks(held), agreements(begun), on)
    return {one.rule.id: one for one in found}


def one_person(began: date, **facts: object) -> pl.DataFrame:
    given = {"citizen": "anna", "law_group": "lab.6.2", "unemployment_started": began, **facts}
    return people(given)


def behind(one: Coverage) -> list[tuple[object, ...]]:
    return one.behind.rows()


@pytest.mark.parametrize(("on", "rules"), [(BEFORE, set()), (FIRST, {FIRST_TALK, TALKS, OFFERS, LATE})])
def test_there_is_nothing_to_count_before_the_reform_and_everything_from_its_first_day(
    on: date, rules: set[str]
) -> None:
    assert set(counted(one_person(date(2026, 1, 1)), on=on)) == rules


def test_what_a_fund_counts_is_not_counted_here() -> None:
    assert "daekning.a-kasse" not in counted(one_person(date(2026, 1, 1)))


def test_the_groups_and_the_shares_are_the_laws_own() -> None:
    found = counted(people())
    assert found[TALKS].group_ids == ("lab.6.1", "lab.6.2", "lab.6.9")
    assert found[OFFERS].group_ids == ("lab.6.1", "lab.6.2", "lab.6.4")
    assert [found[name].required_percent for name in (FIRST_TALK, TALKS, OFFERS, LATE)] == [100, 75, 75, None]
    assert found[TALKS].reference == "LAB lov 1750/2025; vejledning 9117/2026, punkt 2.1"


def test_nobody_is_no_share() -> None:
    one = counted(people())[TALKS]
    assert (one.people, one.covered, one.share, one.exempt) == (0, 0, None, None)


@pytest.mark.parametrize(
    ("group", "benefit", "measures"),
    [
        ("lab.6.1", None, {TALKS, OFFERS}),
        ("lab.6.2", None, {FIRST_TALK, TALKS, OFFERS}),
        ("lab.6.4", None, {OFFERS}),
        ("lab.6.9", "ledighedsydelse", {FIRST_TALK, TALKS}),
        ("lab.6.9", "fleksloentilskud", set()),
        ("lab.6.9", None, set()),
        ("lab.6.6", None, set()),
        (None, None, set()),
    ],
)
def test_each_measure_has_its_own_group(group: str | None, benefit: str | None, measures: set[str]) -> None:
    found = counted(one_person(date(2026, 5, 1), law_group=group, benefit=benefit))
    assert {name for name, one in found.items() if one.people} == measures


@pytest.mark.parametrize(("number", "covered"), [(3, 0), (4, 1), (5, 1)])
def test_the_talks_of_the_six_months_are_counted(number: int, covered: int) -> None:
    began = date(2026, 5, 10)
    held = tuple(("anna", began + timedelta(days=30 * index), "held") for index in range(number))
    one = counted(one_person(began), held)[TALKS]
    assert (one.people, one.covered, one.share) == (1, covered, 100.0 * covered)
    assert behind(one) == ([] if covered else [("anna", began, date(2026, 11, 9), "passed")])


def test_of_the_insured_the_municipalitys_own_two_talks_are_counted() -> None:
    began = date(2026, 5, 10)
    held = (("anna", began, "held"), ("anna", date(2026, 11, 9), "held"))
    assert counted(one_person(began, law_group="lab.6.1"), held)[TALKS].covered == 1


@pytest.mark.parametrize(
    ("day", "state", "is_counted"),
    [
        (date(2026, 5, 9), "held", False),
        (date(2026, 5, 10), "held", True),
        (date(2026, 11, 9), "held", True),
        (date(2026, 11, 10), "held", False),
        (date(2026, 11, 9), "booked", False),
        (date(2026, 11, 9), "no_show", False),
    ],
)
def test_a_talk_counts_when_it_was_held_within_the_months(day: date, state: str, is_counted: bool) -> None:
    began = date(2026, 5, 10)
    others = tuple(("anna", date(2026, 6, index), "held") for index in (1, 2, 3))
    one = counted(one_person(began), (*others, ("anna", day, state)))[TALKS]
    assert one.covered == is_counted


@pytest.mark.parametrize(
    ("began", "is_counted", "is_listed", "state"),
    [
        (date(2026, 5, 23), True, True, "passed"),  # the six months ended yesterday
        (date(2026, 5, 24), False, True, "open"),  # they end today
        (date(2026, 11, 23), False, True, "open"),
        (date(2025, 5, 25), True, True, "passed"),  # they ended within the last twelve months
        (date(2025, 5, 24), False, False, None),
    ],
)
def test_whose_six_months_have_ended_is_counted_and_whose_still_run_is_listed(
    began: date, is_counted: bool, is_listed: bool, state: str | None
) -> None:
    one = counted(one_person(began))[TALKS]
    assert one.people == is_counted
    assert [row[3] for row in behind(one)] == ([state] if is_listed else [])


def test_a_new_benefit_does_not_begin_the_course_anew() -> None:
    began = date(2026, 5, 10)
    one = counted(one_person(began, benefit_started=date(2026, 9, 1)))[TALKS]
    assert behind(one)[0][1] == began


def test_a_course_whose_start_is_unknown_begins_with_the_benefit_or_is_not_counted() -> None:
    given = one_person(date(2026, 1, 1)).with_columns(unemployment_started=pl.lit(None, dtype=pl.Date))
    assert counted(given)[TALKS].people == 0
    with_benefit = given.with_columns(benefit_started=pl.lit(date(2026, 5, 10)))
    assert counted(with_benefit)[TALKS].people == 1


@pytest.mark.parametrize(
    ("state", "covered"), [("running", 1), ("ended", 1), ("planned", 0), ("withdrawn", 0)]
)
def test_an_offer_counts_when_it_has_begun(state: str, covered: int) -> None:
    found = counted(one_person(date(2026, 5, 10)), begun=(("anna", date(2026, 11, 9), state),))
    assert found[OFFERS].covered == covered


def test_an_offer_after_the_six_months_does_not_count() -> None:
    found = counted(one_person(date(2026, 5, 10)), begun=(("anna", date(2026, 11, 10), "running"),))
    assert found[OFFERS].covered == 0


def test_the_first_talk_is_of_everyone_and_has_no_day_where_the_law_gives_none() -> None:
    rows = people(
        {"citizen": "a", "law_group": "lab.6.2", "unemployment_started": date(2026, 11, 20)},
        {"citizen": "b", "law_group": "lab.6.2"},
        {"citizen": "c", "law_group": "lab.6.2", "unemployment_started": date(2026, 10, 1)},
    )
    one = counted(rows, (("c", date(2026, 10, 2), "held"),))[FIRST_TALK]
    assert (one.people, one.covered) == (3, 1)
    assert behind(one) == [("a", date(2026, 11, 20), None, "open"), ("b", None, None, "open")]


@pytest.mark.parametrize(
    ("began", "row"),
    [
        (date(2025, 8, 24), None),  # the month before begins tomorrow
        (date(2025, 8, 23), ("anna", date(2025, 8, 23), date(2026, 12, 23), "open")),
        (date(2025, 7, 23), ("anna", date(2025, 7, 23), date(2026, 11, 23), "open")),
        (date(2025, 7, 22), ("anna", date(2025, 7, 22), date(2026, 11, 22), "passed")),
    ],
)
def test_who_nears_sixteen_months_is_listed_from_the_month_before(
    began: date, row: tuple[object, ...] | None
) -> None:
    one = counted(one_person(began, law_group="lab.6.1"))[LATE]
    assert behind(one) == ([row] if row else [])


def test_the_month_before_begins_on_its_day_when_the_months_are_of_unlike_length() -> None:
    rows = one_person(date(2025, 8, 31), law_group="lab.6.1")  # 30 November and 31 December
    days = [day for day in (date(2026, 11, 29), date(2026, 11, 30)) if behind(counted(rows, on=day)[LATE])]
    assert days == [date(2026, 11, 30)]


@pytest.mark.parametrize(("began", "people"), [(date(2025, 7, 23), 0), (date(2025, 7, 22), 1)])
def test_who_reaches_sixteen_months_today_is_counted_when_the_day_has_gone(began: date, people: int) -> None:
    assert counted(one_person(began, law_group="lab.6.1"))[LATE].people == people


@pytest.mark.parametrize(
    ("day", "is_listed"),
    [(date(2026, 9, 30), True), (date(2026, 10, 1), False), (date(2026, 11, 20), False)],
)
def test_a_talk_in_the_last_month_or_later_takes_a_person_off_the_list(day: date, is_listed: bool) -> None:
    found = counted(one_person(date(2025, 7, 1), law_group="lab.6.1"), (("anna", day, "held"),))
    assert len(behind(found[LATE])) == is_listed
    assert found[LATE].people == 1


def test_the_list_is_ordered_by_the_day_that_is_reached_first() -> None:
    days = (date(2026, 7, 1), date(2026, 5, 1), date(2026, 9, 1))
    rows = people(*({"law_group": "lab.6.2", "unemployment_started": day} for day in days))
    one = counted(rows)[TALKS]
    assert one.behind["citizen"].to_list() == ["1", "0", "2"]
    assert one.behind["last_day"].to_list() == [
        add_months(day, 6) - timedelta(days=1) for day in sorted(days)
    ]


def test_those_known_to_be_exempt_are_told_and_stay_in_the_group() -> None:
    rows = people(*[{"law_group": "lab.6.2", "unemployment_started": date(2026, 5, 1)}] * 3)
    found = counted(rows.with_columns(exempt=pl.Series([True, False, False])))
    assert (found[TALKS].people, found[TALKS].exempt) == (3, 1)


def test_a_talk_belongs_to_the_day_it_was_held_on_where_the_law_rules() -> None:
    held = talks([("anna", date(2026, 6, 1), "held")]).with_columns(
        at=pl.lit("2026-05-09T22:30:00").str.to_datetime(time_zone="UTC", time_unit="us")
    )
    rows = one_person(date(2026, 5, 10), unemployment_started=date(2026, 5, 10))
    (one,) = (c for c in coverage(law(), rows, held, agreements([]), ON) if c.rule.id == FIRST_TALK)
    assert one.covered == 1
