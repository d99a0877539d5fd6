"""A receiver's turn: in order within each order, each told once, whatever the receiver answers."""

from datetime import timedelta

import pytest

from fodfaeste.apps.outbox.answers import receipt_take
from fodfaeste.apps.outbox.models import Message, Pause, Step
from fodfaeste.apps.outbox.transport import Answer, Receipt, Refused, Unreachable
from fodfaeste.core.outbound import Unsendable
from fodfaeste.installation import clock
from tests import make
from tests.apps.outbox.scripted import RECEIVER, Receiver, later, put, states, turn

pytestmark = pytest.mark.django_db


def names(receiver: Receiver) -> list[str]:
    return [text.split('"text":"')[1].split('"')[0] for text in receiver.handed]


def silent(_envelope):
    raise Unreachable("svarede ikke i tide")


def refusing(*texts):
    def says(envelope):
        if any(f'"text":"{text}"' in envelope.body.decode() for text in texts):
            raise Refused("X17", "kender ikke nummeret")

    return says


def test_each_order_keeps_its_order_and_all_orders_leave():
    here, receiver = make.authority(), Receiver()
    for text in ("a1", "b1", "a2", "b2", "a3"):
        put(here, text, order=text[0])
    assert turn(here, receiver).received == 5
    assert [name for name in names(receiver) if name[0] == "a"] == ["a1", "a2", "a3"]
    assert [name for name in names(receiver) if name[0] == "b"] == ["b1", "b2"]


def test_a_refused_message_holds_its_own_order_and_no_other():
    here = make.authority()
    for text in ("a1", "a2", "b1"):
        put(here, text, order=text[0])
    turn(here, Receiver(refusing("a1")))
    assert states() == {"a1": "rejected", "a2": "waiting", "b1": "received"}


def test_what_a_receiver_says_of_a_refusal_is_kept_without_numbers():
    here = make.authority()
    number = make.cpr()

    def says(_envelope):
        raise Refused("X1", f"kender ikke {number}")

    put(here, "a")
    turn(here, Receiver(says))
    message = Message.objects.get()
    assert (message.code, number in message.words) == ("X1", False)
    assert [step.what for step in message.steps.order_by("pk")] == ["put", "rejected"]


def test_a_silent_receiver_is_tried_again_later_and_then_left_in_peace():
    here, receiver = make.authority(), Receiver(silent)
    for number in range(5):
        put(here, f"m{number}")
    turn(here, receiver)
    assert set(states().values()) == {"waiting"}
    assert Pause.objects.get().until > clock.true_now()
    handed = len(receiver.handed)
    turn(here, receiver)
    assert len(receiver.handed) == handed


def test_when_the_receiver_is_back_everything_arrives_once():
    here, receiver = make.authority(), Receiver(silent)
    for number in range(5):
        put(here, f"m{number}", order="one")
    turn(here, receiver)
    receiver.says = None
    later()
    turn(here, receiver)
    assert set(states().values()) == {"received"}
    assert len(receiver.registered) == 5
    assert not Pause.objects.exists()


def test_a_message_that_arrived_though_the_answer_was_lost_is_received_by_the_repeat():
    here, receiver = make.authority(), Receiver()

    def arrives_and_breaks(envelope):
        receiver.registered[envelope.id] = "x"
        raise Unreachable("svarede ikke i tide")

    put(here, "a")
    receiver.says = arrives_and_breaks
    turn(here, receiver)
    assert states() == {"a": "waiting"}
    later()
    turn(here, receiver)
    assert states() == {"a": "received"}
    assert len(receiver.registered) == 1


def test_taken_in_is_not_received_until_the_receiver_says_so():
    here, receiver = make.authority(), Receiver(lambda envelope: Receipt("taken", is_final=False))
    first, _second = put(here, "a1", order="a"), put(here, "a2", order="a")
    turn(here, receiver)
    assert states() == {"a1": "sent", "a2": "waiting"}
    receiver.late = [Answer(str(first.message_id), receipt=Receipt("final"))]
    later()
    turn(here, receiver)
    assert states() == {"a1": "received", "a2": "sent"}


