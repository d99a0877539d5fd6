"""The places that a municipality has before anyone has read a spreadsheet in."""

import pytest

from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.citizens.places import places_set_up
from fodfaeste.bridge.reach import load_travel
from tests import make

pytestmark = pytest.mark.django_db


def test_a_new_municipality_has_the_towns_and_settlements_of_the_pack_of_travel():
    sermersooq = make.authority("sermersooq", name="Kommuneqarfik Sermersooq", code="956")
    places_set_up(authority=sermersooq)
    names = set(Place.objects.filter(authority=sermersooq).values_list("name", flat=True))
    assert {"Nuuk", "Paamiut", "Tasiilaq", "Ittoqqortoormiit"} <= names
    assert load_travel(sermersooq)["reach"].height


def test_places_that_are_there_already_stay_as_they_are():
    mine = make.place(make.authority(), "Grenaa")
    made = places_set_up(authority=make.authority())
    assert mine.code not in {place.code for place in made}
    assert not places_set_up(authority=make.authority())


def test_a_municipality_that_the_pack_does_not_know_begins_with_none():
    assert places_set_up(authority=make.authority("vejle", name="Vejle Kommune", code="630")) == []


def test_a_town_that_a_spreadsheet_gave_another_code_is_not_made_twice():
    make.place(make.authority(), "Grenå")
    places_set_up(authority=make.authority())
    assert Place.objects.filter(name__startswith="Gren").count() == 1
