"""From what is recorded to what a receiver has registered: the whole way, to receivers as strict as real."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.services import fact_record, talk_book, talk_mark
from fodfaeste.apps.jobs.worker import work_all
from fodfaeste.apps.outbox.delivering import deliver
from fodfaeste.apps.outbox.mending import message_mend
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.selectors import turns_due
from fodfaeste.apps.outbox.services import notify
from fodfaeste.apps.outbox.settings import settings_path
from fodfaeste.installation import clock
from tests import make
from tests.apps.outbox.scripted import later
from tests.receivers import (
    DOWN,
    LATE,
    LOST,
    CaseIndexReceiver,
    DfdgReceiver,
    DigitalPostReceiver,
    MailServer,
    SmsReceiver,
    refuse,
)
from tests.receivers.case_index import SAG

pytestmark = pytest.mark.django_db

KLE = {"uuid": "0b2a7f6e-0f4e-4b3c-9d55-3a1f5d1c2b11", "key": "15.20.05", "title": "Tilbud"}
IDENTITY = {
    "cvr": "29189986",
    "dfdg_code": "70700",
    "mail_address": "post@norddjurs.example",
    "staff_mail": "{username}@norddjurs.example",
    "system_id": "0b2a7f6e-0f4e-4b3c-9d55-3a1f5d1c2b12",
    "case_unit": "0b2a7f6e-0f4e-4b3c-9d55-3a1f5d1c2b13",
    "case_subject": KLE,
    "case_action": KLE | {"key": "G01"},
}


@pytest.fixture
def written() -> Iterator[object]:
    """Writes `outbox.toml` for Norddjurs, for as long as the test lasts."""

    def write(**receivers: Mapping[str, object]) -> None:
        lines = ["[norddjurs]", *(f"{name} = {_value(value)}" for name, value in IDENTITY.items())]
        for name, table in receivers.items():
            lines += [f"[norddjurs.{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
        settings_path().write_text("\n".join(lines))

    yield write
    settings_path().unlink(missing_ok=True)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    return json.dumps(value)


@pytest.fixture
def anna():
    worker = make.case_worker(name="Bo Dam")
    person = make.citizen(unit=worker.unit, case_worker=worker)
    cpr_store(person, make.cpr())
    return person


def talk_held(citizen):
    worker = citizen.case_worker
    talk = talk_book(user=worker, citizen=citizen, starts_at=clock.now() + timedelta(days=1))
    talk.starts_at = clock.now() - timedelta(hours=2)
    talk.save()
    return talk_mark(user=worker, talk=talk, state="held")


def leave():
    """The turns of every receiver that has something due, without the rest of the worker's night."""
    for pk, receiver in turns_due(clock.true_now()):
        deliver(authority=Authority.objects.get(pk=pk), receiver=receiver)


def states(receiver):
    return list(Message.objects.filter(receiver=receiver).order_by("pk").values_list("state", flat=True))


def test_a_talk_reaches_dfdg_and_the_case_index_by_the_worker(anna, written):
    with DfdgReceiver() as dfdg, CaseIndexReceiver() as index:
        written(
            dfdg={"transport": "dfdg", **dfdg.settings},
            case_index={"transport": "case_index", **index.settings},
        )
        dfdg.then(LOST)
        talk_held(anna)
        work_all()
        later()
        work_all()
        assert states("dfdg") == ["received", "received"]
        assert len(dfdg.registered) == 2
        assert states("case_index") == ["received", "received"]
        assert len(index.registered) == 2


def group_now(citizen, value, day):
    return fact_record(
        user=citizen.case_worker, citizen=citizen, name="target_group", value=value, valid_from=day
    )


def test_who_leaves_has_the_case_closed_and_who_comes_back_has_a_new_one(anna, written):
    today = clock.today(anna.authority)
    with CaseIndexReceiver() as index:
        written(case_index={"transport": "case_index", **index.settings})
        talk_held(anna)
        group_now(anna, "ingen", today - timedelta(days=3))
        group_now(anna, "forsikret", today - timedelta(days=1))
        leave()
        assert states("case_index") == ["received"] * 4
        first, second = index.cases.values()
        assert first == ["Opstaaet", "Oplyst", "Afsluttet"]
        assert second == ["Opstaaet", "Oplyst"]  # the talk was held since
        group_now(anna, "ingen", today)
        leave()
        assert list(index.cases.values()) == [first, ["Opstaaet", "Oplyst", "Afsluttet"]]
        assert len({number(one) for one in index.registered}) == 2


def number(one):
    return one.content.findtext(f".//{SAG}Sagsnummer")


def test_a_refused_talk_is_mended_and_what_waited_behind_it_follows(anna, written):
    with DfdgReceiver() as dfdg:
        written(dfdg={"transport": "dfdg", **dfdg.settings})
        dfdg.then(refuse("1010", "Unknown cpr"))
        talk_held(anna)
        leave()
        assert states("dfdg") == ["rejected", "waiting"]
        message_mend(user=anna.case_worker, message=Message.objects.get(receiver="dfdg", state="rejected"))
        leave()
        assert states("dfdg") == ["received", "received"]
        assert len(set(dfdg.ids)) == 2


def test_a_letter_is_received_when_digital_post_says_so_later(anna, written):
    with DigitalPostReceiver() as post:
        written(digital_post={"transport": "digital_post", **post.settings})
        post.then(LATE)
        notify(authority=anna.authority, citizen=anna, kind="letter", text_key="letter")
        leave()
        assert states("digital_post") == ["sent"]
        post.tell(str(Message.objects.get(receiver="digital_post").message_id), times=2)
        later()
        leave()
        assert states("digital_post") == ["received"]


def test_an_sms_and_a_mail_leave_when_the_line_is_back(anna, written):
    from fodfaeste.apps.outbox.reaching import reach_record

    with SmsReceiver() as sms, MailServer() as mail:
        written(sms={"transport": "sms", **sms.settings}, mail={"transport": "mail", **mail.settings})
        sms.then(DOWN)
        reach_record(
            user=anna.case_worker, citizen=anna, mail="a@b.example", phone="+4512345678", letters=False
        )
        leave()
        assert (states("sms"), states("mail")) == (["waiting"], ["received"])
        later()
        leave()
        assert states("sms") == ["received"]
