"""The disk is full: under the database, an upload, a backup. A page says so, and nothing is half."""

import json
import re

import pytest
from django.db import OperationalError

from fodfaeste.web.outages import DATABASE, ROOM, outage_of

FULL_DATABASE = """
import json
from django.db import connection
from django.test import Client
from fodfaeste.apps.journal.models import Event
from tests import make
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(make.leader())

def value(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]

value(f"PRAGMA max_page_count = {value('PRAGMA page_count')}")
answers = []
while not answers or answers[-1].status_code == 200:
    before = Event.objects.count()
    answers.append(client.get("/logbog/"))
full = answers[-1]
after = Event.objects.count()
value("PRAGMA max_page_count = 1000000")
again = client.get("/logbog/")
print(json.dumps([full.status_code, full.headers.get("Retry-After"), full.content.decode(),
                  after - before, again.status_code, value("PRAGMA integrity_check")]))
"""
#: Any file of this process may grow to a megabyte: what comes after is refused by the system itself.
FULL_UPLOAD = """
import json, resource
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fodfaeste.apps.imports.models import Batch
from tests import make
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(make.leader())
content = b"borger;navn\\n" + b"1;Ane\\n" * 600_000
file = SimpleUploadedFile("borgere.csv", content)
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY))
full = client.post("/indlaes/", {"file": file})
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(json.dumps([full.status_code, full.content.decode(), Batch.objects.count()]))
"""
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
from fodfaeste.cli import main
print(main(["backup", {folder!r}]))
"""


def on_sqlite(installation):
    if installation.environment["FODFAESTE_DATABASE"].startswith("postgres"):
        pytest.skip("PostgreSQL's disk is the server's own; its error is told apart below")


@pytest.mark.slow
def test_a_full_database_answers_with_a_page_and_keeps_what_it_had(installation):
    on_sqlite(installation)
    status, wait, text, written, again, verdict = json.loads(installation.script(FULL_DATABASE))
    assert (status, int(wait) > 0) == (503, True)
    assert "Der er ikke plads til at gemme" in text
    assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", text)
    assert (written, again, verdict) == (0, 200, "ok")


@pytest.mark.slow
def test_a_file_there_is_no_room_for_is_refused_with_a_page(installation):
    status, text, batches = json.loads(installation.script(FULL_UPLOAD))
    assert (status, batches) == (503, 0)
    assert "Der er ikke plads til at gemme" in text


@pytest.mark.slow
def test_a_backup_there_is_no_room_for_leaves_nothing(installation, tmp_path):
    folder = tmp_path / "copies"
    assert installation.script(LIMITED.format(folder=str(folder))) == "1"
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert not (installation.folder / "var" / "backup.json").exists()


class Full(Exception):
    sqlstate = "53100"


class Restarting(Exception):
    sqlstate = "57P03"


class Missing(Exception):
    sqlstate = "42P01"


@pytest.mark.parametrize(
    ("cause", "out"), [(Full(), ROOM), (Restarting(), DATABASE), (Missing(), ""), (None, DATABASE)]
)
def test_what_is_out_is_told_apart_from_what_is_wrong(cause, out):
    error = OperationalError()
    error.__cause__ = cause
    assert outage_of(error) == out


@pytest.mark.parametrize(("number", "out"), [(28, ROOM), (27, ROOM), (122, ROOM), (2, "")])
def test_no_room_for_a_file_is_told_apart_from_other_faults(number, out):
    assert outage_of(OSError(number, "")) == out
