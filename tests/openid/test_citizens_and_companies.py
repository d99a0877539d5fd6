"""Citizens and companies come in by a broker such as MitID's: known by number, and the number let go."""

import pytest
from django.db import connection

from fodfaeste.apps.accounts.models import SignedIn, User
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.journal.selectors import events_for_citizen
from tests import make

pytestmark = pytest.mark.django_db


def known_by(cpr, authority=None):
    citizen = make.citizen(authority)
    cpr_store(citizen, cpr)
    return citizen


def signed_in_as(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()


def everything_stored():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(value) for row in cursor.fetchall() for value in row)


def test_a_citizen_is_found_by_number_and_the_number_stays_nowhere(client, provider, arrive, caplog):
    cpr = make.cpr()
    citizen = known_by(cpr)
    provider.person("mit-1", cpr=cpr)
    came = arrive("citizen", "mitid", "mit-1")
    assert came.headers["Location"] == "/min-side/"
    citizen.refresh_from_db()
    assert signed_in_as(client) == citizen.user
    assert (citizen.user.role, citizen.user.name) == ("citizen", citizen.name)
    assert [event.action for event in events_for_citizen(citizen)][:2] == ["sign_in", "change"]
    assert not [value for value in everything_stored() if cpr in value]
    assert cpr not in str(dict(client.session.items()))
    assert cpr not in caplog.text


def test_the_second_time_it_is_the_same_account(client, provider, arrive):
    cpr = make.cpr()
    citizen = known_by(cpr)
    provider.person("mit-2", cpr=f"{cpr[:6]}-{cpr[6:]}")
    arrive("citizen", "mitid", "mit-2")
    first = signed_in_as(client)
    arrive("citizen", "mitid", "mit-2")
    citizen.refresh_from_db()
    assert signed_in_as(client) == first == citizen.user
    assert SignedIn.objects.count() == 1


def test_a_citizen_of_two_municipalities_chooses(client, provider, arrive):
    cpr = make.cpr()
    known_by(cpr)
    known_by(cpr, make.authority_elsewhere())
    provider.person("mit-3", cpr=cpr)
    assert arrive("citizen", "mitid", "mit-3").headers["Location"] == "/log-ind/som/"
    assert client.get("/log-ind/som/").content.decode().count('name="position"') == 2
    assert User.objects.values("person").distinct().count() == 1


@pytest.mark.parametrize(
    ("claims", "status", "words"),
    [
        ({"cpr": make.cpr(7)}, 403, "Vi finder ingen sag på dig"),
        ({}, 403, "Vi fik ikke dit CPR-nummer"),
        ({"cpr": "ikke et nummer"}, 403, "Vi fik ikke dit CPR-nummer"),
    ],
)
def test_who_is_not_known_gets_a_page_that_says_what_to_do(
    client, provider, arrive, caplog, claims, status, words
):
    provider.person("fremmed", **claims)
    came = arrive("citizen", "mitid", "fremmed")
    assert came.status_code == status
    assert words in came.content.decode()
    assert signed_in_as(client) is None
    assert claims.get("cpr", "intet nummer") not in caplog.text + came.content.decode()


def test_the_page_can_be_read_again_in_english(client, provider, arrive):
    make.authority()
    provider.person("fremmed", cpr=make.cpr(7))
    again = arrive("citizen", "mitid", "fremmed").wsgi_request.get_full_path()
    client.post("/sprog/", {"language": "en", "next": again})
    answer = client.get(again)
    assert answer.status_code == 403
    assert 'lang="en"' in answer.content.decode()
    assert "/log-ind/" in answer.content.decode()


def test_a_citizen_who_is_less_surely_known_than_we_ask_stays_outside(client, provider, arrive):
    cpr = make.cpr()
    known_by(cpr)
    provider.person("mit-4", acr="low", cpr=cpr)
    came = arrive("citizen", "mitid", "mit-4")
    assert came.status_code == 403
    assert "mere sikkert" in came.content.decode()
    assert signed_in_as(client) is None


def test_somebody_from_a_company_acts_for_it_and_a_colleague_is_another(client, provider, arrive):
    company = make.company()
    for account in ("Kaj", "Lis"):
        provider.person(account, name=account, cvr=company.cvr)
        provider.another_browser()
        assert arrive("company", "erhverv", account).status_code == 302
        user = signed_in_as(client)
        assert (user.role, user.company, user.name) == ("company", company, account)
    assert User.objects.filter(company=company).count() == 2


def test_the_same_login_at_the_partners_door_is_the_partner(client, provider, arrive):
    partner = make.partner(cvr="12345678")
    provider.person("Per", name="Per", cvr="12345678")
    arrive("partner", "erhverv", "Per")
    assert signed_in_as(client).partner == partner


@pytest.mark.parametrize("door", ["company", "partner"])
def test_a_company_that_is_not_written_down_gets_a_page(client, provider, arrive, door):
    provider.person("Ole", name="Ole", cvr="87654321")
    came = arrive(door, "erhverv", "Ole")
    assert came.status_code == 403
    assert "Ring til" in came.content.decode()
    assert not User.objects.exists()


def test_a_door_that_the_broker_does_not_stand_behind_is_not_there(client):
    assert client.get("/log-ind/mitid/employee/").status_code == 404
