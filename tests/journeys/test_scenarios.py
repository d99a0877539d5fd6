"""Prøv over tid: a leader moves a rule and places, reads the answer and its limits, keeps and exports it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visitors, press, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import work

AFTER = "Hvor længe efter at indsatsen begyndte"


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def open_form(page: Page) -> None:
    """From Prøv, where the demo's leader comes in, to the form."""
    step_in(page, "Leder")
    main(page).get_by_role("link", name=re.compile("^Prøv over tid")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prøv politikken over tid")


def one_year(page: Page, name: str) -> None:
    page.get_by_label("Hvor langt frem").select_option(label="1 år")
    page.get_by_label("Navn på scenariet").fill(name)


def read_first(page: Page) -> None:
    """The first answer: what changes stands on top, how sure it is and what it does not hold below."""
    page.get_by_role("button", name="Prøv over tid", exact=True).click()
    expect(main(page)).to_contain_text("Det, der er prøvet")
    expect(main(page)).to_contain_text("ikke besluttet")
    expect(main(page).get_by_role("progressbar")).to_be_visible()
    for heading in ("Forskellen mod i dag", "Hvem vinder, og hvem taber", "Det, der ikke er simuleret"):
        expect(main(page).get_by_role("heading", name=heading, exact=True)).to_be_visible()
    table = main(page).get_by_role("table", name="Alle måneder lagt sammen").first
    for band in ("Forskel", "Tilfældet", "Viden", "Landet"):
        expect(table.get_by_role("columnheader", name=band, exact=True)).to_be_visible()
    expect(main(page).locator("a[href*='/borgere/']")).to_have_count(0)


def read_whole(page: Page) -> None:
    """The page fetches the whole answer by itself when the runs are done, and then has its files."""
    work(page.url, "scenario")
    expect(main(page).get_by_role("heading", name="Regn igen")).to_be_visible()
    expect(main(page)).to_contain_text("Hvilken antagelse flytter svaret mest")
    with page.expect_download() as download:
        main(page).get_by_role("link", name=re.compile("^Rapport på dansk")).click()
    report = download.value.path().read_text(encoding="utf-8")
    assert "<svg" in report
    assert "Det, der ikke er simuleret" in report


def test_a_leader_tries_a_rule_and_places_reads_keeps_and_exports(page: Page) -> None:
    open_form(page)
    page.get_by_text("Branchespor til forsikrede ledige", exact=True).click()
    page.get_by_label(AFTER).first.fill("3")
    page.get_by_label("Pladser: Branchespor", exact=True).fill("40")
    one_year(page, "Tre måneder og 40 pladser")
    read_first(page)
    expect(main(page).get_by_role("row").filter(has_text="Branchespor til forsikrede")).to_contain_text(
        "3 måneder"
    )
    shoot(page, "scenario-first")
    read_whole(page)
    picture = main(page).get_by_role("img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "scenario-whole")
    page.goto("/proev/over-tid/")
    expect(main(page).get_by_role("table", name="Gemte scenarier")).to_contain_text(
        "Tre måneder og 40 pladser"
    )


def test_what_is_wrong_stands_open_beside_its_field(visitors: Visitors) -> None:
    page = visitors.arrive(PHONE).page
    open_form(page)
    assert_accessible(page)
    page.get_by_text("En ny ret, som politikken ikke giver i dag", exact=True).click()
    page.get_by_label("Tilbud", exact=True).select_option(index=1)
    page.get_by_role("button", name="Prøv over tid", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Ret dette")
    expect(page.get_by_label("Målgruppe", exact=True)).to_be_visible()
    expect(page.get_by_label("Målgruppe", exact=True)).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "scenario-error-phone")


def test_without_script_the_form_is_sent_by_keyboard_and_the_answer_is_told_in_english(
    visitors: Visitors,
) -> None:
    page = visitors.arrive(DESKTOP, java_script_enabled=False).page
    open_form(page)
    page.get_by_label("Pladser: Branchespor", exact=True).fill("25")
    one_year(page, "Uden script")
    press(page, page.get_by_role("button", name="Prøv over tid", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Uden script")
    main(page).get_by_role("link", name="Hent siden igen").click()
    page.get_by_role("button", name="English").click()
    expect(main(page)).to_contain_text("What is not simulated")
