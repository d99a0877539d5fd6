"""The figures on screen: value, change, definition; nothing held back can be read or worked out."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.goals.figures_page import safe_cell
from fodfaeste.apps.journal.models import Event
from tests.make import goals, people

pytestmark = pytest.mark.django_db

FIGURE = reverse("goals:figure", args=["branchespor_begyndt"])
CHART = reverse("goals:figure_chart", args=["branchespor_begyndt"])
CSV = reverse("goals:figure_csv", args=["branchespor_begyndt"])


@pytest.fixture
def committee() -> Client:
    client = Client()
    client.force_login(people.committee_member())
    return client


def text(client: Client, page: str, **query: str) -> str:
    answer = client.get(page, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows_of(client: Client) -> list[list[str]]:
    content = client.get(CSV).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("page", [reverse("goals:figures"), FIGURE, CHART, CSV])
def test_every_signed_in_person_sees_the_figures(page: str) -> None:
    for role in ("case_worker", "leader", "committee", "citizen"):
        client = Client()
        client.force_login(people.user(role))
        assert client.get(page).status_code == 200
    assert Client().get(page).status_code == 302


def test_a_figure_stands_with_its_change_in_words(committee: Client) -> None:
    goals.figure(date(2025, 11, 1), value=55.0)
    goals.figure(date(2026, 10, 1), value=49.0)
    goals.figure(date(2026, 11, 1), value=51.3, as_of=date(2026, 11, 23))
    page = text(committee, reverse("goals:figures"))
    assert "51,3 %" in page
    assert "2,3 procentpoint højere end sidste måned" in page
    assert "3,7 procentpoint lavere end samme måned sidste år" in page
    assert "23. november 2026" in page
    assert "Kommunen har ikke vedtaget det." in page


def test_a_month_without_a_figure_before_it_says_so(committee: Client) -> None:
    goals.figure(date(2026, 11, 1))
    assert "Intet tal for sidste måned" in text(committee, FIGURE)


def test_no_figure_yet_is_said_in_words(committee: Client) -> None:
    assert "endnu ikke beregnet" in text(committee, reverse("goals:figures"))
    assert "Tallet er ikke beregnet endnu" in text(committee, FIGURE)


def test_a_figure_held_back_is_nowhere(committee: Client) -> None:
    # Even where the numbers were stored beside the mark, no page, picture or file shows them.
    goals.figure(date(2026, 10, 1), value=37.77, numerator=1717, denominator=1919, suppressed=True)
    goals.figure(date(2026, 11, 1), value=50.0)
    for page in (reverse("goals:figures"), FIGURE, CHART, CSV, reverse("goals:policy")):
        shown = committee.get(page).content.decode()
        for number in ("37,8", "37.8", "37,77", "37.77", "1717", "1.717", "1919", "1.919"):
            assert number not in shown
    assert "under 5" in text(committee, FIGURE)
    assert rows_of(committee)[1][4:7] == ["", "", "under 5"]


def test_a_change_is_not_told_from_a_month_held_back(committee: Client) -> None:
    goals.figure(date(2026, 10, 1), value=49.0, suppressed=True)
    goals.figure(date(2026, 11, 1), value=51.3)
    page = text(committee, FIGURE)
    assert "Kan ikke sammenlignes med sidste måned" in page
    assert "procentpoint" not in page


def test_months_by_another_definition_are_not_shown_beside_today_s(committee: Client) -> None:
    goals.figure(date(2026, 10, 1), value=49.0, pack_hash="d" * 64)
    goals.figure(date(2026, 11, 1), value=51.3)
    page = text(committee, FIGURE)
    assert "49,0 %" not in page
    assert "Intet tal for sidste måned" in page
    assert "1 måned er regnet efter en tidligere definition" in page


def test_a_group_is_shown_by_itself(committee: Client) -> None:
    goals.figure(date(2026, 11, 1), value=51.3)
    goals.figure(date(2026, 11, 1), value=60.1, group="forsikret")
    page = text(committee, FIGURE, gruppe="forsikret")
    assert "60,1 %" in page
    assert "51,3 %" not in page
    assert "gruppe=forsikret" in page


def test_a_group_that_is_none_shows_everyone(committee: Client) -> None:
    goals.figure(date(2026, 11, 1), value=51.3)
    assert "51,3 %" in text(committee, FIGURE, gruppe="<script>")


def test_the_figures_of_another_municipality_are_not_shown(committee: Client) -> None:
    elsewhere = people.authority("haderslev", name="Haderslev Kommune", code="510", policy="norddjurs")
    goals.figure(date(2026, 11, 1), value=51.3, authority=elsewhere)
    assert "51,3" not in text(committee, FIGURE)
    assert len(rows_of(committee)) == 1


def test_no_figure_of_that_name_is_not_found(committee: Client) -> None:
    for name in ("goals:figure", "goals:figure_chart", "goals:figure_csv"):
        assert committee.get(reverse(name, args=["findes_ikke"])).status_code == 404


def test_the_chart_is_a_picture_with_a_title(committee: Client) -> None:
    goals.figure(date(2026, 10, 1), value=49.0)
    goals.figure(date(2026, 11, 1), value=51.3)
    answer = committee.get(CHART)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"<title" in answer.content


def test_the_file_writes_numbers_as_danes_do_and_is_journalled(committee: Client) -> None:
    goals.figure(date(2026, 11, 1), value=51.25, as_of=date(2026, 11, 23))
    goals.figure(date(2026, 11, 1), value=60.0, group="forsikret")
    heading, everyone, insured = rows_of(committee)
    assert heading[:3] == ["Tal", "Gruppe", "Måned"]
    assert everyone[1:7] == ["Alle", "2026-11", "2026-11-23", "20", "40", "51,25"]
    assert insured[1] == "Forsikrede ledige"
    event = Event.objects.get(action="export")
    assert event.citizen_id is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_run_as_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_a_plain_cell_stays_as_it_is() -> None:
    assert safe_cell("Forsikrede = alle") == "Forsikrede = alle"


def test_the_figures_take_few_questions_to_the_database(committee: Client, django_assert_num_queries) -> None:
    for month in range(1, 12):
        goals.figure(date(2026, month, 1))
    committee.get(reverse("goals:figures"))
    with django_assert_num_queries(3):  # session, user with authority, figures
        committee.get(reverse("goals:figures"))
