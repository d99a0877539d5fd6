"""Employees come in by the municipality's broker: a real one, over HTTP, with PKCE, state and nonce."""

import base64

import pytest
from django.test import Client
from joserfc.jwk import ECKey

from fodfaeste.apps.accounts.models import Identification, SignedIn, User
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<bpp:PrivilegeList xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">
  <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:{cvr}">
    <Privilege>http://fodfaeste.example/roles/jobrole/sagsbehandler/1</Privilege>
    <Constraint Name="urn:dk:kombit:orgUnit">48df8b3d-56be-4f3a-bd0f-d3ade05348dd</Constraint>
  </PrivilegeGroup>
</bpp:PrivilegeList>"""


@pytest.fixture(autouse=True)
def municipalities():
    make.unit(name="Team Nord")
    make.authority_elsewhere()


def who(client: Client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


def test_an_employee_with_one_role_lands_on_the_page_asked_for(client, provider, arrive):
    provider.person("Bo", name="Bo Dal", groups=["fod-sagsbehandler", "andet"], teams=["4711"])
    came = arrive("employee", "kommune", "Bo", wanted="/politik/")
    assert (came.status_code, came.headers["Location"]) == (302, "/politik/")
    user = who(client)
    assert (user.name, user.role, user.unit.name) == ("Bo Dal", "case_worker", "Team Nord")
    assert not user.has_usable_password()
    assert Event.objects.latest("pk").action == "sign_in"


def test_an_employee_with_two_roles_in_two_municipalities_chooses_and_switches(client, provider, arrive):
    provider.person("Ida", name="Ida Holm", groups=["fod-leder", "fod-konsulent-haderslev"])
    assert arrive("employee", "kommune", "Ida").headers["Location"] == "/log-ind/som/"
    assert who(client) is None
    page = client.get("/log-ind/som/").content.decode()
    assert "Leder, Norddjurs Kommune" in page
    assert "Virksomhedskonsulent, Haderslev Kommune" in page
    consultant, leader = User.objects.order_by("role")
    client.post("/log-ind/som/", {"position": leader.pk})
    assert who(client) == leader
    before, began = client.session.session_key, client.session["began"]
    client.post("/log-ind/som/", {"position": consultant.pk})
    assert who(client) == consultant
    assert client.session.session_key != before
    assert client.session["began"] == began
    assert SignedIn.objects.get().user == consultant
    told = list(Event.objects.order_by("-pk").values_list("authority__slug", "action", "what")[:2])
    assert told[0] == ("haderslev", "sign_in", "Skiftede fra leder, Norddjurs Kommune")
    assert told[1] == ("norddjurs", "sign_out", "Skiftede til virksomhedskonsulent, Haderslev Kommune")


def test_nobody_switches_to_a_position_that_is_not_theirs(client, provider, arrive):
    other = make.leader()
    provider.person("Ida", name="Ida Holm", groups=["fod-leder", "fod-konsulent-haderslev"])
    arrive("employee", "kommune", "Ida")
    assert client.post("/log-ind/som/", {"position": other.pk}).status_code == 422
    assert who(client) is None


def test_roles_and_team_follow_the_claims_at_each_sign_in(client, provider, arrive):
    provider.person("Bo", name="Bo Dal", groups=["fod-sagsbehandler"], teams=["4711"])
    arrive("employee", "kommune", "Bo")
    worker = who(client)
    citizen = make.citizen(case_worker=worker)
    provider.person("Bo", name="Bo Dal Vad", groups=["fod-sagsbehandler"], teams=["4712"])
    arrive("employee", "kommune", "Bo")
    worker.refresh_from_db()
    assert (worker.unit.name, worker.name, citizen.case_worker) == ("Team Syd", "Bo Dal Vad", worker)
    provider.person("Bo", name="Bo Dal Vad", groups=["fod-leder"])
    arrive("employee", "kommune", "Bo")
    worker.refresh_from_db()
    assert not worker.is_active
    assert who(client).role == "leader"
    assert worker.person == who(client).person


@pytest.mark.parametrize(
    "claims", [{"groups": ["andet"]}, {"groups": ["fod-sagsbehandler"], "teams": ["ukendt"]}, {}]
)
def test_without_a_role_or_a_team_there_is_a_readable_page_and_no_way_in(client, provider, arrive, claims):
    provider.person("Eva", name="Eva Lund", **claims)
    came = arrive("employee", "kommune", "Eva")
    assert came.status_code == 403
    assert "ingen rolle" in came.content.decode()
    assert who(client) is None


def test_somebody_who_has_lost_every_role_is_out_of_open_sessions_too(client, provider, arrive):
    provider.person("Bo", name="Bo Dal", groups=["fod-leder"])
    arrive("employee", "kommune", "Bo")
    provider.person("Bo", name="Bo Dal")
    arrive("employee", "kommune", "Bo", browser=Client())
    assert client.get("/min-konto/").status_code == 302
    assert not User.objects.get().is_active


def test_an_account_closed_by_hand_is_not_opened_by_the_broker(client, provider, arrive):
    provider.person("Bo", name="Bo Dal", groups=["fod-leder"])
    arrive("employee", "kommune", "Bo")
    User.objects.update(is_active=False, is_barred=True)
    came = arrive("employee", "kommune", "Bo", browser=Client())
    assert came.status_code == 403
    assert "adgang er lukket" in came.content.decode()


def test_privileges_count_for_the_municipality_they_are_given_for(client, provider, arrive):
    name = "https://data.gov.dk/model/core/eid/privilegesIntermediate"
    for account, cvr in (("Bo", "29189986"), ("Eva", "29189757")):
        text = base64.b64encode(LIST.format(cvr=cvr).encode()).decode()
        provider.person(account, name=account, **{name: text})
    assert arrive("employee", "privilegier", "Bo").status_code == 302
    assert (who(client).role, who(client).unit.name) == ("case_worker", "Team Nord")
    stranger = Client()
    provider.another_browser()
    assert arrive("employee", "privilegier", "Eva", browser=stranger).status_code == 403


def test_a_broker_that_knows_us_by_our_key_needs_no_shared_word(client, provider, arrive):
    provider.person("Ida", name="Ida Holm", groups=["fod-leder"])
    assert arrive("employee", "noegle", "Ida").status_code == 302
    assert who(client).role == "leader"


def test_another_key_than_ours_opens_nothing(client, provider, arrive, settings_file):
    provider.person("Ida", name="Ida Holm", groups=["fod-leder"])
    pem = ECKey.generate_key("P-256").as_pem(private=True).decode()
    settings_file.with_name("broker.pem").write_text(pem, encoding="ascii")
    assert arrive("employee", "noegle", "Ida").status_code == 403
    assert who(client) is None


def test_the_brokers_name_for_a_person_is_kept_as_a_hash_alone(provider, arrive):
    provider.person("Bo", name="Bo Dal", groups=["fod-leder"])
    arrive("employee", "kommune", "Bo")
    assert len(Identification.objects.get().subject_index) == 64
    assert SignedIn.objects.get().subject_index == Identification.objects.get().subject_index
