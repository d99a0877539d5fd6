"""Outsiders on a phone: a company writes an opening and meets people; a partner sees what is shared."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows


def test_a_company_writes_an_opening_and_answers_those_who_said_yes(phone: Page) -> None:
    step_in(phone, "Virksomhed")
    expect(main(phone)).to_contain_text("Det venter på jer")
    look(phone, "company-front-phone")
    write_an_opening(phone)
    keep_an_opening(phone)
    answer_someone(phone)
    phone.goto("/virksomhed/arbejdssteder/")
    expect(main(phone).get_by_role("table")).to_be_visible()
    look(phone, "company-workplaces-phone")


def write_an_opening(phone: Page) -> None:
    follow(phone, "Skriv en åbning")
    press(phone, "Send til kommunen")
    expect(main(phone)).to_contain_text("Skriv, hvad det er for et arbejde.")
    look(phone, "company-write-error-phone")
    phone.get_by_label("Hvad tilbyder I?").select_option(label="Fritidsjob")
    phone.get_by_label("Titel").fill("Ud med varer om lørdagen")
    phone.get_by_label("Arbejdssted", exact=True).select_option(index=1)
    press(phone, "Send til kommunen")
    expect(main(phone)).to_contain_text("Åbningen er sendt til kommunen")
    look(phone, "company-written-phone")


def keep_an_opening(phone: Page) -> None:
    phone.goto("/virksomhed/aabninger/")
    expect(main(phone)).to_contain_text("Ud med varer om lørdagen")
    look(phone, "company-openings-phone")
    main(phone).locator("a[href^='/virksomhed/aabninger/']:not([href$='/ny/'])").first.click()
    phone.get_by_label("Pladser").fill("0")
    press(phone, "Ret antallet")
    expect(main(phone)).to_contain_text("Skriv et helt tal på mindst 1.")
    look(phone, "company-opening-error-phone")


def answer_someone(phone: Page) -> None:
    phone.goto("/virksomhed/borgere/")
    look(phone, "company-people-phone")
    main(phone).get_by_role("link", name=re.compile(r"^CV [0-9A-F]{4}")).first.click()
    look(phone, "company-person-phone")
    press(phone, "Vi vil gerne mødes")
    expect(main(phone)).to_contain_text("Kommunen hjælper med at aftale mødet")
    look(phone, "company-person-named-phone")


def test_a_partner_sees_what_is_shared_and_nothing_once_it_is_stopped(
    phone: Page, visitors: Visitors
) -> None:
    step_in(phone, "Samarbejdspartner")
    look(phone, "partner-front-phone")
    someone = main(phone).locator("a[href^='/partner/']").last
    name = someone.inner_text()
    someone.click()
    expect(main(phone)).to_contain_text("Derfor kan I se det")
    look(phone, "partner-share-phone")
    desk = visitors.arrive(DESKTOP).page
    stop_sharing(desk, name)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Det er ikke delt med jer")
    look(phone, "partner-gone-phone")
    follow(phone, "Se det, der er delt med jer nu")
    expect(main(phone).get_by_role("link", name=name, exact=True)).to_have_count(0)


def stop_sharing(desk: Page, name: str) -> None:
    step_in(desk, "Sagsbehandler")
    desk.goto(f"/min-dag/?hvem=unit&q={name}")
    main(desk).get_by_role("table").get_by_role("link", name=name, exact=True).click()
    desk.goto(f"{desk.url.partition('?')[0]}partnere/")
    look(desk, "shares-worker")
    main(desk).get_by_role("link", name=re.compile("^Stop delingen")).first.click()
    desk.get_by_label("Begrundelse").fill("Forløbet er slut")
    press(desk, "Stop delingen")
    expect(main(desk)).to_contain_text("Det er ikke delt længere.")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=name, exact=True).first.click()


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name, exact=True).click()


def look(page: Page, name: str) -> None:
    """Accessible, readable at 320 pixels, and kept as a picture."""
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, name)
