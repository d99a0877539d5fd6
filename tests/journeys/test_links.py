"""A letter with a code, on a phone: a time is found and called off, and found again without a script.

And a link that a consultant makes for a company.
"""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows


def look(page: Page, name: str) -> None:
    """Every page of this journey: accessible, and readable at 320 pixels."""
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, f"links-{name}")


def open_a_citizen(desk: Page) -> None:
    """The first citizen of Min dag, on the page of links."""
    step_in(desk, "Sagsbehandler")
    desk.goto("/min-dag/?vis=all")
    desk.get_by_role("main").get_by_role("table").locator("tbody td:first-child a").first.click()
    desk.get_by_role("link", name="Personlige links").click()


def letter_made(desk: Page) -> tuple[str, str]:
    """The code that the letter says, and the one that is said aloud."""
    look(desk, "worker-empty")
    desk.get_by_label("En tid til samtale").check()
    desk.get_by_label("En kode, du siger til personen").check()
    desk.get_by_label("Udskriv et brev med en kode").check()
    desk.get_by_role("button", name="Lav linket").click()
    look(desk, "worker-letter")
    return desk.locator(".letter-code").inner_text(), desk.locator(".panel strong").inner_text()


def take_a_time_without_a_script(phone: Page, code: str, told: str) -> None:
    """The same letter on a phone whose browser runs no script."""
    phone.goto("/l/")
    phone.get_by_label("Koden i brevet").fill(code)
    phone.get_by_label("Din fødselsdato, eller de seks cifre").fill(told)
    phone.get_by_role("button", name="Åbn").click()
    phone.get_by_role("radio").last.check()
    phone.get_by_role("button", name="Tag tiden").click()
    expect(phone.get_by_role("main")).to_contain_text("Tiden er din")


def test_a_letter_leads_to_a_time_for_a_talk_on_a_phone(page: Page, visitors: Visitors) -> None:
    open_a_citizen(page)
    code, told = letter_made(page)
    phone = visitors.arrive(PHONE).page
    phone.goto("/l/")
    phone.get_by_label("Koden i brevet").fill(code.lower()[:-1] + "3")
    phone.get_by_role("button", name="Åbn").click()
    look(phone, "phone-error")
    phone.get_by_label("Koden i brevet").fill(code.lower())
    phone.get_by_label("Din fødselsdato, eller de seks cifre").fill(told)
    phone.get_by_role("button", name="Åbn").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("En tid til samtale")
    look(phone, "phone-talk")
    times = phone.get_by_role("radio")
    times.first.check()
    phone.get_by_role("button", name="Tag tiden").or_(
        phone.get_by_role("button", name="Flyt samtalen")
    ).click()
    look(phone, "phone-done")
    phone.get_by_role("link", name="Se det igen").click()
    look(phone, "phone-booked")
    phone.get_by_role("button", name="Aflys samtalen").click()
    expect(phone.get_by_role("main")).to_contain_text("er aflyst")
    take_a_time_without_a_script(visitors.arrive(PHONE, java_script_enabled=False).page, code, told)
    phone.get_by_role("button", name="Luk siden").click()
    look(phone, "phone-closed")
    phone.goto("/l/denne-adresse-har-aldrig-vaeret-et-link-0000/")
    look(phone, "phone-gone")
    phone.get_by_role("button", name="Send et nyt link").click()
    look(phone, "phone-renewed")
    page.get_by_role("link", name="Tilbage til links").click()
    expect(page.get_by_role("main")).to_contain_text("med koden fra brevet")
    look(page, "worker-opened")
    page.get_by_role("link", name="Skriv for borgeren i stedet").click()
    page.get_by_role("button", name="Videre").click()
    look(page, "worker-behalf-error")


def opening_of_a_company(page: Page) -> str:
    """Go from the first opening that a company has to that company; the opening's title."""
    page.goto("/aabninger/")
    rows = page.get_by_role("main").get_by_role("table").locator("tbody a[href^='/aabninger/']")
    for address in rows.evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        companies = page.get_by_role("main").locator("a[href^='/virksomheder/']")
        if companies.count():
            title = page.get_by_role("heading", level=1).inner_text()
            companies.first.click()
            return title
    raise AssertionError("no opening has a company")


def test_a_company_opens_what_its_consultant_made_a_link_to(page: Page, visitors: Visitors) -> None:
    step_in(page, "Virksomhedskonsulent")
    title = opening_of_a_company(page)
    page.get_by_role("link", name="Personlige links til virksomheden").click()
    page.get_by_role("button", name="Lav linket").click()
    look(page, "company-error")
    page.get_by_label(f"Se åbningen »{title}«").first.check()
    page.get_by_label("Vis linket, så jeg selv kan sende det").check()
    page.get_by_role("button", name="Lav linket").click()
    look(page, "company-made")
    address, told = page.locator(".letter-code").inner_text(), page.locator(".panel strong").inner_text()
    phone = visitors.arrive(PHONE, java_script_enabled=False).page
    phone.goto(address[address.index("/l/") :])
    phone.get_by_role("textbox").fill(told)
    phone.get_by_role("button", name="Åbn").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    shoot(phone, "links-company-opening-phone")
