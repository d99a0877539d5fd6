"""Finding a skill while one types: by keyboard alone, heard, and the same without a script."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visit, press, step_in
from tests.journeys.checks import assert_accessible, assert_reflows

ADD = "/min-side/kompetencer/tilfoej/"


def test_a_citizen_finds_a_skill_by_keyboard_while_typing(page: Page) -> None:
    arrive(page)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("måle nøj")
    expect(page.get_by_role("status")).to_have_text("1 fundet.")
    assert_accessible(page)
    for _ in range(2):  # past the button, to the first box
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Måle nøjagtigt med måleværktøj")).to_be_checked()

    # What was ticked stays while one looks for more.
    page.get_by_role("searchbox").fill("qqq")
    expect(page.get_by_role("status")).to_contain_text("Prøv et andet ord")
    expect(page.get_by_label("Måle nøjagtigt med måleværktøj")).to_be_checked()
    assert_accessible(page)
    assert_reflows(page)
    press(page, page.get_by_role("button", name="Gem", exact=True))
    expect(page.get_by_role("main")).to_contain_text("Måle nøjagtigt med måleværktøj")


def test_without_a_script_the_button_finds_the_same(without_script: Visit) -> None:
    page = without_script.page
    arrive(page)
    page.get_by_role("searchbox").fill("malke")
    page.keyboard.press("Enter")
    page.get_by_label("Malke køer").check()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Malke køer")


def arrive(page: Page) -> None:
    step_in(page, "Borger")
    page.goto(ADD)
