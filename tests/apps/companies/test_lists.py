"""The lists of companies and openings: what a search finds, for whom, and in how many questions."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.companies.selectors import CompanySearch, OpeningSearch, companies_found, openings_found
from fodfaeste.installation.clock import now
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
COMPANIES, OPENINGS = reverse("companies:companies"), reverse("companies:openings")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", ON.isoformat())


@pytest.fixture
def user():
    return make.consultant()


@pytest.fixture
def visitor(user):
    client = Client()
    client.force_login(user)
    return client


def names(user, **search):
    return [company.name for company in companies_found(user, CompanySearch(**search))]


def titles(user, **search):
    return sorted(opening.title for opening in openings_found(user, OpeningSearch(**search), ON))


@pytest.mark.parametrize("text", ["åens", "ÅENS bageri", "bageri", "20001234", "2000", "1098 7654"])
def test_a_company_is_found_by_name_cvr_and_p_number(user, text):
    found = make.company(name="Åens Bageri", cvr="20001234")
    make.production_unit(found, p_number="1098765432")
    make.production_unit(make.company(name="Havnens Værft", cvr="30001234"), p_number="1011111111")
    assert names(user, text=text) == ["Åens Bageri"]


def test_companies_stand_by_the_danish_alphabet(user):
    for name in ("Ådal", "Zoo", "Ærø", "Aalborg", "Ørsted", "Abild"):
        make.company(name=name)
    assert names(user) == ["Abild", "Zoo", "Ærø", "Ørsted", "Ådal", "Aalborg"]


def test_companies_are_found_by_industry_and_town_of_the_same_workplace(user):
    both = make.company(name="Begge")
    make.production_unit(both, industry="561110", place=make.place(name="Grenaa"))
    make.production_unit(both, industry="433200", place=make.place(name="Allingåbro"))
    make.production_unit(make.company(name="Ukendt"), industry="999999")
    assert names(user, section="I") == ["Begge"]
    assert names(user, section="I", place="grenaa") == ["Begge"]
    assert names(user, section="I", place="allingåbro") == []
    assert names(user, section="U") == []


def test_openings_are_found_by_kind_town_industry_and_words(user):
    kitchen = make.production_unit(industry="561110", place=make.place(name="Grenaa"))
    make.opening(kitchen, kind="fleksjob", title="Åben køkkenhjælp")
    make.opening(make.production_unit(industry="433200"), title="Tømrer", place=make.place(name="Auning"))
    assert titles(user, kind="fleksjob") == ["Åben køkkenhjælp"]
    assert titles(user, section="I") == ["Åben køkkenhjælp"]
    assert titles(user, place="auning") == ["Tømrer"]
    assert titles(user, text="åben") == titles(user, text="KØKKEN") == ["Åben køkkenhjælp"]
    assert titles(user, text="åben tømrer") == []


def test_open_now_leaves_out_what_is_coming_closed_or_withdrawn(user):
    day = timedelta(days=1)
    make.opening(title="nu", opens=ON, closes=ON)
    make.opening(title="kommer", opens=ON + day)
    make.opening(title="lukket", closes=ON - day)
    make.opening(title="trukket", withdrawn_at=now())
    assert titles(user) == ["nu"]
    assert titles(user, open_now=False) == ["kommer", "lukket", "nu"]


def test_another_authority_sees_nothing():
    opening = make.opening()
    stranger = make.consultant(make.authority_elsewhere())
    assert names(stranger) == titles(stranger) == []
    client = Client()
    client.force_login(stranger)
    pages = {
        "company": opening.unit.company.public_id,
        "company_staff": opening.unit.company.public_id,
        "opening": opening.public_id,
        "opening_change": opening.public_id,
        "opening_withdraw": opening.public_id,
    }
    addresses = [reverse(f"companies:{name}", args=[key]) for name, key in pages.items()]
    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_a_line_shows_staff_town_industry_and_what_is_open(visitor):
    company = make.company(name="Åens Bageri")
    unit = make.production_unit(company)
    make.staff(unit, ordinary=12.4)
    make.opening(unit)
    make.opening(unit, closes=ON - timedelta(days=1))
    page = " ".join(visitor.get(COMPANIES).content.decode().split())
    assert '<td data-title="Ordinære årsværk">12,4</td>' in page
    assert '<td data-title="Åbne nu">1</td>' in page
    assert '<td data-title="Branche">Industri</td>' in page
    make.production_unit(company)
    assert "mindst 12,4" in visitor.get(COMPANIES).content.decode()


def test_an_empty_list_says_what_to_do(visitor):
    assert "De kommer med, når de er indlæst" in visitor.get(COMPANIES).content.decode()
    make.company(name="Bageri")
    assert "Ingen virksomhed passer" in visitor.get(COMPANIES, {"q": "smedje"}).content.decode()
    assert "Ingen åbning passer" in visitor.get(OPENINGS, {"slags": "fleksjob"}).content.decode()


def test_what_is_no_choice_is_as_if_it_was_not_asked(visitor):
    make.company(name="Bageri")
    make.opening(title="Bager")
    assert "Bageri" in visitor.get(COMPANIES, {"branche": "ø", "by": "'", "side": "x"}).content.decode()
    assert "Bager" in visitor.get(OPENINGS, {"slags": "ø", "vis": "x", "q": "b" * 200}).content.decode()


@pytest.mark.parametrize(("page", "most"), [(COMPANIES, 9), (OPENINGS, 6)])
def test_a_full_page_takes_few_questions_to_the_database(visitor, page, most, django_assert_max_num_queries):
    for number in range(55):
        unit = make.production_unit(make.company(name=f"Firma {number:02}"))
        make.staff(unit, months=1)
        make.opening(unit)
    with django_assert_max_num_queries(most):
        answer = visitor.get(page)
    assert answer.content.decode().count("<tr>") == 51
