"""A season is a list of months that people can read, and reads back as the same months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.reach import MONTHS, months_of, season_of


@given(st.sets(st.sampled_from(list(MONTHS)), min_size=1))
def test_months_written_and_read_are_the_same_months(months: set[int]) -> None:
    assert months_of(season_of(months)) == tuple(sorted(months))


@pytest.mark.parametrize(
    ("months", "season"), [(MONTHS, "all"), ([1, *range(4, 13)], "1,4-12"), ([2, 3], "2-3"), ([7], "7")]
)
def test_months_are_written_in_runs(months: list[int], season: str) -> None:
    assert season_of(months) == season


@pytest.mark.parametrize("season", ["", "13", "0-2", "5-2", "1,1", "1-3,2", "summer", "1-", "-3", "²"])
def test_what_is_no_season_is_refused(season: str) -> None:
    with pytest.raises(ValueError, match="is no season"):
        months_of(season)
