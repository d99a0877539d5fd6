"""A company's links: made by a consultant, opened with the code that was said, and wanted anew."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.arrivals import users_told
from fodfaeste.apps.accounts.models import SignedIn, User
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.links.acting import citizen_user
from fodfaeste.apps.links.entering import key_of_token
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link, LinkOpening
from fodfaeste.apps.links.renewing import link_renew
from fodfaeste.apps.links.selectors import links_wanted
from fodfaeste.apps.links.services import link_make, links_forget
from fodfaeste.installation import clock
from tests import make
from tests.make import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.production_unit(name="Bageriet Prøve")


@pytest.fixture
def consultant():
    return make.consultant()


def made(unit, purpose, about, about_id):
    return link_make(
        authority=unit.authority,
        company=unit.company,
        purpose=purpose,
        about=about,
        about_id=about_id,
        by=make.consultant(),
    )


def entered(link):
    client = Client()
    answer = client.post(reverse("links:token", args=[link.token]), {"fact": link.told_code})
    assert answer.status_code == 302
    return client, reverse("links:opened", args=[link.public_id])


# Made -----------------------------------------------------------------------------------------


def test_a_consultant_makes_a_link_whose_code_is_said_and_never_shown_again(client, unit, consultant):
    opening = make.opening(unit)
    client.force_login(consultant)
    page = reverse("links:company_links", args=[unit.company.public_id])
    thing = {"thing": f"answer:companies.opening:{opening.pk}"}
    shown = client.post(page, {**thing, "how": "copy"}).content.decode()
    link = Link.objects.get()
    assert (link.company, link.bound_to, link.citizen) == (unit.company, "told_code", None)
    assert "/l/" in shown
    assert "Sig disse seks cifre" in shown
    printed = client.post(page, {**thing, "how": "letter"}).content.decode()
    assert "letter-code" in printed
    again = client.get(page).content.decode()
    assert "/l/" not in again
    withdraw = reverse("links:company_withdraw", args=[unit.company.public_id, link.public_id])
    assert client.post(withdraw).status_code == 302
    link.refresh_from_db()
    assert link.withdrawn_by == consultant


# Opened ---------------------------------------------------------------------------------------


def test_a_company_says_by_link_how_many_seats_are_left_and_no_other_companys(unit):
    opening, other = make.opening(unit, seats=3), make.opening(seats=3)
    client, page = entered(made(unit, "answer", "companies.opening", opening.pk))
    assert client.post(page, {"do": "seats", "seats": "0"}).status_code == 422
    assert client.post(page, {"do": "seats", "seats": "1"}).status_code == 200
    opening.refresh_from_db()
    assert opening.seats == 1
    by_link = Event.objects.filter(action="change", via="Personligt link", actor__company=unit.company)
    assert by_link.exists()
    client, page = entered(made(unit, "answer", "companies.opening", other.pk))
    assert client.get(page).status_code == 404
    client, page = entered(made(unit, "see", "companies.opening", opening.pk))
    assert opening.title in client.get(page).content.decode()


def test_a_company_signs_an_agreement_at_its_workplace_once(unit):
    agreement = links.planned(links.person())
    agreement.workplace = unit
    agreement.reason = "Sygdom i familien"
    agreement.save()
    client, page = entered(made(unit, "sign", "offers.workplace", agreement.pk))
    shown = client.get(page).content.decode()
    assert agreement.citizen.name not in shown
    assert "Sygdom" not in shown
    refused = client.post(page, {})
    assert refused.status_code == 422
    assert "Send svaret" in refused.content.decode()
    assert client.post(page, {"answer": "yes", "words": "Møde kl. 7"}).status_code == 200
    assert client.post(page, {"answer": "no"}).status_code == 409
    agreement.refresh_from_db()
    assert (agreement.company_answer, agreement.company_words) == ("yes", "Møde kl. 7")
    said = Event.objects.get(what__startswith="Virksomheden siger ja")
    assert (said.citizen, said.via, said.actor.company) == (
        agreement.citizen,
        "Personligt link",
        unit.company,
    )


def test_an_agreement_at_another_companys_workplace_opens_nothing(unit):
    agreement = make.agreement(make.citizen(), workplace=make.production_unit())
    client, page = entered(made(unit, "sign", "offers.workplace", agreement.pk))
    assert client.get(page).status_code == 404


# Wanted anew, and forgotten -------------------------------------------------------------------


def test_a_company_that_wants_a_new_link_is_on_a_list_until_it_has_one(client, unit, consultant):
    old = made(unit, "see", "companies.opening", make.opening(unit).pk)
    Link.objects.update(expires_at=clock.now())
    assert link_renew(key=key_of_token(old.token)) is None
    link_renew(key=key_of_token(old.token))
    assert Event.objects.filter(what="Nyt personligt link ønsket", via="Personligt link").count() == 1
    client.force_login(consultant)
    assert unit.company.name in client.get(reverse("links:wanted")).content.decode()
    assert reverse("links:wanted") in client.get(reverse("companies:companies")).content.decode()
    made(unit, "see", "companies.opening", old.about_id)
    assert not links_wanted(unit.authority_id).exists()


def test_links_that_ran_out_long_ago_are_deleted_and_counted_in_the_journal():
    old, newer = links.link(), links.link()
    LinkOpening.objects.create(link=old, at=clock.now(), way="link")
    Link.objects.filter(pk=old.pk).update(expires_at=clock.now() - limits().kept_for - timedelta(days=1))
    assert links_forget(authority=old.authority) == 1
    assert links_forget(authority=old.authority) == 0
    assert list(Link.objects.all()) == [newer]
    assert limits().kept_for > limits().renewed_for
    assert Event.objects.get(what="Udløbne personlige links slettet: 1").citizen is None


# One user -------------------------------------------------------------------------------------


def test_who_came_by_link_first_is_the_same_user_when_they_sign_in():
    person = make.citizen()
    cpr = make.cpr()
    cpr_store(person, cpr)
    by_link = citizen_user(person)
    broker = SimpleNamespace(
        issuer="https://broker.example",
        authorities=(person.authority.slug,),
        claims=SimpleNamespace(cpr="cpr", name="name"),
    )
    claims = {"sub": "mitid", "cpr": cpr}
    assert users_told(broker=broker, door="citizen", claims=claims) == [by_link]
    assert User.objects.filter(role="citizen").count() == 1


def test_signing_in_twice_in_one_browser_is_one_session(client):
    user = make.case_worker()
    client.force_login(user)
    client.force_login(user)
    assert SignedIn.objects.filter(user=user).count() == 1
