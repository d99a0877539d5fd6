"""From what one can to an occupation near it, and what is missing: with a phone, and without a script."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visit, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows


def test_a_citizen_finds_a_near_occupation_and_the_courses_to_it(phone: Page) -> None:
    step_in(phone, "Borger")
    phone.goto("/min-side/kompetencer/")
    phone.get_by_role("link", name="Fag i nærheden", exact=True).click()
    look(phone, "near-own-phone")
    nearest = phone.get_by_role("main").get_by_role("heading", level=2).first
    name = nearest.inner_text()
    nearest.get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(name)
    expect(phone.get_by_role("main")).to_contain_text("Mangler")
    look(phone, "near-own-occupation-phone")
    phone.get_by_role("link", name="Vælg kompetencer", exact=True).click()
    expect(phone.get_by_role("main")).to_contain_text("Intet er gemt")


def test_without_a_script_a_case_worker_finds_another_occupation(without_script: Visit) -> None:
    page = without_script.page
    step_in(page, "Sagsbehandler")
    page.goto("/min-dag/")
    page.get_by_role("main").get_by_role("table").locator("tbody a").first.click()
    page.goto(f"{page.url.rstrip('/')}/fag/")
    page.get_by_role("searchbox").fill("kok")
    page.get_by_role("button", name="Søg", exact=True).click()
    page.get_by_label("Kok", exact=True).check()
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kok")
    expect(page.get_by_role("main")).to_contain_text("Næsten alle sådanne job beder om")


def look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, name)
