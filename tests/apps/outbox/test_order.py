"""Whatever a receiver does: each message is registered once, and none overtakes another of its order."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.apps.outbox.mending import message_mend
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.services import KeyTaken
from fodfaeste.apps.outbox.transport import Answer, Receipt, Refused, Unreachable
from fodfaeste.core.outbound import Sms
from fodfaeste.core.outbound_content import content_of
from tests import make
from tests.apps.outbox.scripted import Receiver, later, put, states, turn

pytestmark = pytest.mark.django_db

MOODS = st.sampled_from(["well", "silent", "lost", "refuses", "taken in"])


class Moody:
    """A receiver with a mood for each request; well when the moods have run out."""

    def __init__(self, moods):
        self.moods, self.receiver = list(moods), Receiver()
        self.receiver.says = self.says

    def says(self, envelope):
        mood = self.moods.pop(0) if self.moods else "well"
        if mood == "silent":
            raise Unreachable("svarede ikke i tide")
        if mood == "lost":
            self.receiver.registered[envelope.id] = envelope.body.decode()
            raise Unreachable("forbindelsen blev brudt")
        if mood == "refuses":
            raise Refused("X", "nej")
        if mood == "taken in":
            self.receiver.late.append(Answer(envelope.id, receipt=Receipt("sent", is_final=True)))
            return Receipt("taken", is_final=False)
        return None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(st.sampled_from(["a", "b", ""]), min_size=1, max_size=6),
    moods=st.lists(MOODS, max_size=8),
)
def test_all_arrive_once_and_in_order_when_the_receiver_is_well_at_last(orders, moods):
    with transaction.atomic():
        here, moody, leader = make.authority(), Moody(moods), make.leader()
        names = [f"{order}{number}" for number, order in enumerate(orders)]
        for name, order in zip(names, orders, strict=True):
            put(here, name, order=order)
        for _round in range(len(moods) + len(orders) + 4):
            turn(here, moody.receiver)
            for message in Message.objects.filter(state="rejected"):
                message_mend(user=leader, message=message)
            if set(states().values()) == {"received"}:
                break
            later()
        assert set(states().values()) == {"received"}
        arrived = [text.split('"text":"')[1].split('"')[0] for text in moody.receiver.registered.values()]
        assert sorted(arrived) == sorted(names)
        for order in ("a", "b"):
            same = [name for name in names if name.startswith(order)]
            assert [name for name in arrived if name.startswith(order)] == same
        transaction.set_rollback(True)


def test_the_same_key_and_content_is_the_same_message():
    here = make.authority()
    first, again = put(here, "a"), put(here, "a")
    assert first.pk == again.pk


def test_other_content_under_a_key_is_refused_also_after_it_was_mended():
    here = make.authority()
    message = put(here, "a")
    other = content_of(Sms(id="a", sender_name="Kommunen", to="+4587654321", text="a"))
    with pytest.raises(KeyTaken):
        put(here, "a", content=other)
    Message.objects.update(digest="mended")
    assert put(here, "a").pk == message.pk


def test_ids_follow_from_what_is_told_and_are_each_authoritys_own():
    here, there = make.authority(), make.authority_elsewhere()
    ids = {put(here, "a").message_id, put(there, "a").message_id, put(here, "b").message_id}
    assert len(ids) == 3
    before = Message.objects.get(authority=here, key="a").message_id
    Message.objects.filter(authority=here, key="a").delete()
    assert put(here, "a").message_id == before


def test_waits_grow_are_spread_and_come_out_the_same_each_time():
    from fodfaeste.apps.outbox.pauses import LONGEST_WAIT, wait_after

    for name in ("x", "y"):
        waits = [wait_after(name, attempts) for attempts in range(1, 30)]
        assert waits[0] < waits[2] < waits[5]
        assert max(waits) <= LONGEST_WAIT * 1.25
        assert waits == [wait_after(name, attempts) for attempts in range(1, 30)]
    assert wait_after("x", 3) != wait_after("y", 3)
