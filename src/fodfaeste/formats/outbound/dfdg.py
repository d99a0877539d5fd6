"""Talks, offers, plans, wishes of work and job logs as requests to DFDG, the common data base run by STAR.

Names in Danish are those of STAR's descriptions; which of them were read, and which could not be, stands in
decision 37. The CPR number travels in a header, the envelope's id as `x-requestId` (set by the transport).
`:method` and `:path` say which request it is; they are no headers and never sent as such.
"""

import json
import re
from datetime import datetime
from typing import Any

from fodfaeste.core.outbound import (
    CvRecord,
    JobLogRecord,
    Occupation,
    OfferRecord,
    Person,
    PlanRecord,
    PlanStepRecord,
    Sender,
    TalkRecord,
    Unsendable,
    Worker,
    Written,
)
from fodfaeste.formats.outbound import checks
from fodfaeste.formats.outbound.codes import (
    APPLICATION_STATES,
    APPLIED_HOW,
    BOOKED,
    CANCELLED,
    ENDED,
    HELD,
    NO_SHOW,
    OFFER_STATES,
    PLAN_STATES,
    STEP_STATES,
    STEP_WHO,
    TALK_FORMS,
    TALKS,
    WITHDRAWN,
)

CPR_HEADER = "x-civilregistrationIdentifier"
MOST_CODE = 10_000
ESCO_ADDRESS = re.compile(r"https?://\S{1,240}", re.ASCII)


def is_esco_address(uri: str) -> bool:
    """Whether a title of work can be told to DFDG: it is known there by its address, and no other way."""
    return ESCO_ADDRESS.fullmatch(uri) is not None


def talk(record: TalkRecord, message_id: str) -> Written:
    """A talk booked (an invitation), moved, cancelled, or held."""
    checks.uuid("id", message_id)
    own = checks.uuid("id", record.id)
    kind = checks.one_of("kind", record.kind, TALKS)
    form = checks.one_of("form", record.form, TALK_FORMS)
    starts = checks.aware("starts_at", record.starts_at)
    if record.ends_at is not None and checks.aware("ends_at", record.ends_at) <= starts:
        raise Unsendable("ends_at", "ligger før samtalen begynder")
    checks.text("place", record.place, 256, least=0)
    if record.state == NO_SHOW:
        raise Unsendable("state", "en udeblivelse er ikke en samtale og skal indberettes for sig")
    if record.state == CANCELLED:
        return _request(record.person, "DELETE", f"/v2/Indkaldelse/{own}", None)
    body = {
        "samtaleType": kind,
        "starttidspunkt": _time(starts),
        "sluttidspunkt": _time(record.ends_at) if record.ends_at else None,
        "afholdelsesform": form,
        "ansvarligMyndighed": _authority(record.sender, record.worker),
    }
    if record.state == BOOKED:
        body |= {"ombookingMulig": False, "moedested": record.place or None}
        method = "POST" if _is_first(record.version) else "PUT"
        return _request(record.person, method, f"/v2/Indkaldelse/{own}", body)
    if record.state != HELD:
        raise Unsendable("state", "er en ukendt kode")
    method, path = ("POST", "/v1/Samtale") if _is_first(record.version) else ("PUT", f"/v1/Samtale/{own}")
    return _request(record.person, method, path, {"samtaleIdentifier": own} | body)


def offer(record: OfferRecord, message_id: str) -> Written:
    """An offer agreed with a citizen: an activity with its dates, hours and minutes."""
    checks.uuid("id", message_id)
    own = checks.uuid("id", record.id)
    checks.known("state", record.state, OFFER_STATES)
    if record.ends is not None and record.ends < record.starts:
        raise Unsendable("ends", "ligger før tilbuddet begynder")
    if record.state == ENDED and record.ends is None:
        raise Unsendable("ends", "mangler på et tilbud, der er slut")
    if (record.hours is None) != (record.minutes is None):
        raise Unsendable("minutes", "timer og minutter hører sammen")
    for field, value in (("hours", record.hours), ("minutes", record.minutes)):
        if value is not None:
            checks.between(field, value, 0, 59)
    if record.activation_type is not None:
        checks.between("activation_type", record.activation_type, 1, MOST_CODE)
    if record.company_unit:
        checks.matching("company_unit", record.company_unit, r"\d{10}", "er ikke et P-nummer på 10 cifre")
    checks.text("purpose", record.purpose, 2000, least=0, lines=True)
    if record.state == WITHDRAWN:
        return _request(record.person, "DELETE", f"/v1/Aktivitet/{own}", None)
    core = {
        "aktivitetIdentifier": own,
        "startdato": record.starts.isoformat(),
        "slutdato": record.ends.isoformat() if record.ends else None,
        "aktiveringstype": record.activation_type,
        "timerPrUge": record.hours,
        "minutterPrUge": record.minutes,
        "ansvarligMyndighed": _authority(record.sender, record.worker),
        "produktionsenhed": record.company_unit or None,
        "formaal": record.purpose or None,
    }
    body = {"aktivitet": {"aktivitetsstamdata": core}}
    if _is_first(record.version):
        return _request(record.person, "POST", "/v1/Aktivitet", body)
    return _request(record.person, "PUT", f"/v1/Aktivitet/{own}", body)


