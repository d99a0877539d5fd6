"""Sessions end from either side: by the broker's signed word, and by our own button."""

import re

import pytest
import requests
from django.test import Client

from fodfaeste.apps.accounts.models import SignedIn
from fodfaeste.apps.journal.models import Event
from tests import make
from tests.openid.real_provider import OURS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bo(provider, client, arrive):
    """Bo is signed in twice with one login at the broker, and a stranger is signed in too."""
    make.unit(name="Team Nord")
    provider.person("Bo", name="Bo Dal", groups=["fod-leder"])
    provider.person("Eva", name="Eva Lund", groups=["fod-leder"])
    arrive("employee", "kommune", "Bo")


def is_in(browser):
    return browser.get("/min-konto/").status_code == 200


def told(client, token, broker="kommune"):
    return client.post(f"/log-ud/besked/{broker}/", {"logout_token": token})


def broker_logs_out(provider, client):
    """End the session at the broker, which then tells us; gives its token."""
    before = len(provider.told())
    page = client.post("/log-ud/overalt/").content.decode()
    provider.log_out(re.search(r'href="([^"]+session/end[^"]+)"', page)[1].replace("&amp;", "&"))
    return provider.told()[before]


def test_log_out_everywhere_ends_ours_and_leads_on_to_the_brokers(provider, client, arrive):
    phone = Client()
    arrive("employee", "kommune", "Bo", browser=phone)
    assert is_in(phone)
    left = client.post("/log-ud/overalt/")
    way = left.headers["Refresh"].removeprefix("0; url=")
    assert left.status_code == 200
    assert not is_in(client)
    assert not is_in(phone)
    assert provider.log_out(way).startswith(f"{OURS}/log-ind/")
    assert not SignedIn.objects.exists()
    assert set(Event.objects.filter(action="sign_out").values_list("what", flat=True)) == {
        "Log ud",
        "Log ud overalt",
    }


def test_after_that_the_broker_asks_who_one_is_again(provider, client):
    broker_logs_out(provider, client)
    way = client.get("/log-ind/kommune/employee/").headers["Location"]
    assert not isinstance(provider._follow(way), str)


def test_the_broker_ends_the_session_that_it_names_and_no_other(provider, client, arrive):
    token = broker_logs_out(provider, client)
    arrive("employee", "kommune", "Bo")  # another session at the broker
    stranger = Client()
    provider.another_browser()
    arrive("employee", "kommune", "Eva", browser=stranger)
    assert told(client, token).status_code == 200
    assert is_in(client)
    assert is_in(stranger)


def test_a_session_ends_when_the_broker_says_so(provider, client):
    other = Client()
    other.cookies = client.cookies.copy()
    session = SignedIn.objects.get()
    token = broker_logs_out(provider, other)
    # What our own button ended stands again, as if only the broker had been asked.
    client.cookies.clear()
    client.force_login(session.user)
    SignedIn.objects.update(
        issuer=session.issuer, sid_index=session.sid_index, subject_index=session.subject_index
    )
    assert is_in(client)
    assert told(Client(enforce_csrf_checks=True), token).status_code == 200
    assert not is_in(client)
    assert Event.objects.latest("pk").what == "Log ud: afsluttet af login-tjenesten"


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJCbyJ9."])
def test_a_word_that_is_not_the_brokers_ends_nothing(client, token):
    answer = told(client, token)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert is_in(client)


def test_a_word_to_another_receiver_ends_nothing(provider, client):
    token = broker_logs_out(provider, client)
    assert told(client, token, "mitid").status_code == 400


def test_an_id_token_is_no_word_to_log_out(provider, client, monkeypatch):
    kept = []
    monkeypatch.setattr("fodfaeste.apps.accounts.broker_views.locked", lambda token: kept.append(token) or "")
    way = client.get("/log-ind/kommune/employee/").headers["Location"]
    client.get(provider.log_in(way, "Bo").removeprefix(OURS))
    assert told(client, kept[0]).status_code == 400
    assert is_in(client)


def test_an_employees_own_log_out_leaves_the_brokers_session_alone(client):
    assert client.post("/log-ud/").headers["Location"] == "/"
    assert not SignedIn.objects.exists()


def test_from_outside_the_municipality_logging_out_ends_the_brokers_session_too(provider, arrive):
    browser, company = Client(), make.company()
    provider.another_browser()
    provider.person("Kaj", name="Kaj", cvr=company.cvr)
    arrive("company", "erhverv", "Kaj", browser=browser)
    left = browser.post("/log-ud/")
    assert "session/end" in left.headers["Refresh"]
    assert requests.get(left.headers["Refresh"].removeprefix("0; url="), timeout=10).ok
