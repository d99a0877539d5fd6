"""A case as the shared case and document index takes it: SF1470, services version 6.

Read: KOMBIT's instructions for the case object and the schemas in KOMBIT's own samples (decision 37). The
first message of a case imports it with every state it has been in; later ones update it.
"""

import base64
from datetime import datetime
from itertools import pairwise
from uuid import UUID
from xml.etree.ElementTree import Element

from fodfaeste.core.outbound import (
    CaseEntry,
    CaseNote,
    ClassCode,
    OutsideSystem,
    Unsendable,
    Written,
)
from fodfaeste.formats.outbound import checks
from fodfaeste.formats.outbound.case_index_codes import ROLES, TYPES, Role, Type
from fodfaeste.formats.outbound.codes import CASE_STATES, SENSITIVITIES
from fodfaeste.formats.outbound.xml_writing import (
    GENERAL,
    INDEX,
    SAG,
    SAG_INDEX,
    SAGDOK,
    child,
    optional,
    xml_bytes,
)

MOST_NOTE_BYTES = 100_000
#: The index's own sentence for a note that it cannot hold.
TOO_LONG = "Dette Journalnotat er for stort til at blive sendt til Sags- og Dokumentindekset, "
TOO_LONG += "se dette Journalnotat i "
IMPORT, UPDATE = "importer", "opdater"


def case(record: CaseEntry, message_id: str) -> Written:
    """The case as the payload of `importer`, or of `opdater` where the index has it already."""
    checks.uuid("id", message_id)
    checks.between("version", record.version, 1, 1_000_000)
    if record.version == 1:
        root = Element(f"{{{INDEX}}}ImporterSagDokumentIndeksInput")
        sag = child(root, INDEX, "SagIndeks")
        child(sag, SAGDOK, "UUIDIdentifikator", checks.uuid("id", record.id))
        content = child(sag, SAG, "Registrering")
        child(content, SAGDOK, "Tidspunkt", _time("recorded_at", record.recorded_at))
        child(content, SAGDOK, "LivscyklusKode", "Importeret")
        _reference(child(content, SAGDOK, "BrugerRef"), _actor(record)[0])
    else:
        root = Element(f"{{{INDEX}}}OpdaterSagDokumentIndeksInput")
        content = child(root, INDEX, "OpdaterSagIndeks")
        child(content, SAGDOK, "UUIDIdentifikator", checks.uuid("id", record.id))
    _attributes(child(content, SAG, "AttributListe"), record)
    _states(child(content, SAG, "TilstandListe"), record)
    _relations(child(content, SAG, "RelationListe"), record)
    if record.version > 1:
        child(content, INDEX, "Tidspunkt", _time("recorded_at", record.recorded_at))
    action = IMPORT if record.version == 1 else UPDATE
    return Written(body=xml_bytes(root), content_type="application/xml", headers={":action": action})


def _attributes(listed: Element, record: CaseEntry) -> None:
    number = checks.nobody_named("number", checks.text("number", record.number, 50))
    title = checks.nobody_named("title", checks.text("title", record.title, 255))
    own = child(listed, SAG, "Egenskaber")
    _effect(own, record, record.states[0].since if record.states else record.recorded_at)
    child(own, SAG, "BrugervendtNoegle", number)
    child(own, SAG, "Sagsnummer", number)
    child(own, SAG, "Titel", title)
    more = child(child(listed, GENERAL, "LokalUdvidelseListe"), SAG_INDEX, "SagIndeksEgenskaber")
    _effect(more, record, record.recorded_at, GENERAL)
    child(more, SAG_INDEX, "Foelsomhed", checks.one_of("sensitivity", record.sensitivity, SENSITIVITIES))


def _states(listed: Element, record: CaseEntry) -> None:
    order = list(CASE_STATES)
    states = record.states
    if not states or states[0].state != "arisen":
        raise Unsendable("states", "en sag skal begynde med, at den er opstået")
    for number, state in enumerate(states):
        checks.one_of(f"states.{number}.state", state.state, CASE_STATES)
        checks.aware(f"states.{number}.since", state.since)
    for earlier, later in pairwise(states):
        if order.index(later.state) <= order.index(earlier.state) or later.since < earlier.since:
            raise Unsendable("states", "står ikke i den rækkefølge, en sag kan have")
    ends: list[datetime | None] = [*(state.since for state in states[1:]), None]
    for state, end in zip(states, ends, strict=True):
        progress = child(listed, SAG, "Fremdrift")
        _effect(progress, record, state.since, until=end)
        child(progress, SAG, "FremdriftStatusKode", CASE_STATES[state.state])


