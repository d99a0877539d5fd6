"""Mails, text messages and invitations: read back by others' parsers, and fit for any eye."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fodfaeste.core.outbound import Attached, Unsendable
from fodfaeste.formats.outbound import written
from fodfaeste.formats.outbound.sms import length_of
from tests.formats.outbound.records import AT, INVITATION, MAIL, MESSAGE, PERSON, SMS


def read(record):
    return message_from_bytes(written(record, MESSAGE).body, policy=default)


def calendar(record):
    (part, *_) = [part for part in read(record).walk() if part.get_content_type() == "text/calendar"]
    return Calendar.from_ical(part.get_content())


def event(record):
    (found,) = calendar(record).events
    return found


def test_a_mail_comes_back_with_its_words_and_headers():
    mail = read(MAIL)
    assert mail["Subject"] == "Du har fået en besked"
    assert mail["From"].addresses[0].display_name == "Norddjurs Kommune"
    assert mail["Content-Language"] == "da"
    assert mail["Date"].datetime == AT
    lines = mail.get_content().splitlines()
    assert lines == ["Log ind for at læse beskeden.", "", "Venlig hilsen", "Norddjurs Kommune"]


def test_a_file_goes_with_a_mail():
    record = replace(MAIL, attached=(Attached("plan.pdf", "application/pdf", "JVBERg=="),))
    (attached,) = read(record).iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("plan.pdf", b"%PDF")


@pytest.mark.parametrize("record", [MAIL, SMS, INVITATION], ids=lambda record: record.KIND)
def test_the_same_record_is_the_same_bytes(record):
    assert written(record, MESSAGE) == written(record, MESSAGE)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("æøåÆØÅé" * 20, ("GSM-7", 140, 1)),
        ("€" * 80, ("GSM-7", 160, 1)),
        ("a" * 152 + "€" * 5, ("GSM-7", 162, 2)),
        ("a" * 152 + "€" + "a" * 152, ("GSM-7", 306, 3)),
        ("a" * 459, ("GSM-7", 459, 3)),
        ("a" * 460, ("GSM-7", 460, 4)),
        ("á" * 70, ("UCS-2", 70, 1)),
        ("á" * 71, ("UCS-2", 71, 2)),
        ("á" * 66 + "😀" + "á" * 66, ("UCS-2", 134, 3)),
    ],
)
def test_a_text_takes_as_many_parts_as_the_network_makes_of_it(text, length):
    told = length_of(text)
    assert (told.alphabet, told.units, told.parts) == length


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=500))
def test_more_words_never_take_fewer_parts(text):
    assert length_of(text).parts <= length_of(text + "x").parts


def test_an_invitation_has_its_time_in_the_local_zone():
    found = event(INVITATION)
    assert found["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert found.start == datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == (INVITATION.uid, 0, "CONFIRMED")
    assert calendar(INVITATION)["METHOD"] == "REQUEST"


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/Nuuk"])
def test_the_rules_of_the_zone_change_in_the_hour_they_do(zone):
    record = replace(INVITATION, time_zone=zone)
    (rules,) = calendar(record).timezones
    for part in rules.subcomponents[1:]:
        at = (part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
        assert at.hour == 1  # both zones change at one in the morning, UTC
        for moment, offset in ((at, "TZOFFSETTO"), (at - timedelta(minutes=1), "TZOFFSETFROM")):
            assert moment.astimezone(ZoneInfo(zone)).utcoffset() == part[offset].td
    assert len(rules.subcomponents) == 3


def test_a_change_keeps_the_uid_and_a_cancellation_says_so():
    moved = replace(INVITATION, sequence=1, starts_at=INVITATION.starts_at + timedelta(minutes=15))
    gone = replace(INVITATION, sequence=2, cancelled=True)
    assert event(moved)["UID"] == event(gone)["UID"] == INVITATION.uid
    assert (event(gone)["STATUS"], event(gone)["SEQUENCE"]) == ("CANCELLED", 2)
    assert calendar(gone)["METHOD"] == "CANCEL"


def test_the_file_beside_the_invitation_is_the_invitation():
    parts = [part for part in read(INVITATION).walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_filename() for part in parts] == [None, "moede.ics"]
    assert parts[0].get_content() == parts[1].get_content()


def test_no_line_of_an_invitation_is_longer_than_a_calendar_takes():
    lines = read(INVITATION).get_payload(0).get_payload(1).get_payload(decode=True).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(MAIL, subject=f"Om {PERSON.cpr}"), "subject"),
        (replace(MAIL, subject="a\r\nBcc: b@example.org"), "subject"),
        (replace(MAIL, to="a@b.dk, c@d.dk"), "to"),
        (replace(MAIL, to="ane"), "to"),
        (replace(MAIL, sender_name="a\nb"), "sender_name"),
        (replace(MAIL, sender_address=""), "sender_address"),
        (replace(MAIL, paragraphs=()), "paragraphs"),
        (replace(MAIL, paragraphs=("\x00",)), "paragraphs.0"),
        (replace(SMS, text=f"CPR {PERSON.cpr[:6]}-{PERSON.cpr[6:]}"), "text"),
        (replace(SMS, text="a" * 460), "text"),
        (replace(SMS, text=""), "text"),
        (replace(SMS, to="12345678"), "to"),
        (replace(SMS, sender_name="Norddjurs Kommune"), "sender_name"),
        (replace(INVITATION, title=f"Møde {PERSON.cpr}"), "title"),
        (replace(INVITATION, ends_at=INVITATION.starts_at), "ends_at"),
        (replace(INVITATION, cancelled=True), "sequence"),
        (replace(INVITATION, time_zone="../etc/passwd"), "time_zone"),
        (replace(INVITATION, link="javascript:alert(1)"), "link"),
        (replace(INVITATION, uid="a b"), "uid"),
    ],
)
def test_what_must_not_leave_is_refused_by_field(record, field):
    with pytest.raises(Unsendable) as refused:
        written(record, MESSAGE)
    assert refused.value.field == field
    assert PERSON.cpr not in str(refused.value)
