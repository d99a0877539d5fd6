"""What a person does with a message that did not come through: always with a name, never twice."""

from datetime import timedelta

import pytest

from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.mending import (
    NotPossible,
    letter_posted,
    message_hand_over,
    message_mend,
    message_withdraw,
)
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.records import talk_record
from fodfaeste.apps.outbox.services import contents_forget_old
from fodfaeste.core.outbound_content import content_of
from fodfaeste.installation import clock
from tests import make
from tests.apps.outbox.scripted import Receiver, put, states, turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna(worker):
    return make.citizen(unit=worker.unit)


def talk_message(citizen, **fields):
    talk = make.contact(citizen, state="booked")
    return make.message(citizen, content=content_of(talk_record(talk, 1)), source=f"talk:{talk.pk}", **fields)


def test_mended_it_says_what_is_recorded_now_under_a_new_id(worker, anna):
    message = talk_message(anna)
    before, number = message.message_id, make.cpr()
    cpr_store(anna, number)
    message_mend(user=worker, message=message)
    fresh = Message.objects.get()
    assert (fresh.state, fresh.version, fresh.attempts) == ("waiting", 2, 0)
    assert fresh.message_id != before
    assert unlocked_content(fresh.content_encrypted)["person"]["cpr"] == number
    (step,) = fresh.steps.filter(what="mended")
    assert (step.by, step.version) == (worker, 2)


def test_mended_twice_it_is_sent_once_more_and_no_more(worker, anna):
    message = talk_message(anna)
    for _time in range(2):
        message_mend(user=worker, message=message)
    assert Message.objects.get().version == 2


def test_what_was_given_up_may_have_arrived_and_keeps_its_id(worker, anna):
    message = talk_message(anna, state="given_up")
    message_mend(user=worker, message=message)
    fresh = Message.objects.get()
    assert (fresh.message_id, fresh.version) == (message.message_id, 1)


def test_what_is_received_cannot_be_sent_again_or_taken_back(worker, anna):
    message = talk_message(anna, state="received")
    with pytest.raises(NotPossible):
        message_mend(user=worker, message=message)
    with pytest.raises(NotPossible):
        message_withdraw(user=worker, message=message, why="fejl")


def test_taken_back_it_lets_those_behind_it_pass(worker):
    here = worker.authority
    put(here, "a1", order="a"), put(here, "a2", order="a")
    Message.objects.filter(key="a1").update(state="rejected")
    message_withdraw(user=worker, message=Message.objects.get(key="a1"), why="Skrevet i DFDG")
    turn(here, Receiver())
    assert states() == {"a1": "withdrawn", "a2": "received"}


def test_taking_back_needs_a_reason_that_stands_in_the_journal(worker, anna):
    message = talk_message(anna)
    with pytest.raises(NotPossible):
        message_withdraw(user=worker, message=message, why="  ")
    message_withdraw(user=worker, message=message, why="Skrevet i DFDG")
    assert events_for_citizen(anna).filter(why="Skrevet i DFDG").exists()


def test_handed_over_to_staff_of_the_own_municipality_only(worker, anna):
    message, colleague = talk_message(anna), make.leader()
    message_hand_over(user=worker, message=message, to=colleague)
    assert Message.objects.get().owner == colleague
    for stranger in (make.leader(make.authority_elsewhere()), make.committee_member()):
        with pytest.raises(NotPossible):
            message_hand_over(user=worker, message=message, to=stranger)


def test_a_letter_is_posted_by_a_person(worker, anna):
    message = make.message(anna, receiver="letter", kind="letter", state="waiting")
    turn(anna.authority, Receiver())
    assert Message.objects.get().state == "waiting"
    for _time in range(2):
        letter_posted(user=worker, message=message)
    assert Message.objects.get().state == "received"
    assert message.steps.filter(what="received").count() == 1


def test_what_finished_messages_said_is_forgotten_and_what_waits_is_kept(anna):
    long_ago = clock.now() - timedelta(days=91)
    for state in ("received", "rejected"):
        make.message(anna, state=state, answered_at=long_ago)
    make.message(anna, state="received", answered_at=clock.now())
    assert (contents_forget_old(), contents_forget_old()) == (1, 0)
    kept = Message.objects.order_by("pk").values_list("content_encrypted", flat=True)
    assert [bool(content) for content in kept] == [False, True, True]
