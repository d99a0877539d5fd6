"""Companies and their workplaces."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Listed
from fodfaeste.api.openings import OpeningLine, opening_line
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.companies.access import company_for
from fodfaeste.apps.companies.models import Company, ProductionUnit
from fodfaeste.apps.companies.ratio_page import ratio_section
from fodfaeste.apps.companies.selectors import CompanySearch, companies_found, openings_of, units_of
from fodfaeste.apps.companies.staff_page import staff_by_month
from fodfaeste.apps.systems.scopes import WORK_READ
from fodfaeste.bridge.law import law_here
from fodfaeste.installation.clock import today

router = Router(tags=["Companies"])


class CompanyLine(Schema):
    """A company by its CVR number."""

    id: str
    cvr: str
    name: str
    is_public: bool | None


def _line(company: Company) -> CompanyLine:
    return CompanyLine(id=company.public_id, cvr=company.cvr, name=company.name, is_public=company.is_public)


class CompaniesAsked(Paging):
    """Which companies."""

    q: str = Field(
        "", max_length=100, description="Words of the name, or the beginning of a CVR or P-number."
    )
    section: str = Field("", max_length=1, description="A section of industries (DB07), A to U.")
    place: str = Field("", max_length=20)


@operation(
    router, "GET", "/companies", scope=WORK_READ, screens=("companies:companies",), answer=Listed[CompanyLine]
)
def companies_list(request: HttpRequest, asked: Query[CompaniesAsked]) -> Any:
    """The municipality's companies by name, or those that a search finds."""
    found = companies_found(request.user, CompanySearch(asked.q, asked.section, asked.place))
    shown, following = page_of_rows(request, found, asked)
    return Listed[CompanyLine](items=[_line(one) for one in shown], next=following)


class Workplace(Schema):
    """A workplace by its P-number."""

    p_number: str
    name: str
    industry: str
    place: str | None


class StaffMonth(Schema):
    """A month's work-years; null where one of the workplaces is not known."""

    month: date
    ordinary: float | None
    supported: float | None


class Ratio(Schema):
    """How many more with support there is room for at a workplace, by the law's ratio."""

    p_number: str
    ordinary: float | None
    supported: float | None
    cap: float | None
    left: int | None
    is_over: bool


class CompanyTold(Schema):
    """A company: its workplaces, staff by month, the law's ratio today, and what is open at it."""

    id: str
    cvr: str
    name: str
    is_public: bool | None
    workplaces: list[Workplace]
    staff: list[StaffMonth]
    ratios: list[Ratio]
    openings: list[OpeningLine]


def workplace_told(unit: ProductionUnit) -> Workplace:
    """A workplace as it is told."""
    place = unit.place.code if unit.place else None
    return Workplace(p_number=unit.p_number, name=unit.name, industry=unit.industry, place=place)


def ratios_told(authority: Authority, units: Sequence[ProductionUnit]) -> list[Ratio]:
    """The law's ratio today at each of several workplaces that it is of."""
    on = today(authority)
    section = ratio_section(law_here(authority, on), units, on)
    return [
        Ratio(
            p_number=one.unit.p_number,
            ordinary=one.ratio.ordinary,
            supported=one.ratio.supported,
            cap=one.ratio.cap,
            left=one.left,
            is_over=one.is_over,
        )
        for part in (section.parts if section else ())
        for one in part.units
    ]


@operation(
    router, "GET", "/companies/{company}", scope=WORK_READ, screens=("companies:company",), answer=CompanyTold
)
def company_read(request: HttpRequest, company: str) -> Any:
    """One company: its workplaces, staff by month, the law's ratio today, and what is open at it."""
    found = company_for(request.user, company)
    on = today(request.user.authority)
    units = units_of([found.pk])
    return CompanyTold(
        **_line(found).model_dump(),
        workplaces=[workplace_told(unit) for unit in units],
        staff=[
            StaffMonth(month=one.month, ordinary=one.ordinary, supported=one.supported)
            for one in staff_by_month(units, on)
        ],
        ratios=ratios_told(request.user.authority, units),
        openings=[opening_line(one, on) for one in openings_of(found, on)],
    )