def _relations(listed: Element, record: CaseEntry) -> None:
    cvr = checks.cvr("sender.cvr", record.sender.cvr)
    owner = _relation(listed, record, "Sagsaktoer", ROLES[Role.OWNER], TYPES[Type.ORGANISATION])
    _reference(child(owner, GENERAL, "ReferenceID"), record.owner_reference or f"urn:oio:cvr-nr:{cvr}")
    key = "" if record.owner_reference else record.sender.code
    _actor_extension(owner, key, checks.text("sender.name", record.sender.name, 255), cvr)
    unit = _relation(listed, record, "Sagsaktoer", ROLES[Role.RESPONSIBLE], TYPES[Type.UNIT])
    _reference(child(unit, GENERAL, "ReferenceID"), checks.text("unit_reference", record.unit_reference, 255))
    is_urn = record.unit_reference.startswith("urn:")
    name = checks.text("unit_name", record.unit_name, 255)
    _actor_extension(unit, name[:50] if is_urn else "", name, cvr)
    _classes(listed, record)
    _party(listed, record)
    for number, note in enumerate(record.notes):
        _note(listed, record, note, number)
    systems = child(listed, GENERAL, "LokalUdvidelseListe")
    for role, system, field in (
        (Role.MASTER, record.master, "master"),
        (Role.ORIGIN, record.origin, "origin"),
    ):
        _system(systems, record, ROLES[role], system, field)


def _classes(listed: Element, record: CaseEntry) -> None:
    subject, action = record.kle_subject, record.kle_action
    checks.matching("kle_subject.key", subject.key, r"\d\d\.\d\d\.\d\d", "er ikke et KLE-emne som 15.20.05")
    checks.matching("kle_action.key", action.key, r"[A-ZÆØÅ]\d\d", "er ikke en handlingsfacet som G01")
    _class(listed, record, ROLES[Role.SUBJECT], subject, "kle_subject")
    _class(listed, record, ROLES[Role.ACTION], action, "kle_action")
    if record.decision is None:
        return
    if record.states[-1].state not in ("decided", "closed"):
        raise Unsendable("decision", "kan først stå på en sag, der er afgjort")
    role = checks.uuid("decision_role", record.decision_role)
    _class(listed, record, role, record.decision, "decision", index="1")


def _class(
    listed: Element, record: CaseEntry, role: str, code: ClassCode, field: str, index: str = ""
) -> None:
    relation = _relation(listed, record, "Sagsklasse", role, TYPES[Type.CLASS], index)
    _reference(child(relation, GENERAL, "ReferenceID"), checks.uuid(f"{field}.uuid", code.uuid))
    more = child(child(relation, GENERAL, "LokalUdvidelseListe"), SAG_INDEX, "SagsklasseLokalUdvidelse")
    optional(more, SAG_INDEX, "Klassetitel", checks.text(f"{field}.title", code.title, 255, least=0))
    child(more, SAG_INDEX, "BrugervendtNoegle", checks.text(f"{field}.key", code.key, 50))


def _party(listed: Element, record: CaseEntry) -> None:
    cpr = checks.cpr("person.cpr", record.person.cpr)
    relation = _relation(listed, record, "Sagspart", ROLES[Role.PARTY], TYPES[Type.PERSON])
    _reference(child(relation, GENERAL, "ReferenceID"), f"urn:oio:cpr-nr:{cpr}")
    more = child(child(relation, GENERAL, "LokalUdvidelseListe"), SAG_INDEX, "SagspartLokalUdvidelse")
    child(more, SAG_INDEX, "FuldtNavn", checks.text("person.name", record.person.name, 255))


