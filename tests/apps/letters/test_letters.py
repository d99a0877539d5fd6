"""Letters: written, read, answered, closed; waiting by date; nothing of the content leaves the house."""

import pytest
from django.urls import reverse

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.letters.codes import SUBJECTS
from fodfaeste.apps.letters.models import Letter, Thread, ThreadStep
from fodfaeste.apps.letters.selectors import letters_unread, threads_of, threads_waiting
from fodfaeste.apps.letters.services import letter_write, letters_mark_read, thread_begin, thread_close
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from tests import make
from tests.make.introductions import introduction
from tests.make.letters import answered, letter_from_citizen, letter_from_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    person = make.citizen(name="Anna Prøve")
    make.citizen_user(person)
    return person


@pytest.fixture
def worker(anna):
    return make.case_worker(anna.unit, name="Bent Sagsbehandler")


def test_what_a_citizen_writes_waits_until_somebody_answers(anna, worker):
    thread = letter_from_citizen(anna).thread
    assert [one.pk for one in threads_waiting(worker)] == [thread.pk]
    answered(thread)
    assert not threads_waiting(worker)


def test_the_wait_is_counted_from_the_first_letter_that_nobody_answered(anna, worker):
    first = letter_from_citizen(anna)
    letter_write(user=anna.user, thread=first.thread, text="Er der nogen?")
    assert threads_waiting(worker).get().waiting_since == first.written_at


def test_who_waits_longest_stands_first_and_other_units_are_not_listed(anna, worker, monkeypatch):
    late = letter_from_citizen(anna).thread
    monkeypatch.setenv("FODFAESTE_TODAY", "2026-11-20")
    early = letter_from_citizen(make.citizen()).thread
    letter_from_citizen(make.citizen(unit=make.unit(name="Team Syd")))
    assert list(threads_waiting(worker)) == [early, late]


def test_a_letter_from_staff_is_told_of_without_its_words(anna):
    letter = letter_from_staff(anna, "Hemmeligt møde om helbred")
    message = Message.objects.get(citizen=anna)
    assert "Hemmeligt" not in str(unlocked_content(message.content_encrypted))
    assert letters_unread(anna) == 1
    assert letter.written_from == "staff"


def test_what_a_citizen_writes_makes_no_notice(anna):
    letter_from_citizen(anna)
    assert not Message.objects.exists()


def test_a_letter_is_read_once_by_the_other_side_and_never_by_its_writer(anna, worker):
    letter = letter_from_citizen(anna)
    assert letters_mark_read(user=anna.user, thread=letter.thread) == 0
    assert letters_mark_read(user=worker, thread=letter.thread) == 1
    letter.refresh_from_db()
    first = letter.read_at
    assert letters_mark_read(user=make.case_worker(anna.unit), thread=letter.thread) == 0
    letter.refresh_from_db()
    assert (letter.read_at, letter.read_by) == (first, worker)


def test_a_closed_thread_waits_for_nobody_and_a_letter_opens_it_again(anna, worker):
    thread = letter_from_citizen(anna).thread
    thread_close(user=worker, thread=thread)
    thread_close(user=worker, thread=thread)
    assert not threads_waiting(worker)
    letter_write(user=anna.user, thread=thread, text="Jo, en ting til")
    assert Thread.objects.get().closed_at is None
    assert threads_waiting(worker).count() == 1
    steps = ThreadStep.objects.order_by("pk").values_list("what", flat=True)
    assert list(steps) == ["begun", "closed", "reopened"]


def test_the_same_letter_sent_twice_is_one(anna):
    thread = letter_from_citizen(anna, "Hej").thread
    letter_write(user=anna.user, thread=thread, text="Hej ")
    assert Letter.objects.count() == 1


def test_the_journal_says_that_a_letter_was_written_and_not_what_it_said(anna):
    letter_from_citizen(anna, "Om min ryg")
    event = Event.objects.get(citizen=anna, action="change")
    assert event.what == "Besked skrevet af borgeren"


def test_a_citizen_cannot_write_in_the_thread_of_another(anna):
    thread = letter_from_citizen(anna).thread
    with pytest.raises(ValueError, match="of their own"):
        letter_write(user=make.citizen_user(), thread=thread, text="Hej")


def test_a_letter_can_carry_a_personal_link_to_one_thing(client, anna, worker):
    make.citizen_skill(anna)
    asked = introduction(anna)
    client.force_login(worker)
    page = reverse("letters:letter_new", args=[anna.public_id])
    data = {"subject": "job", "heading": "Et job", "text": "Se her"}
    data["link"] = f"answer:introductions.introduction:{asked.pk}"
    assert client.post(page, data).status_code == 302
    link = Link.objects.get()
    assert Letter.objects.get().link == link
    assert (link.about_id, link.citizen) == (asked.pk, anna)


def test_an_empty_letter_says_what_is_missing(client, anna):
    client.force_login(anna.user)
    response = client.post(reverse("letters:my_letter_new"), {"text": " "})
    assert response.status_code == 422
    assert "Skriv en besked." in response.content.decode()
    assert not Letter.objects.exists()


def test_the_citizen_reads_who_answered_and_from_which_unit(client, anna, worker):
    thread = letter_from_citizen(anna).thread
    letter_write(user=worker, thread=thread, text="Klokken ni.")
    client.force_login(anna.user)
    page = client.get(reverse("letters:my_thread", args=[thread.public_id])).content.decode()
    assert "Bent Sagsbehandler, Team Nord" in page
    assert letters_unread(anna) == 0


def test_a_leader_reads_without_marking_it_read(client, anna):
    thread = letter_from_citizen(anna).thread
    client.force_login(make.leader())
    client.get(reverse("letters:thread", args=[anna.public_id, thread.public_id]))
    assert Letter.objects.get().read_at is None


def test_lists_take_few_queries_however_many_threads(anna, worker, django_assert_num_queries):
    for _number in range(3):
        letter_from_citizen(anna)
    with django_assert_num_queries(1):
        assert [one.unread for one in threads_of(anna, is_own=False)] == [1, 1, 1]
    with django_assert_num_queries(1):
        assert [one.citizen.name for one in threads_waiting(worker)] == ["Anna Prøve"] * 3


def test_a_thread_has_a_subject_that_is_known(anna, worker):
    assert "andet" in SUBJECTS
    with pytest.raises(ValueError, match="no subject"):
        thread_begin(user=worker, citizen=anna, subject="vejr", heading="x", text="x")
