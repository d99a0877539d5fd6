"""English pages are English: names, headings of the text and what a case says are marked as Danish."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.browsing import DESKTOP, Visitors, step_in
from tests.journeys.checks import assert_accessible

DEMO = Path(str(files("fodfaeste.apps.demo")))

#: Danish words that no English sentence has, besides every word with æ, ø or å.
TELLTALES = """
    og er ikke til af der som det kan skal fra eller ingen hvem hvad hvorfor uge uger dage borger borgere
    borgerens sag sagen samtale samtaler ledig ledighed enhed kilde bliver blev begynder begyndt navn vedtaget
    kommunen politikken branchespor jobparat dagpenge ydelse mangler siden efter alle gruppe regneark fil
""".split()
DANISH = re.compile(rf"\b\w*[æøå]\w*\b|\b({'|'.join(TELLTALES)})\b", re.IGNORECASE)

#: What a reader or a screen reader is given in the page's own language.
_SAID_IN_ENGLISH = """() => {
  // In a title no part can be marked; what it names stands in the page's heading too.
  const isSilent = node => node.closest("script, style, title");
  const isEnglish = node => node && node.closest("[lang]").lang === "en" && !isSilent(node);
  const said = [];
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim() && isEnglish(text.parentElement)) said.push(text.data.trim());
  }
  for (const name of ["aria-label", "alt", "title", "placeholder", "data-title"])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (isEnglish(node)) said.push(node.getAttribute(name));
  for (const node of document.querySelectorAll("textarea, input[type=text]"))
    if (isEnglish(node)) said.push(node.value);
  return said;
}"""


def names() -> Iterator[str]:
    """Names, the same in every language: the product, the demo's people, firms, towns and teams."""
    yield from ("Fodfæste", "Det Samarbejdende Råd", "Syg i Haderslev")
    yield from re.findall('"([^"]+)"', (DEMO / "companies_names.toml").read_text(encoding="utf-8"))
    industries = (DEMO / "companies_industries.toml").read_text(encoding="utf-8")
    yield from re.findall(r'\b(?:name|trade) = "([^"]+)"', industries)
    with (DEMO / "names.toml").open("rb") as file:
        for table in tomllib.load(file).values():
            yield from (name for part in table.values() for name in part if name)
    for sizes in sorted((DEMO / "sizes").glob("*.toml")):
        yield from re.findall(r'^name = "(.*)"$', sizes.read_text(encoding="utf-8"), re.MULTILINE)


#: A pack's own identifiers, such as `uden_samtale.dage`, are the same in every language too.
IDENTIFIER = r"\b[a-zæøå_-]+\.[a-zæøå_-]+\b"
NAMES = re.compile(
    "|".join([IDENTIFIER, *(rf"\b{re.escape(name)}\b" for name in sorted(names(), key=len, reverse=True))])
)


def assert_english(page: Page) -> None:
    """The page says it is English, and so is every text on it that is not marked as Danish."""
    expect(page.locator("html")).to_have_attribute("lang", "en")
    said = page.evaluate(_SAID_IN_ENGLISH)
    assert len(said) > 10, f"nothing was read on {page.url}"
    assert [text for text in said if DANISH.search(NAMES.sub("", text))] == [], f"Danish on {page.url}"


def english(visitors: Visitors) -> Page:
    """A visitor who has chosen English on the first screen."""
    page = visitors.arrive(DESKTOP).page
    page.goto("/")
    page.get_by_role("button", name="English", exact=True).click()
    return page


@pytest.mark.parametrize("path", ["/", "/om/", "/saadan-finder-vi-job/", "/log-ind/", "/findes-ikke/"])
def test_the_open_pages_are_english(visitors: Visitors, path: str) -> None:
    page = english(visitors)
    page.goto(path)
    assert_english(page)


@pytest.mark.parametrize("lane", ["begin", "cannot_tell", "coming", "talks_today", "no_contact", "running"])
def test_the_days_lists_and_their_first_citizen_are_english(visitors: Visitors, lane: str) -> None:
    page = english(visitors)
    step_in(page, "Leader")
    page.goto(f"/min-dag/?vis={lane}")
    assert_english(page)
    first = page.get_by_role("main").get_by_role("table").locator("tbody tr").first.get_by_role("link").first
    if first.count():
        first.click()
        assert_english(page)


