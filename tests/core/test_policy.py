"""Which dated version of a line counts on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.engines.rules import build

WAY = build.any_of(build.way("effort_started"))
FIRST = build.rule(WAY, id="regel", valid_to=date(2020, 6, 30))
SECOND = build.rule(WAY, id="regel", valid_from=date(2020, 7, 1))
LAST_DAY = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 1, 1), FIRST),
        (date(2020, 6, 30), FIRST),
        (date(2020, 7, 1), SECOND),
        (date(2026, 1, 1), SECOND),
    ],
)
def test_one_version_counts_on_each_day(on, expected):
    assert build.pack(FIRST, SECOND).rules(on) == (expected,)


def test_the_version_that_ends_with_the_period_runs_on():
    ending = replace(SECOND, valid_to=LAST_DAY)
    assert build.pack(FIRST, ending).rules(LAST_DAY + timedelta(days=1)) == (ending,)


def test_it_gives_way_to_a_version_after_the_period():
    ending = replace(SECOND, valid_to=LAST_DAY)
    third = replace(SECOND, valid_from=LAST_DAY + timedelta(days=1))
    assert build.pack(FIRST, ending, third).rules(date(2025, 1, 1)) == (third,)


def test_a_line_that_ends_on_a_day_of_its_own_is_over():
    assert build.pack(replace(FIRST)).rules(date(2020, 7, 1)) == ()


def test_a_line_is_found_by_its_id_and_day():
    pack = build.pack(FIRST, SECOND)
    assert pack.entry("regel", date(2020, 6, 30)) == FIRST
    assert pack.entry("regel", date(2020, 7, 1)) == SECOND
    assert pack.entry("ingen") is None
