"""The outbox on screen: in words, for whom it concerns, and without a number of anybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.apps.outbox.health import unsent
from fodfaeste.apps.outbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna(worker):
    return make.citizen(unit=worker.unit, name="Anna Prøve")


def page(client, user, **query):
    client.logout()
    client.force_login(user)
    return client.get(reverse("outbox:outbox"), query)


def test_an_empty_list_says_that_all_is_well(client, worker):
    assert "Intet venter på dig" in page(client, worker).content.decode()


def test_the_list_says_what_about_whom_why_and_what_to_do(client, worker, anna):
    number = make.cpr()
    cpr_store(anna, number)
    make.message(anna, code="felt.person.cpr", words="er ikke et CPR-nummer")
    text = page(client, worker).content.decode()
    for words in ("Samtale", "Anna Prøve", "CPR-nummer mangler", "Indlæs borgerens CPR-nummer", "DFDG"):
        assert words in text
    assert number not in text
    assert events_for_citizen(anna).filter(action="list").exists()


def test_a_case_worker_sees_those_of_the_own_unit_and_those_handed_over(client, worker, anna):
    south = make.case_worker(make.unit(name="Team Syd"))
    make.message(anna)
    assert "Anna Prøve" not in page(client, south).content.decode()
    Message.objects.update(owner=south)
    assert "Anna Prøve" in page(client, south).content.decode()
    assert "Anna Prøve" not in page(client, worker).content.decode()


def test_what_was_handed_over_can_be_opened_without_another_reason(client, anna):
    south = make.case_worker(make.unit(name="Team Syd"))
    message = make.message(anna, owner=south)
    client.force_login(south)
    assert client.get(reverse("outbox:message", args=[message.pk])).status_code == 200
    assert events_for_citizen(anna).filter(why="Meddelelsen er givet videre til mig").exists()


def test_another_municipality_sees_nothing(client, anna):
    message = make.message(anna)
    stranger = make.leader(make.authority_elsewhere())
    assert "Anna Prøve" not in page(client, stranger).content.decode()
    assert client.get(reverse("outbox:message", args=[message.pk])).status_code == 404


def test_a_leader_sees_how_each_receiver_is(client, anna):
    for state in ("waiting", "rejected", "received", "received"):
        make.message(anna, state=state)
    text = page(client, make.leader()).content.decode()
    assert "Prøve: lægges i filer" in text
    assert '<td data-title="Modtaget">2</td>' in text
    assert (unsent().count, unsent().to_mend) == (2, 1)


def test_the_list_asks_as_many_questions_for_fifty_as_for_one(client, worker, anna):
    make.message(anna)
    client.force_login(worker)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("outbox:outbox")).status_code == 200
        return len(asked)

    few = queries()
    for _number in range(60):
        make.message(make.citizen(unit=worker.unit))
    assert queries() == few
    assert "61 meddelelser venter" in page(client, worker).content.decode()


def test_the_page_of_a_message_mends_takes_back_and_hands_over(client, worker, anna):
    client.force_login(worker)
    message, colleague = make.message(anna), make.leader()
    shown = client.get(reverse("outbox:message", args=[message.pk])).content.decode()
    assert "Modtageren kender ikke det" in shown
    without = client.post(reverse("outbox:withdraw", args=[message.pk]))
    assert (without.status_code, "Skriv, hvorfor" in without.content.decode()) == (422, True)
    client.post(reverse("outbox:hand_over", args=[message.pk]), {"to": colleague.pk})
    assert Message.objects.get().owner == colleague
    client.post(reverse("outbox:withdraw", args=[message.pk]), {"why": "Skrevet i DFDG"})
    assert Message.objects.get().state == "withdrawn"
    assert client.post(reverse("outbox:mend", args=[message.pk])).status_code == 422


def test_the_citizens_page_says_how_far_what_was_told_has_come(client, worker, anna):
    make.message(anna, state="received", transport="file")
    client.force_login(worker)
    text = client.get(reverse("citizens:citizen", args=[anna.public_id])).content.decode()
    assert "Prøve: lagt i en fil, ikke sendt" in text
