"""Each way out against its receiver: taken, refused, repeated, slow, gone. Nothing is registered twice."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from fodfaeste.apps.outbox.transport import (
    Envelope,
    Receipt,
    Refused,
    Repeat,
    Transport,
    Unreachable,
    case_index,
    dfdg,
    digital_post,
    mail,
    sms,
)
from fodfaeste.core.outbound import Record
from fodfaeste.formats.outbound import written
from tests.formats.outbound import records
from tests.receivers import (
    BUSY,
    DOWN,
    LATE,
    LOST,
    CaseIndexReceiver,
    DfdgReceiver,
    DigitalPostReceiver,
    MailServer,
    SmsReceiver,
    refuse,
    slow,
)
from tests.receivers.certificate import certificate
from tests.receivers.web import Response

WEB = {
    "dfdg": (DfdgReceiver, dfdg, records.OFFER),
    "digital_post": (DigitalPostReceiver, digital_post, records.LETTER),
    "case_index": (CaseIndexReceiver, case_index, records.CASE),
    "sms": (SmsReceiver, sms, records.SMS),
}


def envelope_of(record: Record, number: int = 1) -> Envelope:
    id = f"5b1f2f61-2f5c-5d5e-9d1a-{number:012d}"  # noqa: A001
    form = written(record, id)
    return Envelope(id, record.KIND, form.body, form.content_type, form.headers)


@contextmanager
def standing(name: str, **more: Any) -> Iterator[tuple[Any, Transport, Envelope]]:
    kind, module, record = WEB[name]
    with kind() as receiver:
        yield receiver, module.connect({**receiver.settings, **more}), envelope_of(record)


@pytest.mark.parametrize("name", WEB)
def test_what_is_right_is_taken(name):
    with standing(name) as (receiver, transport, envelope):
        assert isinstance(transport.deliver(envelope), Receipt)
        assert receiver.ids == [envelope.id]


@pytest.mark.parametrize("name", WEB)
def test_a_receiver_that_is_down_is_unreachable_and_takes_the_same_envelope_later(name):
    with standing(name) as (receiver, transport, envelope):
        receiver.then(DOWN)
        with pytest.raises(Unreachable):
            transport.deliver(envelope)
        assert receiver.ids == []
        transport.deliver(envelope)
        assert receiver.ids == [envelope.id]


@pytest.mark.parametrize("name", WEB)
def test_where_only_the_answer_was_lost_the_repeat_registers_nothing_new(name):
    with standing(name) as (receiver, transport, envelope):
        receiver.then(LOST)
        with pytest.raises(Unreachable):
            transport.deliver(envelope)
        with suppress(Repeat):
            transport.deliver(envelope)
        assert receiver.has_each_once([envelope.id])
        assert receiver.asked == [envelope.id] * 2


@pytest.mark.parametrize("name", WEB)
def test_a_receiver_that_is_too_slow_is_unreachable(name):
    with standing(name, read_seconds=0.05) as (receiver, transport, envelope):
        receiver.then(slow(5))
        with pytest.raises(Unreachable, match="i tide"):
            transport.deliver(envelope)
        assert receiver.has_taken(1)
        assert receiver.has_each_once([envelope.id])


@pytest.mark.parametrize("name", WEB)
def test_a_receiver_that_is_busy_says_when(name):
    with standing(name) as (receiver, transport, envelope):
        receiver.then(BUSY)
        with pytest.raises(Unreachable) as unreachable:
            transport.deliver(envelope)
        assert unreachable.value.retry_after == BUSY.seconds


@pytest.mark.parametrize("name", ["dfdg", "case_index", "sms"])
def test_a_refusal_has_the_receivers_code_and_words_without_a_person_in_them(name):
    with standing(name) as (receiver, transport, envelope):
        receiver.then(refuse("1010", "Unknown cpr 0101601234 of <ane@example.org>"))
        with pytest.raises(Refused) as refused:
            transport.deliver(envelope)
        assert refused.value.code == "1010"
        assert "Unknown cpr" in refused.value.words
        assert "0101601234" not in refused.value.words
        assert "ane@" not in refused.value.words
        assert receiver.ids == []


@pytest.mark.parametrize("name", WEB)
def test_a_receiver_never_takes_a_body_it_does_not_know(name):
    with standing(name) as (receiver, transport, envelope), pytest.raises((Refused, Unreachable)):
        transport.deliver(replace(envelope, body=b"<a/>" if b"<?xml" in envelope.body else b"{}"))
    assert receiver.ids == []


def test_a_redirect_is_never_followed():
    with standing("sms") as (receiver, transport, envelope):
        receiver.special = lambda request: _redirect(receiver.address)
        with pytest.raises(Unreachable, match="307"):
            transport.deliver(envelope)
        assert receiver.asked == []


def test_no_proxy_of_the_machine_hears_of_it(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with standing("sms") as (receiver, transport, envelope):
        transport.deliver(envelope)
        assert receiver.ids == [envelope.id]


def test_an_answer_without_end_is_not_read():
    with standing("sms") as (receiver, transport, envelope):
        receiver.special = lambda request: _endless()
        with pytest.raises(Unreachable, match="mere"):
            transport.deliver(envelope)


def test_a_door_is_opened_by_https_alone():
    with pytest.raises(Unreachable):
        dfdg.connect({"address": "http://dfdg.example"})
    dfdg.connect({"address": "https://dfdg.example"})


class Guarded(SmsReceiver):
    is_guarded = True


def test_a_receiver_nobody_vouches_for_hears_nothing():
    with Guarded() as receiver, pytest.raises(Unreachable):
        sms.connect(receiver.settings).deliver(envelope_of(records.SMS))
    assert receiver.asked == []


def test_a_receiver_that_asks_for_our_certificate_gets_it():
    own = certificate()
    known = {"ca": str(own / "cert.pem")}
    shown = {"certificate": str(own / "cert.pem"), "key": str(own / "key.pem")}
    with Guarded() as receiver:
        with pytest.raises(Unreachable):
            sms.connect({**receiver.settings, **known}).deliver(envelope_of(records.SMS))
        sms.connect({**receiver.settings, **known, **shown}).deliver(envelope_of(records.SMS))
        assert receiver.ids == [envelope_of(records.SMS).id]


def test_a_token_is_read_anew_and_a_missing_one_blames_no_message(tmp_path):
    token = tmp_path / "token"
    with standing("sms", token_file=str(token)) as (receiver, transport, envelope):
        with pytest.raises(Unreachable):
            transport.deliver(envelope)
        token.write_text("Holder-of-key 1\n")
        transport.deliver(envelope)
        assert receiver.ids == [envelope.id]


def test_dfdg_gives_back_the_things_own_identifier_and_412_is_a_repeat():
    with standing("dfdg") as (receiver, transport, envelope):
        assert transport.deliver(envelope) == Receipt(records.OFFER.id)
        with pytest.raises(Repeat):
            transport.deliver(envelope)
        assert receiver.has_each_once([envelope.id])


def test_dfdg_forgets_ids_after_seven_days_but_not_the_thing_itself():
    with standing("dfdg") as (receiver, transport, envelope):
        transport.deliver(envelope)
        receiver.forget_requests()
        with pytest.raises(Refused) as refused:
            transport.deliver(envelope)
        assert refused.value.code == "8001"
        assert receiver.has_each_once([envelope.id])


@pytest.mark.parametrize(
    "record",
    [records.TALK, records.OFFER, records.PLAN, records.CV, records.JOB_LOG],
    ids=lambda record: record.KIND,
)
def test_dfdg_takes_every_kind(record):
    with standing("dfdg") as (receiver, transport, _):
        transport.deliver(envelope_of(record))
        assert receiver.order(records.PERSON.cpr) == [envelope_of(record).id]


def test_dfdg_takes_a_booking_its_change_and_its_end_only_in_that_order():
    booked = replace(records.TALK, state="booked", form="video", place="Torvet 3")
    steps = [
        booked,
        replace(booked, place="Torvet 5", version=2),
        replace(booked, state="cancelled", version=3),
    ]
    with standing("dfdg") as (receiver, transport, _):
        with pytest.raises(Refused):
            transport.deliver(envelope_of(steps[1], 9))
        for number, step in enumerate(steps):
            transport.deliver(envelope_of(step, number))
        assert [each.what for each in receiver.registered] == [
            "POST /v2/Indkaldelse",
            "PUT /v2/Indkaldelse",
            "DELETE /v2/Indkaldelse",
        ]


def test_a_letter_is_taken_in_first_and_delivered_later_and_the_answer_may_come_twice():
    with standing("digital_post") as (receiver, transport, envelope):
        receiver.then(LATE)
        assert not transport.deliver(envelope).is_final
        assert transport.answers([envelope.id]) == []
        receiver.tell(envelope.id, times=2)
        told = transport.answers([envelope.id])
        assert [(each.id, each.receipt.is_final) for each in told] == [(envelope.id, True)] * 2
        assert "Log ind &amp; læs &lt;den&gt;." in receiver.letters(records.PERSON.cpr)[0]


def test_a_late_answer_may_know_the_letter_by_its_uuid_in_memo_alone():
    with standing("digital_post") as (receiver, transport, envelope):
        receiver.then(LATE)
        transport.deliver(envelope)
        receiver.tell(envelope.id, own="d0000001")
        assert [each.id for each in transport.answers([envelope.id])] == [envelope.id]


def test_a_letter_that_cannot_be_delivered_is_told_with_words():
    with standing("digital_post") as (receiver, transport, envelope):
        receiver.then(LATE)
        transport.deliver(envelope)
        receiver.fail(envelope.id, "Modtager 0101601234 er fritaget")
        (told,) = transport.answers([envelope.id])
        assert (told.receipt, told.code) == (None, "fejlet")
        assert "er fritaget" in told.words
        assert "0101601234" not in told.words


def test_where_nobody_tells_later_being_taken_in_is_the_receipt():
    with standing("digital_post", answers_address=None) as (_, transport, envelope):
        assert transport.deliver(envelope).is_final
        assert transport.answers([envelope.id]) == []


def test_a_case_goes_on_from_the_states_the_index_has():
    closed = replace(
        records.CASE,
        states=(*records.CASE.states, replace(records.CASE.states[-1], state="closed")),
        version=2,
    )
    with standing("case_index") as (receiver, transport, envelope):
        with pytest.raises(Refused) as refused:
            transport.deliver(envelope_of(closed, 2))
        assert refused.value.code == "44"
        transport.deliver(envelope)
        transport.deliver(envelope_of(closed, 2))
        assert [each.what for each in receiver.registered] == ["importer Oplyst", "opdater Afsluttet"]


def test_a_gateway_before_the_index_may_tell_later():
    with standing("case_index") as (receiver, transport, envelope):
        receiver.then(LATE)
        assert not transport.deliver(envelope).is_final
        receiver.tell(envelope.id)
        assert transport.answers([envelope.id])[0].receipt.is_final


def test_what_of_many_ids_is_answered_is_of_those_asked_for():
    with standing("digital_post") as (receiver, transport, envelope):
        receiver.tell("someone-elses")
        receiver.tell(envelope.id)
        ids = [f"id-{number}" for number in range(120)] + [envelope.id]
        assert [each.id for each in transport.answers(ids)] == [envelope.id]


@pytest.fixture(scope="module")
def server():
    with MailServer() as server:
        yield server


@pytest.fixture
def mails(server):
    server.registered.clear()
    server.asked.clear()
    return server


def test_a_mail_goes_over_tls_to_its_one_receiver(mails):
    receipt = mail.connect(mails.settings).deliver(envelope_of(records.MAIL))
    (taken,) = mails.mails
    assert mails.ids == [receipt.reference]
    assert (str(taken["To"]), str(taken["Subject"])) == ("ane@example.org", "Du har fået en besked")
    assert "Log ind for at læse beskeden." in taken.get_content()


def test_an_invitation_goes_as_a_mail(mails):
    mail.connect(mails.settings).deliver(envelope_of(records.INVITATION))
    (taken,) = mails.mails
    assert [part.get_content_type() for part in taken.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/calendar",
        "text/calendar",
    ]


@pytest.mark.parametrize(
    ("mood", "expected"),
    [(refuse("554", "5.7.1 spam"), Refused), (BUSY, Unreachable), (DOWN, Unreachable), (LOST, Unreachable)],
    ids=lambda each: getattr(each, "name", ""),
)
def test_a_mail_is_turned_down_for_good_or_for_now(mails, mood, expected):
    mails.then(mood)
    with pytest.raises(expected):
        mail.connect(mails.settings).deliver(envelope_of(records.MAIL))


def test_a_mailbox_that_is_not_there_is_refused_without_the_address(mails):
    record = replace(records.MAIL, to="ane@nobody.example")
    with pytest.raises(Refused) as refused:
        mail.connect(mails.settings).deliver(envelope_of(record))
    assert refused.value.code == "550"
    assert "ane@" not in refused.value.words


def test_a_sender_address_that_is_not_ours_blames_no_mail(mails):
    record = replace(records.MAIL, sender_address="noreply@stranger.example")
    with pytest.raises(Unreachable):
        mail.connect(mails.settings).deliver(envelope_of(record))


def test_a_server_nobody_vouches_for_gets_no_mail(mails):
    with pytest.raises(Unreachable):
        mail.connect({**mails.settings, "ca": None}).deliver(envelope_of(records.MAIL))
    assert mails.asked == []


def test_a_mail_server_elsewhere_is_never_reached_in_the_open():
    with pytest.raises(Unreachable):
        mail.connect({"host": "mail.example", "tls": "none"})


def _redirect(to: str) -> Response:
    return Response(307, headers={"Location": to})


def _endless() -> Response:
    return Response(200, b"x" * 1_500_000)
