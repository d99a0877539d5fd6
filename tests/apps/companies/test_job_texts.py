"""From a pasted job text to an opening: what is found is marked, and only what is accepted counts."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.companies.models import JobText, Opening, TextProposal
from fodfaeste.apps.companies.text_page import found_in
from fodfaeste.apps.companies.text_services import job_text_read, proposals_choose
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

NEW = reverse("companies:text_new")
TEXT = (
    "Kok til plejehjem\r\n\r\nVi søger en kok, som kan koge, stege og anrette mad. "
    "Arbejdet er 30 timer om ugen, og du skal have kørekort. "
    "Det er en fordel, at du taler flydende engelsk.\r\n"
    "Du er <b>omhyggelig</b>."
)
Choice = TextProposal.Choice


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", date(2026, 11, 22).isoformat())


@pytest.fixture
def user():
    return make.consultant()


@pytest.fixture
def visitor(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def put_in(visitor, text=TEXT):
    answer = visitor.post(NEW, {"text": text})
    assert answer.status_code == 302
    return JobText.objects.latest("pk")


def page_of(kept):
    return reverse("companies:text", args=[kept.public_id])


def things(kept):
    """The field of each thing that is asked about, by kind and code."""
    return {one.thing: f"fund_{one.number}" for one in found_in(kept)}


def test_what_is_read_is_kept_with_its_place_and_nothing_of_it_counts_yet(visitor):
    kept = put_in(visitor)
    found = {(row.kind, row.code): kept.text[row.start : row.end] for row in kept.proposals.all()}
    assert found["hours", "30"] == "30 timer om ugen"
    assert found["licence", "koerekort_b"] == "kørekort"
    assert ("occupation", "kok") in found
    assert {row.choice for row in kept.proposals.all()} == {""}
    assert not Opening.objects.exists()


def test_the_text_is_shown_whole_and_escaped_with_what_was_found_marked(visitor):
    page = visitor.get(page_of(put_in(visitor))).content.decode()
    assert "<mark>30 timer om ugen</mark>" in page
    assert "&lt;b&gt;" in page
    assert "<b>omhyggelig" not in page


def test_only_what_is_accepted_stands_in_the_opening_and_the_text_is_tied_to_it(visitor):
    kept = put_in(visitor)
    fields = things(kept)
    said = dict.fromkeys(fields.values(), Choice.MUST)
    said[fields["licence", "koerekort_b"]] = Choice.STRUCK
    onward = visitor.post(page_of(kept), said)
    assert onward.status_code == 302
    form = visitor.get(onward["Location"]).context["form"]
    assert (form["hours_min"].value(), form["hours_max"].value()) == (30, 30)
    assert form["title"].value() == "Kok til plejehjem"
    assert form["occupation"].value() == "kok"
    assert not form["licences"].value()
    must = [code for kind, code in fields if kind == "skill"]
    assert must
    assert set(form["must"].value()) == set(must)
    given = {
        "kind": "ordinaert_job", "title": "Kok", "attendance": "dagligt", "seats": "1",
        "hours_min": "30", "occupation": "kok", "needs_for": "kok", "must": must,
    }  # fmt: skip
    assert visitor.post(onward["Location"], given).status_code == 302
    opening = Opening.objects.get()
    assert set(opening.needs.values_list("skill", flat=True)) == set(must)
    kept.refresh_from_db()
    assert kept.opening == opening
    assert page_of(kept) in text_of(visitor.get(reverse("companies:opening", args=[opening.public_id])))


def test_a_text_that_became_an_opening_is_not_chosen_anew(visitor, user):
    kept = put_in(visitor)
    kept.opening = make.opening()
    kept.save()
    page = text_of(visitor.get(page_of(kept)))
    assert "Teksten er brugt til en åbning" in page
    assert "<select" not in page
    proposals_choose(user=user, job_text=kept, choices={("hours", "30"): Choice.STRUCK})
    assert {row.choice for row in kept.proposals.all()} == {""}


def test_what_is_an_advantage_is_no_demand_beforehand(visitor):
    page = visitor.get(page_of(put_in(visitor)))
    form = page.context["form"]
    assert form[things(JobText.objects.get())["language", "en:3"]].value() == Choice.STRUCK


def test_an_opening_has_one_number_of_hours(visitor):
    kept = put_in(visitor, "Jobbet er på 37 timer om ugen, eller 20 timer om ugen for en studerende.")
    said = dict.fromkeys(things(kept).values(), Choice.MUST)
    answer = visitor.post(page_of(kept), said)
    assert answer.status_code == 422
    assert "Tag kun én med" in text_of(answer)
    assert {row.choice for row in kept.proposals.all()} == {""}


def test_a_text_with_nothing_in_it_leads_on_all_the_same(visitor):
    kept = put_in(visitor, "Hej.")
    assert "Der blev ikke fundet noget" in text_of(visitor.get(page_of(kept)))
    assert visitor.post(page_of(kept)).status_code == 302


@pytest.mark.parametrize(("text", "said"), [("  ", "Sæt en jobtekst ind."), ("x" * 50_001, "for lang")])
def test_no_text_and_too_much_text_are_told(visitor, text, said):
    answer = visitor.post(NEW, {"text": text})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_the_journal_tells_how_many_were_taken_and_struck(visitor, user):
    kept = job_text_read(user=user, text=TEXT)
    proposals_choose(
        user=user,
        job_text=kept,
        choices={("hours", "30"): Choice.MUST, ("licence", "koerekort_b"): Choice.STRUCK},
    )
    told = Event.objects.filter(action="change").latest("pk").what
    assert told == "Jobtekst set igennem: 1 forslag taget med, 1 strøget"


def test_the_page_asks_the_database_no_more_for_a_longer_text(visitor, django_assert_max_num_queries):
    short, long = put_in(visitor), put_in(visitor, "\n".join([TEXT] * 20))
    for kept in (short, long):
        with django_assert_max_num_queries(12):
            visitor.get(page_of(kept))
