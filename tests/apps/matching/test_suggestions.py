"""What the night holds up for each citizen, and what of it the citizen's page shows."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.jobs.nightly import nightly
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.apps.matching.selectors import suggestions_first
from fodfaeste.apps.matching.services import TOP, suggestions_refresh
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


@pytest.fixture
def anna():
    person = make.citizen_due(place=make.place())
    make.citizen_skill(person, "bage-broed")
    return person


def bakeries(count=1):
    openings = [make.opening(title=f"Bager {number}") for number in range(count)]
    for opening in openings:
        make.need(opening, "bage-broed")
    return openings


def test_the_night_holds_up_what_fits(anna):
    (opening,) = bakeries()
    nightly(authority=anna.authority, on=ON)
    kept = Suggestion.objects.get()
    assert (kept.citizen, kept.opening, kept.place_in_list, kept.on) == (anna, opening, 1, ON)


def test_a_second_night_changes_nothing(anna):
    bakeries(3)
    suggestions_refresh(authority=anna.authority, on=ON)
    kept = list(Suggestion.objects.order_by("pk").values())
    assert suggestions_refresh(authority=anna.authority, on=date(2026, 11, 24)) == 0
    assert list(Suggestion.objects.order_by("pk").values()) == kept


def test_so_many_are_kept_and_no_more(anna):
    bakeries(TOP + 5)
    suggestions_refresh(authority=anna.authority, on=ON)
    places = list(Suggestion.objects.order_by("place_in_list").values_list("place_in_list", flat=True))
    assert places == list(range(1, TOP + 1))


def test_what_closed_is_gone_the_next_night(anna):
    (opening,) = bakeries()
    suggestions_refresh(authority=anna.authority, on=ON)
    opening.closes = ON
    opening.save()
    suggestions_refresh(authority=anna.authority, on=date(2026, 11, 24))
    assert not Suggestion.objects.exists()


def test_one_citizens_list_can_be_found_anew_alone(anna):
    other = make.citizen_due(place=make.place())
    make.citizen_skill(other, "bage-broed")
    bakeries()
    suggestions_refresh(authority=anna.authority, on=ON, citizens=[anna.pk])
    assert [row.citizen for row in Suggestion.objects.all()] == [anna]


def test_the_first_three_that_stand_are_shown(anna):
    openings = bakeries(5)
    for number, opening in enumerate(openings, 1):
        make.suggestion(anna, opening, number)
    openings[0].withdrawn_at = anna.created_at
    openings[0].save()
    assert [line.opening for line in suggestions_first(anna)] == openings[1:4]


def test_the_citizens_page_leads_on_to_them(anna):
    (opening,) = bakeries()
    make.suggestion(anna, opening)
    client = Client()
    client.force_login(make.case_worker(anna.unit))
    page = client.get(reverse("citizens:citizen", args=[anna.public_id])).content.decode()
    assert reverse("matching:pair", args=[anna.public_id, opening.public_id]) in page
    assert reverse("matching:openings", args=[anna.public_id]) in page


def test_who_has_left_the_effort_is_held_nothing_up(anna):
    bakeries()
    suggestions_refresh(authority=anna.authority, on=ON)
    anna.facts.filter(name="target_group").update(valid_to=date(2026, 11, 1))
    suggestions_refresh(authority=anna.authority, on=ON)
    assert suggestions_first(anna) == []
