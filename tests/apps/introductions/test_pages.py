"""The question on screen: asked by staff, answered on Min side or by a link, and what a company gets."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from fodfaeste.apps.introductions import access, codes
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.introductions.own_views import answer_store
from fodfaeste.apps.introductions.services import introduction_withdraw
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.links.registry import doors
from fodfaeste.installation import clock
from tests import make
from tests.make.introductions import introduction, introduction_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening():
    found = make.opening()
    make.need(found, "malke-koeer")
    return found


@pytest.fixture
def anna():
    person = make.citizen(name="Anna Prøve", place=make.place())
    make.citizen_user(person)
    make.citizen_skill(person, "malke-koeer")
    make.facts(person, target_group="forsikret", limits="tunge_loeft")
    return person


def until(days=14):
    return (clock.today(make.authority()) + timedelta(days=days)).isoformat()


def test_a_consultant_asks_and_sees_nothing_of_what_the_citizen_can(client, anna, opening):
    client.force_login(make.consultant())
    address = reverse("introductions:ask", args=[opening.public_id, anna.public_id])
    page = client.get(address).content.decode()
    assert "Spørg borgeren" in page
    assert "Malke" not in page
    answer = client.post(address, {"kinds": ["skill"], "until": until()})
    assert answer.headers["Location"] == reverse("introductions:asked", args=[opening.public_id])
    assert Introduction.objects.get().citizen == anna


def test_a_consultant_asks_nobody_whom_the_opening_does_not_fit(client, anna, opening):
    client.force_login(make.consultant())
    other = make.citizen(place=make.place())
    address = reverse("introductions:ask", args=[opening.public_id, other.public_id])
    assert client.get(address).status_code == 404


def test_a_case_worker_sees_what_would_be_shown_and_no_limits(client, anna, opening):
    client.force_login(make.case_worker(anna.unit))
    page = client.get(reverse("introductions:ask", args=[opening.public_id, anna.public_id])).content.decode()
    assert "Malke køer" in page
    assert "Løft over 10 kg" not in page


def test_asking_for_nothing_says_what_to_do(client, anna, opening):
    client.force_login(make.case_worker(anna.unit))
    address = reverse("introductions:ask", args=[opening.public_id, anna.public_id])
    answer = client.post(address, {"until": until()})
    assert answer.status_code == 422
    assert "Sæt kryds ved mindst én ting." in answer.content.decode()


def test_who_asked_cannot_tell_a_no_from_silence(client, anna, opening):
    introduction(anna, opening)
    answer_store(anna.user, Introduction.objects.get(), "no", codes.SELF)
    client.force_login(make.consultant())
    page = client.get(reverse("introductions:asked", args=[opening.public_id])).content.decode()
    assert "Ikke delt" in page
    assert ">Nej<" not in page


def test_the_citizen_reads_what_is_shown_to_whom_until_when_and_the_ground(client, anna, opening):
    asked = introduction(anna, opening)
    client.force_login(anna.user)
    page = client.get(reverse("introductions:my_introduction", args=[asked.public_id])).content.decode()
    assert "Malke køer (kan selv)" in page
    assert opening.unit.company.name in page
    assert "deling.cv-tredjepart" in page
    assert "ikke efterprøvet" in page
    assert "Et nej har ingen følger" in page


def test_after_a_yes_is_taken_back_the_page_says_that_nothing_is_seen(client, anna, opening):
    said = introduction_yes(anna, opening)
    client.force_login(anna.user)
    address = reverse("introductions:my_introduction", args=[said.public_id])
    assert "Det kan virksomheden se" in client.get(address).content.decode()
    page = client.post(address, {"answer": "withdraw"}, follow=True).content.decode()
    assert "Virksomheden ser ikke noget af det nu." in page
    assert "Træk mit ja tilbage" not in page


def test_a_page_pressed_with_nothing_is_refused(client, anna, opening):
    asked = introduction(anna, opening)
    client.force_login(anna.user)
    answer = client.post(reverse("introductions:my_introduction", args=[asked.public_id]), {})
    assert answer.status_code == 422


def test_a_link_can_be_made_to_what_waits_and_to_a_yes_but_not_to_a_no(anna, opening):
    door = doors()["answer", "introductions.introduction"]
    asked = introduction(anna, opening)
    assert [thing.about_id for thing in door.things(anna)] == [asked.pk]
    answer_store(anna.user, asked, "no", codes.SELF)
    assert list(door.things(anna)) == []


def test_a_company_gets_the_row_while_the_yes_stands_and_404_after(anna, opening):
    boss = make.company_user(opening.unit.company)
    said = introduction_yes(anna, opening)
    assert access.shared_one_for(boss, said.public_id) == said
    assert len(access.shared_for(boss)) == 1
    assert Event.objects.filter(citizen=anna, actor=boss).count() == 2
    introduction_withdraw(user=None, introduction=said)
    with pytest.raises(Http404):
        access.shared_one_for(boss, said.public_id)
    assert access.shared_for(boss) == []


def test_nobody_else_gets_by_the_company_gate(anna, opening):
    with pytest.raises(PermissionDenied):
        access.shared_for(make.consultant())
