"""Each measure against counting one person at a time."""

from datetime import date, timedelta
from statistics import median

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.engines.indicators import MEASURES, begun_on

ON, DAYS = date(2020, 9, 1), 90
STANDING = {
    "citizen": pl.String,
    "group": pl.String,
    "state": pl.String,
    "due_on": pl.Date,
    "begun_on": pl.Date,
    "effort_started": pl.Date,
    "last_contact": pl.Date,
}
near = st.sampled_from([ON - timedelta(days=n) for n in (-30, 0, 1, 89, 90, 91, 300)])
maybe = st.one_of(st.none(), near)
person = st.fixed_dictionaries(
    {
        "group": st.sampled_from(["ung", "forsikret", None]),
        "state": st.sampled_from(["due", "not_due", "cannot_tell", "not_covered", None]),
        "due_on": near,
        "begun_on": maybe,
        "effort_started": maybe,
        "last_contact": maybe,
    }
)


def standing(persons: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame([{"citizen": str(n), **p} for n, p in enumerate(persons)], schema=STANDING)


def counted(measure: str, persons: list[dict]) -> tuple[float | None, float, float] | None:
    """Numerator, denominator and value of some people; None where nobody counts."""
    due = [p for p in persons if p["state"] == "due"]
    since = ON - timedelta(days=DAYS)
    if measure == "days_due_to_begun":
        begun = [p for p in due if p["begun_on"]]
        waited = [max((p["begun_on"] - p["due_on"]).days, 0) for p in begun]
        return (None, len(begun), median(waited)) if begun else None
    long_enough = [p for p in persons if p["effort_started"] and p["effort_started"] <= since]
    among, with_it = {
        "track_begun_share": (due, [p for p in due if p["begun_on"]]),
        "without_contact_share": (
            long_enough,
            [p for p in long_enough if not p["last_contact"] or p["last_contact"] <= since],
        ),
    }[measure]
    return (len(with_it), len(among), 100 * len(with_it) / len(among)) if among else None


@pytest.mark.parametrize("measure", MEASURES)
@given(persons=st.lists(person, max_size=12))
def test_a_measure_is_what_counting_one_by_one_gives(measure, persons):
    expected = {"": counted(measure, persons)}
    for group in ("forsikret", "ung"):
        expected[group] = counted(measure, [p for p in persons if p["group"] == group])
    found = MEASURES[measure](standing(persons), ON, DAYS)
    assert {row[0]: row[1:] for row in found.rows()} == {
        group: pytest.approx(figure) if figure[0] is not None else (None, *map(pytest.approx, figure[1:]))
        for group, figure in expected.items()
        if figure is not None
    }


@pytest.mark.parametrize("measure", MEASURES)
def test_everyone_stands_before_the_groups(measure):
    one = {"state": "due", "due_on": ON, "begun_on": ON, "effort_started": date(2020, 1, 1)}
    found = MEASURES[measure](standing([one | {"group": group} for group in ("ung", "forsikret")]), ON, DAYS)
    assert found["group"].to_list() == ["", "forsikret", "ung"]


AGREEMENT = {
    "citizen": pl.Int64,
    "begins": pl.Date,
    "ends": pl.Date,
    "state": pl.String,
}


@pytest.mark.parametrize(
    ("begins", "ends", "state", "counts"),
    [
        ("2020-08-01", None, "running", True),
        ("2020-09-01", None, "running", True),
        ("2020-09-02", None, "running", False),
        ("2020-08-01", "2020-08-31", "ended", True),
        ("2020-03-01", "2020-07-31", "ended", False),
        ("2020-03-01", "2020-08-01", "ended", True),
        ("2020-08-01", None, "planned", False),
        ("2020-08-01", None, "withdrawn", False),
    ],
)
def test_a_track_counts_when_it_ran_in_this_course(begins, ends, state, counts):
    begun, ended = (date.fromisoformat(day) if day else None for day in (begins, ends))
    agreements = pl.DataFrame([(1, begun, ended, state)], schema=AGREEMENT, orient="row")
    answers = pl.DataFrame({"citizen": [1], "due_on": [date(2020, 8, 1)]})
    assert begun_on(agreements, answers, ON).rows() == ([(1, begun)] if counts else [])


def test_the_first_of_several_tracks_is_the_one_that_counts():
    agreements = pl.DataFrame(
        [(1, date(2020, 8, 20), None, "running"), (1, date(2020, 8, 5), date(2020, 8, 10), "ended")],
        schema=AGREEMENT,
        orient="row",
    )
    answers = pl.DataFrame({"citizen": [1], "due_on": [date(2020, 8, 1)]})
    assert begun_on(agreements, answers, ON).rows() == [(1, date(2020, 8, 5))]
