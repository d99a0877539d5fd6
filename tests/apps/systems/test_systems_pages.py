"""A leader lets a system in, gives it a token once, and shuts it out."""

import re

import pytest

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.systems.models import System, Token
from tests import make
from tests.api.world import ask

pytestmark = pytest.mark.django_db
NEW = {"name": "Ydelse", "contact": "it@example.dk", "role": "leader", "reach": "authority"}
TOKEN = {"scopes": ["policy:read"], "days": "30", "per_minute": "60"}


@pytest.fixture
def leader(client):
    made = make.leader()
    client.force_login(made)
    return made


def test_a_token_is_shown_once_and_opens_the_door(client, leader):
    page = client.post("/systemer/", NEW)
    found = System.objects.get()
    assert page.headers["Location"] == f"/systemer/{found.public_id}/"
    shown = client.post(f"/systemer/{found.public_id}/", TOKEN).content.decode()
    text = re.search(r"fod_[0-9a-f]{8}_[\w-]{43}", shown)[0]
    assert ask(text, "GET", "/api/figures").status_code == 200
    again = client.get(f"/systemer/{found.public_id}/").content.decode()
    assert text not in again
    assert text[:12] in again


def test_a_system_shut_out_opens_nothing_and_its_name_is_free_again(client, leader):
    client.post("/systemer/", NEW)
    found = System.objects.get()
    shown = client.post(f"/systemer/{found.public_id}/", TOKEN).content.decode()
    text = re.search(r"fod_[0-9a-f]{8}_[\w-]{43}", shown)[0]
    client.post(f"/systemer/{found.public_id}/luk-ude/")
    assert ask(text, "GET", "/api/figures").status_code == 401
    assert client.post("/systemer/", NEW).status_code == 302
    said = set(Event.objects.values_list("what", flat=True))
    assert {"System lukket ind: Ydelse", "System lukket ude: Ydelse"} <= said


def test_a_token_taken_back_opens_nothing(client, leader):
    client.post("/systemer/", NEW)
    found = System.objects.get()
    shown = client.post(f"/systemer/{found.public_id}/", TOKEN).content.decode()
    text = re.search(r"fod_[0-9a-f]{8}_[\w-]{43}", shown)[0]
    prefix = Token.objects.get().prefix
    client.post(f"/systemer/{found.public_id}/adgang/{prefix}/traek-tilbage/")
    assert ask(text, "GET", "/api/figures").status_code == 401


def test_what_is_missing_is_said_and_nothing_is_made(client, leader):
    page = client.post("/systemer/", {"role": "case_worker", "reach": "unit"})
    assert page.status_code == 422
    assert "Vælg den enhed, systemet hører til." in page.content.decode()
    assert not System.objects.exists()


def test_two_systems_do_not_share_a_name(client, leader):
    client.post("/systemer/", NEW)
    page = client.post("/systemer/", NEW)
    assert page.status_code == 422
    assert "Der er allerede et system med det navn." in page.content.decode()
