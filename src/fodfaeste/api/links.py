"""Personal links: made, sent or printed, and taken back. The address of a link is told to its owner alone."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.links import access, codes
from fodfaeste.apps.links.addresses import letter_address
from fodfaeste.apps.links.forms import PRINT, MakeForm
from fodfaeste.apps.links.letter_code import code_written
from fodfaeste.apps.links.links_page import LinkLine, channel_words, link_lines
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.registry import Door, Thing
from fodfaeste.apps.links.selectors import links_of, things_of
from fodfaeste.apps.links.sending import link_send
from fodfaeste.apps.links.services import link_letter, link_make, link_withdraw, state_of
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import LINKS
from fodfaeste.design.danish import plain

router = Router(tags=["Personal links"])


class LinkOpened(Schema):
    """That a link was opened with its second fact, and how."""

    at: datetime
    way: str


class LinkTold(Schema):
    """A personal link: to what, in which state, and when it was opened. Never what opens it."""

    id: str
    purpose: str
    what: str
    state: str
    bound_to: str
    sent_by: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None
    openings: list[LinkOpened]


class LinkMade(LinkTold):
    """The link, with what a person must say or print. These are told once, also under the same key."""

    told_code: str | None = Field(description="To be told the citizen another way than the link.")
    letter_code: str | None = Field(description="To be printed in a letter.")
    letter_address: str = Field(description="Where the code of a letter is typed.")


def link_values(line: LinkLine) -> dict[str, Any]:
    """What is told of a link."""
    one = line.link
    state, openings = state_of(one), list(one.openings.all())
    names = ("purpose", "bound_to", "sent_by", "made_at", "expires_at", "used_at", "withdrawn_at")
    return {
        "id": one.public_id,
        "what": plain(line.what),
        "state": codes.OPENED if state == codes.WAITING and openings else state,
        "made_by": one.made_by.name,
        "openings": [LinkOpened(at=opening.at, way=opening.way) for opening in openings],
        **{name: getattr(one, name) for name in names},
    }


def _made(
    request: HttpRequest, citizen: Citizen, link: Link, told: str | None, letter: str | None
) -> LinkMade:
    request.api_told_once = ("told_code", "letter_code")
    (line,) = link_lines(citizen, links_of(citizen).filter(pk=link.pk))
    codes_told = {"told_code": told or None, "letter_code": letter, "letter_address": letter_address()}
    return LinkMade(**link_values(line), **codes_told)


@operation(
    router,
    "GET",
    "/citizens/{pid}/links",
    scope=LINKS,
    screens=("links:links",),
    answer=Listed[LinkTold],
    is_person=True,
)
def links_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's personal links, the newest first."""
    found = changed(request, pid, access.LINKS)
    shown, following = page_of_rows(request, links_of(found), paging)
    items = [LinkTold(**link_values(line)) for line in link_lines(found, shown)]
    return Listed[LinkTold](items=items, next=following)


class LinkThing(Schema):
    """Something that a link can be made to now."""

    id: str
    purpose: str
    what: str


def thing_id(door: Door, thing: Thing) -> str:
    """What a link can be made to, as it is named outside."""
    return outside_id(f"thing {door.purpose} {door.about}", thing.about_id)


@operation(
    router,
    "GET",
    "/citizens/{pid}/link-things",
    scope=LINKS,
    screens=("links:links", "links:behalf"),
    answer=Listed[LinkThing],
    is_person=True,
)
def link_things(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """What a link can be made to for a citizen now, and what the purpose of it is."""
    found = changed(request, pid, access.LINKS)
    told = [
        LinkThing(id=thing_id(door, thing), purpose=door.purpose, what=plain(thing.words))
        for door, thing in things_of(found)
    ]
    shown, following = page_of_list(request, told, lambda one: one.id, paging)
    return Listed[LinkThing](items=shown, next=following)


class LinkBody(Body):
    """To what, bound to what, and how it reaches the citizen. `send`: by the channel the citizen uses."""

    thing: str = Field(min_length=1, max_length=40, description="An id of /citizens/{pid}/link-things.")
    bound_to: Literal["birth_date", "told_code"]
    how: Literal["send", "letter"]


@operation(
    router,
    "POST",
    "/citizens/{pid}/links",
    scope=LINKS,
    screens=("links:links",),
    answer=LinkMade,
    status=201,
    is_person=True,
)
def link_create(request: HttpRequest, pid: str, body: LinkBody) -> Any:
    """Make a personal link to one thing, and send it or have its letter printed."""
    found = changed(request, pid, access.LINKS)
    things = things_of(found)
    inside = {thing_id(door, one): f"{door.purpose}:{door.about}:{one.about_id}" for door, one in things}
    values = {"thing": inside.get(body.thing, ""), "bound_to": body.bound_to, "how": body.how}
    form = MakeForm(things, str(channel_words(found)), posted(values))
    if not form.is_valid():
        raise form_problem(form)
    chosen = {**form.chosen(), "bound_to": body.bound_to}
    letter = None
    with transaction.atomic():
        link = link_make(authority=found.authority, citizen=found, by=request.user, **chosen)
        if body.how == PRINT:
            letter = code_written(link_letter(user=request.user, link=link))
        else:
            link_send(link=link)
    return _made(request, found, link, link.told_code, letter)


@operation(
    router,
    "POST",
    "/citizens/{pid}/links/{link}/letter",
    scope=LINKS,
    screens=("links:letter",),
    answer=LinkMade,
    is_person=True,
)
def link_letter_print(request: HttpRequest, pid: str, link: str) -> Any:
    """A new code for a letter with a link. One printed before opens no more."""
    found = access.link_to_change(request.user, pid, link, session=stated(request, pid))
    letter = code_written(link_letter(user=request.user, link=found))
    return _made(request, found.citizen, found, None, letter)


@operation(
    router,
    "POST",
    "/citizens/{pid}/links/{link}/withdraw",
    scope=LINKS,
    screens=("links:withdraw",),
    answer=LinkTold,
    is_person=True,
)
def link_take_back(request: HttpRequest, pid: str, link: str) -> Any:
    """Take a link back; it opens nothing from now on. Twice is once."""
    found = access.link_to_change(request.user, pid, link, session=stated(request, pid))
    link_withdraw(user=request.user, link=found)
    (line,) = link_lines(found.citizen, links_of(found.citizen).filter(pk=found.pk))
    return LinkTold(**link_values(line))
