"""The citizen's case as the shared index of cases shows it: read from what is recorded of the effort."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.own_ids import thing_id_of
from fodfaeste.apps.outbox.records import person_of, sender_of
from fodfaeste.apps.outbox.settings import OutboxSettings, outbox_settings
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.outbound import CaseEntry, CaseState, ClassCode, OutsideSystem
from fodfaeste.installation.clock import now, today

TITLE = "Beskæftigelsesindsats"
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """One stay in the effort. Who comes back has a new case: a closed one is never opened again."""

    thing: str  # what its messages are made from
    number: int  # among the citizen's cases in the index
    arisen: datetime
    closed: datetime | None  # when the effort ended, where it has


def case_told_last(citizen: Citizen) -> Message | None:
    """The latest message of any case of a citizen."""
    return Message.objects.filter(citizen=citizen, kind=CaseEntry.KIND).order_by("-pk").first()


def case_of(citizen: Citizen) -> Case:
    """The citizen's case now: the one the index was told of last, or the next where that one is closed."""
    began, ended = _stay(citizen)
    last = case_told_last(citizen)
    number = _number(last.source) if last else 1
    was_closed = last is not None and last.key.endswith(f":{CLOSED}")
    if was_closed and ended is None:
        number += 1
    arisen = citizen.created_at
    if number > 1:
        arisen = _midnight(citizen, began) if began else _put_last(citizen, number - 1)
    closed = max(_midnight(citizen, ended), arisen) if ended else None
    return Case(_thing(citizen, number), number, arisen, closed)


def _stay(citizen: Citizen) -> tuple[date | None, date | None]:
    """The latest stay in the effort: its first day where there was one before it, and when it ended."""
    on = today(citizen.authority)
    rows = Fact.objects.filter(citizen=citizen, name="target_group", withdrawn_at__isnull=True)
    away = [row for row in rows if row.value == NO_OTHER_GROUP and (row.valid_from or date.min) <= on]
    away.sort(key=lambda row: row.valid_from or date.min)
    ended = None
    if away and (away[-1].valid_to is None or away[-1].valid_to > on):
        ended = away.pop().valid_from
    return (away[-1].valid_to if away else None), ended


def _thing(citizen: Citizen, number: int) -> str:
    first = f"case:{citizen.public_id}"
    return first if number == 1 else f"{first}:{number}"


def _number(thing: str) -> int:
    return int(thing.split(":")[2]) if thing.count(":") == 2 else 1


def _put_last(citizen: Citizen, number: int) -> datetime:
    """When a case was told to be closed: a correction has no day of its own on which the person came back."""
    told = Message.objects.filter(citizen=citizen, source=_thing(citizen, number))
    return told.order_by("-pk").values_list("put_at", flat=True)[0]


def _midnight(citizen: Citizen, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(citizen.authority.time_zone))


def case_states(citizen: Citizen, case: Case) -> tuple[CaseState, ...]:
    """Every state a case has been in: arisen, informed by the first talk held, decided by the first offer.

    What is decided was informed by then at the latest. It is closed when the effort ends.
    """
    talks = Contact.objects.filter(citizen=citizen, state=citizen_codes.HELD)
    offers = Agreement.objects.filter(citizen=citizen)
    if case.number > 1:
        talks, offers = talks.filter(starts_at__gte=case.arisen), offers.filter(recorded_at__gte=case.arisen)
    held, first = talks.order_by("starts_at").first(), offers.order_by("recorded_at").first()
    arisen = case.arisen
    decided = max(first.recorded_at, arisen) if first else None
    informed = _earliest(held.starts_at if held else None, decided)
    states = [CaseState("arisen", arisen)]
    if informed is not None:
        states.append(CaseState("informed", max(informed, arisen)))
    if decided is not None:
        states.append(CaseState("decided", decided))
    if case.closed is not None:
        states.append(CaseState(CLOSED, max(case.closed, states[-1].since)))
    return tuple(states)


def _earliest(*times: datetime | None) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


def case_entry(citizen: Citizen, case: Case, states: tuple[CaseState, ...], version: int) -> CaseEntry:
    """The case, with what the installation has been given by the shared register."""
    known = outbox_settings(citizen.authority)
    system = OutsideSystem(known.text("system_id"), known.text("system_name", "Fodfæste"))
    return CaseEntry(
        id=thing_id_of(citizen.authority.slug, *case.thing.split(":")),
        number=citizen.reference if case.number == 1 else f"{citizen.reference}-{case.number}",
        title=TITLE,
        person=person_of(citizen),
        sender=sender_of(citizen.authority),
        unit_reference=known.text("case_unit"),
        unit_name=citizen.unit.name if citizen.unit else citizen.authority.name,
        kle_subject=_class(known, "case_subject"),
        kle_action=_class(known, "case_action"),
        states=states,
        sensitivity="confidential",
        master=system,
        origin=system,
        recorded_at=now(),
        owner_reference=known.text("case_owner"),
        version=version,
    )


def _class(known: OutboxSettings, name: str) -> ClassCode:
    table = known.identity.get(name, {})
    return ClassCode(
        uuid=str(table.get("uuid", "")), key=str(table.get("key", "")), title=str(table.get("title", ""))
    )
