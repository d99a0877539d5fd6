"""An invitation for a calendar: iCalendar (RFC 5545) in a mail as RFC 6047 says, and as a file beside it.

A change of time has the same uid and a higher sequence; so has a cancellation. Times are written in the local
zone with its rules, so that a calendar elsewhere shows the right hour. Nothing in it is personal.
"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from fodfaeste.core.outbound import Invitation, Unsendable, Written
from fodfaeste.formats.outbound import checks
from fodfaeste.formats.outbound.mail import addressed, sealed

PRODUCT = "-//Fodfæste//Fodfæste//DA"
_SAID = {
    "da": ("Du er inviteret til et møde.", "Mødet er aflyst.", "Tid", "Sted", "Se mere"),
    "en": ("You are invited to a meeting.", "The meeting is cancelled.", "Time", "Place", "See more"),
}


def invitation(record: Invitation, message_id: str) -> Written:
    """The mail that brings the invitation: as text, as an invitation, and as a file."""
    _check(record)
    zone = _zone(record.time_zone)
    method = "CANCEL" if record.cancelled else "REQUEST"
    content = _calendar(record, zone, method)
    message = addressed(
        message_id=message_id,
        sender=(record.organiser_name, record.organiser_address),
        to=record.to,
        subject=record.title,
    )
    message["Date"] = format_datetime(record.stamped_at)
    message.set_content(_text(record, zone), cte="quoted-printable")
    message.add_alternative(content, subtype="calendar", cte="base64", params={"method": method})
    message.add_attachment(
        content.encode(),
        maintype="text",
        subtype="calendar",
        filename="moede.ics",
        params={"method": method, "charset": "utf-8"},
    )
    return sealed(message, message_id, record.language)


def _check(record: Invitation) -> None:
    checks.nobody_named("title", checks.text("title", record.title, 80))
    checks.nobody_named("place", checks.text("place", record.place, 200, least=0))
    checks.matching("uid", record.uid, r"[A-Za-z0-9.@_-]{8,200}", "er ikke et id")
    checks.nobody_named("uid", record.uid)
    checks.between("sequence", record.sequence, 0, 1_000_000)
    checks.aware("stamped_at", record.stamped_at)
    if checks.aware("ends_at", record.ends_at) <= checks.aware("starts_at", record.starts_at):
        raise Unsendable("ends_at", "ligger før mødet begynder")
    if record.cancelled and record.sequence == 0:
        raise Unsendable("sequence", "en aflysning skal have et højere nummer end indbydelsen")
    if record.link:
        checks.matching("link", record.link, r"https://[!-~]{1,400}", "er ikke en adresse")
    checks.known("language", record.language, _SAID)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Unsendable("time_zone", "er ikke en tidszone") from None


def _calendar(record: Invitation, zone: ZoneInfo, method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_rules(zone, record.starts_at, record.ends_at))
    event = Event()
    event.add("uid", record.uid)
    event.add("sequence", record.sequence)
    event.add("dtstamp", record.stamped_at.astimezone(UTC))
    event.add("dtstart", record.starts_at.astimezone(zone))
    event.add("dtend", record.ends_at.astimezone(zone))
    event.add("summary", record.title)
    event.add("status", "CANCELLED" if record.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if record.place:
        event.add("location", record.place)
    if record.link:
        event.add("url", record.link)
    organiser = vCalAddress(f"mailto:{record.organiser_address}")
    organiser.params["cn"] = vText(record.organiser_name)
    event.add("organizer", organiser)
    attendee = vCalAddress(f"mailto:{record.to}")
    attendee.params.update({"partstat": vText("NEEDS-ACTION"), "rsvp": vText("TRUE")})
    event.add("attendee", attendee)
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _rules(zone: ZoneInfo, starts: datetime, ends: datetime) -> Timezone:
    """The hours of the zone in the years of the meeting: how far from UTC, and when that changes."""
    rules = Timezone()
    rules.add("tzid", zone.key)
    first = datetime(starts.astimezone(zone).year, 1, 1, tzinfo=zone).astimezone(UTC)
    last = datetime(ends.astimezone(zone).year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    rules.add_component(_observance(zone, first, _offset(zone, first)))
    day = first
    while day < last:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            rules.add_component(_observance(zone, _change(zone, day, following), _offset(zone, day)))
        day = following
    return rules


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first minute of another offset between two times in UTC."""
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _observance(zone: ZoneInfo, at: datetime, earlier: timedelta) -> TimezoneStandard | TimezoneDaylight:
    local = at.astimezone(zone)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add("dtstart", (at + earlier).replace(tzinfo=None))
    observance.add("tzoffsetfrom", earlier)
    observance.add("tzoffsetto", _offset(zone, at))
    observance.add("tzname", local.tzname())
    return observance


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _text(record: Invitation, zone: ZoneInfo) -> str:
    invited, cancelled, time, place, more = _SAID[record.language]
    starts, ends = record.starts_at.astimezone(zone), record.ends_at.astimezone(zone)
    lines = [cancelled if record.cancelled else invited, ""]
    lines.append(f"{time}: {starts:%d.%m.%Y %H:%M}-{ends:%H:%M} ({zone.key})")
    lines += [f"{place}: {record.place}"] if record.place else []
    lines += [f"{more}: {record.link}"] if record.link else []
    return "\n".join([*lines, "", record.organiser_name, ""])
