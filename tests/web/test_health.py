"""What programs that watch are told: a word or a count, and nothing about any person."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.jobs.signs import worker_signs
from fodfaeste.apps.operation import readiness, versions
from fodfaeste.apps.operation.room import Room
from fodfaeste.installation import clock, secrets
from tests import make

pytestmark = pytest.mark.django_db

THROUGH_THE_PROXY = {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}


def test_it_lives_and_is_ready_for_anyone_who_asks(client):
    assert client.get("/sundhed/").content == b"lever\n"
    assert client.get("/sundhed/klar/").content == b"klar\n"


def test_it_lives_but_is_not_ready_while_the_database_is_away(client):
    with patch.object(readiness.connection, "ensure_connection", side_effect=OperationalError("away")):
        assert client.get("/sundhed/").status_code == 200
        answer = client.get("/sundhed/klar/")
    assert (answer.status_code, answer.content) == (503, b"ikke klar\n")


def test_it_is_not_ready_before_the_database_is_of_this_version(client, monkeypatch):
    monkeypatch.setattr(versions, "steps_taken", lambda _database: set())
    assert client.get("/sundhed/klar/").status_code == 503


def test_it_is_not_ready_without_room(client, monkeypatch, tmp_path):
    monkeypatch.setattr(readiness, "rooms", lambda: [Room(tmp_path, 1, 100, 1, 1)])
    assert client.get("/sundhed/klar/").status_code == 503


def test_counts_are_for_the_machine_itself_or_who_holds_the_token(client):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="198.51.100.7").status_code == 403
    assert client.get("/metrics", **THROUGH_THE_PROXY).status_code == 403
    token = secrets.metrics_token_make()
    given = {"HTTP_AUTHORIZATION": f"Bearer {token}", **THROUGH_THE_PROXY}
    assert client.get("/metrics", **given).status_code == 200
    given["HTTP_AUTHORIZATION"] = "Bearer guessed"
    assert client.get("/metrics", **given).status_code == 403


def test_a_new_key_keeps_the_token():
    token = secrets.metrics_token_make()
    secrets.key_add()
    assert secrets.installation_secrets().metrics_token == token


def metrics():
    return Client().get("/metrics").content.decode()


def test_counts_tell_of_workers_nights_and_jobs():
    authority = make.authority()
    enqueue(kind="nightly", key="x", authority=authority, run_after=clock.true_now() - timedelta(minutes=5))
    worker_signs(name="anna")
    text = metrics()
    assert "fodfaeste_workers 1.0" in text
    assert 'fodfaeste_night_late{authority="norddjurs"} 1.0' in text
    assert 'fodfaeste_jobs{kind="nightly",state="waiting"} 1.0' in text
    assert re.search(r"^fodfaeste_job_wait_seconds 3\d\d\.", text, re.M)
    assert "fodfaeste_migrations_missing 0.0" in text


def test_requests_are_counted_by_the_pages_name_and_hold_nothing_of_people(client):
    citizen = make.citizen(name="Frida Sjælden Nørrelund")
    client.force_login(make.leader(name="Lone Lederlund"))
    cpr = make.cpr(41)
    for path in (f"/borgere/{citizen.public_id}/", f"/borgere/?q={cpr}", f"/findes-ikke/{cpr}/"):
        client.get(path)
    text = metrics()
    assert 'fodfaeste_requests_total{route="citizens:citizen",status="' in text
    assert 'route="unknown",status="404"' in text
    named = ("Frida", "Lederlund", str(citizen.public_id), cpr, citizen.reference)
    assert [word for word in named if word in text] == []
    labels = set(re.findall(r'(\w+)="', text))
    assert labels <= {"route", "status", "le", "version", "kind", "state", "authority", "receiver", "disk"}
