"""A CV text only proposes: what the citizen accepts counts as their own word; the text goes when they say."""

import pytest
from django.urls import reverse

from fodfaeste.apps.citizens.cv_models import CvText
from fodfaeste.apps.citizens.cv_services import cv_choose, cv_read, cv_text_delete
from fodfaeste.apps.citizens.models import CitizenSkill, Fact
from fodfaeste.apps.companies.text_page import found_in, pieces_of
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Jeg har malket køer i fem år. Jeg har truckcertifikat og kørekort B. Jeg taler flydende dansk."


@pytest.fixture
def anna():
    person = make.citizen()
    make.citizen_user(person)
    return person


@pytest.fixture
def read(anna):
    return cv_read(user=anna.user, citizen=anna, text=TEXT)


def things(read):
    return {one.thing for one in found_in(read)}


def test_reading_stores_nothing_of_the_citizen(read):
    assert not CitizenSkill.objects.exists()
    assert not Fact.objects.exists()


def test_the_text_is_marked_where_it_says_something(read):
    assert ("licence", "truck") in things(read)
    assert "truckcertifikat" in [piece.text for piece in pieces_of(read) if piece.thing]
    assert {kind for kind, _code in things(read)} <= {"skill", "licence", "language"}


def test_what_is_accepted_is_the_citizens_own_word_and_the_rest_is_struck(anna, read):
    cv_choose(user=anna.user, cv_text=read, taken={("licence", "truck"): 0}, keep=True)
    fact = Fact.objects.get(citizen=anna, withdrawn_at=None)
    assert (fact.name, fact.value, fact.recorded_by) == ("licences", "truck", anna.user)
    assert set(read.proposals.exclude(code="truck").values_list("choice", flat=True)) == {"struck"}


def test_a_skill_is_taken_with_the_level_the_citizen_says(anna):
    read = cv_read(user=anna.user, citizen=anna, text="Jeg kan malke køer.")
    thing = next(one for one in things(read) if one[0] == "skill")
    cv_choose(user=anna.user, cv_text=read, taken={thing: 4}, keep=False)
    skill = CitizenSkill.objects.get()
    assert (skill.level, skill.basis) == (4, "eget_ord")


def test_what_was_known_before_stays_and_the_highest_level_of_a_language_counts(anna, read):
    make.facts(anna, licences="kran", languages="da:4 en:2")
    taken = {thing: 0 for thing in things(read) if thing[0] in ("licence", "language")}
    cv_choose(user=anna.user, cv_text=read, taken=taken, keep=True)
    known = dict(Fact.objects.filter(withdrawn_at=None, valid_to=None).values_list("name", "value"))
    assert {"kran", "truck"} <= set(known["licences"].split())
    assert known.get("languages", "da:4 en:2").split()[:2] == ["da:4", "en:2"]


def test_what_was_not_found_in_the_text_cannot_be_taken_over(anna, read):
    cv_choose(user=anna.user, cv_text=read, taken={("licence", "kran"): 0}, keep=True)
    assert not Fact.objects.exists()


def test_the_text_goes_at_once_if_the_citizen_says_so_and_what_was_taken_stays(anna, read):
    cv_choose(user=anna.user, cv_text=read, taken={("licence", "truck"): 0}, keep=False)
    read.refresh_from_db()
    assert (read.text, read.deleted_at is None) == ("", False)
    assert Fact.objects.filter(name="licences").exists()


def test_a_text_that_was_kept_can_be_deleted_later_once(anna, read):
    cv_text_delete(user=anna.user, cv_text=read)
    cv_text_delete(user=anna.user, cv_text=read)
    assert CvText.objects.get().text == ""
    assert Event.objects.filter(what="CV-tekst slettet").count() == 1


def test_a_cpr_number_in_the_text_is_not_kept(anna):
    number = make.cpr()
    read = cv_read(user=anna.user, citizen=anna, text=f"Jeg hedder Anna, {number}.")
    assert number not in read.text


def test_choosing_a_second_time_changes_nothing(anna, read):
    cv_choose(user=anna.user, cv_text=read, taken={}, keep=True)
    assert cv_choose(user=anna.user, cv_text=read, taken={("licence", "truck"): 0}, keep=True) == 0


def test_the_citizen_goes_from_text_to_profile_on_screen(client, anna):
    client.force_login(anna.user)
    assert client.post(reverse("citizens:my_cv"), {"text": ""}).status_code == 422
    answer = client.post(reverse("citizens:my_cv"), {"text": TEXT})
    page = client.get(answer.headers["Location"])
    form = page.context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    assert client.post(answer.headers["Location"], data).status_code == 302
    assert CvText.objects.get().deleted_at is not None
    assert Fact.objects.filter(name="licences").exists()


def test_a_case_worker_sees_what_was_accepted_and_not_the_text(client, anna, read):
    cv_choose(user=anna.user, cv_text=read, taken={("licence", "truck"): 0}, keep=True)
    client.force_login(make.case_worker(anna.unit))
    page = client.get(reverse("citizens:cv", args=[anna.public_id])).content.decode()
    assert "Truckcertifikat" in page
    assert "Kørekort til bil" not in page
    assert "malket" not in page
