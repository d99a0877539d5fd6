"""The page of a night's sharing: figures with definitions, small counts held back, and nobody's name."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.matching.models import Sharing
from fodfaeste.apps.matching.sharing_page import percent_at_most
from tests import make

pytestmark = pytest.mark.django_db

GROUPS = [
    {"group": "forsikret", "people": 40, "able": 20, "advised": 10, "offers": 30},
    {"group": "ung", "people": 30, "able": 15, "advised": 9, "offers": 30},
    {"group": None, "people": 30, "able": 25, "advised": 7, "offers": 7},
]
FLOOR = {"group": "forsikret", "least": 12, "reached": 10, "without": 6, "price": 1638.0}
FLOOR |= {"is_met": False, "is_certain": True}


def shared(**fields):
    values = {
        "authority": make.authority(), "on": date(2026, 11, 23), "offers_each": 3, "offers_basis": "proposed",
        "per_seat": 2, "per_seat_basis": "adopted", "packs": {"norddjurs/2020": "0123456789abcdef"},
        "people": 100, "able": 60, "placements": 26, "offers": 67, "openings": 40, "most": 4, "gini": 0.25,
        "value": 999_999, "bound": 1_000_000, "value_without_floors": 1_010_100,
        "spread": [[0, 10], [2, 25], [4, 5]], "groups": GROUPS, "floors": [], **fields,
    }  # fmt: skip
    return Sharing.objects.create(**values)


def seen(user=None):
    client = Client()
    client.force_login(user or make.leader())
    answer = client.get(reverse("matching:sharing"))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


def test_each_figure_stands_with_its_definition():
    shared()
    page = seen()
    assert "Forsikrede ledige 40 20 10" in page
    assert "højst 0,01 % fra det bedst mulige." in page
    assert "2 25 4 5" in page
    assert "30 af dem blev foreslået til nogen." in page
    assert "Skævhed (Gini) 0,25" in page
    assert "Borgere om hver plads højst 2 vedtaget" in page
    assert "Forslag til hver borger højst 3 ikke besluttet" in page
    assert "norddjurs/2020" in page


def test_a_group_whose_rest_is_small_is_held_back_and_so_is_what_would_give_it_away():
    small = [GROUPS[0], {**GROUPS[1], "advised": 13}, GROUPS[2]]
    shared(groups=small, placements=30)
    page = seen()
    assert "15 13" not in page
    assert page.count("vises ikke (under 5 borgere)") == 2
    assert "Alle 100 60 30" in page


def test_floors_stand_with_what_they_reached_and_cost():
    shared(floors=[FLOOR])
    page = seen()
    assert "12 10 (kan ikke nås) 6 10 % af en åbning, hvor alt er dækket" in page
    assert "Kravene kostede i alt 1 % af det, der ellers kunne dækkes." in page


def test_without_floors_all_stand_alike():
    shared()
    assert "Alle står lige." in seen()


def test_the_committee_reads_it_and_the_last_night_of_the_own_municipality_alone_counts():
    shared(on=date(2026, 11, 22), openings=77)
    shared()
    shared(authority=make.authority_elsewhere(), on=date(2026, 11, 24), openings=88)
    page = seen(make.committee_member())
    assert ("77" in page, "88" in page) == (False, False)
    assert "natten til 23. november 2026" in page


def test_before_the_first_night_it_says_so():
    assert "Forslagene er ikke fordelt endnu." in seen()


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(0, 7, "0"), (1, 10_000_000, "0,01"), (1, 100, "1"), (0, 0, "0")]
)
def test_a_gap_is_never_told_smaller_than_it_is(part, whole, told):
    assert percent_at_most(part, whole) == told


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    for day in range(1, 20):
        shared(on=date(2026, 11, day))
    client = Client()
    client.force_login(make.leader())
    with django_assert_num_queries(3):
        client.get(reverse("matching:sharing"))
