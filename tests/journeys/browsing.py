"""Visitors of the site: what each one's browser complained of is written down until they leave."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
)

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
#: 1280 pixels at 400 %, as WCAG 1.4.10 counts.
ZOOMED: ViewportSize = {"width": 320, "height": 256}

# Nothing may be asked of the network but what the page itself asks.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TABS_AT_MOST = 80
#: Milliseconds. Two visitors at once share the machine, and no journey fails because it was busy.
ENDS_WITHIN = 20_000


@dataclass
class Visit:
    """One visitor: a browser window with its own cookies, and what went wrong in it."""

    page: Page
    context: BrowserContext
    site: str
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Write down refusals by the content policy, broken scripts, failed parts and foreign addresses."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 is told of here too; a part of a page that does is caught below.
        if message.type == "error" and "status of" not in message.text:
            self.complaints.append(f"console on {self.page.url}: {message.text}")
        elif "Content Security Policy" in message.text:
            self.complaints.append(f"content policy on {self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.site}/"):
            self.complaints.append(f"outside: {request.url} from {self.page.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.complaints.append(f"{response.status}: {response.url} on {self.page.url}")


class Visitors:
    """Lets visitors in, and asks them at the end what they missed."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.site = site
        self.visits: list[Visit] = []

    def arrive(self, viewport: ViewportSize, **options: Any) -> Visit:
        """A new visitor with a window of this size, a Danish browser and no cookies."""
        context = self.browser.new_context(viewport=viewport, base_url=self.site, locale="da-DK", **options)
        context.set_default_timeout(ENDS_WITHIN)
        visit = Visit(context.new_page(), context, self.site)
        visit.listen()
        self.visits.append(visit)
        return visit

    def leave(self) -> list[str]:
        """Close every window and give what went wrong in them."""
        for visit in self.visits:
            visit.context.close()
        return [complaint for visit in self.visits for complaint in visit.complaints]


def step_in(page: Page, role: str) -> None:
    """Go in by one of the seven doors of the front page."""
    page.goto("/")
    page.get_by_role("button", name=role, exact=True).click()


def press(page: Page, target: Locator) -> None:
    """Reach a thing with the tabulator key alone, see that its focus shows, and press Enter."""
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", f"{target} does not show its focus"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{target} cannot be reached with {TABS_AT_MOST} presses of Tab")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page in the folder FODFAESTE_SHOTS, where that is set."""
    if folder := os.environ.get("FODFAESTE_SHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)
