"""The invented companies: nobody's, always the same, and exactly as many as the table says."""

import random
from collections import defaultdict
from datetime import date, timedelta

import polars as pl
import pytest

from fodfaeste.apps.companies.models import Company, ProductionUnit
from fodfaeste.apps.demo.companies_numbers import BEGINS, cvr_made, p_number_made, passes
from fodfaeste.apps.demo.companies_sizes import industries
from fodfaeste.apps.demo.companies_staff import MONTHS, months_before, staff_of
from fodfaeste.apps.demo.companies_work import work_load
from fodfaeste.apps.demo.population_sizes import municipalities, sizes_read
from fodfaeste.bridge.work import load_courses, load_employers, load_openings
from fodfaeste.installation.clock import now
from tests import make
from tests.apps.demo.work_made import EVERYWHERE, TODAY, work


def test_the_check_is_that_of_real_numbers() -> None:
    # The example of Erhvervsstyrelsen's "Modulus 11 kontrol".
    assert passes("13748136")
    assert not passes("13748137")


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_no_number_can_be_a_real_companys(slug: str) -> None:
    made = work(slug).companies
    numbers = [firm.cvr for firm in made.firms] + [unit.p_number for unit in made.units]
    assert {len(number) for number in numbers} == {8, 10}
    assert not any(passes(number) for number in numbers)
    assert all(number.startswith(BEGINS) for number in numbers)


def test_no_number_is_made_twice() -> None:
    assert len({cvr_made(serial) for serial in range(50_000)}) == 50_000
    assert not any(passes(cvr_made(serial)) for serial in range(50_000))
    everywhere = [firm.cvr for slug in EVERYWHERE for firm in work(slug).companies.firms]
    assert len(set(everywhere)) == len(everywhere)
    units = [unit.p_number for slug in EVERYWHERE for unit in work(slug).companies.units]
    assert len(set(units)) == len(units)
    assert p_number_made(1) != p_number_made(2)


def test_every_municipality_with_people_has_work() -> None:
    assert set(municipalities()) == set(EVERYWHERE)


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_firms_and_jobs_are_exactly_those_of_the_table(slug: str) -> None:
    made = work(slug)
    firms, units = made.companies.firms, made.companies.units
    assert len(firms) == made.sizes.firms
    assert sum(unit.tenths for unit in units) == made.sizes.jobs * 10
    private = sum(unit.tenths for unit in units if not firms[unit.firm].is_public)
    assert private == made.sizes.private_jobs * 10
    assert min(unit.tenths for unit in units) >= 1
    assert {unit.firm for unit in units} == set(range(len(firms)))


def test_haderslevs_policy_is_met() -> None:
    sizes = work("haderslev").sizes
    assert (sizes.firms, sizes.jobs, sizes.private_jobs) == (2800, 23000, 15000)


@pytest.mark.parametrize("people", [120, 500])
def test_a_small_demo_has_fewer_companies_and_still_public_ones(people: int) -> None:
    made = work("haderslev", people)
    firms = made.companies.firms
    assert 60 <= len(firms) < 200
    assert len(firms) == made.sizes.firms
    assert any(firm.is_public for firm in firms)
    assert sum(unit.tenths for unit in made.companies.units) == made.sizes.jobs * 10


def test_the_same_seed_and_day_give_the_same_work() -> None:
    first = work("norddjurs", 300)
    work.cache_clear()
    assert work("norddjurs", 300) == first


@pytest.mark.parametrize("other", [{"seed": 2}, {"today": TODAY + timedelta(days=1)}])
def test_another_seed_or_day_gives_other_work(other: dict) -> None:
    assert work("norddjurs", 300, **other).openings != work("norddjurs", 300).openings


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_municipality_itself_is_the_largest_public_employer(slug: str) -> None:
    made = work(slug).companies
    jobs: dict[int, int] = defaultdict(int)
    for unit in made.units:
        if made.firms[unit.firm].is_public:
            jobs[unit.firm] += unit.tenths
    assert made.firms[max(jobs, key=lambda firm: jobs[firm])].name == sizes_read(slug).name
    own = {unit.industry.code for unit in made.units if unit.firm == 0}
    assert own >= {"852010", "871010", "813000", "889130"}


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_workplaces_lie_in_the_municipalitys_towns_most_in_the_largest(slug: str) -> None:
    towns = {town.code for town in sizes_read(slug).towns}
    placed = [unit.place for unit in work(slug).companies.units]
    assert set(placed) <= towns
    largest = {"sermersooq": "nuuk", "norddjurs": "grenaa"}.get(slug, slug)
    assert max(set(placed), key=placed.count) == largest


def test_every_greenlandic_settlement_has_a_workplace() -> None:
    placed = {unit.place for unit in work("sermersooq").companies.units}
    assert placed == {town.code for town in sizes_read("sermersooq").towns}


def test_industries_are_db07_codes_with_their_section() -> None:
    divisions = {"A": (1, 3), "C": (10, 33), "F": (41, 43), "G": (45, 47), "H": (49, 53), "Q": (86, 88)}
    for code, industry in industries().items():
        assert code.isdecimal()
        assert len(code) == 6
        if industry.section in divisions:
            low, high = divisions[industry.section]
            assert low <= int(code[:2]) <= high, code


def test_months_end_with_the_latest_whole_one() -> None:
    months = months_before(date(2026, 1, 31))
    assert (len(months), months[0], months[-1]) == (MONTHS, date(2024, 1, 1), date(2025, 12, 1))


def test_staff_ends_on_the_jobs_given_and_follows_the_season() -> None:
    made = work("haderslev").companies
    months, rng = months_before(TODAY), random.Random(1)
    rows = [row for i, unit in enumerate(made.units) for row in staff_of(i, unit, months, rng)]
    latest = [row for row in rows if row.month == months[-1]]
    assert {row.unit: row.ordinary for row in latest} == {
        i: unit.tenths / 10 for i, unit in enumerate(made.units)
    }
    assert any(row.ordinary is None for row in rows)
    assert all(row.ordinary is None or round(row.ordinary, 1) == row.ordinary for row in rows)
    assert 0 < sum(row.supported or 0 for row in latest) < 0.1 * made.units.__len__()
    hotels = {i for i, unit in enumerate(made.units) if unit.industry.section == "I"}
    of_month = {
        month: sum(row.ordinary or 0 for row in rows if row.unit in hotels and row.month == month)
        for month in (date(2026, 1, 1), date(2026, 7, 1))
    }
    assert of_month[date(2026, 7, 1)] > 1.2 * of_month[date(2026, 1, 1)]


@pytest.mark.django_db
def test_what_is_written_can_be_read_as_a_snapshot() -> None:
    authority = make.authority()
    made = work("norddjurs", 120)
    places = {town.code: make.place(authority, town.name) for town in sizes_read("norddjurs").towns}
    work_load(made, authority, places, seed=1, on=TODAY, now=now())
    employers = load_employers(authority)
    latest = employers.filter(pl.col("month") == date(2026, 10, 1))
    assert round(latest["ordinary_fte"].sum(), 1) == made.sizes.jobs
    assert Company.objects.count() == len(made.companies.firms)
    assert ProductionUnit.objects.count() == len(made.companies.units)
    openings = load_openings(authority)
    assert openings["openings"].height == len(made.openings)
    assert openings["tasks"].height == sum(len(opening.tasks) for opening in made.openings)
    assert openings["opening_skills"].height == sum(len(opening.needs) for opening in made.openings)
    assert load_courses(authority)["courses"].height == len(made.courses)