def test_a_late_answer_counts_also_after_the_line_broke_and_twice_is_once():
    here = make.authority()
    message = put(here, "a")
    turn(here, Receiver(silent))
    answer = Answer(str(message.message_id), receipt=Receipt("r"))
    for _time in range(2):
        receipt_take(authority=here, receiver=RECEIVER, answer=answer)
    assert states() == {"a": "received"}
    assert Step.objects.filter(what="received").count() == 1
    receiver = Receiver()
    later()
    turn(here, receiver)
    assert receiver.handed == []


def test_an_answer_that_speaks_against_a_receipt_is_noted_and_changes_nothing():
    here = make.authority()
    message = put(here, "a")
    turn(here, Receiver())
    for _time in range(2):
        receipt_take(
            authority=here, receiver=RECEIVER, answer=Answer(str(message.message_id), code="X", words="nej")
        )
    assert states() == {"a": "received"}
    assert Step.objects.filter(what="spoken_against").count() == 1


def test_another_authoritys_answer_is_nobodys():
    message = put(make.authority(), "a")
    answer = Answer(str(message.message_id), receipt=Receipt("r"))
    assert receipt_take(authority=make.authority_elsewhere(), receiver=RECEIVER, answer=answer) is None
    assert states() == {"a": "waiting"}


def test_after_too_many_days_a_message_waits_for_a_person():
    here = make.authority()
    put(here, "a")
    turn(here, Receiver(silent))
    Message.objects.update(trying_since=clock.true_now() - timedelta(days=7))
    later()
    turn(here, Receiver(silent))
    assert states() == {"a": "given_up"}


def test_a_message_that_was_never_tried_is_not_given_up_for_what_lies_before_it():
    here = make.authority()
    put(here, "a1", order="a"), put(here, "a2", order="a")
    turn(here, Receiver(refusing("a1")))
    Message.objects.update(trying_since=clock.true_now() - timedelta(days=30))
    later()
    turn(here, Receiver())
    assert states() == {"a1": "rejected", "a2": "waiting"}


def test_what_cannot_be_written_in_the_receivers_form_waits_for_a_person(monkeypatch):
    from fodfaeste.apps.outbox import delivering

    def refuse(_message, _way):
        raise Unsendable("person.cpr", "er ikke et CPR-nummer")

    here, receiver = make.authority(), Receiver()
    put(here, "a")
    monkeypatch.setattr(delivering, "envelope_of", refuse)
    turn(here, receiver)
    assert Message.objects.get().code == "felt.person.cpr"
    assert receiver.handed == []


def test_a_transport_with_a_fault_of_its_own_costs_the_others_nothing():
    here = make.authority()
    for text in ("a", "b", "c"):
        put(here, text)

    def says(envelope):
        if '"text":"b"' in envelope.body.decode():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        turn(here, Receiver(says))
    assert states() == {"a": "received", "b": "waiting", "c": "received"}


def test_a_receiver_that_is_off_gets_nothing_and_nothing_is_lost():
    here, receiver = make.authority(), Receiver()
    put(here, "a")
    turn(here, receiver, is_on=False)
    assert (receiver.handed, states()) == ([], {"a": "waiting"})


def test_two_workers_hand_a_message_over_once():
    here, receiver = make.authority(), Receiver()

    def other_worker_at_the_same_time(_envelope):
        receiver.says = None
        turn(here, receiver)

    put(here, "a")
    from fodfaeste.apps.outbox import delivering

    outer, delivering.ThreadPoolExecutor = delivering.ThreadPoolExecutor, Inline
    try:
        receiver.says = other_worker_at_the_same_time
        turn(here, receiver)
    finally:
        delivering.ThreadPoolExecutor = outer
    assert len(receiver.handed) == 1


class Inline:
    """An executor that does the work at once, in the thread that has the database."""

    def __init__(self, max_workers):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def submit(self, work, *arguments):
        from concurrent.futures import Future

        future: Future = Future()
        future.set_result(work(*arguments))
        return future
