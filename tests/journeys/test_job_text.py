"""A pasted job text becomes an opening: marked, looked through, and what is struck is left out."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows

TEXT = """Kok til plejehjem i Grenaa

Vi søger en kok til 30 timer om ugen. Du skal have kørekort, og du taler flydende dansk.
Det er en fordel, at du kan planlægge menuer. Der er ikke krav om truckcertifikat."""


def test_a_consultant_strikes_one_thing_and_takes_the_rest(page: Page) -> None:
    step_in(page, "Virksomhedskonsulent")
    page.goto("/aabninger/")
    page.get_by_role("link", name="Opret ud fra en jobtekst").click()
    page.get_by_role("button", name="Læs teksten").click()
    expect(page.get_by_role("main")).to_contain_text("Sæt en jobtekst ind.")
    page.get_by_label("Jobteksten").fill(TEXT)
    page.get_by_role("button", name="Læs teksten").click()
    marked = page.locator(".job-text mark").all_inner_texts()
    assert "30 timer om ugen" in marked
    assert "truckcertifikat" not in " ".join(marked)
    assert_accessible(page)
    shoot(page, "job-text")
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "job-text-phone")
    page.get_by_label("Kørekort til bil").select_option(label="Stryg")
    page.get_by_role("button", name="Gå videre til åbningen").click()
    expect(page.get_by_label("Titel")).to_have_value("Kok til plejehjem i Grenaa")
    expect(page.get_by_label("Færrest timer om ugen")).to_have_value("30")
    expect(page.get_by_role("radio", name="Kok", exact=True)).to_be_checked()
    page.get_by_label("Slags").select_option(label="Ordinært job")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kok til plejehjem i Grenaa")
    expect(page.get_by_role("main")).not_to_contain_text("Kørekort til bil")
    page.get_by_role("link", name="Jobteksten").click()
    expect(page.locator(".job-text del")).to_have_text("kørekort")
    assert_accessible(page)
