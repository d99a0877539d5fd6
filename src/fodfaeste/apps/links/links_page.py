"""What the case worker's pages of a person's links show, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Behalf, Link
from fodfaeste.apps.links.registry import Door, Thing, doors
from fodfaeste.apps.links.selectors import behalves_of, links_of, links_of_company
from fodfaeste.apps.links.services import is_open, state_of
from fodfaeste.apps.outbox.codes import RECEIVERS
from fodfaeste.apps.outbox.notices import channel_of

ROWS = 50
OPENINGS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link in words."""

    link: Link
    what: str
    state: str
    is_open: bool
    bound_to: str
    sent: str
    openings: list[tuple[datetime, str]]
    more_openings: int


@dataclass(frozen=True, slots=True)
class BehalfLine:
    """A step written for a citizen, in words."""

    behalf: Behalf
    what: str
    given: str


def links_page(citizen: Citizen, page: str | None) -> dict[str, object]:
    """A citizen's links, a page of them, and the numbers they live by."""
    found: Page[Link] = Paginator(links_of(citizen), ROWS).get_page(page)
    return {
        "page": found,
        "lines": link_lines(citizen, found),
        **_numbers(),
    }


def company_links_page(
    company: Company, things: Sequence[tuple[Door, Thing]], page: str | None
) -> dict[str, object]:
    """A company's links, a page of them, and the numbers they live by."""
    found: Page[Link] = Paginator(links_of_company(company), ROWS).get_page(page)
    return {"page": found, "lines": company_link_lines(things, found), **_numbers(without=codes.BOOK)}


def company_link_lines(things: Sequence[tuple[Door, Thing]], links: Iterable[Link]) -> list[LinkLine]:
    """Some of a company's links in words."""
    named = {(door.purpose, door.about, thing.about_id): thing.words for door, thing in things}
    return [_line(link, named) for link in links]


def _numbers(*, without: str = "") -> dict[str, object]:
    named = [(codes.PURPOSES[purpose], days) for purpose, days in limits().days.items() if purpose != without]
    return {
        "days": named,
        "wrong": limits().wrong_of_a_link,
    }


def link_lines(citizen: Citizen, links: Iterable[Link]) -> list[LinkLine]:
    """Some of a citizen's links in words."""
    named = _names(citizen)
    return [_line(link, named) for link in links]


def behalf_lines(citizen: Citizen, behalves: Iterable[Behalf] | None = None) -> list[BehalfLine]:
    """What was written for a citizen: some of it, or the latest."""
    named = _names(citizen)
    return [
        BehalfLine(one, _what(one.purpose, one.about, one.about_id, named), str(codes.GIVEN[one.given]))
        for one in (behalves_of(citizen)[:ROWS] if behalves is None else behalves)
    ]


def channel_words(citizen: Citizen) -> str | Promise:
    """How a link reaches a citizen: the channel, never the address."""
    return RECEIVERS[channel_of(citizen)]


def _line(link: Link, named: dict[tuple[str, str, int], str]) -> LinkLine:
    opened = [(one.at, str(codes.WAYS[one.way])) for one in link.openings.all()]
    state = state_of(link)
    state = codes.OPENED if state == codes.WAITING and opened else state
    return LinkLine(
        link=link,
        what=_what(link.purpose, link.about, link.about_id, named),
        state=str(codes.STATES[state]),
        is_open=is_open(link),
        bound_to=str(codes.BOUND_TO[link.bound_to]),
        sent=str(RECEIVERS.get(link.sent_by, "")),
        openings=opened[:OPENINGS_SHOWN],
        more_openings=len(opened) - len(opened[:OPENINGS_SHOWN]),
    )


def _names(citizen: Citizen) -> dict[tuple[str, str, int], str]:
    return {
        (door.purpose, door.about, thing.about_id): thing.words
        for door in doors().values()
        for thing in door.things(citizen)
    }


def _what(purpose: str, about: str, about_id: int, named: dict[tuple[str, str, int], str]) -> str:
    """What it is about: the thing where it still stands, else what it was for."""
    return named.get((purpose, about, about_id)) or str(codes.PURPOSES[purpose])
