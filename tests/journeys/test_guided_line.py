"""The guided line: six clicks from a line of the policy to the committee's figure, which has moved."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visitors, press, shoot
from tests.journeys.checks import assert_accessible, assert_reflows

FIGURE = "/tal/branchespor_begyndt/"
SHARE = re.compile(r"(\d+,\d) %")


class Walk:
    """Counts each click, and after it looks at the page and at the tour's bar."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, target: Locator, heading: str | re.Pattern[str]) -> None:
        target.click()
        self.arrived(heading)

    def press(self, target: Locator, heading: str | re.Pattern[str]) -> None:
        press(self.page, target)
        self.arrived(heading)

    def arrived(self, heading: str | re.Pattern[str]) -> None:
        self.clicks += 1
        expect(self.page.get_by_role("region", name="Rundtur")).to_contain_text(f"trin {self.clicks} af 6")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def door(page: Page) -> Locator:
    return page.get_by_role("button", name="Sagsbehandler", exact=True)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def first_citizen(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("table").get_by_role("link").first


def committee_figure(visitors: Visitors) -> float:
    """The figure as a committee member reads it."""
    page = visitors.arrive({"width": 1280, "height": 900}).page
    page.goto("/")
    page.get_by_role("button", name="Udvalgsmedlem", exact=True).click()
    page.goto(FIGURE)
    return figure_on(page)


def figure_on(page: Page) -> float:
    """The newest figure on its page: the first row of the table."""
    newest = page.get_by_role("main").get_by_role("table").locator("tbody tr").first
    share = SHARE.search(newest.inner_text())
    assert share, newest.inner_text()
    return float(share[1].replace(",", "."))


def test_six_clicks_from_the_policy_to_the_committees_figure(page: Page, visitors: Visitors) -> None:
    before = committee_figure(visitors)
    walk = Walk(page)
    page.goto("/")
    walk.click(door(page), "Branchespor til forsikrede ledige")
    expect(page.get_by_role("main")).to_contain_text("En tidlig indsats er afgørende")
    shoot(page, "line-1-policy")
    walk.click(link(page, "Se hvem det gælder i dag"), "Hvem det gælder i dag")
    shoot(page, "line-2-people")
    name = first_citizen(page).inner_text()
    walk.click(first_citizen(page), name)
    shoot(page, "line-3-citizen")
    walk.click(link(page, "Hvorfor?").first, "Hvorfor?")
    shoot(page, "line-4-why")
    walk.click(page.get_by_role("button", name="Begynd branchespor"), name)
    told = page.get_by_role("status").filter(has_text="Tallet gik fra")
    old, new = (float(share.replace(",", ".")) for share in SHARE.findall(told.inner_text()))
    shoot(page, "line-5-begun")
    walk.click(link(page, "Se udvalgets tal"), re.compile("branchespor er begyndt"))
    shoot(page, "line-6-figure")
    assert walk.clicks == 6
    assert old == before
    assert figure_on(page) == new == committee_figure(visitors)
    assert new > old


def test_the_line_can_be_walked_with_the_keyboard_alone(page: Page) -> None:
    walk = Walk(page)
    page.goto("/")
    walk.press(door(page), "Branchespor til forsikrede ledige")
    walk.press(link(page, "Se hvem det gælder i dag"), "Hvem det gælder i dag")
    name = first_citizen(page).inner_text()
    walk.press(first_citizen(page), name)
    walk.press(link(page, "Hvorfor?").first, "Hvorfor?")
    walk.press(page.get_by_role("button", name="Begynd branchespor"), name)
    walk.press(link(page, "Se udvalgets tal"), re.compile("branchespor er begyndt"))


def test_the_line_can_be_walked_without_script_on_a_phone(visitors: Visitors) -> None:
    page = visitors.arrive({"width": 390, "height": 844}, java_script_enabled=False).page
    walk = Walk(page)
    page.goto("/")
    walk.click(door(page), "Branchespor til forsikrede ledige")
    walk.click(link(page, "Se hvem det gælder i dag"), "Hvem det gælder i dag")
    name = first_citizen(page).inner_text()
    walk.click(first_citizen(page), name)
    walk.click(link(page, "Hvorfor?").first, "Hvorfor?")
    walk.click(page.get_by_role("button", name="Begynd branchespor"), name)
    walk.click(link(page, "Se udvalgets tal"), re.compile("branchespor er begyndt"))


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}])
def test_every_page_of_the_line_is_accessible(visitors: Visitors, size: dict[str, int]) -> None:
    page = visitors.arrive(size).page
    page.goto("/")
    door(page).click()
    for follow in (
        lambda: link(page, "Se hvem det gælder i dag"),
        lambda: first_citizen(page),
        lambda: link(page, "Hvorfor?").first,
    ):
        assert_accessible(page)
        assert_reflows(page)
        follow().click()
        page.wait_for_load_state()
    assert_accessible(page)
    assert_reflows(page)


def test_the_tour_can_be_closed(page: Page) -> None:
    page.goto("/")
    door(page).click()
    bar = page.get_by_role("region", name="Rundtur")
    bar.get_by_role("button", name="Luk rundturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Branchespor til forsikrede ledige")
    expect(bar).to_have_count(0)