def _note(listed: Element, record: CaseEntry, note: CaseNote, number: int) -> None:
    """A journal note. One that is too long is replaced by the sentence the index asks for."""
    field = f"notes.{number}"
    codes = record.note_codes
    if codes is None:
        raise Unsendable("note_codes", "mangler: KOMBIT oplyser dem")
    text = checks.text(f"{field}.text", note.text, 10_000_000, lines=True).encode()
    if len(text) > MOST_NOTE_BYTES:
        text = (TOO_LONG + record.master.name).encode()
    role, kind = checks.uuid("note_codes.role", codes.role), checks.uuid("note_codes.type", codes.type)
    index = checks.uuid(f"{field}.id", note.id)
    relation = _relation(listed, record, "Journalpost", role, kind, index, note.written_at)
    _reference(child(relation, GENERAL, "ReferenceID"), "URN:Empty")
    own = child(child(relation, SAG, "JournalpostEgenskaber"), SAG, "JournalnotatEgenskaber")
    child(own, SAG, "Titel", checks.text(f"{field}.title", note.title, 255))
    child(own, SAG, "Notat", base64.b64encode(text).decode())
    child(own, SAG, "Format", checks.uuid("note_codes.format", codes.format))


def _system(listed: Element, record: CaseEntry, role: str, system: OutsideSystem, field: str) -> None:
    relation = child(listed, SAG_INDEX, "SagsitsystemRelation")
    _fill_relation(relation, record, role, TYPES[Type.SYSTEM], "", None)
    _reference(child(relation, GENERAL, "ReferenceID"), checks.uuid(f"{field}.uuid", system.uuid))
    child(relation, SAG_INDEX, "SystemNavn", checks.text(f"{field}.name", system.name, 255))


def _relation(
    listed: Element,
    record: CaseEntry,
    name: str,
    role: str,
    kind: str,
    index: str = "",
    since: datetime | None = None,
) -> Element:
    relation = child(listed, SAG, name)
    _fill_relation(relation, record, role, kind, index, since)
    return relation


def _fill_relation(
    relation: Element, record: CaseEntry, role: str, kind: str, index: str, since: datetime | None
) -> None:
    _effect(relation, record, since or record.states[0].since, GENERAL)
    _reference(child(relation, GENERAL, "Rolle"), role)
    _reference(child(relation, GENERAL, "Type"), kind)
    optional(relation, GENERAL, "Indeks", index)


def _actor_extension(relation: Element, key: str, name: str, cvr: str) -> None:
    more = child(child(relation, GENERAL, "LokalUdvidelseListe"), SAG_INDEX, "SagsaktoerLokalUdvidelse")
    optional(more, SAG_INDEX, "BrugervendtNoegle", key)
    child(more, SAG_INDEX, "FuldtNavn", name)
    child(more, SAG_INDEX, "CVR-Nummer", cvr)


def _effect(
    parent: Element,
    record: CaseEntry,
    since: datetime,
    namespace: str = SAG,
    *,
    until: datetime | None = None,
) -> None:
    """From when it holds, until when, and who said so. What has no end holds for ever."""
    effect = child(parent, namespace, "Virkning")
    child(child(effect, SAGDOK, "FraTidspunkt"), SAGDOK, "TidsstempelDatoTid", _time("states", since))
    end = child(effect, SAGDOK, "TilTidspunkt")
    if until is None:
        child(end, SAGDOK, "GraenseIndikator", "true")
    else:
        child(end, SAGDOK, "TidsstempelDatoTid", _time("states", until))
    actor, kind = _actor(record)
    _reference(child(effect, SAGDOK, "AktoerRef"), actor)
    child(effect, SAGDOK, "AktoerTypeKode", kind)


def _actor(record: CaseEntry) -> tuple[str, str]:
    if record.actor_reference:
        return checks.text("actor_reference", record.actor_reference, 255), "Bruger"
    return f"urn:oio:it-system-uuid:{checks.uuid('origin.uuid', record.origin.uuid)}", "ItSystem"


def _reference(parent: Element, value: str) -> None:
    try:
        child(parent, SAGDOK, "UUIDIdentifikator", str(UUID(value)))
    except ValueError:
        child(parent, SAGDOK, "URNIdentifikator", value)


def _time(field: str, at: datetime) -> str:
    return checks.aware(field, at).isoformat(timespec="milliseconds")
