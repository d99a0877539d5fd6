"""What the night advised, on screen: with whom else, never what is gone, and where the seats fell short."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.matching.services import sharing_refresh, suggestions_refresh
from fodfaeste.installation.clock import now, today
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


def baker(name):
    person = make.citizen_due(place=make.place(), name=name)
    make.citizen_skill(person, "bage-broed")
    return person


@pytest.fixture
def bakery():
    opening = make.opening(title="Bager")
    make.need(opening, "bage-broed")
    return opening


@pytest.fixture
def anna(bakery):
    return baker("Anna Prøve")


def night(person):
    on = today(person.authority)
    suggestions_refresh(authority=person.authority, on=on)
    sharing_refresh(authority=person.authority, on=on)


def openings_of(person):
    return reverse("matching:openings", args=[person.public_id])


def seen_by_worker(person, page=None):
    return text(client_of(make.case_worker(person.unit)), page or openings_of(person))


def advised_part(shown):
    return shown.split("Alt, der passer")[0]


def test_what_is_advised_stands_first_with_its_parts_whom_else_and_the_ceiling(anna):
    baker("Bo Prøve")
    night(anna)
    shown = advised_part(seen_by_worker(anna))
    assert "Foreslået nu" in shown
    assert "Bager Vist for 1 anden." in shown
    assert "Bage brød og boller: kan selv" in shown
    assert "Hver plads foreslås til højst 3 borgere. ikke besluttet" in shown
    assert "natten til 23. november 2026" in shown


def test_who_is_advised_alone_is_told_so(anna):
    night(anna)
    assert "Vist kun for denne borger." in advised_part(seen_by_worker(anna))
    own = text(client_of(make.citizen_user(anna)), reverse("matching:my_openings"))
    assert "Foreslået til dig nu" in own
    assert "Vist kun for dig." in own


def test_the_citizens_page_and_the_pair_say_it_too(anna, bakery):
    night(anna)
    page = reverse("citizens:citizen", args=[anna.public_id])
    assert "Vist kun for denne borger." in seen_by_worker(anna, page)
    pair = reverse("matching:pair", args=[anna.public_id, bakery.public_id])
    assert "Den er foreslået til borgeren. Vist kun for denne borger." in seen_by_worker(anna, pair)


def withdrawn(opening, _person):
    opening.withdrawn_at = now()
    opening.save()


def filled(opening, _person):
    opening.seats = 0
    opening.save()


def refused(opening, person):
    make.wish(person, "aabning", opening.kind)


def left(_opening, person):
    person.facts.filter(name="target_group").update(valid_to=date(2026, 11, 1))


@pytest.mark.parametrize("happens", [withdrawn, filled, refused, left])
def test_what_can_no_longer_be_taken_is_not_shown_as_advised(happens, anna, bakery):
    night(anna)
    happens(bakery, anna)
    shown = seen_by_worker(anna)
    assert "Foreslået nu" not in shown
    assert "er besat eller passer ikke længere" in shown
    page = seen_by_worker(anna, reverse("citizens:citizen", args=[anna.public_id]))
    assert "Foreslået nu" not in page


def test_where_the_seats_fell_short_it_is_said_and_the_personal_list_stands(anna):
    others = [baker(f"Bo {number}") for number in range(3)]
    night(anna)
    (last,) = [one for one in (anna, *others) if not one.advised.exists()]
    for page in (openings_of(last), reverse("citizens:citizen", args=[last.public_id])):
        shown = seen_by_worker(last, page)
        assert "Pladserne rakte ikke, da de blev fordelt i nat. Her er de bedste alligevel." in shown
        assert "Bager" in shown
    own = text(client_of(make.citizen_user(last)), reverse("matching:my_openings"))
    assert "Pladserne rakte ikke til at foreslå dig noget" in own


def test_before_the_first_night_nothing_is_said_of_sharing(anna):
    shown = seen_by_worker(anna)
    assert "Foreslået" not in shown
    assert "Pladserne rakte ikke" not in shown


def test_a_kind_or_a_later_page_is_the_list_alone(anna, bakery):
    night(anna)
    assert "Foreslået nu" not in seen_by_worker(anna, f"{openings_of(anna)}?slags={bakery.kind}")
    assert "Foreslået nu" not in seen_by_worker(anna, f"{openings_of(anna)}?side=2")


def test_on_the_openings_page_those_it_was_advised_to_are_marked_in_words(anna, bakery):
    night(anna)
    new = baker("Cilla Prøve")
    shown = text(client_of(make.consultant()), reverse("matching:people", args=[bakery.public_id]))
    assert f"{anna.name} foreslået" in shown
    assert f"{new.name} foreslået" not in shown
    assert "Det er ingen rangorden." in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, anna, django_assert_num_queries):
    for number in range(count - 1):
        make.need(make.opening(title=f"Job {number}"), "bage-broed")
    night(anna)
    worker = client_of(make.case_worker(anna.unit))
    worker.get(openings_of(anna))
    with django_assert_num_queries(24):
        worker.get(openings_of(anna))