def plan(record: PlanRecord, message_id: str) -> Written:
    """A plan both agreed on, or its end. No description of such a service was to be read: all is ours."""
    checks.uuid("id", message_id)
    own = checks.uuid("id", record.id)
    checks.known("state", record.state, PLAN_STATES)
    body = {
        "planIdentifier": own,
        "status": record.state,
        "aftaltTidspunkt": _time(checks.aware("agreed_at", record.agreed_at)),
        "skridt": [_step(step, f"steps.{number}") for number, step in enumerate(record.steps)],
        "ansvarligMyndighed": _authority(record.sender, record.worker),
    }
    if _is_first(record.version):
        return _request(record.person, "POST", "/v1/Plan", body)
    return _request(record.person, "PUT", f"/v1/Plan/{own}", body)


def cv(record: CvRecord, message_id: str) -> Written:
    """The titles a citizen looks for work under. Skills, languages and the rest have no described way yet."""
    checks.uuid("id", message_id)
    checks.uuid("id", record.id)
    wanted = [_wanted(each, f"wanted.{number}") for number, each in enumerate(record.wanted)]
    if len({each.uri for each in record.wanted}) < len(record.wanted):
        raise Unsendable("wanted", "samme stillingsbetegnelse står to gange")
    return _request(record.person, "POST", "/v2/Joboenske", {"joboensker": wanted})


def job_log(record: JobLogRecord, message_id: str) -> Written:
    """A job that a citizen has applied for: an entry of the job log with its one task."""
    checks.uuid("id", message_id)
    own = checks.uuid("id", record.id)
    checks.known("state", record.state, APPLICATION_STATES)
    checks.known("how", record.how, APPLIED_HOW)
    title = checks.text("title", record.title, 100)
    company = checks.text("company", record.company, 100, least=0)
    checks.text("note", record.note, 2000, least=0, lines=True)
    told = checks.aware("recorded_at", record.recorded_at)
    if record.withdrawn:
        return _request(record.person, "DELETE", f"/v1/Joblog/Jobsoegning/{own}", None)
    task = {
        "joblogopgaveIdentifier": own,
        "opgavedetajler": {
            "beskrivelse": f"{title}, {company}" if company else title,
            "EventDate": (record.applied_on or told.date()).isoformat(),
            "erGennemfoert": record.applied_on is not None,
            "erPrimaer": True,
        },
    }
    body = {
        "jobsoegningslogningIdentifier": own,
        "stillingsbetegnelse": title,
        "virksomhedsnavn": company or None,
        "joblogOpgaver": [task],
    }
    if _is_first(record.version):
        return _request(record.person, "POST", "/v1/Joblog/Jobsoegning", body)
    return _request(record.person, "PUT", f"/v1/Joblog/Jobsoegning/{own}", body)


def _step(step: PlanStepRecord, field: str) -> dict[str, Any]:
    return {
        "skridtIdentifier": checks.uuid(f"{field}.id", step.id),
        "beskrivelse": checks.text(f"{field}.what", step.what, 300, lines=True),
        "udfoeresAf": checks.known(f"{field}.who", step.who, STEP_WHO),
        "status": checks.known(f"{field}.state", step.state, STEP_STATES),
        "startdato": step.starts.isoformat() if step.starts else None,
        "slutdato": step.due.isoformat() if step.due else None,
        "aktivitetIdentifier": checks.uuid(f"{field}.offer", step.offer) if step.offer else None,
    }


def _wanted(occupation: Occupation, field: str) -> dict[str, Any]:
    uri = checks.matching(f"{field}.uri", occupation.uri, ESCO_ADDRESS, "er ikke en ESCO-adresse")
    if occupation.last_used is not None:
        checks.between(f"{field}.last_used", occupation.last_used, 1950, 2100)
    return {
        "conceptUriDa": uri,
        "harUddannelse": occupation.educated,
        "aarSidstBrugt": occupation.last_used,
    }


def _authority(sender: Sender, worker: Worker) -> dict[str, Any]:
    """Who answers for it. Names in English are those that STAR's page had no Danish for."""
    phone = worker.phone.replace(" ", "")
    if phone:
        checks.matching("worker.phone", phone, r"\+?[0-9]{3,20}", "er ikke et telefonnummer")
    if sender.kind is not None:
        checks.between("sender.kind", sender.kind, 1, 100)
    return {
        "myndighed": {
            "organisationskode": checks.matching(
                "sender.code", sender.code, r"-1|[0-9]{1,8}", "er ikke en kode"
            ),
            "AuthorityName": checks.text("sender.name", sender.name, 100),
            "OrganisationTypeIdentifier": sender.kind,
        },
        "CaseWorker": {
            "CaseWorkerGivenName": checks.text("worker.given_name", worker.given_name, 50),
            "CaseWorkerSurname": checks.text("worker.surname", worker.surname, 40),
            "TelephoneNumberIdentifier": phone or None,
        },
    }


def _is_first(version: int) -> bool:
    return checks.between("version", version, 1, 1_000_000) == 1


def _request(person: Person, method: str, path: str, body: dict[str, Any] | None) -> Written:
    headers = {":method": method, ":path": path, CPR_HEADER: checks.cpr("person.cpr", person.cpr)}
    if body is None:
        return Written(body=b"", content_type="application/json", headers=headers)
    text = json.dumps(_without_gaps(body), ensure_ascii=False, separators=(",", ":"))
    return Written(body=text.encode(), content_type="application/json", headers=headers)


def _without_gaps(value: Any) -> Any:
    """The same without what is not known: a field of 0 to 1 is left out, never sent empty."""
    if isinstance(value, dict):
        return {name: _without_gaps(each) for name, each in value.items() if each is not None}
    return [_without_gaps(each) for each in value] if isinstance(value, list) else value


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
