"""A worker may die anywhere in a receiver's turn: nothing is lost, nothing is registered twice.

The process is killed before each statement that writes, in turn (between two reads nothing has changed), and
right after the receiver has taken a message in and before that is noted, by a signal that cannot be caught.
"""

import json

import pytest

pytestmark = pytest.mark.slow

SCRIPT = '''
import json, os, signal
from pathlib import Path
from django.db import connection, connections
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.delivering import deliver
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.apps.outbox.services import message_put
from fodfaeste.apps.outbox.settings import ReceiverSettings
from fodfaeste.apps.outbox.transport import Receipt, Repeat
from fodfaeste.apps.outbox.ways import Way
from fodfaeste.core.outbound import Sms
from fodfaeste.core.outbound_content import content_of
from fodfaeste.installation.folders import var_folder

NAMES = ("a1", "b1", "a2")
TAKEN = var_folder() / "taken"  # what the receiver has registered, outside of our database


class Receiver:
    """Knows repeats by their id, also after we have died."""

    def __init__(self, dies=False):
        self.dies = dies

    def deliver(self, envelope):
        taken = TAKEN.read_text().splitlines() if TAKEN.exists() else []
        if any(line.startswith(envelope.id) for line in taken):
            raise Repeat(Receipt(envelope.id))
        with TAKEN.open("a") as file:
            file.write(envelope.id + " " + json.loads(envelope.body)["text"] + "\\n")
        if self.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        return Receipt("r")


def in_a_process(work):
    """Whether a child process came to the end of its work; false if it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert status == 0, status
    return True


def set_up():
    here, _made = Authority.objects.get_or_create(
        slug="norddjurs", defaults={"name": "Norddjurs Kommune", "code": "707", "policy": "norddjurs"}
    )
    Step.objects.all().delete()
    Message.objects.all().delete()
    TAKEN.unlink(missing_ok=True)
    for name in NAMES:
        record = Sms(id=name, sender_name="Kommunen", to="+4512345678", text=name)
        message_put(authority=here, receiver="sms", kind="sms", key=name, order=name[0],
                    content=content_of(record))


def turn(receiver):
    here = Authority.objects.get()
    deliver(authority=here, receiver="sms", way=Way(here, "sms", ReceiverSettings(), receiver))


def killed_at(number):
    """Have a turn, and die before the write with this number."""
    count = 0

    def count_and_die(execute, sql, params, many, context):
        nonlocal count
        count += not sql.lstrip().upper().startswith("SELECT")
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count_and_die):
        turn(Receiver())


def has_all_once():
    turn(Receiver())  # whoever takes over
    assert set(Message.objects.values_list("state", flat=True)) == {"received"}, Message.objects.values("key", "state")
    taken = [line.split()[1] for line in TAKEN.read_text().splitlines()]
    assert sorted(taken) == sorted(NAMES), taken
    assert taken.index("a1") < taken.index("a2"), taken
    for message in Message.objects.all():
        assert message.steps.filter(what="received").count() == 1


deaths = 0
assert in_a_process(set_up)
while not in_a_process(lambda: killed_at(deaths + 1)):
    deaths += 1
    assert in_a_process(lambda: (has_all_once(), set_up()))
assert in_a_process(lambda: (has_all_once(), set_up()))

# Each time it has taken one message more, and died before it said so.
last = 0
while not in_a_process(lambda: turn(Receiver(dies=True))):
    last += 1
assert in_a_process(has_all_once)
print(json.dumps([deaths, last]))
'''  # noqa: E501 - a script of its own


def test_killed_anywhere_in_a_turn_each_message_arrives_once_and_in_order(installation):
    deaths, lost_answers = json.loads(installation.script(SCRIPT, env={"FODFAESTE_LEASE": "0"}))
    assert deaths > 8
    assert lost_answers >= 2
