"""Time lived and moves are counted day by day within a window, cut where bands of age and duration end."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from fodfaeste.engines.simulation.making.observed import by_month, complete_from, entered, known_then, observe
from tests.make.simulation import BENEFIT, INSURED, SICK, WORK, axes

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
            ("a", "insured", date(2022, 1, 1), SINCE),
            ("a", "benefit", SINCE, date(2026, 1, 2)),
            ("a", "work", date(2026, 1, 2), None),
        ),
        CITIZENS, OF, SINCE, UNTIL,
    )  # fmt: skip
    assert found.events.sum() == 0
    assert found.exposure[BENEFIT].sum() == pytest.approx(24, abs=0.1)


def test_a_move_seen_on_the_last_day_was_made_in_the_last_month() -> None:
    stays = "a", "insured", date(2022, 1, 1), UNTIL
    found = observe(spells(stays, ("a", "work", UNTIL, None)), CITIZENS, OF, SINCE, UNTIL)
    assert found.events[INSURED, ..., WORK].sum() == 1
    assert found.exposure.sum() == pytest.approx(24, abs=0.1)


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


def leaving(first: date, count: int) -> list[tuple[str, str, date, date | None]]:
    """Somebody leaves for good every twenty days."""
    days = [first + timedelta(days=20 * number) for number in range(count)]
    return [(f"{first}-{day}", "insured", day - timedelta(days=90), day) for day in days]


def test_the_data_are_complete_as_far_back_as_people_left_at_the_usual_pace() -> None:
    stayed = [("stays", "insured", date(2015, 1, 1), None)]
    back_again = [("back", "insured", date(2019, 1, 1), date(2019, 6, 1))]
    known = spells(*stayed, *back_again, *leaving(date(2024, 3, 1), 49))
    found = complete_from(known, ["insured"], date(2026, 11, 1))
    assert found
    assert abs((found - date(2024, 3, 1)).days) <= 91
    jobs = spells(*((name, "work", until, None) for name, _, _, until in known.rows() if until))
    assert complete_from(pl.concat([known, jobs]), ["insured"], date(2026, 11, 1)) == found


def test_where_hardly_anybody_left_nothing_can_be_said() -> None:
    assert complete_from(spells(*leaving(date(2026, 1, 1), 8)), ["insured"], date(2026, 11, 1)) is None
    assert complete_from(spells(), ["insured"], date(2026, 11, 1)) is None


DAY = date(2024, 6, 1)
BEFORE, SOON, LONG_AFTER = (datetime(2024, month, 5, 9, tzinfo=UTC) for month in (5, 6, 12))


@pytest.mark.parametrize(
    ("begins", "ends", "recorded", "known"),
    [
        (date(2024, 1, 1), None, BEFORE, "open"),
        (date(2024, 1, 1), date(2024, 5, 1), BEFORE, "ended"),
        (date(2024, 1, 1), date(2024, 9, 1), LONG_AFTER, "open"),  # the end was not known, the beginning was
        (date(2024, 5, 20), None, SOON, "unknown"),  # begun, but told of too late
        (date(2024, 1, 1), date(2024, 5, 20), SOON, "open"),  # ended, but told of too late
        (date(2022, 1, 1), date(2023, 1, 1), LONG_AFTER, "ended"),  # a history loaded on one day
        (date(2022, 1, 1), None, LONG_AFTER, "open"),
        (date(2024, 7, 1), None, LONG_AFTER, "unknown"),
        (None, None, BEFORE, "open"),
    ],
)
def test_what_was_known_on_a_day_is_told_from_what_came_later(
    begins: date | None, ends: date | None, recorded: datetime, known: str
) -> None:
    row = {"valid_from": [begins], "valid_to": [ends], "recorded_at": [recorded]}
    days = {"valid_from": pl.Date, "valid_to": pl.Date}
    found = known_then(pl.DataFrame(row, schema_overrides=days), DAY)["valid_to"].to_list()
    assert found == {"open": [None], "ended": [ends], "unknown": []}[known]


def test_looked_at_once_a_month_a_spell_between_two_looks_is_not_seen() -> None:
    on = date(2026, 11, 22)
    seen = by_month(
        spells(
            ("a", "insured", date(2026, 3, 10), date(2026, 6, 1)),
            ("a", "sick", date(2026, 6, 1), date(2026, 6, 15)),
            ("a", "work", date(2026, 6, 15), None),
            ("b", "insured", date(2026, 11, 1), date(2026, 12, 1)),  # an end that is planned
            ("b", "work", date(2026, 12, 1), None),
        ),
        on,
    )
    assert seen.rows() == [
        ("a", "insured", date(2026, 3, 22), date(2026, 6, 22)),
        ("a", "work", date(2026, 6, 22), None),
        ("b", "insured", date(2026, 11, 22), None),
    ]


def test_coming_into_the_effort_is_counted_once_for_each_time() -> None:
    found = entered(
        spells(
            ("a", "insured", date(2024, 2, 1), date(2024, 5, 1)),
            ("a", "sick", date(2024, 5, 10), date(2024, 8, 1)),  # goes on in the effort
            ("a", "work", date(2024, 8, 1), date(2025, 3, 1)),
            ("a", "sick", date(2025, 3, 1), None),
            ("b", "insured", SINCE, None),  # here already on the window's first day
            ("c", "sick", UNTIL, None),  # came in the last month
        ),
        OF, SINCE, UNTIL,
    )  # fmt: skip
    assert (found[INSURED], found[SICK], found.sum()) == (1, 2, 3)
