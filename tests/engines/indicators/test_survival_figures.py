"""Time to self-support and to lasting work: whom a row counts, from when, and what is held back."""

from datetime import date, timedelta

import polars as pl
import pytest

from fodfaeste.core.dates import add_months
from fodfaeste.engines.indicators.survival_courses import Recorded
from fodfaeste.engines.indicators.survival_definitions import LASTING_WORK, SELF_SUPPORT, Terms, definitions
from fodfaeste.engines.indicators.survival_figures import time_to
from tests.engines.indicators.survival_tables import BEGAN, SINCE, UNTIL, person, tables

RECORDED = Recorded(SINCE, UNTIL)


def gone_after(months, number, *, start=BEGAN, prefix="a", **more):
    """Some people who go to self-support in the month after so many whole ones; never where `None`."""
    ends = add_months(start, months) + timedelta(days=10) if months is not None else None
    return [person(f"{prefix}{n}", benefits=((start, ends, "dagpenge"),), **more) for n in range(number)]


def figures(*people, recorded=RECORDED, **more):
    return time_to(tables(*people), recorded, **more).figures


def row(found, months, *, indicator=SELF_SUPPORT, offer="", group=""):
    one = found.filter(
        indicator=pl.lit(indicator), offer=pl.lit(offer), group=pl.lit(group), months=pl.lit(months)
    )
    return one.row(0, named=True)


def test_the_share_is_told_after_3_6_and_12_whole_months():
    found = figures(
        *gone_after(2, 10), *gone_after(3, 10, prefix="b"), *gone_after(11, 10, prefix="c"),
        *gone_after(None, 10, prefix="d"),
    )  # fmt: skip
    assert [row(found, months)["value"] for months in (3, 6, 12)] == pytest.approx([25, 50, 75])
    assert [row(found, months)["numerator"] for months in (3, 6, 12)] == [10, 20, 30]
    assert {row(found, months)["denominator"] for months in (3, 6, 12)} == {40}


def test_a_row_carries_those_at_risk_and_an_interval():
    one = row(figures(*gone_after(2, 12), *gone_after(None, 16, prefix="b")), 3)
    assert one["at_risk"] == 25  # 28, rounded down to fives
    assert one["low"] < one["value"] < one["high"]


def test_education_competes_and_is_no_self_support():
    left = date(2019, 2, 11)
    found = figures(
        *gone_after(1, 10), *gone_after(1, 10, prefix="b", spells=[("education", left, None)])
    )  # fmt: skip
    assert row(found, 3)["value"] == pytest.approx(50)


def test_lasting_work_is_told_beside():
    left = date(2019, 2, 11)
    people = [*gone_after(1, 10, spells=[("work", left, None)]), *gone_after(1, 10, prefix="b")]
    found = figures(*people, *gone_after(None, 20, prefix="c"))
    assert row(found, 3)["value"] == pytest.approx(50)
    assert row(found, 3, indicator=LASTING_WORK)["value"] == pytest.approx(25)


def test_who_came_before_the_records_begin_is_at_risk_from_then_only():
    """Those who left before are not in the tables: taken from the start, the others would look slow."""
    early = date(2017, 7, 15)
    late = gone_after(8, 10, start=early, prefix="b") + gone_after(None, 10, start=early, prefix="c")
    found = figures(*gone_after(2, 10), *gone_after(None, 10, prefix="d"), *late)
    assert row(found, 3)["value"] == pytest.approx(50)
    assert row(found, 12)["denominator"] == 40
    assert row(found, 12)["value"] == pytest.approx(100 * (0.5 + 0.5 * 10 / 30))


def test_who_had_left_before_the_records_begin_is_not_counted():
    before = gone_after(3, 10, start=date(2017, 1, 1), prefix="b")
    assert row(figures(*gone_after(None, 10), *before), 12)["denominator"] == 10


def test_who_is_followed_for_less_than_a_month_is_not_counted():
    new = gone_after(None, 10, start=date(2021, 11, 20), prefix="b")
    assert row(figures(*gone_after(None, 10), *new), 3)["denominator"] == 10


def test_a_share_that_nobody_was_followed_long_enough_for_is_empty_and_not_held_back():
    found = figures(*gone_after(None, 10, start=date(2021, 6, 1)))
    assert row(found, 3)["value"] == 0
    assert (row(found, 12)["value"], row(found, 12)["suppressed"]) == (None, False)


def test_a_person_counts_once_with_the_first_course():
    twice = [
        person(
            f"a{n}", benefits=((BEGAN, date(2019, 2, 11), "dagpenge"), (date(2020, 1, 1), None, "dagpenge"))
        )
        for n in range(10)
    ]
    one = row(figures(*twice), 3)
    assert (one["denominator"], one["value"]) == (10, pytest.approx(100))


def test_groups_are_told_apart_and_together():
    found = figures(*gone_after(1, 10, group="ung"), *gone_after(None, 10, prefix="b"))
    assert [row(found, 6, group=group)["value"] for group in ("", "forsikret", "ung")] == pytest.approx(
        [50, 0, 100]
    )


