"""A citizen on a phone writes, puts a CV in and decides who may see it; then the same without a script."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visit, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows

CV = """Jeg har truckcertifikat og kørekort B.
Jeg kan malke køer, og jeg taler flydende dansk."""


def test_a_citizen_writes_puts_a_cv_in_and_decides_who_sees_it(visitors: Visitors) -> None:
    phone = visitors.arrive(PHONE).page
    step_in(phone, "Borger")
    phone.goto("/min-side/")
    name = main(phone).locator("h1 + p").inner_text().removeprefix("Hej ")
    write(phone)
    put_cv_in(phone)
    desk = visitors.arrive(DESKTOP).page
    answer_and_ask(desk, name)
    read_answer(phone)
    decide(phone)
    order_everything(phone)


def test_letters_and_a_cv_need_no_script(without_script: Visit) -> None:
    page = without_script.page
    step_in(page, "Borger")
    page.goto("/min-side/beskeder/ny/")
    page.get_by_label("Hvad handler det om?").select_option(label="Andet")
    page.get_by_label("Overskrift").fill("Uden script")
    page.get_by_label("Din besked").fill("Det virker også her.")
    press(page, "Send beskeden")
    expect(main(page)).to_contain_text("Det virker også her.")
    page.goto("/min-side/cv/")
    page.get_by_label("Dit CV").fill("Jeg har krancertifikat.")
    press(page, "Læs teksten")
    press(page, "Gem det, der passer")
    expect(main(page)).to_contain_text("Krancertifikat")


def write(phone: Page) -> None:
    follow(phone, "Beskeder")
    look(phone, "letters-phone")
    follow(phone, "Skriv en ny besked")
    press(phone, "Send beskeden")
    expect(main(phone)).to_contain_text("Skriv en besked.")
    look(phone, "letter-error-phone")
    phone.get_by_label("Hvad handler det om?").select_option(label="En samtale")
    phone.get_by_label("Overskrift").fill("Tiden på mandag")
    phone.get_by_label("Din besked").fill("Kan jeg komme en time senere?")
    press(phone, "Send beskeden")
    expect(main(phone)).to_contain_text("Ikke læst endnu")
    look(phone, "letter-sent-phone")


def put_cv_in(phone: Page) -> None:
    phone.goto("/min-side/cv/")
    phone.get_by_label("Dit CV").fill(CV)
    look(phone, "cv-phone")
    press(phone, "Læs teksten")
    expect(phone.locator(".job-text mark").first).to_be_visible()
    phone.get_by_label("Kørekort til bil").select_option(label="Passer ikke, stryg det")
    look(phone, "cv-found-phone")
    press(phone, "Gem det, der passer")
    expect(main(phone)).to_contain_text("Truckcertifikat")


def answer_and_ask(desk: Page, name: str) -> None:
    step_in(desk, "Sagsbehandler")
    desk.goto(f"/min-dag/?hvem=unit&q={name}")
    main(desk).get_by_role("table").get_by_role("link", name=name, exact=True).click()
    follow(desk, "Beskeder: en venter på svar")
    follow(desk, "Tiden på mandag")
    desk.get_by_label("Din besked").fill("Ja, kom klokken ti.")
    look(desk, "letter-worker")
    press(desk, "Send beskeden")
    person = desk.url.partition("/beskeder/")[0]
    desk.goto(f"{person}/job/")
    main(desk).locator("a[href*='/job/']").first.click()
    follow(desk, "Spørg om CV'et må vises")
    expect(main(desk)).to_contain_text("skånehensyn bliver aldrig vist")
    look(desk, "ask-worker")
    press(desk, "Spørg borgeren")
    expect(main(desk)).to_contain_text("Spurgt, venter på svar")
    look(desk, "asked-worker")


def read_answer(phone: Page) -> None:
    phone.goto("/min-side/")
    expect(main(phone)).to_contain_text(re.compile(r"Du har \d nye? besked"))
    follow(phone, "Læs beskederne")
    follow(phone, "Tiden på mandag")
    expect(main(phone)).to_contain_text("Ja, kom klokken ti.")
    look(phone, "letter-answered-phone")


def decide(phone: Page) -> None:
    phone.goto("/min-side/deling/")
    look(phone, "sharing-phone")
    main(phone).locator("a[href*='/min-side/deling/']").first.click()
    expect(main(phone)).to_contain_text("Et nej har ingen følger")
    look(phone, "question-phone")
    press(phone, "Ja, vis det")
    expect(main(phone)).to_contain_text("Du kan trække det tilbage, når du vil")
    press(phone, "Træk mit ja tilbage")
    expect(main(phone)).to_contain_text("Virksomheden ser ikke mere")
    look(phone, "withdrawn-phone")


def order_everything(phone: Page) -> None:
    phone.goto("/min-side/hvem-har-set/")
    expect(main(phone)).to_contain_text("Besked skrevet til borgeren")
    look(phone, "looks-phone")
    phone.goto("/min-side/alt/")
    press(phone, "Bestil en kopi")
    expect(main(phone)).to_contain_text("Kopien er bestilt")
    look(phone, "everything-phone")


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
