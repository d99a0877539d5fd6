"""The disk is full: under the database, an upload, a backup. A page says so, and nothing is half."""

import json
import re

import pytest
from django.db import OperationalError

from fodfaeste.web.outages import DATABASE, ROOM, outage_of

FULL = """
import json, resource
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from fodfaeste.apps.imports.models import Batch
from fodfaeste.apps.journal.models import Event
from tests import make
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(make.leader())

def value(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]

def told(answer):
    wait = answer.headers.get("Retry-After")
    return {"status": answer.status_code, "wait": wait, "text": answer.content.decode()}

def full_upload():
    # A file of this process may grow to a megabyte: what comes after is refused by the system itself.
    file = SimpleUploadedFile("borgere.csv", b"borger;navn\\n" + b"1;Ane\\n" * 600_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY))
    answer = client.post("/indlaes/", {"file": file})
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return told(answer) | {"left": Batch.objects.count()}

def full_database():
    value(f"PRAGMA max_page_count = {value('PRAGMA page_count')}")
    answer = None
    while answer is None or answer.status_code == 200:
        before = Event.objects.count()
        answer = client.get("/logbog/")
    left = Event.objects.count() - before
    value("PRAGMA max_page_count = 1000000")
    again = client.get("/logbog/").status_code
    return told(answer) | {"left": left, "again": again, "verdict": value("PRAGMA integrity_check")}

found = {"upload": full_upload()}
if connection.vendor == "sqlite":  # PostgreSQL's disk is the server's own; its error is told apart below
    found["database"] = full_database()
print(json.dumps(found))
"""
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
from fodfaeste.cli import main
print(main(["backup", {folder!r}]))
"""


@pytest.mark.slow
def test_a_full_disk_answers_with_a_page_and_keeps_what_it_had(installation):
    found = json.loads(installation.script(FULL))
    for answer in found.values():
        assert (answer["status"], int(answer["wait"]) > 0, answer["left"]) == (503, True, 0)
        assert "Der er ikke plads til at gemme" in answer["text"]
        assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", answer["text"])
    if "database" in found:
        assert (found["database"]["again"], found["database"]["verdict"]) == (200, "ok")


@pytest.mark.slow
def test_a_backup_there_is_no_room_for_leaves_nothing(installation, tmp_path):
    folder = tmp_path / "copies"
    assert installation.script(LIMITED.format(folder=str(folder))) == "1"
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert not (installation.folder / "var" / "backup.json").exists()


class NoRoom(Exception):
    sqlstate = "53100"


class Restarting(Exception):
    sqlstate = "57P03"


class Missing(Exception):
    sqlstate = "42P01"


@pytest.mark.parametrize(
    ("cause", "out"), [(NoRoom(), ROOM), (Restarting(), DATABASE), (Missing(), ""), (None, DATABASE)]
)
def test_what_is_out_is_told_apart_from_what_is_wrong(cause, out):
    error = OperationalError()
    error.__cause__ = cause
    assert outage_of(error) == out


@pytest.mark.parametrize(("number", "out"), [(28, ROOM), (27, ROOM), (122, ROOM), (2, "")])
def test_no_room_for_a_file_is_told_apart_from_other_faults(number, out):
    assert outage_of(OSError(number, "")) == out
