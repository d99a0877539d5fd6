"""Time lived and moves are counted day by day within a window, cut where bands of age and duration end."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from fodfaeste.engines.simulation.making.observed import complete_from, known_then, observe
from tests.make.simulation import BENEFIT, INSURED, WORK, axes

OF = axes()
SINCE, UNTIL = date(2024, 1, 1), date(2026, 1, 1)
CITIZENS = pl.DataFrame({"citizen": ["a", "b"], "birth_year": [1980, None], "education": ["none", "other"]})


def spells(*rows: tuple[str, str, date, date | None]) -> pl.DataFrame:
    schema = {"citizen": pl.String, "state": pl.String, "begins": pl.Date, "ends": pl.Date}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def test_a_year_in_a_state_is_twelve_months_cut_by_time_in_it() -> None:
    found = observe(
        spells(
            ("a", "insured", date(2024, 1, 1), date(2024, 12, 30)), ("a", "work", date(2024, 12, 30), None)
        ),
        CITIZENS, OF, SINCE, UNTIL,
    )  # fmt: skip
    by_duration = found.exposure[INSURED].sum(axis=(0, 1))
    assert found.exposure[INSURED].sum() == pytest.approx(12, abs=0.1)
    assert by_duration[:4] == pytest.approx([1, 2, 3, 6], abs=0.1)
    assert found.events[INSURED, 2, OF.educations.index("none"), 3, WORK] == 1
    assert found.events.sum() == 1


def test_time_before_the_window_is_not_lived_but_makes_the_spell_long() -> None:
    found = observe(spells(("a", "insured", date(2022, 1, 1), None)), CITIZENS, OF, SINCE, UNTIL)
    assert found.exposure[INSURED, :, :, 5].sum() == pytest.approx(24, abs=0.1)
    assert found.exposure.sum() == pytest.approx(24, abs=0.1)


def test_a_move_outside_the_window_is_not_counted() -> None:
    found = observe(
        spells(
            ("a", "insured", date(2022, 1, 1), date(2023, 1, 1)),
            ("a", "benefit", date(2023, 1, 1), date(2026, 1, 1)),
            ("a", "work", date(2026, 1, 1), None),
        ),
        CITIZENS, OF, SINCE, UNTIL,
    )  # fmt: skip
    assert found.events.sum() == 0
    assert found.exposure[BENEFIT].sum() == pytest.approx(24, abs=0.1)


@pytest.mark.parametrize(("back", "moves", "gone"), [(date(2024, 7, 20), 1, 0), (date(2024, 12, 1), 0, 1)])
def test_a_short_hole_is_bridged_and_a_long_one_leads_nowhere_known(
    back: date, moves: int, gone: int
) -> None:
    found = observe(
        spells(("a", "insured", date(2024, 1, 1), date(2024, 7, 1)), ("a", "work", back, None)),
        CITIZENS, OF, SINCE, UNTIL,
    )  # fmt: skip
    assert found.events.sum() == moves
    assert found.vanished[INSURED].sum() == gone


def test_who_has_no_year_of_birth_is_left_out() -> None:
    found = observe(spells(("b", "insured", date(2024, 1, 1), None)), CITIZENS, OF, SINCE, UNTIL)
    assert found.exposure.sum() == 0


def test_the_data_are_complete_from_the_first_day_that_somebody_left_for_good() -> None:
    known = spells(
        ("a", "insured", date(2020, 1, 1), date(2020, 5, 1)),
        ("a", "work", date(2020, 5, 1), None),
        ("b", "insured", date(2021, 1, 1), date(2024, 3, 1)),
    )
    assert complete_from(known, date(2026, 1, 1)) == date(2024, 3, 1)
    assert complete_from(known, date(2024, 1, 1)) is None


def test_what_was_recorded_later_was_not_known_then() -> None:
    then, later = datetime(2024, 1, 1, 9, tzinfo=UTC), datetime(2025, 1, 1, 9, tzinfo=UTC)
    statuses = pl.DataFrame(
        {
            "value": ["ended later", "ended", "recorded later"],
            "valid_to": [date(2024, 9, 1), date(2024, 2, 1), None],
            "recorded_at": [then, then, later],
        },
        schema_overrides={"valid_to": pl.Date},
    )
    found = known_then(statuses, date(2024, 6, 1))
    assert found["value"].to_list() == ["ended later", "ended"]
    assert found["valid_to"].to_list() == [None, date(2024, 2, 1)]
