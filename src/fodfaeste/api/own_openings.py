"""A company's own openings, and its workplaces, for a system of the company."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from fodfaeste.api.companies import Ratio, Workplace, ratios_told, workplace_told
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.openings import OpeningLine, opening_line
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.api.problems import Problem, form_problem
from fodfaeste.api.versions import must_match
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.own_access import company_of, own_opening_for
from fodfaeste.apps.companies.own_forms import SeatsForm
from fodfaeste.apps.companies.own_services import opening_fill, seats_set
from fodfaeste.apps.companies.selectors import openings_of, units_of
from fodfaeste.apps.systems.scopes import WORK_READ, WORK_WRITE
from fodfaeste.installation.clock import today

router = Router(tags=["A company's own"])


class OwnOpening(OpeningLine):
    """An opening of the company's own, as the municipality has written it down."""

    attendance: str
    hours_min: int | None
    hours_max: int | None
    shifts: list[str]
    demands: list[str]
    licences: list[str]
    languages: list[str]


def _told(one: Opening) -> OwnOpening:
    return OwnOpening(
        **opening_line(one, today(one.authority)).model_dump(),
        **{name: getattr(one, name).split() for name in ("shifts", "demands", "licences", "languages")},
        **{name: getattr(one, name) for name in ("attendance", "hours_min", "hours_max")},
    )


@operation(
    router,
    "GET",
    "/own/openings",
    scope=WORK_READ,
    screens=("companies:own_openings", "companies:own_front"),
    answer=Listed[OpeningLine],
)
def own_openings_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What is open at the company's own workplaces."""
    on = today(request.user.authority)
    shown, following = page_of_rows(request, openings_of(company_of(request.user), on), paging)
    return Listed[OpeningLine](items=[opening_line(one, on) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/own/openings/{opening}",
    scope=WORK_READ,
    screens=("companies:own_opening",),
    answer=OwnOpening,
)
def own_opening_read(request: HttpRequest, opening: str) -> Any:
    """One opening of the company's own, also after it was filled."""
    return _told(own_opening_for(request.user, opening))


def _standing(request: HttpRequest, opening: str) -> Opening:
    """An opening that can still be changed, in the version that was read."""
    found = own_opening_for(request.user, opening)
    must_match(request, _told(found))
    if found.withdrawn_at is not None:
        raise Problem("conflict")
    return found


class SeatsBody(Body):
    """How many seats there are now."""

    seats: int = Field(ge=1, le=500)


@operation(
    router,
    "PUT",
    "/own/openings/{opening}/seats",
    scope=WORK_WRITE,
    screens=("companies:own_opening",),
    answer=OwnOpening,
    changes_version=True,
)
def own_opening_seats(request: HttpRequest, opening: str, body: SeatsBody) -> Any:
    """Say how many seats there are now; all else stays."""
    found, form = _standing(request, opening), SeatsForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    seats_set(user=request.user, opening=found, seats=form.cleaned_data["seats"])
    return _told(own_opening_for(request.user, opening))


@operation(
    router,
    "POST",
    "/own/openings/{opening}/fill",
    scope=WORK_WRITE,
    screens=("companies:own_opening",),
    answer=OwnOpening,
    changes_version=True,
)
def own_opening_fill(request: HttpRequest, opening: str) -> Any:
    """Say that the seats are taken: the opening closes, and every CV shown for it is gone."""
    opening_fill(user=request.user, opening=_standing(request, opening))
    return _told(own_opening_for(request.user, opening))


class OwnWorkplace(Workplace):
    """A workplace of the company's own, with how many more it may take with support; null: no rule says."""

    ratio: Ratio | None


@operation(
    router,
    "GET",
    "/own/workplaces",
    scope=WORK_READ,
    screens=("companies:own_workplaces",),
    answer=Listed[OwnWorkplace],
)
def own_workplaces(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The company's workplaces, each with how many more it may take with support by the law's ratio."""
    units = units_of([company_of(request.user).pk])
    ratios = {one.p_number: one for one in ratios_told(request.user.authority, units)}
    told = [
        OwnWorkplace(**workplace_told(unit).model_dump(), ratio=ratios.get(unit.p_number)) for unit in units
    ]
    shown, following = page_of_list(request, told, lambda one: one.p_number, paging)
    return Listed[OwnWorkplace](items=shown, next=following)
