"""A citizen's openings on screen: in parts, at once, and never as a number."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.installation.clock import today
from tests import make

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


@pytest.fixture
def anna():
    """Someone in Grenaa who can bake alone."""
    person = make.citizen_due(place=make.place(), name="Anna Prøve")
    make.citizen_skill(person, "bage-broed", level=3)
    return person


@pytest.fixture
def bakery():
    """A job in Grenaa that needs baking, and hygiene too."""
    opening = make.opening(title="Bager")
    make.need(opening, "bage-broed")
    make.need(opening, "foedevarehygiejne", essential=False)
    return opening


@pytest.fixture
def worker(anna):
    return client_of(make.case_worker(anna.unit))


def openings_of(person):
    return reverse("matching:openings", args=[person.public_id])


def pair_of(person, opening):
    return reverse("matching:pair", args=[person.public_id, opening.public_id])


def test_an_opening_is_shown_in_parts(anna, bakery, worker):
    page = text(worker, openings_of(anna))
    assert "Bager" in page
    assert "Bage brød" in page
    assert "kan selv" in page
    assert "Mangler:" in page
    assert "37 timer om ugen" in page


def test_no_number_says_how_well_it_fits(anna, bakery, worker):
    for page in (openings_of(anna), pair_of(anna, bakery)):
        shown = text(worker, page)
        assert "%" not in shown
        assert "score" not in shown.casefold()
        for named in (anna.reference, bakery.reference, bakery.unit.name):
            shown = shown.replace(named, "")
        assert not re.search(r"\b\d{4,5}\b", shown)


def test_what_covers_more_of_the_needs_stands_first(anna, bakery, worker):
    whole = make.opening(title="Bagermedhjælper")
    make.need(whole, "bage-broed")
    page = text(worker, openings_of(anna))
    assert page.index("Bagermedhjælper") < page.index("Bager ", page.index("Bagermedhjælper") + 5)


def test_a_wish_of_today_counts_today(anna, bakery, worker):
    make.wish(anna, "aabning", bakery.kind)
    assert "Ingen åbning passer" in text(worker, openings_of(anna))


def test_one_kind_can_be_chosen(anna, bakery, worker):
    flex = make.opening(title="Let job", kind="timejob")
    make.need(flex, "bage-broed")
    page = text(worker, f"{openings_of(anna)}?slags=timejob")
    assert "Let job" in page
    assert "Bager" not in page


def test_what_nobody_asked_is_said(anna, bakery, worker):
    page = text(worker, openings_of(anna))
    assert "Ikke oplyst: Timer, Arbejdstider" in page


def test_any_opening_can_be_found_and_explained(anna, bakery, worker):
    make.wish(anna, "aabning", bakery.kind)
    page = worker.get(f"{openings_of(anna)}?find=bAGER").content.decode()
    assert pair_of(anna, bakery) in page
    shown = text(worker, pair_of(anna, bakery))
    assert "Derfor står den ikke på listen" in shown
    assert "Er valgt fra: Ordinært job" in shown


def test_every_limit_has_its_verdict(anna, bakery, worker):
    bakery.licences, bakery.demands = "truck", "tunge_loeft"
    bakery.save()
    make.fact(anna, "limits", "tunge_loeft")
    page = text(worker, pair_of(anna, bakery))
    assert "Skånehensyn Løft over 10 kg Løft over 10 kg Ikke opfyldt. Skal undgås: Løft over 10 kg" in page
    assert "Kørekort og beviser Truckcertifikat ikke oplyst Vides ikke. Spørg om: Truckcertifikat" in page
    assert "Timer 37 timer om ugen ikke oplyst Opfyldt" in page


def test_what_the_law_closes_is_told_with_its_rule(anna, bakery, worker):
    bakery.kind = "fleksjob"
    bakery.save()
    make.fact(anna, "law_group", "lab.6.1")
    page = worker.get(pair_of(anna, bakery)).content.decode()
    assert reverse("offers:law_rule", args=["fleksjob.visiteret"]) in page
    assert "Loven: Fleksjob: for den, der er visiteret" in text(worker, pair_of(anna, bakery))


def test_the_course_that_closes_the_gap_is_named(anna, worker):
    opening = make.opening(title="Kok")
    make.need(opening, "bage-broed")
    make.need(opening, "foedevarehygiejne")
    make.course(title="Hygiejnekursus", skills={"foedevarehygiejne": 3}, weeks=1, price=0)
    begins = today(anna.authority) + timedelta(days=30)
    page = text(worker, pair_of(anna, opening))
    assert f"Hygiejnekursus, Prøveskolen · 1 uge · gratis · begynder {begins.day}. december" in page


def test_the_look_is_journalled(anna, bakery, worker):
    text(worker, openings_of(anna))
    text(worker, pair_of(anna, bakery))
    said = list(events_for_citizen(anna).values_list("what", flat=True))
    assert "Job og pladser, der passer" in said
    assert f"Passer åbningen {bakery.reference}?" in said


def test_an_opening_that_was_withdrawn_is_not_there(anna, bakery, worker):
    bakery.withdrawn_at = anna.created_at
    bakery.save()
    assert worker.get(pair_of(anna, bakery)).status_code == 404
    assert "Bager" not in text(worker, openings_of(anna))


def test_the_citizen_sees_the_same_in_words_said_to_the_citizen(anna, bakery):
    own = client_of(make.citizen_user(anna))
    make.fact(anna, "limits", "stoej")
    page = text(own, reverse("matching:my_openings"))
    assert "Det kan du:" in page
    shown = text(own, reverse("matching:my_opening", args=[bakery.public_id]))
    assert "Den står på din liste: alle betingelser er opfyldt." in shown
    assert "Støj" in shown


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(
    count, anna, worker, django_assert_num_queries
):
    for number in range(count):
        opening = make.opening(title=f"Job {number}")
        make.need(opening, "bage-broed")
        make.need(opening, "foedevarehygiejne")
    make.course(skills={"foedevarehygiejne": 3})
    worker.get(openings_of(anna))
    with django_assert_num_queries(26):
        worker.get(openings_of(anna))


def test_twenty_stand_on_a_page(anna, worker):
    for number in range(21):
        make.need(make.opening(title=f"Job {number}"), "bage-broed")
    assert worker.get(openings_of(anna)).content.decode().count("<h3><a") == 20
    assert worker.get(f"{openings_of(anna)}?side=2").content.decode().count("<h3><a") == 1
