"""Whatever a receiver answers, a way out ends in a receipt or one of its own refusals, with clean words."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fodfaeste.apps.outbox.transport import (
    Receipt,
    Refused,
    Repeat,
    Unreachable,
    case_index,
    dfdg,
    digital_post,
    sms,
)
from fodfaeste.apps.outbox.transport.http import Answered, short
from fodfaeste.formats.outbound import written
from tests.apps.outbox.test_transports import envelope_of
from tests.formats.outbound import records
from tests.receivers import DfdgReceiver
from tests.receivers.post_status import SPACE

ODD = [
    b"",
    b"null",
    b"[" * 100_000,
    b'{"fejl": [1]}',
    b'{"fejlkode": {"a": 1}}',
    b"\xff\xfe",
    b'<?xml version="1.0" encoding="no-such"?><a/>',
    f'<p:PKO_PostStatus xmlns:p="{SPACE}"/>'.encode(),
]
OURS = "0b2a7f6e-0f4e-5b3c-9d55-3a1f5d1c2b11"
BODIES = st.one_of(st.binary(max_size=80), st.sampled_from(ODD))
WAYS = {
    "dfdg": (dfdg, records.OFFER),
    "digital_post": (digital_post, records.LETTER),
    "case_index": (case_index, records.CASE),
    "sms": (sms, records.SMS),
}


def transport_that_hears(name, status, body):
    transport = WAYS[name][0].connect(
        {"address": "https://receiver.example", "answers_address": "https://a.example"}
    )
    transport.door.ask = lambda *told, **more: Answered(status, {}, body)
    if hasattr(transport, "polling"):
        transport.polling.door.ask = transport.door.ask
    return transport


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=40, deadline=None)
@given(status=st.integers(200, 599), body=BODIES)
def test_any_answer_ends_in_a_receipt_or_a_refusal_of_our_own(name, status, body):
    told = _outcome(transport_that_hears(name, status, body), envelope_of(WAYS[name][1]))
    if isinstance(told, Receipt):
        assert len(told.reference) <= 160
    if isinstance(told, Refused):
        assert len(told.code) <= 80
        assert len(told.words) <= 300


@settings(max_examples=40, deadline=None)
@given(status=st.integers(200, 599), body=BODIES)
def test_any_late_answer_is_read_or_not_there(status, body):
    with suppress(Unreachable):
        assert transport_that_hears("digital_post", status, body).answers(["x"]) == []


@pytest.mark.parametrize("status", [401, 407, 408, 429, 301, 302, 500, 502, 503, 504])
@pytest.mark.parametrize("name", WAYS)
def test_what_no_message_is_to_blame_for_is_tried_again(name, status):
    with pytest.raises(Unreachable):
        transport_that_hears(name, status, b"").deliver(envelope_of(WAYS[name][1]))


def test_403_blames_a_message_only_where_it_says_why():
    told = json.dumps({"fejlkode": 4575, "fejltekst": "You are not authorized"}).encode()
    with pytest.raises(Refused) as refused:
        transport_that_hears("dfdg", 403, told).deliver(envelope_of(records.OFFER))
    assert refused.value.code == "4575"
    with pytest.raises(Unreachable):
        transport_that_hears("dfdg", 403, b"").deliver(envelope_of(records.OFFER))


@pytest.mark.parametrize(("whose", "expected"), [("Sender", Refused), ("Receiver", Unreachable)])
def test_a_fault_of_the_index_blames_the_message_or_the_index(whose, expected):
    space = "http://www.w3.org/2003/05/soap-envelope"
    fault = (
        f'<s:Envelope xmlns:s="{space}"><s:Body><s:Fault><s:Code><s:Value>s:{whose}</s:Value></s:Code>'
        "</s:Fault></s:Body></s:Envelope>"
    )
    with pytest.raises(expected):
        transport_that_hears("case_index", 500, fault.encode()).deliver(envelope_of(records.CASE))


def test_of_late_answers_those_of_others_are_left_and_being_taken_in_is_not_the_end():
    told = "".join(
        f'<p:PKO_PostStatus xmlns:p="{SPACE}"><p:TransmissionId>{who}</p:TransmissionId>'
        f"<p:TransaktionsStatusKode>{what}</p:TransaktionsStatusKode></p:PKO_PostStatus>"
        for who, what in (
            (OURS.replace("0b", "1c"), "Afleveret Digital Post"),
            (OURS, "Modtaget Digital Post"),
            (OURS, "Noget andet"),
            (OURS, "Afleveret Digital Post"),
        )
    )
    answers = transport_that_hears("digital_post", 200, f"<a>{told}</a>".encode()).answers([OURS])
    assert [(each.id, each.receipt.is_final) for each in answers] == [(OURS, False), (OURS, True)]


@example("Unknown 0101601234, see ane@example.org\nnow")
@given(st.text())
def test_words_from_outside_are_one_short_line_without_a_number_or_an_address(words):
    told = short(words)
    assert len(told) <= 300
    assert "\n" not in told
    assert "0101601234" not in told
    assert "ane@" not in told


def test_many_at_once_register_each_envelope_once():
    envelopes = [envelope_of(replace(records.OFFER, id=records.uuid(1000 + n)), 1000 + n) for n in range(12)]

    with DfdgReceiver() as receiver, ThreadPoolExecutor(6) as threads:
        transport = dfdg.connect(receiver.settings)
        list(threads.map(lambda envelope: _outcome(transport, envelope), envelopes * 2))
        assert receiver.has_each_once([envelope.id for envelope in envelopes])


def test_an_envelope_keeps_the_headers_it_was_given():
    envelope = envelope_of(records.OFFER)
    assert dict(envelope.headers) == written(records.OFFER, envelope.id).headers


def _outcome(transport, envelope):
    try:
        return transport.deliver(envelope)
    except (Refused, Unreachable, Repeat) as told:
        return told
