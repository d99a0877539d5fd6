"""What the night advised, from the case worker's chair and the leader's, and the formula from an opening."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visit, press, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows

SHOWN = re.compile(r"Vist (for \d+ (anden|andre)|kun for denne borger)\.")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def first_advised(page: Page) -> None:
    """Go to the first of the case worker's citizens who is advised something."""
    page.goto("/min-dag/?vis=all")
    links = main(page).get_by_role("table").locator("tbody td:first-child a")
    for path in [str(link.get_attribute("href")) for link in links.all()]:
        if SHOWN.search(page.request.get(path).text()):
            page.goto(path)
            return
    raise AssertionError("none of the case worker's citizens is advised anything")


def look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, name)


def test_a_case_worker_sees_whom_else_an_opening_is_shown_to(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    first_advised(page)
    main(page).get_by_role("link", name="Se alle, der passer lige nu").click()
    advised = main(page).get_by_role("heading", name="Foreslået nu")
    expect(advised).to_be_visible()
    expect(main(page).get_by_text(SHOWN).first).to_be_visible()
    ceiling = re.compile("Hver plads foreslås til højst 3 borgere")
    expect(main(page).get_by_text(ceiling).first).to_be_visible()
    look(page, "advised")
    title = main(page).get_by_role("heading", level=3).first.get_by_role("link")
    press(page, title)
    expect(page.get_by_text("Den er foreslået til borgeren.")).to_be_visible()
    look(page, "advised-pair")


def test_an_opening_leads_to_the_formula_without_a_script(without_script: Visit) -> None:
    page = without_script.page
    step_in(page, "Virksomhedskonsulent")
    page.goto("/aabninger/")
    main(page).get_by_role("table").locator("tbody a").first.click()
    main(page).get_by_role("link", name="Sådan finder vi job").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sådan finder vi job")
    rows = main(page).get_by_role("table", name="Eksempel: et bageri og Anna").get_by_role("row")
    points = [int(found) for found in re.findall(r"= (\d+)", " ".join(rows.all_inner_texts()))]
    assert points == [15, 33, 0]
    expect(rows.last.get_by_role("cell").last).to_have_text(str(sum(points)))


def test_the_formula_is_open_to_everyone(phone: Page) -> None:
    phone.goto("/om/")
    main(phone).get_by_role("link", name="Sådan finder vi job").click()
    expect(phone.get_by_role("heading", name="5. Det, der aldrig læses")).to_be_visible()
    look(phone, "formula")


def test_the_committee_sees_how_the_night_was_shared_out(page: Page) -> None:
    step_in(page, "Udvalgsmedlem")
    page.goto("/tal/")
    main(page).get_by_role("link", name="Sådan blev nattens forslag fordelt").click()
    expect(main(page).get_by_text(re.compile(r"højst 0(,\d\d)? % fra det bedst mulige"))).to_be_visible()
    expect(main(page).get_by_text("ikke besluttet").first).to_be_visible()
    look(page, "sharing")
