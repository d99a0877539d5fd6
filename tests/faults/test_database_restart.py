"""PostgreSQL is struck down under load and started again, while people work.

Nothing that was acknowledged is lost, whoever asks meanwhile gets a page that says what to do, and the
server finds the database again by itself.
"""

import http.client
import re
import threading
from dataclasses import dataclass, field

import pytest

from tests.databases import Installation, until
from tests.restarting import restartable_postgres
from tests.servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

#: A leader with a session; every look at the journal writes a line in it.
SIGN_IN = """
from django.test import Client
from tests import make
client = Client()
client.force_login(make.leader())
print(client.cookies["sessionid"].value)
"""
LINES = """
from fodfaeste.apps.journal.models import Event
print(Event.objects.filter(what="Logbogen").count())
"""
READERS = 3


@dataclass
class Reader(threading.Thread):
    """Somebody who asks for the journal again and again, and remembers each answer."""

    port: int
    session: str
    over: threading.Event
    answers: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self):
        while not self.over.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("GET", "/logbog/", headers={"Cookie": f"sessionid={self.session}"})
            answer = connection.getresponse()
            self.answers.append((answer.status, answer.headers, answer.read().decode()))
            connection.close()
            self.over.wait(0.05)

    def count(self, status):
        return sum(given == status for given, _headers, _text in self.answers)


@pytest.fixture
def site(migrated, installation):
    """The product's own web server, on a database that can be struck down."""
    with restartable_postgres() as server:
        server.fill_from(migrated)
        environment = {**installation.environment, "FODFAESTE_DATABASE": server.url}
        own = Installation(installation.folder, environment)
        session, port = own.script(SIGN_IN), free_port()
        process = own.start("serve", "--port", str(port), "--processes", "1")
        try:
            until(lambda: "ready at" in (own.folder / "said").read_text())
            yield own, server, port, session
        finally:
            process.terminate()
            process.wait()


def test_nothing_acknowledged_is_lost_and_all_come_back(site):
    own, server, port, session = site
    over = threading.Event()
    readers = [Reader(port, session, over) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    until(lambda: all(reader.count(200) >= 3 for reader in readers))
    server.strike_down()
    until(lambda: all(reader.count(503) for reader in readers))
    server.start()
    before = [reader.count(200) for reader in readers]
    until(lambda: all(reader.count(200) > had for reader, had in zip(readers, before, strict=True)))
    over.set()
    for reader in readers:
        reader.join()
    answers = [answer for reader in readers for answer in reader.answers]
    assert {status for status, _headers, _text in answers} == {200, 503}
    for status, headers, text in answers:
        if status == 503:
            assert int(headers["Retry-After"]) > 0
            assert "ude af drift et øjeblik" in text
            assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", text)
    acknowledged = sum(reader.count(200) for reader in readers)
    # One more may have been written than was heard of, for each who asked when the database fell.
    assert acknowledged <= int(own.script(LINES)) <= acknowledged + READERS
