"""From a municipality's figures to what an offer does: a leader is told plainly what cannot be told."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows


def test_a_leader_asks_what_an_offer_does_on_a_phone_without_a_script(visitors: Visitors) -> None:
    page = visitors.arrive(PHONE, java_script_enabled=False).page
    step_in(page, "Leder")
    page.goto("/tal/")
    main = page.get_by_role("main")
    main.get_by_role("link", name="Tid til arbejde, og hvad tilbud gør").click()
    expect(main.get_by_text("er ikke tilbuddets virkning.")).to_be_visible()
    main.get_by_label("Vis for").select_option(label="Virksomhedspraktik")
    main.get_by_role("button", name="Vis").click()
    expect(main.get_by_text(re.compile("Det kan ikke (siges|ses)")).first).to_be_visible()
    expect(main.get_by_text("Danske dagpengemodtagere").first).to_be_visible()


def test_the_page_of_an_offer_is_accessible_with_everything_open(visitors: Visitors) -> None:
    page = visitors.arrive(PHONE).page
    step_in(page, "Udvalgsmedlem")
    page.goto("/virkning/?tilbud=virksomhedspraktik")
    for summary in page.get_by_role("main").locator("summary").all():
        summary.click()
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "effect-of-an-offer")
