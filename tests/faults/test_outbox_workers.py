"""Several workers at one receiver, and a database that fails in the middle: each message once, in order."""

import json

import pytest

pytestmark = pytest.mark.slow

SCRIPT = '''
import json, os, sys, time
from django.db import DatabaseError, connection, connections
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.delivering import deliver
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.services import message_put
from fodfaeste.apps.outbox.settings import ReceiverSettings
from fodfaeste.apps.outbox.transport import Receipt, Repeat
from fodfaeste.apps.outbox.ways import Way
from fodfaeste.core.outbound import Sms
from fodfaeste.core.outbound_content import content_of
from fodfaeste.installation.folders import var_folder

TAKEN, REPEATS = var_folder() / "taken", var_folder() / "repeats"
here = Authority.objects.create(slug="norddjurs", name="Norddjurs Kommune", code="707", policy="norddjurs")


class Receiver:
    """Takes its time; what came twice is counted."""

    def deliver(self, envelope):
        time.sleep(0.002)
        with (TAKEN).open("a") as file:  # an appended line is written whole
            file.write(json.loads(envelope.body)["text"] + "\\n")
        return Receipt("r")


def put(name):
    record = Sms(id=name, sender_name="Kommunen", to="+4512345678", text=name)
    told = content_of(record)
    message_put(authority=here, receiver="sms", kind="sms", key=name, order=name[0], content=told)


def turn():
    deliver(authority=here, receiver="sms", way=Way(here, "sms", ReceiverSettings(), Receiver()))


def children(works):
    connections.close_all()
    born = []
    for work in works:
        child = os.fork()
        if child == 0:
            work()
            os._exit(0)
        born.append(child)
    assert all(os.waitpid(child, 0)[1] == 0 for child in born)


# Those who put and those who send, all at once; the same names from two writers.
NAMES = [f"{order}{number:02}" for number in range(8) for order in "ab"]
writer = lambda: [put(name) for name in NAMES]
children([writer, writer, turn, turn, turn])
children([turn, turn])
while Message.objects.exclude(state="received").exists():
    turn()
taken = TAKEN.read_text().split()
assert sorted(taken) == sorted(NAMES), taken
for order in "ab":
    same = [name for name in taken if name[0] == order]
    assert same == sorted(same), same

# The database fails once while a receipt is noted: the work is told of, and whoever comes next ends it.
put("c1"); put("c2")
failed = []

def fail_once(execute, sql, params, many, context):
    if "INSERT" in sql and "outbox_step" in sql and not failed:
        failed.append(sql)
        raise DatabaseError("the disk is full")
    return execute(sql, params, many, context)

try:
    with connection.execute_wrapper(fail_once):
        turn()
except DatabaseError:
    pass
assert failed and Message.objects.filter(state="waiting").count() == 2
print(json.dumps([Message.objects.get(key="c1").attempts, len(taken)]))
'''


def test_several_workers_send_each_message_once_and_in_order(installation):
    attempts, taken = json.loads(installation.script(SCRIPT))
    assert (attempts, taken) == (1, 16)
