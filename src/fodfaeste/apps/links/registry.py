"""Which page a personal link opens. An app's `link_pages.py` registers its own by `@opens(...)`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import autodiscover_modules

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.partners.models import Partner


class Errand(Protocol):
    """One thing that somebody may do without having signed in: by a link, or through a case worker."""

    @property
    def citizen(self) -> Citizen | None: ...
    @property
    def company(self) -> Company | None: ...
    @property
    def partner(self) -> Partner | None: ...
    @property
    def purpose(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def about_id(self) -> int: ...
    @property
    def is_spent(self) -> bool: ...
    @property
    def is_on_behalf(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a citizen or a company that a link can be made to now, in words for who makes it."""

    about_id: int
    words: str


#: Answers GET and POST of the thing. An answer to a POST below 400 means that it is done.
Handler = Callable[[HttpRequest, Errand, User], HttpResponse]
Things = Callable[[Citizen], Iterable[Thing]]
CompanyThings = Callable[[Company], Iterable[Thing]]


@dataclass(frozen=True, slots=True)
class Door:
    """What a kind of link opens, and what there is of it for a citizen."""

    purpose: str
    about: str
    handler: Handler
    things: Things
    of_company: CompanyThings


def no_things(_owner: Citizen | Company) -> Iterable[Thing]:
    """Nothing that anyone makes a link to by hand."""
    return ()


_doors: dict[tuple[str, str], Door] = {}


def opens(
    purpose: str, about: str, *, things: Things = no_things, of_company: CompanyThings = no_things
) -> Callable[[Handler], Handler]:
    """Make a function the page of a kind of link.

    `things` are those a case worker can make a link to for a citizen; `of_company` those that a consultant
    can for a company.
    """

    def register(handler: Handler) -> Handler:
        kept = _doors.get((purpose, about))
        if kept is not None and kept.handler is not handler:
            raise ValueError(f"Two pages for a link to {purpose} {about}")
        _doors[purpose, about] = Door(purpose, about, handler, things, of_company)
        return handler

    return register


def doors() -> dict[tuple[str, str], Door]:
    """Every kind of link there is."""
    autodiscover_modules("link_pages")
    return _doors


def door_of(errand: Errand) -> Door | None:
    """What an errand opens; nothing where the part it belongs to is not installed."""
    return doors().get((errand.purpose, errand.about))
