"""A past day is made as it was known then, run to today without alignment, and laid beside what happened."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest

from fodfaeste.engines.simulation.making.backcast import (
    BackCast,
    Compared,
    back_cast,
    earliest,
    happened,
)
from fodfaeste.engines.simulation.making.then import tables_then
from fodfaeste.engines.simulation.model import Draw, Model, Outcome, Rights
from fodfaeste.engines.simulation.run import simulate
from tests.make.simulation import BENEFIT, INSURED, STATES, WORK, axes, draws, model, rights, without_seats

OF = axes()
START = date(2021, 1, 1)
SPELLS = {"citizen": pl.String, "state": pl.String, "begins": pl.Date, "ends": pl.Date}


def line(years: int, expected: float, actual: float, measure: str = "caseload") -> Compared:
    return Compared(measure, years, expected, expected * 0.97, expected * 1.03, actual)


def test_a_figure_is_trusted_twice_as_far_as_it_has_been_right() -> None:
    found = BackCast(START, (line(1, 102, 100), line(2, 104, 100), line(3, 109, 100), line(4, 100, 100)))
    assert found.trusted() == {"caseload": 48}


def test_no_ten_years_where_five_were_more_than_five_per_cent_off() -> None:
    right = tuple(line(year, 100, 100) for year in range(1, 5))
    assert BackCast(START, (*right, line(5, 104.9, 100))).trusted() == {"caseload": 120}
    assert BackCast(START, (*right, line(5, 105.1, 100))).trusted() == {"caseload": 96}


def test_what_was_wrong_from_the_first_year_is_not_told() -> None:
    assert BackCast(START, (line(1, 120, 100), line(2, 100, 100))).trusted() == {"caseload": 0}


def test_error_and_coverage_are_told_and_nothing_is_divided_by_none() -> None:
    found = BackCast(
        START, (line(1, 102, 100), line(1, 110, 100, "out_of_effort"), line(1, 3, 0, "state.sick"))
    )
    assert found.coverage == pytest.approx(1 / 3)
    assert found.mean_error(1) == pytest.approx(0.06)
    assert found.lines[2].error == float("inf")


def test_a_back_cast_starts_no_earlier_than_everybody_is_known() -> None:
    assert earliest(date(2021, 3, 1), date(2026, 11, 22)) == 5
    assert earliest(date(2026, 1, 1), date(2026, 11, 22)) == 0


def test_who_was_there_came_and_left_is_counted_from_the_municipality_s_own_data() -> None:
    rows = [
        ("a", "insured", date(2020, 5, 1), date(2021, 8, 1)),
        ("a", "work", date(2021, 8, 1), None),
        ("b", "benefit", date(2021, 2, 1), None),
        ("c", "insured", date(2020, 1, 1), date(2021, 3, 1)),
    ]
    found = happened(pl.DataFrame(rows, schema=SPELLS, orient="row"), OF, START, 2)
    assert found.stock[0, [INSURED, BENEFIT, WORK]].tolist() == [0, 1, 1]
    assert found.came.tolist() == [1, 0]
    assert found.left.tolist() == [2, 0]


def world(times: float = 1.0) -> BackCast:
    """The truth is one more run of a made world; it is foretold by thirty runs with rates so many times."""
    of = model(4000, months=24, seed=5)
    today = without_seats(rights(of))
    truth = simulate(of, [today], draws(of, first=500), engine="monthly").counts
    at = [11, 23]
    actual = happened(pl.DataFrame(schema=SPELLS), OF, START, 2)
    actual.stock[:] = truth.stock[0, 0, at].sum(axis=-1)
    effort = np.array(OF.in_effort)
    flows = np.stack([truth.flows[0, 0, end - 11 : end + 1].sum(axis=0) for end in at])
    actual.came[:] = flows[:, ~effort][..., effort].sum(axis=(1, 2))
    actual.left[:] = flows[:, effort][..., ~effort].sum(axis=(1, 2))
    runs = [_times(draw, times) for draw in draws(of, 30)]
    return back_cast(of, today, runs, actual, simulate=monthly)


def monthly(of: Model, policies: Sequence[Rights], runs: Sequence[Draw]) -> Outcome:
    return simulate(of, policies, runs, engine="monthly")


def _times(draw: Draw, times: float) -> Draw:
    factors = draw.rate_factors.copy()
    factors[WORK, INSURED] *= times
    return Draw(draw.replicate, factors, draw.offer_factors, draw.path)


def test_a_world_with_the_right_rates_is_foretold_and_covered() -> None:
    found = world()
    assert found.coverage > 0.75
    assert found.trusted()["caseload"] == 48


def test_a_world_with_wrong_rates_is_found_out() -> None:
    found = world(times=1.8)
    assert found.trusted()["caseload"] == 0
    assert found.coverage < world().coverage


THEN, LATER = datetime(2020, 6, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)


def test_a_day_of_the_past_has_only_what_was_known_then() -> None:
    tables = {
        "statuses": pl.DataFrame(
            [
                ("a", "target_group", "unge", date(2020, 1, 1), date(2022, 1, 1), THEN),
                ("a", "target_group", "seniorer", date(2022, 1, 1), None, LATER),
            ],
            schema={
                "citizen": pl.String, "kind": pl.String, "value": pl.String,
                "valid_from": pl.Date, "valid_to": pl.Date, "recorded_at": pl.Datetime("us", "UTC"),
            },
            orient="row",
        ),
        "spells": pl.DataFrame(
            [("a", "work", date(2019, 1, 1), date(2019, 5, 1)), ("a", "work", date(2023, 1, 1), None)],
            schema={"citizen": pl.String, "kind": pl.String, "from": pl.Date, "to": pl.Date},
            orient="row",
        ),
        "agreements": pl.DataFrame(
            [("a", "branchespor", "ended", date(2020, 9, 1), date(2021, 3, 1)),
             ("a", "branchespor", "planned", date(2020, 9, 1), None)],
            schema={
                "citizen": pl.String, "kind": pl.String, "state": pl.String, "from": pl.Date, "to": pl.Date,
            },
            orient="row",
        ),
        "citizens": pl.DataFrame(
            {
                "citizen": ["a"], "birth_year": [1990], "age": [36.0], "target_group": ["seniorer"],
                "came_from": ["unge"], "earlier_unemployment_months": [4.0],
                "effort_started": [date(2020, 1, 1)], "became_job_ready": [date(2023, 1, 1)],
            }
        ),
    }  # fmt: skip
    found = tables_then(tables, START)
    (citizen,) = found["citizens"].to_dicts()
    assert citizen["target_group"] == "unge"
    assert citizen["age"] == 31
    assert citizen["effort_started"] == date(2020, 1, 1)
    assert citizen["became_job_ready"] is None
    assert citizen["came_from"] is citizen["earlier_unemployment_months"] is None
    assert found["statuses"]["valid_to"].to_list() == [None]
    assert found["spells"].height == 1
    assert found["agreements"].select("state", "to").rows() == [("running", None)]
    assert STATES[WORK] == "work"
