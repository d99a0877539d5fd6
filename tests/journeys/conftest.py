"""A real server with a small demo, and a real browser that leaves this machine for nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.browsing import BROWSER_ARGUMENTS, DESKTOP, ENDS_WITHIN, PHONE, Visit, Visitors
from tests.journeys.sites import demo_site

CITIZENS = 400
#: These need not know what the others did on the site they share, so they may run beside them.
APART = ("test_every_page", "test_haderslev", "test_sermersooq", "test_sign_in")

expect.set_options(timeout=ENDS_WITHIN)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if item.path.stem in APART:
                item.add_marker(pytest.mark.apart)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Norddjurs, where the guided line begins."""
    with demo_site(tmp_path_factory.mktemp("norddjurs"), "norddjurs", CITIZENS) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing: make setup installs it as root (Debian's package: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitors(chromium: Browser, site: str) -> Iterator[Visitors]:
    """Makes visitors of the site; at the end nothing may have been refused, broken or fetched elsewhere."""
    made = Visitors(chromium, site)
    yield made
    complaints = made.leave()
    assert complaints == []


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """A visitor at a desk."""
    return visitors.arrive(DESKTOP).page


@pytest.fixture
def phone(visitors: Visitors) -> Page:
    """A visitor with a phone."""
    return visitors.arrive(PHONE).page


@pytest.fixture
def without_script(visitors: Visitors) -> Visit:
    """A visitor whose browser runs no script."""
    return visitors.arrive(DESKTOP, java_script_enabled=False)
