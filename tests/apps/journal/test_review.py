"""The log review page."""

from datetime import timedelta

import pytest

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.journal.selectors import events_for_citizen, events_for_review
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db

REVIEW = "/logbog/"


@pytest.fixture
def leader(client):
    user = make.leader()
    client.force_login(user)
    return user


def see(worker, citizen, what="Borgerens side"):
    journal_write(actor=worker, authority=worker.authority, action="see", what=what, citizen=citizen)


def test_it_shows_who_saw_whom(client, leader):
    worker, citizen = make.case_worker(name="Kari Sagsbehandler"), make.citizen(reference="B-17")
    see(worker, citizen)
    text = client.get(REVIEW).content.decode()
    assert "Kari Sagsbehandler" in text
    assert "B-17" in text


def test_looking_into_it_is_itself_journalled(client, leader):
    client.get(REVIEW)
    event = Event.objects.get()
    assert (event.actor, event.what) == (leader, "Logbogen")


def test_narrowing_to_a_person_is_journalled_on_that_person(client, leader):
    citizen = make.citizen()
    client.get(REVIEW, {"borger": citizen.reference})
    assert events_for_citizen(citizen).get().actor == leader


def test_another_authority_is_not_shown(client, leader):
    elsewhere = make.authority_elsewhere()
    see(make.case_worker(authority=elsewhere), make.citizen(elsewhere, reference="H-1"), "Hemmeligt")
    text = client.get(REVIEW).content.decode()
    assert "Hemmeligt" not in text
    assert "sagsnummer." in client.get(REVIEW, {"borger": "H-1"}).content.decode()


def test_it_is_narrowed_to_user_person_and_day():
    anna, bent = make.case_worker(), make.case_worker()
    first, second = make.citizen(), make.citizen()
    for worker, citizen in [(anna, first), (anna, second), (bent, second)]:
        see(worker, citizen)
    authority, day = make.authority(), clock.today(make.authority())
    assert events_for_review(authority, user=anna).count() == 2
    assert events_for_review(authority, citizen=second).count() == 2
    assert events_for_review(authority, user=anna, citizen=second, day=day).count() == 1
    assert events_for_review(authority, day=day - timedelta(days=1)).count() == 0


def test_a_page_holds_fifty_and_asks_the_database_as_often_for_one(client, leader):
    citizen = make.citizen()
    for _ in range(60):
        see(make.case_worker(), citizen)
    page = client.get(REVIEW)
    assert len(page.context["rows"]) == 50
    assert len(client.get(REVIEW, {"side": "2"}).context["rows"]) > 9


def test_the_number_of_queries_does_not_grow(client, leader, django_assert_max_num_queries):
    citizen = make.citizen()
    for _ in range(60):
        see(make.case_worker(), citizen)
    with django_assert_max_num_queries(14):
        client.get(REVIEW)


@pytest.mark.parametrize("query", [{"dag": "31-02-2026"}, {"bruger": "0"}, {"side": "x"}, {"borger": "?"}])
def test_a_wrong_filter_is_explained_and_nothing_breaks(client, leader, query):
    assert client.get(REVIEW, query).status_code == 200
