"""The front page, stepping in without a password, and the tour."""

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.demo.views import DOORS, TOUR_BEGINS_AT
from fodfaeste.apps.journal.models import Event
from tests import make

ROLES = [door.role for door in DOORS]

pytestmark = pytest.mark.django_db

ITEM = f"/politik/{TOUR_BEGINS_AT}/?guide=1"


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    return {role: make.user(role, username=f"demo-{role}") for role in ROLES}


@pytest.fixture
def no_demo(settings):
    settings.DEMO = False
    return {role: make.user(role, username=f"demo-{role}") for role in ROLES}


def door(role):
    return reverse("demo:enter", args=[role])


def test_the_demo_has_a_door_for_every_role_and_names_the_municipality(client, demo):
    assert sorted(ROLES) == sorted(Role)
    page = client.get("/").content.decode()
    assert all(door(role) in page for role in ROLES)
    assert "Norddjurs Kommune" in page


def test_outside_the_demo_there_is_only_the_way_to_sign_in(client, no_demo):
    page = client.get("/").content.decode()
    assert reverse("accounts:sign_in") in page
    assert not any(door(role) in page for role in ROLES)


def test_outside_the_demo_the_signed_in_come_to_their_own_first_page(client, no_demo):
    client.force_login(no_demo["committee"])
    assert client.get("/").url == reverse("goals:figures")


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("case_worker", ITEM),
        ("leader", "/proev/"),
        ("committee", "/tal/"),
        ("citizen", "/min-side/"),
        ("company_consultant", "/virksomheder/"),
        ("company", "/virksomhed/"),
        ("partner", "/partner/"),
    ],
)
def test_each_door_opens_on_its_own_page(client, demo, role, page):
    assert client.post(door(role)).url == page
    assert client.session["_auth_user_id"] == str(demo[role].pk)


def test_a_leader_may_begin_with_a_spreadsheet(client, demo):
    assert client.post(door("leader"), {"spreadsheet": "1"}).url == "/indlaes/"


def test_only_a_case_worker_gets_the_tour(client, demo):
    client.post(door("case_worker"))
    assert client.session["guide"] is True
    client.post(door("leader"))
    assert client.session["guide"] is False


def test_stepping_in_stands_in_the_journal(client, demo):
    client.post(door("leader"))
    assert [event.action for event in Event.objects.all()] == ["sign_in"]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_steps_in_outside_the_demo(client, no_demo, role):
    assert client.post(door(role)).status_code == 404
    assert "_auth_user_id" not in client.session


def test_there_is_no_door_for_other_names(client, demo):
    assert client.post(door("admin")).status_code == 404


def test_a_door_opens_by_a_form_only(client, demo):
    assert client.get(door("leader")).status_code == 405


def test_an_empty_demo_says_what_to_do(client, settings):
    settings.DEMO = True
    page = client.post(door("leader"), follow=True).content.decode()
    assert "fodfaeste demo" in page


def test_the_tour_can_be_closed_and_the_page_stays(client, demo):
    client.post(door("case_worker"))
    assert client.post(reverse("demo:close_guide"), {"next": "/politik/"}).url == "/politik/"
    assert not client.session.get("guide")


def test_closing_the_tour_leads_nowhere_else(client, demo):
    answer = client.post(reverse("demo:close_guide"), {"next": "https://example.org/"})
    assert answer.url == "/"


def test_there_is_no_tour_outside_the_demo(client, no_demo):
    assert client.post(reverse("demo:close_guide")).status_code == 404
