"""A company's page: its workplaces, staff by month, and the law's ratio worked out."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.companies.ratio_page import ratio_section
from fodfaeste.apps.companies.staff_page import staff_by_month
from fodfaeste.bridge.law import employer_facts, law_here
from fodfaeste.core.dates import add_months
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", ON.isoformat())


@pytest.fixture
def visitor():
    client = Client()
    client.force_login(make.consultant())
    return client


def page_of(client, company, **query):
    answer = client.get(reverse("companies:company", args=[company.public_id]), query)
    return " ".join(answer.content.decode().split())


def ratio_of(unit):
    section = ratio_section(law_here(unit.authority, ON), [unit], ON)
    return section.parts[0].units[0]


def test_staff_of_several_workplaces_is_added_up_month_by_month():
    company = make.company()
    one, two = make.production_unit(company), make.production_unit(company)
    make.staff(one, ordinary=10, supported=1, months=2)
    make.staff(two, ordinary=5.5, supported=None, months=1)
    months = staff_by_month([one, two], ON)
    assert [(month.ordinary, month.supported) for month in months] == [(None, None), (15.5, None)]
    assert [month.ordinary for month in staff_by_month([one], ON)] == [10, 10]


@pytest.mark.parametrize(
    ("ordinary", "supported", "cap", "left"),
    [(20, 1, 4, 3), (4, 0, 1, 1), (80, 12.5, 13, 0), (23, 1.5, 4, 2), (20, 5, 4, 0)],
)
def test_the_ratio_is_worked_out_from_the_last_four_months(ordinary, supported, cap, left):
    unit = make.production_unit()
    make.staff(unit, ordinary=ordinary, supported=supported)
    found = ratio_of(unit)
    assert (found.ratio.cap, found.left, found.is_over) == (cap, left, supported > cap)


def test_it_cannot_be_told_where_a_month_is_missing():
    unit = make.production_unit()
    make.staff(unit, months=3)
    found = ratio_of(unit)
    assert (found.ratio.cap, found.left) == (None, None)
    assert found.worked == ["ikke kendt", "20,0", "20,0", "20,0"]


def test_the_running_month_counts_those_with_support_but_not_the_average():
    unit = make.production_unit()
    make.staff(unit, ordinary=20, supported=1)
    make.staff(unit, ordinary=50, supported=2, months=1, last=date(2026, 11, 1))
    found = ratio_of(unit)
    assert (found.ratio.ordinary, found.ratio.supported, found.left) == (20, 2, 2)
    assert found.counted_on == date(2026, 11, 1)


def test_what_is_older_than_the_average_counts_nowhere():
    unit = make.production_unit()
    make.staff(unit, last=add_months(date(2026, 11, 1), -5))
    assert (ratio_of(unit).ratio.ordinary, ratio_of(unit).ratio.supported) == (None, None)


def test_the_page_and_a_citizens_offers_count_an_employer_alike():
    unit = make.production_unit()
    make.staff(unit, ordinary=17.3, supported=1.5)
    facts, found = employer_facts(unit, ON), ratio_of(unit).ratio
    assert facts == {
        "employer_ordinary_fte": found.ordinary,
        "employer_supported_fte": found.supported + 1,  # the new person counted in
    }


def test_the_page_shows_the_numbers_the_rule_and_how_sure_it_is(visitor):
    unit = make.production_unit()
    make.staff(unit, ordinary=20, supported=1)
    page = page_of(visitor, unit.company)
    assert "gennemsnit fra juli 2026 til oktober 2026: 20,0 + 20,0 + 20,0 + 20,0" in page
    assert '<td data-title="Plads til">3</td>' in page
    assert reverse("offers:law_rule", args=["virksomhedspraktik.forholdstal.loft"]) in page
    assert reverse("offers:law_rule", args=["loentilskud.forholdstal.loft"]) in page
    assert "ikke efterprøvet" in page


def test_greenland_has_no_ratio_and_no_part_of_the_page_about_it():
    authority = make.authority(
        "sermersooq",
        name="Kommuneqarfik Sermersooq",
        code="956",
        policy="sermersooq",
        time_zone="America/Nuuk",
    )
    unit = make.production_unit(authority=authority)
    make.staff(unit)
    client = Client()
    client.force_login(make.consultant(authority))
    page = page_of(client, unit.company)
    assert "Arbejdssteder" in page
    assert "Plads til flere med støtte" not in page


def test_an_industry_is_shown_with_its_code_and_name(visitor):
    page = page_of(visitor, make.production_unit(industry="561110").company)
    assert "561110 Hoteller og restauranter" in page


def test_openings_are_counted_by_kind(visitor):
    unit = make.production_unit()
    make.opening(unit, kind="fleksjob", seats=2)
    make.opening(unit, kind="fleksjob")
    page = page_of(visitor, unit.company)
    assert "Fleksjob: 2 med 3 pladser" in page
    assert f"{reverse('companies:opening_new')}?arbejdssted={unit.p_number}" in page


def test_the_staff_is_a_picture_too_of_all_workplaces_or_one(visitor):
    company = make.company()
    one, two = make.production_unit(company, name="Bageriet"), make.production_unit(company)
    make.staff(one), make.staff(two)
    chart = reverse("companies:company_staff", args=[company.public_id])
    answer = visitor.get(chart)
    assert answer["Content-Type"] == "image/svg+xml"
    assert "Alle arbejdssteder" in answer.content.decode()
    assert "Bageriet" in visitor.get(chart, {"arbejdssted": one.p_number}).content.decode()
    assert f"{chart}?arbejdssted={one.p_number}" in page_of(visitor, company, arbejdssted=one.p_number)


def test_the_page_takes_few_questions_however_many_workplaces(visitor, django_assert_max_num_queries):
    company = make.company()
    for _number in range(12):
        unit = make.production_unit(company)
        make.staff(unit)
        make.opening(unit)
    with django_assert_max_num_queries(9):
        page_of(visitor, company)
