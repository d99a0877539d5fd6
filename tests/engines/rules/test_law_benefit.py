"""How long someone has had their present benefit, out of dated stretches of it."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.dates import add_months
from fodfaeste.engines.rules.law_benefit import benefit_started, whole_months

ON = date(2026, 11, 23)
SCHEMA = {
    "pk": pl.Int64, "value": pl.String, "valid_from": pl.Date, "valid_to": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
}  # fmt: skip
Stretch = tuple[str, date | None, date | None]
JAN, MAR, MAY, SEP = (date(2026, month, 1) for month in (1, 3, 5, 9))


def started(*stretches: Stretch, on: date = ON) -> list[date | None]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [(1, *stretch, at) for stretch in stretches]
    return benefit_started(pl.DataFrame(rows, schema=SCHEMA, orient="row"), on)["benefit_started"].to_list()


@pytest.mark.parametrize(
    ("stretches", "day"),
    [
        ([("dagpenge", JAN, None)], JAN),
        ([("dagpenge", JAN, MAR), ("dagpenge", MAR, None)], JAN),  # they meet
        ([("dagpenge", JAN, MAR), ("dagpenge", date(2026, 3, 2), None)], date(2026, 3, 2)),  # a day between
        ([("dagpenge", JAN, MAY), ("dagpenge", MAR, None)], JAN),  # they overlap
        ([("dagpenge", JAN, MAR), ("kontanthjaelp", MAR, None)], MAR),
        ([("dagpenge", JAN, MAR), ("kontanthjaelp", MAR, MAY), ("dagpenge", MAY, None)], MAY),
        ([("dagpenge", None, None)], None),  # it has always held
        ([("dagpenge", None, MAR), ("dagpenge", MAR, None)], None),
    ],
)
def test_stretches_of_one_benefit_that_meet_are_one(stretches: list[Stretch], day: date | None) -> None:
    assert started(*stretches) == [day]
    assert started(*reversed(stretches)) == [day]


@pytest.mark.parametrize(
    "stretches",
    [[], [("dagpenge", JAN, MAR)], [("dagpenge", date(2026, 12, 1), None)], [("ingen", JAN, None)]],
)
def test_who_has_no_benefit_on_the_day_has_no_first_day(stretches: list[Stretch]) -> None:
    assert started(*stretches) == []


def test_a_stretch_that_is_to_come_changes_nothing_yet() -> None:
    assert started(("dagpenge", JAN, date(2026, 12, 1)), ("kontanthjaelp", date(2026, 12, 1), None)) == [JAN]


def months(since: date, on: date) -> float:
    return pl.DataFrame({"since": [since]}).select(whole_months(pl.col("since"), on)).item()


@given(since=st.dates(date(2000, 1, 1), date(2030, 1, 1)), days=st.integers(0, 3000))
def test_whole_months_are_the_most_that_have_gone_by_the_calendar(since: date, days: int) -> None:
    on = date.fromordinal(since.toordinal() + days)
    whole = months(since, on)
    assert whole.is_integer()
    assert add_months(since, int(whole)) <= on < add_months(since, int(whole) + 1)


def test_an_unknown_day_has_unknown_months() -> None:
    assert (
        pl.DataFrame({"s": [None]}, schema={"s": pl.Date}).select(whole_months(pl.col("s"), ON)).item()
        is None
    )
