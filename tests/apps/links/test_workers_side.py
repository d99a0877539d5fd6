"""The case worker's side: links in words, letters, taking back, and writing for somebody."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.citizens.own_page import looks_at
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.links.behalf import behalf_begin
from fodfaeste.apps.links.models import Behalf, Link
from fodfaeste.apps.links.services import NotPossible
from fodfaeste.apps.outbox.models import Message
from tests.make import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return links.person()


@pytest.fixture
def worker(person, client):
    client.force_login(person.case_worker)
    return client


def page(name, person, *more):
    return reverse(f"links:{name}", args=[person.public_id, *more])


def wanted(person, **fields):
    values = {"thing": f"book:citizens.talk:{person.pk}", "bound_to": "birth_date", "how": "letter"}
    return values | fields


def test_a_letter_shows_an_address_and_a_code_that_open_the_thing_with_the_birth_date(worker, person):
    letter = worker.post(page("links", person), wanted(person)).content.decode()
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", letter)[0]
    assert "/l/" in letter
    answer = Client().post(reverse("links:letter_code"), {"code": code.lower(), "fact": links.born(person)})
    assert answer.headers["Location"].startswith("/l/aabnet/")
    assert Event.objects.filter(via="Personligt link, brev med kode").exists()


def test_a_new_letter_ends_the_code_of_the_one_before(worker, person):
    link = links.link(person)
    first = worker.post(page("letter", person, link.public_id)).context["code"]
    worker.post(page("letter", person, link.public_id))
    answer = Client().post(reverse("links:letter_code"), {"code": first, "fact": links.born(person)})
    assert answer.status_code == 422


def test_a_sent_links_address_is_shown_to_nobody(worker, person):
    answer = worker.post(page("links", person), wanted(person, how="send"), follow=True)
    assert Message.objects.get(citizen=person).key.endswith(Link.objects.get().public_id)
    assert not re.search(r"/l/[\w-]{20,}", answer.content.decode())


def test_a_code_to_be_told_is_shown_once(worker, person):
    made = worker.post(page("links", person), wanted(person, how="send", bound_to="told_code"))
    code = re.search(r"<strong>(\d{6})</strong>", made.content.decode())[1]
    assert code not in worker.get(page("links", person)).content.decode()


def test_the_list_says_what_became_of_each_link_and_when_it_was_opened(worker, person):
    link = links.link(person)
    Client().post(reverse("links:token", args=[link.token]), {"fact": links.born(person)})
    assert "Åbnet af borgeren" in worker.get(page("links", person)).content.decode()
    worker.post(page("withdraw", person, link.public_id))
    assert "Trukket tilbage af" in worker.get(page("links", person)).content.decode()


def test_the_list_takes_the_same_questions_for_one_link_and_for_ten(
    worker, person, django_assert_max_num_queries, django_assert_num_queries
):
    links.link(person)
    worker.get(page("links", person))
    with django_assert_max_num_queries(60) as one:
        worker.get(page("links", person))
    for _ in range(9):
        links.link(person)
    with django_assert_num_queries(len(one)):
        worker.get(page("links", person))


def told(person, **fields):
    values = {
        "thing": f"book:citizens.talk:{person.pk}",
        "given": "companion",
        "given_by": "Bo Bisidder",
        "why": "Borgeren har ikke telefon lige nu",
    }
    return values | fields


def test_a_talk_booked_for_somebody_says_who_how_and_why_to_the_citizen_too(worker, person):
    begun = worker.post(page("behalf", person), told(person)).headers["Location"]
    time = worker.get(begun).context["offered"][0].times[0].isoformat()
    assert worker.post(begun, {"time": time}).status_code == 200
    assert Contact.objects.get().recorded_by == person.case_worker
    booked = Event.objects.get(what__startswith="Samtale booket")
    assert (booked.actor, booked.via) == (person.case_worker, "På vegne af borgeren: bisidder, Bo Bisidder")
    look = next(one for one in looks_at(person) if one.what.startswith("Samtale booket"))
    assert (look.via, look.why) == (booked.via, "Borgeren har ikke telefon lige nu")
    assert worker.post(begun, {"time": time}).status_code == 409
    assert "Bo Bisidder" in worker.get(page("behalf", person)).content.decode()


@pytest.mark.parametrize("missing", [{"given_by": ""}, {"why": ""}, {"given": ""}, {"thing": ""}])
def test_writing_for_somebody_takes_a_reason_a_way_and_a_name(worker, person, missing):
    assert worker.post(page("behalf", person), told(person, **missing)).status_code == 422
    assert not Behalf.objects.exists()


def test_the_service_refuses_what_the_form_would(person):
    thing = {"purpose": "book", "about": "citizens.talk", "about_id": person.pk}
    for given, why in (("power", "Ringede i dag"), ("phone", " ")):
        with pytest.raises(NotPossible):
            behalf_begin(user=person.case_worker, citizen=person, given=given, why=why, **thing)


def test_what_another_began_to_write_is_not_found(worker, person):
    other = links.person(case_worker=None)
    begun = links.behalf(other.case_worker, person)
    assert worker.get(page("behalf_step", person, begun.pk)).status_code == 404
