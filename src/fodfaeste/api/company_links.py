"""Personal links for a company: whoever makes one hands it over, as no address of a company is known here."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.links import LinkThing, LinkTold, link_values, thing_id
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.links import access, codes
from fodfaeste.apps.links.addresses import letter_address
from fodfaeste.apps.links.forms import PRINT, CompanyLinkForm
from fodfaeste.apps.links.letter_code import code_written
from fodfaeste.apps.links.links_page import company_link_lines
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.selectors import links_of_company, links_wanted, things_of_company
from fodfaeste.apps.links.services import link_letter, link_make, link_withdraw
from fodfaeste.apps.systems.scopes import LINKS
from fodfaeste.design.danish import plain

router = Router(tags=["Personal links"])


class CompanyLinkMade(LinkTold):
    """The link with what opens it. This is told once, also under the same key."""

    told_code: str | None = Field(description="To be told the company another way than the link.")
    letter_code: str | None = Field(description="To be printed in a letter.")
    address: str | None = Field(description="The link itself, or where the code of a letter is typed.")


def _told(company: Company, link: Link) -> dict[str, Any]:
    rows = links_of_company(company).filter(pk=link.pk)
    return link_values(company_link_lines(things_of_company(company), rows)[0])


@operation(
    router,
    "GET",
    "/companies/{company}/links",
    scope=LINKS,
    screens=("links:company_links",),
    answer=Listed[LinkTold],
)
def company_links_list(request: HttpRequest, company: str, paging: Query[Paging]) -> Any:
    """A company's personal links, the newest first."""
    found = access.company_to_link(request.user, company)
    shown, following = page_of_rows(request, links_of_company(found), paging)
    lines = company_link_lines(things_of_company(found), shown)
    return Listed[LinkTold](items=[LinkTold(**link_values(line)) for line in lines], next=following)


@operation(
    router,
    "GET",
    "/companies/{company}/link-things",
    scope=LINKS,
    screens=("links:company_links",),
    answer=Listed[LinkThing],
)
def company_link_things(request: HttpRequest, company: str, paging: Query[Paging]) -> Any:
    """What a link can be made to for a company now."""
    found = access.company_to_link(request.user, company)
    told = [
        LinkThing(id=thing_id(door, thing), purpose=door.purpose, what=plain(thing.words))
        for door, thing in things_of_company(found)
    ]
    shown, following = page_of_list(request, told, lambda one: one.id, paging)
    return Listed[LinkThing](items=shown, next=following)


class CompanyLinkBody(Body):
    """To what, and whether a letter is printed or the link itself is sent on by whoever asks."""

    thing: str = Field(min_length=1, max_length=40, description="An id of the company's link-things.")
    how: Literal["letter", "copy"]


@operation(
    router,
    "POST",
    "/companies/{company}/links",
    scope=LINKS,
    screens=("links:company_links",),
    answer=CompanyLinkMade,
    status=201,
)
def company_link_create(request: HttpRequest, company: str, body: CompanyLinkBody) -> Any:
    """Make a personal link to one thing for a company, bound to a code that is told another way."""
    found = access.company_to_link(request.user, company)
    things = things_of_company(found)
    inside = {thing_id(door, one): f"{door.purpose}:{door.about}:{one.about_id}" for door, one in things}
    form = CompanyLinkForm(things, posted({"thing": inside.get(body.thing, ""), "how": body.how}))
    if not form.is_valid():
        raise form_problem(form)
    given: dict[str, Any] = {"by": request.user, "bound_to": codes.TOLD_CODE, **form.chosen()}
    with transaction.atomic():
        link = link_make(authority=found.authority, company=found, **given)
        letter = link_letter(user=request.user, link=link) if body.how == PRINT else ""
    request.api_told_once = ("told_code", "letter_code", "address")
    return CompanyLinkMade(
        **_told(found, link),
        told_code=link.told_code or None,
        letter_code=code_written(letter) if letter else None,
        address=letter_address() if letter else link.url,
    )


@operation(
    router,
    "POST",
    "/companies/{company}/links/{company_link}/withdraw",
    scope=LINKS,
    screens=("links:company_withdraw",),
    answer=LinkTold,
)
def company_link_take_back(request: HttpRequest, company: str, company_link: str) -> Any:
    """Take a company's link back; it opens nothing from now on. Twice is once."""
    owner = access.company_to_link(request.user, company)
    found = access.company_link_to_change(request.user, company, company_link)
    return LinkTold(**_told(owner, link_withdraw(user=request.user, link=found)))


class LinkWanted(Schema):
    """A link that a company or partner asked for anew and has not got."""

    id: str
    purpose: str
    company: str | None
    partner: str | None
    asked_anew_at: datetime


@operation(
    router,
    "GET",
    "/links-wanted",
    scope=LINKS,
    screens=("links:wanted",),
    answer=Listed[LinkWanted],
)
def links_wanted_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Companies and partners that wanted a new link, the one that has waited longest first."""
    shown, following = page_of_rows(request, links_wanted(request.user.authority_id), paging)
    items = [
        LinkWanted(
            id=one.public_id,
            purpose=one.purpose,
            company=one.company.public_id if one.company else None,
            partner=one.partner.public_id if one.partner else None,
            asked_anew_at=one.asked_anew_at,
        )
        for one in shown
    ]
    return Listed[LinkWanted](items=items, next=following)
