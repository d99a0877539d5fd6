"""`outbox.toml` is read strictly: a slip is told by its place, and no value is repeated."""

from datetime import UTC, datetime

import pytest

from fodfaeste.apps.outbox.settings import (
    OutboxSettings,
    OutboxSettingsError,
    ReceiverSettings,
    parse,
    settings_of_transport,
)

SECRET = "hemmeligt-ord"


def test_a_receiver_that_is_not_named_goes_to_files():
    assert OutboxSettings({}, {}).receiver("dfdg").transport == "file"


def test_a_file_as_documented_is_read():
    text = (
        f'[norddjurs]\ncvr = "29189986"\n[norddjurs.sms]\ntransport = "sms"\naddress = "https://x/{SECRET}"\n'
    )
    sms = parse(text + 'quiet = ["21:00", "08:00"]\non = false\n')["norddjurs"].receiver("sms")
    assert (sms.transport, sms.is_on, sms.more["address"]) == ("sms", False, f"https://x/{SECRET}")
    assert SECRET not in repr(sms)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[n]\ncvr = 7\nx = "hemmeligt-ord"', "n.cvr"),
        ('[n]\nfarve = "hemmeligt-ord"', "n.farve"),
        ('[n.fax]\naddress = "hemmeligt-ord"', "n.fax"),
        ('[n.letter]\ntransport = "hemmeligt-ord"', "n.letter"),
        ('[n.dfdg]\ntransport = "hemmeligt-ord"', "n.dfdg.transport"),
        ('[n.dfdg]\ntransport = "http"', "n.dfdg.transport"),
        ('[n.dfdg]\ntransport = "dfdg"', "n.dfdg.address"),
        ('[n.dfdg]\ntransport = "dfdg"\naddress = ["hemmeligt-ord"]', "n.dfdg.address"),
        ('[n.dfdg]\ntransport = "file"\npassword = "hemmeligt-ord"', "n.dfdg.password"),
        ("[n.dfdg]\ngive_up_days = true", "n.dfdg.give_up_days"),
        ('[n.sms]\nquiet = ["21:00"]', "n.sms.quiet"),
        ('[n.sms]\nquiet = ["21:00", "hemmeligt-ord"]', "n.sms.quiet"),
        ('n = "hemmeligt-ord"', "n skal"),
    ],
)
def test_a_slip_is_told_by_its_place_and_without_its_value(text, place):
    with pytest.raises(OutboxSettingsError) as slip:
        parse(text)
    assert place in str(slip.value)
    assert SECRET not in str(slip.value)


@pytest.mark.parametrize(
    ("hour", "until"),
    [(19, None), (20, 7), (3, 7), (7, None)],  # UTC; quiet from 21 to 8 in Denmark's winter
)
def test_quiet_hours_reach_past_midnight(hour, until):
    sms = parse('[n.sms]\nquiet = ["21:00", "08:00"]')["n"].receiver("sms")
    found = sms.quiet_until(datetime(2026, 11, 23, hour, 30, tzinfo=UTC), "Europe/Copenhagen")
    assert (found and found.astimezone(UTC).hour) == until


def test_modules_that_are_no_way_out_are_none():
    assert settings_of_transport("file") == {}
    assert settings_of_transport("os") is None
    assert settings_of_transport("../file") is None
    assert ReceiverSettings().quiet_until(datetime.now(UTC), "Europe/Copenhagen") is None
