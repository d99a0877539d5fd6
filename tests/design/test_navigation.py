"""The menu of each role."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from fodfaeste.apps.accounts.access import LANDING
from fodfaeste.apps.accounts.models import Role
from fodfaeste.design.navigation import MENUS, ROLE_NAMES, current_view, menu_for


def test_every_role_has_a_menu_and_a_name():
    assert set(MENUS) == set(ROLE_NAMES) == set(Role.values)


@pytest.mark.parametrize("role", Role.values)
def test_every_line_of_the_menu_leads_somewhere(role):
    assert [item.href for item in menu_for(role, "")] == [reverse(place.view) for place in MENUS[role]]


@pytest.mark.parametrize("role", Role.values)
def test_the_first_page_after_signing_in_is_the_first_line_of_the_menu(role):
    assert MENUS[role][0].view == LANDING[Role(role)]


def test_the_page_itself_is_marked():
    marked = {item.text: item.current for item in menu_for("case_worker", "goals:policy")}
    assert marked == {
        "Min dag": "",
        "Åbninger": "",
        "Virksomheder": "",
        "Politik": "page",
        "Tal": "",
        "Udbakke": "",
        "Indlæs": "",
    }


def test_the_place_above_the_page_is_marked():
    marked = [item.text for item in menu_for("case_worker", "citizens:why") if item.current == "true"]
    assert marked == ["Min dag"]


def test_who_has_no_role_has_no_menu():
    assert menu_for("", "front") == []


def test_a_page_that_was_not_found_has_no_name():
    assert current_view(RequestFactory().get("/findes-ikke/")) == ""
    assert current_view(None) == ""


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_menu_follows_the_language(language):
    with translation.override(language):
        assert all(isinstance(item.text, str) and item.text for item in menu_for("leader", ""))
