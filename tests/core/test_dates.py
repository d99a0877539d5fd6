"""Whole months, clamped to the last day, against the plain way of counting."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.dates import Period, add_months, day_in_words, month_end, month_start, period_in_words
from fodfaeste.engines.rules.truth import NEVER, day_number, days_after
from tests.engines.rules.brute import months_later

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
periods = st.builds(Period, st.integers(0, 240), st.integers(0, 4000))


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [("P6M", 6, 0), ("P0D", 0, 0), ("P2W", 0, 14), ("P1Y", 12, 0), ("P1Y6M", 18, 0), ("P1M1W2D", 1, 9)],
)
def test_a_period_is_read_as_iso_8601_writes_it(text, months, days):
    assert Period.parse(text) == Period(months, days)


@pytest.mark.parametrize(
    "text", ["", "P", "6M", "P6", "P-1M", "PT1H", "P1.5M", "p6m", "P6M ", "P6M\n", "P٦M"]
)
def test_anything_else_is_no_period(text):
    with pytest.raises(ValueError, match="is no period"):
        Period.parse(text)


@given(periods)
def test_a_period_written_is_read_again(period):
    assert Period.parse(str(period)) == period


@given(days, st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last(day, months):
    assert add_months(day, months) == months_later(day, months)


@given(days, st.integers(1, 240))
def test_months_earlier_is_where_the_month_was(day, months):
    earlier = add_months(day, -months)
    assert months_later(month_start(earlier), months) == month_start(day)
    assert earlier.day == min(day.day, month_end(earlier).day)


@given(st.lists(st.one_of(st.none(), days), min_size=1), periods)
def test_a_column_of_days_is_counted_as_each_day_is(column, period):
    found = days_after(pl.Series(column, dtype=pl.Date), period).tolist()
    assert found == [NEVER if day is None else day_number(period.after(day)) for day in column]


@given(days)
def test_a_month_is_from_its_first_day_to_its_last(day):
    assert month_start(day).day == 1
    assert (month_end(day) + timedelta(days=1)).day == 1
    assert month_start(day) <= day <= month_end(day)


def test_days_and_periods_are_said_in_both_languages():
    assert day_in_words(date(2020, 9, 1)).da == "1. september 2020"
    assert day_in_words(date(2020, 9, 1)).en == "1 September 2020"
    assert period_in_words(Period(1, 0)).da == "1 måned"
    assert period_in_words(Period(6, 1)).da == "6 måneder og 1 dag"
    assert period_in_words(Period(18, 14)).en == "18 months and 14 days"
    assert period_in_words(Period()).da == "0 dage"
