"""The first screen, in both languages, by keyboard, without script, and when a page is missing."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visit, press, shoot
from tests.journeys.checks import assert_accessible, assert_reflows

ROLES = [
    "Sagsbehandler",
    "Virksomhedskonsulent",
    "Leder",
    "Udvalgsmedlem",
    "Borger",
    "Virksomhed",
    "Samarbejdspartner",
]
ABOUT = "/om/"
MISSING = "/findes-ikke/"
TITLE = "Kommunens beskæftigelsespolitik som dagens liste"


@pytest.mark.parametrize("path", ["/", ABOUT, MISSING])
def test_the_open_pages_are_accessible_at_a_desk(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, f"open-{path.strip('/') or 'front'}-desk")


@pytest.mark.parametrize("path", ["/", ABOUT, MISSING])
def test_the_open_pages_are_accessible_on_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    assert_accessible(phone)
    shoot(phone, f"open-{path.strip('/') or 'front'}-phone")


def test_the_first_screen_has_seven_doors_and_says_it_is_a_demo(page: Page) -> None:
    page.goto("/")
    for role in ROLES:
        expect(page.get_by_role("button", name=role, exact=True)).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("alle personer er opdigtede")
    expect(page.get_by_role("heading", name="Begynd med jeres eget regneark")).to_be_visible()


def test_the_language_is_danish_whatever_the_browser_prefers(visitors) -> None:
    page = visitors.arrive({"width": 1280, "height": 900}, extra_http_headers={"Accept-Language": "en"}).page
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_the_language_can_be_changed_and_the_page_stays(page: Page) -> None:
    page.goto(f"{ABOUT}?fra=forsiden")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(f"{ABOUT}?fra=forsiden")
    assert_accessible(page)
    page.get_by_role("button", name="Dansk").click()
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_a_missing_page_answers_404_and_leads_on(page: Page) -> None:
    answer = page.goto(MISSING)
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Gå til forsiden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kommunens beskæftigelsespolitik som dagens liste"
    )


def test_the_first_key_press_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til sidens indhold")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


@pytest.mark.parametrize("role", ROLES)
def test_every_door_opens_by_keyboard_and_the_way_out_too(page: Page, role: str) -> None:
    page.goto("/")
    press(page, page.get_by_role("button", name=role, exact=True))
    expect(page.get_by_role("banner")).to_contain_text(role)
    press(page, page.get_by_role("button", name="Log ud"))
    expect(page.get_by_role("button", name=role, exact=True)).to_be_visible()


def test_the_first_screen_works_without_script(without_script: Visit) -> None:
    page = without_script.page
    page.goto("/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Dansk").click()
    page.get_by_role("button", name="Udvalgsmedlem", exact=True).click()
    expect(page.get_by_role("banner")).to_contain_text("Udvalgsmedlem")


def test_the_phones_menu_opens_without_script(visitors) -> None:
    page = visitors.arrive({"width": 390, "height": 844}, java_script_enabled=False).page
    page.goto("/")
    page.get_by_role("button", name="Udvalgsmedlem", exact=True).click()
    page.locator(".phone-menu summary").click()
    page.get_by_role("link", name="Politik", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
