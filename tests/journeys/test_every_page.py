"""Every kind of page a role can reach: accessible at every width, and in English that is English.

The elements of a page are the same in both languages, so axe looks at the Danish one; what is longer in
English could break a line, so both are tried narrow. A kind of page that several roles reach is looked at
for each of them at a desk, and for the first of them on a phone and in English.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import DESKTOP, PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.test_english import assert_english

ROLES = [
    "Sagsbehandler",
    "Virksomhedskonsulent",
    "Leder",
    "Udvalgsmedlem",
    "Borger",
    "Virksomhed",
    "Samarbejdspartner",
]
#: What stands for one thing among many: one citizen, one line, one figure is looked at, not all.
VARIABLE = re.compile(
    r"/(borgere|politik|tal|indlaes|hvorfor|begynd|oplysning|aftale|samtale|lov|tilbud|daekning|oensker"
    r"|spoergsmaal|systemer)/[^/]+|/(\d+|[0-9a-f]{16})(?=/)"
)
_looked_at: set[str] = set()  # kinds of pages, on a phone and in English
FILES = re.compile(r"\.(csv|json|svg|xlsx)$|/filer/")


def kind_of(address: str) -> str:
    """Addresses of the same kind of page are alike: the citizen, the line and the figure taken out."""
    path = urlsplit(address).path
    return VARIABLE.sub(lambda found: f"/{found[1]}/*" if found[1] else "/*", path)


def pages_of(page: Page, site: str) -> Iterator[str]:
    """One address of each kind of page that can be reached by links from here, this page first."""
    seen: set[str] = set()
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        page.goto(address)
        yield address
        links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href.split('#')[0])")
        waiting += [
            found for found in links if found.startswith(site) and not FILES.search(urlsplit(found).path)
        ]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_in_both_languages(visitors: Visitors, site: str, role: str) -> None:
    page = visitors.arrive(DESKTOP).page
    step_in(page, role)
    visited = []
    for address in pages_of(page, site):
        visited.append(address)
        assert page.locator("h1").count() == 1, f"one main heading on {address}"
        assert page.title().removesuffix(" – Fodfæste"), f"a title on {address}"
        assert_accessible(page)
        assert_reflows(page)
        shoot(page, f"{name_of(page, role)}-desk")
        if kind_of(address) not in _looked_at:
            page.set_viewport_size(PHONE)
            assert_accessible(page, colours=False)  # which are the same at every width
            shoot(page, f"{name_of(page, role)}-phone")
            page.set_viewport_size(DESKTOP)
    page.get_by_role("button", name="English", exact=True).click()
    for address in visited:
        if kind_of(address) in _looked_at:
            continue
        _looked_at.add(kind_of(address))
        page.goto(address)
        assert_english(page)
        assert_reflows(page)
        shoot(page, f"{name_of(page, role)}-english")
    assert len(visited) >= 5, visited


def name_of(page: Page, who: str) -> str:
    path = kind_of(page.url).strip("/").replace("/", "-").replace("*", "x")
    return f"{who}-{path or 'front'}".lower()
