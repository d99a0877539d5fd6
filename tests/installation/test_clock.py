"""The one clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fodfaeste.installation import clock


class Somewhere:
    def __init__(self, time_zone):
        self.time_zone = time_zone


COPENHAGEN, NUUK = Somewhere("Europe/Copenhagen"), Somewhere("America/Nuuk")


def test_a_stopped_clock_shows_the_day_everywhere(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", "2020-09-01")
    assert clock.today(COPENHAGEN) == clock.today(NUUK) == date(2020, 9, 1)


@pytest.mark.parametrize(("day", "hour"), [("2020-09-01", 8), ("2020-12-01", 9)])
def test_a_stopped_clock_says_ten_in_the_morning_in_copenhagen(monkeypatch, day, hour):
    monkeypatch.setenv("FODFAESTE_TODAY", day)
    assert clock.now() == datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(
        hour=hour
    )


def test_the_true_time_never_stops(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", "2020-09-01")
    assert abs(clock.true_now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_deadline_is_a_date_of_the_authority(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", "")
    monkeypatch.setattr(clock, "true_now", lambda: datetime(2026, 1, 1, 0, 30, tzinfo=UTC))
    assert (clock.today(COPENHAGEN), clock.today(NUUK)) == (date(2026, 1, 1), date(2025, 12, 31))
