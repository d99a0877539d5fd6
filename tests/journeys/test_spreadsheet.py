"""A municipality starts with its own spreadsheet: preview, errors row by row, into the list, and back out."""

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.browsing import shoot
from tests.journeys.checks import assert_accessible, assert_reflows

HEADINGS = "Sagsnummer;Navn;Målgruppe;Indsatsen begyndte;Ledigheden begyndte;Tidligere ledighed i måneder"
GOOD = "R-1;Ærlend Regneark;forsikret;01.03.2026;01.03.2026;2"
BAD = "R-2;Østen Regneark;forsikret;31.02.2026;01.03.2026;2"


def spreadsheet(*rows: str, name: str = "borgere.csv", encoding: str = "cp1252") -> FilePayload:
    """A file as a Danish Excel writes it."""
    text = "\r\n".join([HEADINGS, *rows, ""])
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}


def upload(page: Page, file: FilePayload) -> None:
    page.goto("/")
    page.get_by_role("button", name="Indlæs et regneark som leder").click()
    page.get_by_label("Regneark").set_input_files(file)
    page.get_by_role("button", name="Se, hvad filen ændrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(file["name"])


def test_a_spreadsheet_is_looked_at_first_then_read_in_then_undone(page: Page) -> None:
    upload(page, spreadsheet(GOOD))
    expect(page.get_by_role("main")).to_contain_text("venter på dit ja")
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "import-preview")
    page.get_by_role("button", name="Indlæs filen").click()
    expect(page.get_by_role("main")).to_contain_text("indlæst")
    assert_accessible(page)
    batch = page.url
    page.goto("/min-dag/?vis=all&q=Regneark")
    expect(page.get_by_role("link", name="Ærlend Regneark", exact=True)).to_be_visible()
    page.goto(batch)
    page.get_by_role("button", name="Fortryd indlæsningen").click()
    expect(page.get_by_role("main")).to_contain_text("fortrudt")
    page.goto("/min-dag/?vis=all&q=Regneark")
    expect(page.get_by_role("link", name="Ærlend Regneark", exact=True)).to_have_count(0)


def test_one_wrong_row_holds_the_whole_file_back(page: Page) -> None:
    upload(page, spreadsheet(GOOD, BAD, name="forkert.csv"))
    errors = page.get_by_role("table", name="Fejl i filen")
    expect(errors).to_contain_text("31.02.2026")
    expect(errors.locator("tbody tr").first.locator("td").first).to_have_text("3")
    expect(page.get_by_role("button", name="Indlæs filen")).to_have_count(0)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "import-errors")
