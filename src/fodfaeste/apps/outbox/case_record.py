"""The citizen's case as the shared index of cases shows it: read from what is recorded of the effort."""

from datetime import datetime

from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.own_ids import thing_id_of
from fodfaeste.apps.outbox.records import person_of, sender_of
from fodfaeste.apps.outbox.settings import OutboxSettings, outbox_settings
from fodfaeste.core.outbound import CaseEntry, CaseState, ClassCode, OutsideSystem
from fodfaeste.installation.clock import now

TITLE = "Beskæftigelsesindsats"


def case_states(citizen: Citizen) -> tuple[CaseState, ...]:
    """Every state the case has been in: arisen, informed by the first talk held, decided by the first offer.

    What is decided was informed by then at the latest. Nothing recorded here closes a case.
    """
    held = Contact.objects.filter(citizen=citizen, state=citizen_codes.HELD).order_by("starts_at").first()
    first = Agreement.objects.filter(citizen=citizen).order_by("recorded_at").first()
    arisen = citizen.created_at
    decided = max(first.recorded_at, arisen) if first else None
    informed = _earliest(held.starts_at if held else None, decided)
    states = [CaseState("arisen", arisen)]
    if informed is not None:
        states.append(CaseState("informed", max(informed, arisen)))
    if decided is not None:
        states.append(CaseState("decided", decided))
    return tuple(states)


def _earliest(*times: datetime | None) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


def case_entry(citizen: Citizen, states: tuple[CaseState, ...], version: int) -> CaseEntry:
    """The case, with what the installation has been given by the shared register."""
    known = outbox_settings(citizen.authority)
    system = OutsideSystem(known.text("system_id"), known.text("system_name", "Fodfæste"))
    return CaseEntry(
        id=thing_id_of(citizen.authority.slug, "case", citizen.public_id),
        number=citizen.reference,
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
