"""The page of time to work and what offers do: the one is not taken for the other, and nobody is in it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.make.effects import ROWS, reckoned, row

pytestmark = pytest.mark.django_db

PAGE = reverse("effects:effects")
CHART = reverse("effects:chart", args=["tid_til_selvforsoergelse"])


def client_of(user=None):
    client = Client()
    client.force_login(user or make.leader())
    return client


def seen(user=None, **query):
    answer = client_of(user).get(PAGE, query)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


def test_before_anything_else_it_says_that_a_share_is_no_effect():
    reckoned()
    page = seen()
    plain = page.index("er ikke tilbuddets virkning.")
    assert plain < page.index("Tid til selvforsørgelse") < page.index("Hvad tilbuddet gør")


def test_each_group_stands_with_its_share_interval_and_those_at_risk():
    reckoned()
    page = seen()
    assert "Forsikrede ledige 600 25 % 21 til 29; mindst 450 stadig med 35 % 31 til 39" in page
    assert "mindst 300 stadig med vises ikke (under 5 borgere) Alle 1.000 21 % 18 til 23" in page
    assert page.count("ikke besluttet") >= 2


def test_an_offer_is_told_by_industry_with_its_effect_and_what_studies_found():
    bakery = row("industri", 3, offer="branchespor", numbers=(20.0, 100.0, 80, 20.0, 12.0, 29.0))
    reckoned(rows=[*ROWS, bakery])
    page = seen(tilbud="branchespor")
    assert "Industri 100 20 % 12 til 29; mindst 80 stadig med" in page
    assert "Af 100, der begynder, er omkring 4 flere i arbejde efter 6 måneder end ellers" in page
    assert "Det kan ikke siges. Færre end 200 har begyndt. Der skal mindst 200 til" in page
    assert "Intet studie om netop dette tilbud er læst. Det nærmeste er virksomhedspraktik." in page


def test_the_analyst_sees_what_the_answer_rests_on_and_small_numbers_are_held_back():
    reckoned()
    page = seen(tilbud="branchespor")
    assert "I arbejde 18 måneder før forløbet: −1,5 til 2,5. 0 er med, så prøven holder." in page
    assert "0-5 % under 5 1.463" in page
    assert "Alder −0,25 0,01" in page
    assert "Målgruppe den dag: Unge under 30 år uden uddannelse – –" in page
    assert "Den stærkeste årsag, der er målt Alder" in page
    assert "Helbred" in page


def test_before_the_first_night_it_says_so():
    assert "Intet er regnet endnu." in seen()


def test_figures_of_another_municipality_are_not_shown():
    reckoned(make.authority_elsewhere())
    assert "Intet er regnet endnu." in seen(make.committee_member())


def test_an_offer_or_group_that_is_not_known_is_as_if_none_was_chosen():
    reckoned()
    assert seen(tilbud="<b>", gruppe="findes-ikke") == seen()


def test_the_curve_has_a_name_and_leaves_a_gap_where_numbers_are_held_back():
    reckoned()
    answer = client_of().get(CHART, {"gruppe": "forsikret"})
    assert answer["Content-Type"] == "image/svg+xml"
    drawing = answer.content.decode()
    assert '<title id="t">Tid til selvforsørgelse</title>' in drawing
    assert "Forsikrede ledige" in drawing
    assert "style=" not in drawing


def test_a_figure_that_is_not_there_is_not_found():
    assert client_of().get(reverse("effects:chart", args=["noget-andet"])).status_code == 404


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    reckoned(rows=[row(f"gruppe-{number}", months) for number in range(40) for months in (3, 6, 12)])
    client = client_of()
    with django_assert_num_queries(4):
        client.get(PAGE, {"tilbud": "branchespor"})
