"""The month a right arises, against the rules asked on the first day of every single month."""

from datetime import date

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.dates import add_months
from fodfaeste.core.policy import Pack, Where
from fodfaeste.engines.rules import due
from fodfaeste.engines.simulation.making.asked import Tried, asked_by
from fodfaeste.engines.simulation.making.first import first_months, months_to
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.standing import standing
from fodfaeste.engines.simulation.model import NEVER
from tests.engines.rules import build
from tests.engines.simulation.making import made

MONTHS = 10
OFFERS = ("spor", "praktik")


def first_of(pack: Pack, rows: list[dict[str, object]], on: date, months: int = MONTHS):
    kept, _ = standing(pack, on, months)
    ages = np.array([row.get("months", 360) for row in rows], np.int16)
    facts = build.people(*({k: v for k, v in row.items() if k != "months"} for row in rows))
    since = np.full(len(rows), 2, np.int16)
    return first_months(Tried(kept, asked_by(kept), on, {}), facts, OFFERS, months, ages, since)


def is_due(pack: Pack, rows: list[dict[str, object]], on: date, month: int) -> np.ndarray:
    """(offers, people): what the rules answer on the first day of a month, everybody that much older."""
    older = [
        {**row, "age": None if row["age"] is None else float((row["months"] + month) // 12)} for row in rows
    ]
    facts = build.people(*({k: v for k, v in row.items() if k != "months"} for row in older))
    answers = due(pack, facts, add_months(on, month))
    found = np.zeros((len(OFFERS), len(rows)), bool)
    for number, offer in enumerate(OFFERS):
        states = answers.filter(pl.col("offer") == offer)["state"]
        if len(states):
            found[number] = (states == "due").to_numpy()
    return found


@settings(max_examples=18)
@given(made.packs(), st.lists(made.persons(), min_size=1, max_size=6), st.sampled_from(made.ON))
def test_a_right_arises_in_the_first_month_in_which_the_rules_say_due(pack: Pack, rows: list, on: date):
    kept, _ = standing(pack, on, MONTHS)
    found, _ = first_of(pack, rows, on)
    asked = np.stack([is_due(kept, rows, on, month) for month in range(MONTHS + 1)])
    expected = np.where(asked.any(axis=0), asked.argmax(axis=0), NEVER)
    assert np.maximum(found, 0).tolist() == expected.tolist()


@settings(max_examples=15)
@given(made.packs(ages=False), st.lists(made.persons(), min_size=1, max_size=6), st.sampled_from(made.ON))
def test_without_ages_a_right_stays_and_its_day_in_the_past_is_told(pack: Pack, rows: list, on: date):
    kept, _ = standing(pack, on, MONTHS)
    found, _ = first_of(pack, rows, on)
    last = is_due(kept, rows, on, MONTHS)
    assert ((found != NEVER) == last).all()
    for offer, person in zip(*np.nonzero(found < -2), strict=True):
        # A right without a day is told as from when the effort began, two months ago here.
        month = int(found[offer, person])
        assert is_due(kept, rows, on, month)[offer, person]
        assert not is_due(kept, rows, on, month - 1)[offer, person]


def test_a_right_without_a_day_has_stood_since_the_effort_began():
    condition = Where("education", "in", ("none",))
    pack = build.pack(build.rule(build.all_of(build.way(None, "P0D", condition))))
    found, notes = first_of(pack, [{"target_group": "ung", "education": "none"}], date(2026, 11, 22))
    assert found.tolist() == [[-2], [NEVER]]
    assert notes == []


def test_a_right_that_opens_at_an_age_waits_for_the_birthday():
    over = build.way(None, "P0D", Where("age", "at_least", 50.0))
    pack = build.pack(build.rule(build.all_of(over)))
    rows = [
        {"target_group": "ung", "age": 49.0, "months": 12 * 50 - 5},
        {"target_group": "ung", "age": 50.0, "months": 12 * 50 + 1},
    ]
    found, _ = first_of(pack, rows, date(2026, 11, 22))
    assert found[0].tolist() == [5, -1]


def test_a_right_that_has_ended_at_an_age_is_none():
    under = build.way(None, "P0D", Where("age", "under", 30.0))
    pack = build.pack(build.rule(build.all_of(under)))
    rows = [
        {"target_group": "ung", "age": 30.0, "months": 360},
        {"target_group": "ung", "age": 29.0, "months": 359},
    ]
    found, notes = first_of(pack, rows, date(2026, 11, 22))
    assert found[0].tolist() == [NEVER, -2]
    assert notes == [Note(What.RIGHT_LOST, people=1)]  # the other turns thirty next month


def test_people_of_whom_nothing_can_be_told_are_counted_by_what_is_missing():
    later = build.way("effort_started", "P3M")
    pack = build.pack(
        build.rule(build.any_of(later)), build.rule(build.any_of(later), group="forsikret", id="r2")
    )
    rows = [
        {"target_group": "ung"},
        {"target_group": "forsikret"},
        {"target_group": "ung", "effort_started": date(2026, 9, 1)},
        {"effort_started": date(2026, 9, 1)},
    ]
    found, notes = first_of(pack, rows, date(2026, 11, 22))
    assert found[0].tolist() == [NEVER, NEVER, 1, NEVER]
    assert notes == [Note(What.CANNOT_TELL, "effort_started", 2), Note(What.CANNOT_TELL, "target_group", 1)]


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2040, 12, 31)), min_size=1, max_size=20),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_a_month_is_reached_on_the_first_of_the_days_that_are_not_before(days: list, on: date):
    found = months_to(pl.Series(days), on)
    for day, months in zip(days, found.tolist(), strict=True):
        assert add_months(on, months) >= day > add_months(on, months - 1)
