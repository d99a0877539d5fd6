"""A citizen who is signed in says yes or no to an agreement, as themselves."""

import pytest
from django.urls import reverse

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.offers.models import Agreement
from tests import make
from tests.make import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return links.planned(links.person())


@pytest.fixture
def page(agreement):
    return reverse("offers:my_agreement", args=[agreement.pk])


@pytest.fixture
def citizen(client, agreement):
    user = make.citizen_user(agreement.citizen)
    client.force_login(user)
    return user


def test_it_waits_on_min_side_until_it_is_answered(client, citizen, page):
    assert page in client.get(reverse("citizens:my_page")).content.decode()
    assert "Svar på aftalen" in client.get(reverse("citizens:my_page")).content.decode()
    client.post(page, {"answer": "yes"})
    assert "Se eller ret dit svar" in client.get(reverse("citizens:my_page")).content.decode()


def test_a_yes_is_the_citizens_own_and_journalled_as_such(client, citizen, agreement, page):
    assert client.post(page, {"answer": "yes", "words": "Gerne om morgenen"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.answer, agreement.answer_words, agreement.answered_how) == (
        "yes",
        "Gerne om morgenen",
        "signed_in",
    )
    written = Event.objects.get(action="change", what__startswith="Borgeren siger ja")
    assert (written.actor, written.citizen, written.via) == (citizen, agreement.citizen, "")
    assert "Gerne om morgenen" in client.get(page).content.decode()


def test_a_no_ends_nothing_and_can_be_made_a_yes(client, citizen, agreement, page):
    said = client.post(page, {"answer": "no"}, follow=True).content.decode()
    assert "intet er afgjort endnu" in said
    assert Agreement.objects.get().state == "planned"
    client.post(page, {"answer": "yes"})
    assert Agreement.objects.get().answer == "yes"


@pytest.mark.parametrize("wrong", [{}, {"answer": "maaske"}, {"answer": "no", "words": "x" * 401}], ids=str)
def test_what_does_not_fit_is_said_and_nothing_is_written(client, citizen, page, wrong):
    answer = client.post(page, wrong)
    assert (answer.status_code, Agreement.objects.get().answer) == (422, "")


def test_what_has_begun_is_read_and_no_longer_answered(client, citizen, page):
    Agreement.objects.update(state="running")
    assert "Send svaret" not in client.get(page).content.decode()
    answer = client.post(page, {"answer": "no"})
    assert (answer.status_code, Agreement.objects.get().answer) == (422, "")


def test_nobody_answers_for_another(client, agreement, page):
    client.force_login(make.citizen_user(make.citizen()))
    assert client.post(page, {"answer": "yes"}).status_code == 404
    assert Agreement.objects.get().answer == ""