def test_a_group_counts_from_the_day_it_was_given():
    """Who left before a group could be given is in none: the others may not count as if they had waited."""
    named = add_months(BEGAN, 4)
    late = gone_after(None, 10, group="ung", named=named) + gone_after(
        5, 10, group="ung", named=named, prefix="b"
    )
    found = figures(*late, *gone_after(1, 10, prefix="c"), *gone_after(None, 10, prefix="d"))
    assert row(found, 3, group="ung")["value"] is None
    assert row(found, 12, group="")["value"] == pytest.approx(100 * (0.5 + 0.5 * 10 / 30))


def test_the_clock_of_an_offer_starts_with_the_offer():
    """Half a year of waiting for it is no time in it: the immortal time."""
    begun = add_months(BEGAN, 6)
    offers = [("branchespor", "running", None, begun)]
    found = figures(*gone_after(7, 10, offers=offers), *gone_after(None, 10, prefix="b", offers=offers))
    assert row(found, 3, offer="branchespor")["value"] == pytest.approx(50)


def test_a_track_is_an_offer_aimed_at_an_industry():
    def aimed(industry):
        return [("branchespor", "running", industry, BEGAN)]

    found = figures(
        *gone_after(1, 10, offers=aimed("F")), *gone_after(None, 10, prefix="b", offers=aimed("Q")),
        *gone_after(None, 20, prefix="c", offers=aimed(None)),
    )  # fmt: skip
    values = {group: row(found, 3, offer="branchespor", group=group)["value"] for group in ("", "F", "Q")}
    assert values == {"": pytest.approx(25), "F": pytest.approx(100), "Q": 0}


def test_a_few_people_are_held_back():
    found = figures(*gone_after(2, 4), *gone_after(None, 30, prefix="b"))
    assert row(found, 3)["suppressed"]
    assert row(found, 3)["value"] is None
    assert row(found, 3)["numerator"] is None
    assert row(found, 3)["at_risk"] is None


def test_a_small_group_is_held_back_and_not_found_from_everyone():
    found = figures(
        *gone_after(1, 9, group="ung"), *gone_after(None, 3, prefix="u", group="ung"),
        *gone_after(1, 20, prefix="b"), *gone_after(None, 20, prefix="c"),
        *gone_after(1, 30, prefix="d", group="syg"), *gone_after(None, 30, prefix="e", group="syg"),
    )  # fmt: skip
    hidden = {group: row(found, 3, group=group)["suppressed"] for group in ("", "ung", "forsikret", "syg")}
    assert hidden == {"": False, "ung": True, "forsikret": True, "syg": False}


def test_a_few_who_left_between_two_months_are_held_back():
    found = figures(*gone_after(2, 10), *gone_after(4, 2, prefix="b"), *gone_after(None, 30, prefix="c"))
    assert [row(found, months)["suppressed"] for months in (3, 6, 12)] == [False, True, True]


def test_a_few_who_left_without_lasting_work_are_held_back():
    left = date(2019, 2, 11)
    people = [*gone_after(1, 10, spells=[("work", left, None)]), *gone_after(1, 2, prefix="b")]
    found = figures(*people, *gone_after(None, 30, prefix="c"))
    assert not row(found, 3)["suppressed"]
    assert row(found, 3, indicator=LASTING_WORK)["suppressed"]


def test_where_few_were_followed_in_any_month_the_rest_is_held_back():
    late = gone_after(None, 20, start=date(2017, 11, 1), prefix="b")
    found = figures(*gone_after(None, 4), *late)
    assert row(found, 3)["suppressed"]


def test_both_figures_are_proposed_and_defined_with_their_numbers():
    found = time_to(tables(*gone_after(1, 10)), RECORDED, Terms(gap_days=35, lasting_months=9))
    assert {one.id for one in found.definitions} == set(found.figures["indicator"])
    assert {one.basis for one in found.definitions} == {"proposed"}
    for one, number in zip(found.definitions, ("35", "9 "), strict=True):
        assert number in one.statement.da
        assert number in one.statement.en


def test_each_definition_says_that_the_share_is_no_effect():
    for one in definitions(Terms()):
        assert one.statement.da.endswith("Andelen er ikke effekten af noget tilbud.")


def test_nobody_gives_no_rows():
    assert figures().is_empty()


def test_a_missing_table_is_named():
    made = tables(person())
    del made["agreements"]
    with pytest.raises(ValueError, match="agreements"):
        time_to(made, RECORDED)


def test_the_order_of_the_rows_changes_nothing():
    people = gone_after(1, 10, group="ung") + gone_after(4, 10, prefix="b") + gone_after(None, 9, prefix="c")
    made = tables(*people)
    mixed = {name: table.reverse() for name, table in made.items()}
    assert time_to(mixed, RECORDED).figures.equals(time_to(made, RECORDED).figures)
