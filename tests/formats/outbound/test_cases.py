"""A case for the index: every state, one of each relation that must be one, and notes within their size."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from defusedxml.minidom import parseString

from fodfaeste.core.outbound import CaseState, ClassCode, Unsendable
from fodfaeste.formats.outbound import written
from fodfaeste.formats.outbound.soap import SoapFault, soap_request, statuses
from fodfaeste.formats.outbound.xml_reading import Unreadable, read_xml
from tests.formats.outbound.records import AT, CASE, MESSAGE, NOTED, PERSON, uuid
from tests.receivers import case_index as index

CLOSED = replace(CASE, states=(*CASE.states, CaseState("closed", AT + timedelta(days=9))))
DECIDED = replace(CLOSED, decision=ClassCode(uuid(80), "A1"), decision_role=uuid(81))


def all_of(record, name):
    found = parseString(written(record, MESSAGE).body).getElementsByTagName(name)
    return [element.firstChild.data for element in found]


@pytest.mark.parametrize("record", [CASE, NOTED, CLOSED, DECIDED, replace(NOTED, version=2)])
def test_the_rules_of_the_index_hold_of_it(record):
    action = written(record, MESSAGE).headers[":action"]
    body = fromstring(soap_request(written(record, MESSAGE).body, MESSAGE)).find(f"{index.SOAP}Body")
    case, content = index._case(body, action)
    index._attributes(content)
    index._relations(content)
    assert case == record.id
    assert index._states(content) == all_of(record, "sag:FremdriftStatusKode")


def test_every_state_comes_along_each_ending_where_the_next_begins():
    assert all_of(CLOSED, "sag:FremdriftStatusKode") == ["Opstaaet", "Oplyst", "Afsluttet"]


def test_the_citizen_is_named_by_a_urn_and_the_owner_by_cvr():
    urns = all_of(CASE, "sd:URNIdentifikator")
    assert f"urn:oio:cpr-nr:{PERSON.cpr}" in urns
    assert "urn:oio:cvr-nr:29189986" in urns
    assert all_of(CASE, "si:FuldtNavn") == ["Norddjurs Kommune", "Team Job", "Ane Å. Bæk"]


def test_a_note_comes_back_as_it_was_written():
    assert base64.b64decode(all_of(NOTED, "sag:Notat")[0]).decode() == "Talt om praktik\nog <mål>"


@pytest.mark.parametrize(
    ("letter", "times", "is_whole"),
    [("æ", 50_000, True), ("æ", 50_001, False), ("a", 100_000, True), ("a", 100_001, False)],
)
def test_a_note_of_more_than_100_kb_is_replaced_by_the_sentence_the_index_asks_for(letter, times, is_whole):
    note = letter * times
    record = replace(NOTED, notes=(replace(NOTED.notes[0], text=note),))
    sent = base64.b64decode(all_of(record, "sag:Notat")[0]).decode()
    assert (sent == note) is is_whole
    assert sent.endswith("i Fodfæste") is not is_whole


def test_the_same_case_is_the_same_bytes():
    assert written(NOTED, MESSAGE) == written(NOTED, MESSAGE)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(CASE, states=()), "states"),
        (replace(CASE, states=CASE.states[1:]), "states"),
        (replace(CASE, states=(*CASE.states, CASE.states[0])), "states"),
        (replace(CASE, states=(*CASE.states, CaseState("closed", AT - timedelta(days=99)))), "states"),
        (replace(CASE, states=(CaseState("arisen", AT), CaseState("lost", AT))), "states.1.state"),
        (replace(CASE, sensitivity="secret"), "sensitivity"),
        (replace(CASE, number=PERSON.cpr), "number"),
        (replace(CASE, title="x" * 256), "title"),
        (replace(CASE, sender=replace(CASE.sender, cvr="123")), "sender.cvr"),
        (replace(CASE, unit_reference=""), "unit_reference"),
        (replace(CASE, person=replace(PERSON, name="")), "person.name"),
        (replace(CASE, kle_subject=ClassCode(uuid(1), "15.20")), "kle_subject.key"),
        (replace(CASE, kle_action=ClassCode("G01", "G01")), "kle_action.uuid"),
        (replace(CASE, master=replace(CASE.master, name="")), "master.name"),
        (replace(NOTED, note_codes=None), "note_codes"),
        (replace(CASE, decision=ClassCode(uuid(80), "A1"), decision_role=uuid(81)), "decision"),
    ],
)
def test_what_the_instructions_do_not_allow_is_refused_by_field(record, field):
    with pytest.raises(Unsendable) as refused:
        written(record, MESSAGE)
    assert refused.value.field == field
    assert PERSON.cpr not in str(refused.value)


def _fault(code):
    space = "http://www.w3.org/2003/05/soap-envelope"
    return (
        f'<s:Envelope xmlns:s="{space}"><s:Body><s:Fault><s:Code><s:Value>s:{code}</s:Value></s:Code>'
        "<s:Reason><s:Text>nej</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>"
    ).encode()


def test_a_fault_says_whose_it_is():
    for code, is_ours in (("Sender", True), ("Receiver", False)):
        with pytest.raises(SoapFault) as fault:
            statuses(_fault(code))
        assert (fault.value.is_ours, fault.value.words) == (is_ours, "nej")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
)
def test_what_is_no_answer_of_the_index_is_unreadable(body):
    with pytest.raises(Unreadable):
        statuses(body)


def test_no_document_type_is_read_from_outside():
    assert read_xml(b"<a/>").tag == "a"
    with pytest.raises(Unreadable):
        read_xml(b"<!DOCTYPE a><a/>")
