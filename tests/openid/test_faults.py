"""What a broken or hostile broker sends lets nobody in, and a broker that is down gets a readable page."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from fodfaeste.apps.accounts import oidc, rounds
from fodfaeste.apps.accounts.health import broker_check
from tests import make
from tests.openid.real_provider import OURS
from tests.servers import free_port

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode"


@pytest.fixture(autouse=True)
def bo(provider):
    make.unit(name="Team Nord")
    provider.person("Bo", name="Bo Dal", groups=["fod-leder"])


def is_in(client):
    return "_auth_user_id" in client.session


def test_without_a_fault_the_same_person_comes_in(client, arrive):
    arrive("employee", "kommune", "Bo")
    assert is_in(client)


@pytest.mark.parametrize("kind", ["nonce", "issuer", "receiver", "expired", "signature", "none"])
def test_a_token_that_is_wrong_lets_nobody_in(client, provider, arrive, caplog, kind):
    provider.fault(kind)
    caplog.set_level(logging.WARNING)
    came = arrive("employee", "kommune", "Bo")
    assert came.status_code == 403
    assert "Vi kunne ikke godkende svaret" in came.content.decode()
    assert not is_in(client)
    word = {"none": "signature"}.get(kind, kind)
    assert f"not_trusted: {word}" in caplog.text


def way(client):
    return client.get("/log-ind/kommune/employee/").headers["Location"]


def test_the_same_answer_a_second_time_is_refused(client, provider):
    back = provider.log_in(way(client), "Bo").removeprefix(OURS)
    assert client.get(back).status_code == 302
    client.post("/log-ud/")
    again = client.get(back)
    assert again.status_code == 400
    assert "Begynd forfra" in again.content.decode()
    assert not is_in(client)


def test_an_answer_to_somebody_elses_round_is_refused(client, provider):
    way(client)
    back = provider.log_in(way(type(client)()), "Bo").removeprefix(OURS)
    assert client.get(back).status_code == 400
    assert not is_in(client)


def test_an_answer_that_comes_too_late_is_refused(client, provider, monkeypatch):
    back = provider.log_in(way(client), "Bo").removeprefix(OURS)
    monkeypatch.setattr(rounds, "LASTS", -1)
    assert client.get(back).status_code == 400


@pytest.mark.parametrize("issuer", ["&iss=https%3A%2F%2Fother.example", "&iss=%C3%A6", ""])
def test_an_answer_by_another_issuer_or_by_none_is_refused(client, provider, issuer):
    back = provider.log_in(way(client), "Bo").removeprefix(OURS)
    assert client.get(back.partition("&iss=")[0] + issuer).status_code == 403
    assert not is_in(client)


def test_the_way_to_the_broker_carries_what_ties_the_answer_to_us(client):
    asked = parse_qs(urlsplit(way(client)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {len(asked[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}


def test_a_person_who_says_no_at_the_broker_is_told_so(client, provider):
    back = provider.log_in(way(client), "afbryd").removeprefix(OURS)
    came = client.get(back)
    assert came.status_code == 403
    assert "blev afbrudt" in came.content.decode()


@pytest.fixture
def down(settings_file, provider, nothing_known):
    """The broker's port, with nobody behind it."""
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(
        text.replace(provider.issuer, f"http://127.0.0.1:{free_port()}"), encoding="utf-8"
    )


def test_a_broker_that_is_down_gets_a_page_that_keeps_what_was_asked_for(client, down):
    came = client.get("/log-ind/kommune/employee/?next=/logbog/")
    page = came.content.decode()
    assert came.status_code == 503
    assert "Login-tjenesten svarer ikke" in page
    assert "/log-ind/kommune/employee/?next=%2Flogbog%2F" in page
    assert "/log-ind/?next=%2Flogbog%2F" in page


def test_a_broker_that_is_down_is_not_waited_for_by_the_next_one_too(client, down, monkeypatch):
    asked = []
    monkeypatch.setattr(oidc, "_discover", lambda issuer: asked.append(issuer) or _is_down())
    for _ in range(3):
        assert client.get("/log-ind/kommune/employee/").status_code == 503
    assert len(asked) == 1
    broker_check()
    assert len(asked) == 6  # whoever looks after the installation asks all five, and now


def _is_down():
    raise oidc.BrokerDown("den svarer ikke")


def test_where_only_the_discovery_is_away_people_still_come_in(client, arrive, monkeypatch, nothing_known):
    arrive("employee", "kommune", "Bo")
    monkeypatch.setattr(oidc, "KEPT_SECONDS", -1)
    monkeypatch.setattr(oidc, "_discover", lambda issuer: _is_down())
    monkeypatch.setattr(oidc.provider_of, "__kwdefaults__", {"older_than": -1})
    client.post("/log-ud/")
    assert arrive("employee", "kommune", "Bo").status_code == 302
    assert is_in(client)


def test_while_a_broker_is_down_a_local_account_comes_in(client, down):
    make.leader(username="lone", password=PASSWORD)
    came = client.post("/log-ind/", {"username": "lone", "password": PASSWORD, "next": "/logbog/"})
    assert came.headers["Location"] == "/logbog/"


def test_a_broker_that_goes_down_on_the_way_back_gets_the_same_page(client, provider, monkeypatch):
    back = provider.log_in(way(client), "Bo").removeprefix(OURS)

    def refuse(*args, **kwargs):
        raise requests.ConnectionError

    monkeypatch.setattr(oidc.OAuth2Session, "request", refuse)
    assert client.get(back).status_code == 503
    assert not is_in(client)


def test_a_broker_whose_discovery_names_another_issuer_is_not_used(
    client, provider, settings_file, nothing_known
):
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(text.replace(provider.issuer, f"{provider.issuer}/"), encoding="utf-8")
    assert client.get("/log-ind/kommune/employee/").status_code == 503


def test_the_check_for_the_operator_says_which_broker_answers(provider, nothing_known):
    assert [(one.broker, one.is_up) for one in broker_check()] == [
        ("kommune", True),
        ("privilegier", True),
        ("noegle", True),
        ("mitid", True),
        ("erhverv", True),
    ]


def test_the_check_says_which_broker_does_not_answer(down):
    found = broker_check()
    assert not any(one.is_up for one in found)
    assert "den svarer ikke" in found[0].words
