"""Looking up skills and occupations: the page, and the list that is fetched while one types."""

import re

import pytest
from django.urls import reverse

from fodfaeste.bridge import search as bridge_search
from fodfaeste.bridge.search import search_here
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from tests import make

pytestmark = pytest.mark.django_db

SEARCH = reverse("learning:search")
TYPING = {"HX-Request": "true"}


@pytest.fixture
def signed_in(client):
    client.force_login(make.case_worker())
    return client


def list_of(client, **asked) -> str:
    """What comes back while one types in a field of a form."""
    return client.get(SEARCH, asked, headers=TYPING).content.decode()


def labels_of(html: str) -> list[str]:
    """The choices, as they are read."""
    found = re.findall(r"<label for=\"id_[^\"]+_\d+\">(.*?)</label>", html, re.S)
    return [" ".join(re.sub(r"<[^>]+>", "", label).split()) for label in found]


@pytest.mark.parametrize("typed", ["måle", "maale", "MÅLE", "måleværktøj", "maalevaerktoej", "maleværktøj"])
def test_aa_and_the_danish_a_with_a_ring_find_the_same_and_a_does_not(typed):
    found = [one.id for one in search_here(SKILL, typed, "da")]
    assert ("maale-noejagtigt" in found) is not typed.startswith("mal")


def test_searching_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search_here(OCCUPATION, "kok", "da")


def test_a_key_press_asks_only_who_one_is(signed_in, django_assert_num_queries):
    with django_assert_num_queries(2):  # the session and the user
        assert "Kok" in labels_of(list_of(signed_in, slags="erhverv", felt="what", **{"what-soeg": "kok"}))


def test_the_names_are_made_ready_once_for_an_import():
    search_here(SKILL, "mal", "da")
    before = bridge_search._index.cache_info().misses
    for typed in ("m", "ma", "mal", "male"):
        search_here(SKILL, typed, "en")
    assert bridge_search._index.cache_info().misses == before


def test_while_one_types_only_the_list_comes_with_what_is_said_of_it(signed_in):
    html = list_of(signed_in, slags="erhverv", felt="what", **{"what-soeg": "kok"})
    assert "<html" not in html
    assert 'type="radio"' in html
    assert '<p hx-swap-oob="innerHTML" id="id_what_said">1 fundet.</p>' in html


def test_several_may_be_ticked_and_stay_ticked_when_one_types_on(signed_in):
    html = list_of(signed_in, felt="skills", flere="1", skills="malke-koeer", **{"skills-soeg": "køk"})
    assert html.count('type="checkbox"') >= 2
    assert re.search(r'value="malke-koeer"[^>]* checked', html)


def test_nothing_found_says_what_to_do(signed_in):
    assert "Prøv et andet ord" in list_of(signed_in, felt="skills", **{"skills-soeg": "qqq"})


def test_a_field_name_that_is_none_is_not_written_back(signed_in):
    assert "<script" not in list_of(signed_in, felt='"><script', **{"valgt-soeg": "mal"})


def test_without_a_script_the_page_has_the_same_choices(signed_in):
    page = signed_in.get(SEARCH, {"slags": "erhverv", "q": "kok"}).content.decode()
    typed = list_of(signed_in, slags="erhverv", felt="valgt", **{"valgt-soeg": "kok"})
    assert labels_of(page) == labels_of(typed) == ["Kok"]


def test_an_occupation_shows_what_it_asks_for(signed_in):
    page = signed_in.get(SEARCH, {"slags": "erhverv", "valgt": "kok"}).content.decode()
    assert "Næsten alle sådanne job beder om" in page
    assert "ISCO-08: 5120" in page


def test_a_skill_shows_who_asks_for_it(signed_in):
    page = signed_in.get(SEARCH, {"slags": "kompetence", "valgt": "malke-koeer"}).content.decode()
    assert "<h2>Malke køer</h2>" in page
    assert "Erhverv, hvor næsten alle job beder om den" in page


def test_an_unknown_choice_is_refused_in_words(signed_in):
    page = signed_in.get(SEARCH, {"slags": "erhverv", "valgt": "findes-ikke"}).content.decode()
    assert "Vælg fra listen." in page