def test_a_trial_is_told_in_english(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Leader")
    page.get_by_label("How long after").first.fill("three")
    page.get_by_role("button", name="Try", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Correct this")
    assert_english(page)
    page.get_by_label("How long after").first.fill("3")
    page.get_by_role("button", name="Try", exact=True).first.click()
    expect(page.get_by_role("heading", name="Month by month")).to_be_visible()
    assert_english(page)
    page.wait_for_load_state()
    assert page.get_by_role("main").get_by_role("img").first.evaluate("image => image.naturalWidth") > 0


def test_a_track_is_begun_in_english_and_the_case_stays_danish(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Case worker")
    page.goto("/min-dag/?vis=begin")
    page.get_by_role("link", name="Begin branch track").first.click()
    reason = page.get_by_label("Reason")
    expect(reason).to_have_value(re.compile("^Politikkens linje"))
    expect(reason).to_have_attribute("lang", "da")
    page.get_by_label("Begins").fill("31.02.2026")
    page.get_by_role("button", name="Begin branch track").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a date that exists")
    assert_english(page)
    page.get_by_label("Begins").fill("23.11.2026")
    page.get_by_role("button", name="Begin branch track").click()
    expect(page.get_by_role("status")).to_contain_text("The figure went from")
    expect(page.get_by_role("main")).to_contain_text("from 23 November 2026")
    assert_english(page)


def test_an_english_browser_reads_the_day_first(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Leader")
    page.goto("/logbog/?dag=02.01.2026")
    expect(page.get_by_label("Day (optional)")).to_have_value("02.01.2026")
    expect(page.get_by_role("main")).to_contain_text("Nothing has been recorded")
    page.goto("/logbog/?dag=31.02.2026")
    expect(page.get_by_role("alert")).to_contain_text("Write a date that exists")
    assert_english(page)


HEADINGS = "Citizen's id;Name;Target group;Unit;Effort started"
WRONG_UNIT = "E-1;Ann English;forsikret;Team Nowhere;01.03.2026"
WRONG_DAY = "E-2;Ben English;forsikret;;31.02.2026"


def test_a_spreadsheet_with_errors_is_told_in_english(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Case worker")
    page.get_by_role("link", name="Import", exact=True).first.click()
    text = "\r\n".join([HEADINGS, WRONG_UNIT, WRONG_DAY, ""])
    file: FilePayload = {"name": "english.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="See what the file changes").click()
    errors = page.get_by_role("table", name="Errors in the file")
    expect(errors).to_contain_text("Only a leader can give citizens to another unit")
    expect(errors.locator("[lang=da]")).to_have_count(1)
    assert_english(page)
    assert_accessible(page)
    page.get_by_role("button", name="Discard the file").click()
    assert_english(page)


def test_a_job_text_is_read_in_english_and_stays_danish(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Company consultant")
    page.goto("/aabninger/")
    page.get_by_role("link", name="Create from a job text").click()
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("alert")).to_contain_text("Paste a job text")
    assert_english(page)
    page.get_by_label("The job text").fill("Kok søges til 30 timer om ugen. Du har kørekort og kan lave mad.")
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the job text says")
    assert_english(page)
    page.get_by_role("button", name="Go on to the opening").click()
    expect(page.get_by_label("Title")).to_have_value(re.compile("^Kok"))
    assert_english(page)


def test_near_occupations_and_advice_are_told_in_english(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Citizen")
    for path, heading in (("/min-side/fag/", "Occupations nearby"), ("/min-side/job/", "Jobs that suit you")):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert_english(page)
        page.get_by_role("listitem").get_by_role("heading").first.get_by_role("link").click()
        assert_english(page)


def test_how_the_night_was_shared_out_is_told_in_english(visitors: Visitors) -> None:
    page = english(visitors)
    step_in(page, "Committee member")
    page.goto("/tal/")
    page.get_by_role("link", name="How last night's suggestions were shared out").click()
    expect(page.get_by_role("main")).to_contain_text("from the best possible")
    assert_english(page)
