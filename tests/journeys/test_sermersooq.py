"""Sermersooq: Greenlandic law alone, journeys by boat and helicopter, Greenland's clock, and Kalaallisut."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import demo_site
from tests.journeys.test_every_page import FILES, ROLES, kind_of

#: Acts, benefits and statuses of Danish law, and the authorities that run it.
DANISH_LAW = re.compile(
    r"\bLAB\b|\bLAS\b|\bSTAR\b|\bBEK\b|kontanthj|dagpenge|ledighedsydelse|ressourceforløb|jobafklaring"
    r"|aktivitetsparat|uddannelsesparat|uddannelseshjælp|kontaktgruppe|visiteret|arbejdspligt|a-kasse"
    r"|lov om en aktiv|integrationslov|sporskifte|nytteindsats",
    re.IGNORECASE,
)
SETTLEMENTS = re.compile("Qeqertarsuatsiaat|Kapisillit")

_IN_NO_LANGUAGE_OF_ITS_OWN = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, holder = node.parentElement;
    if (/[a-zæøå]{2}/i.test(node.data) && !holder.closest("script, style")
        && holder.closest("[lang]").lang === "kl") said.push(node.data.trim());
  }
  return said;
}"""
#: Words that Danish has and Kalaallisut cannot have: its words have no b, d, c, x, æ, ø or å.
DANISH_LETTERS = re.compile("[bcdxæøå]", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Sermersooq, with so many people that one of them lives in a settlement near Nuuk."""
    with demo_site(tmp_path_factory.mktemp("sermersooq"), "sermersooq", 1200) as address:
        yield address


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def someone(page: Page, says: re.Pattern[str]) -> str:
    """The address of the first of the case worker's citizens whose page says a thing."""
    for number in (1, 2, 3):
        page.goto(f"/min-dag/?vis=all&side={number}")
        links = main(page).get_by_role("table").locator("tbody td:first-child a")
        for path in [urlsplit(str(link.get_attribute("href"))).path for link in links.all()]:
            if says.search(page.request.get(path).text()):
                return path
    raise AssertionError(f"no citizen of the case worker's page says {says.pattern}")


def texts_of(page: Page, site: str) -> Iterator[tuple[str, str]]:
    """The address and the words of one page of each kind that can be reached by links from here."""
    seen: set[str] = set()
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) in seen or FILES.search(urlsplit(address).path):
            continue
        seen.add(kind_of(address))
        source = page.request.get(address).text()
        links = (urljoin(address, unescape(link)) for link in re.findall(r'<a [^>]*href="([^"#]+)', source))
        waiting += [link for link in links if link.startswith(site)]
        yield address, unescape(re.sub(r"<[^>]+>", " ", source))


@pytest.mark.parametrize("role", ROLES)
def test_no_page_names_an_act_a_benefit_or_a_status_of_danish_law(page: Page, site: str, role: str) -> None:
    step_in(page, role)
    read = dict(texts_of(page, site))
    assert len(read) >= 10
    named = {address: DANISH_LAW.findall(text) for address, text in read.items()}
    assert {address: words for address, words in named.items() if words} == {}


def test_a_citizen_has_a_match_group_and_conditions_by_greenlandic_paragraphs(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    page.goto(someone(page, re.compile("Matchgruppe 2")))
    expect(main(page)).to_contain_text("Majoriaqloven § 2, nr. 2")
    assert_accessible(page)
    shoot(page, "sermersooq-citizen")
    main(page).get_by_role("link", name="Tilbud og lov").first.click()
    expect(main(page)).to_contain_text("Grønlandsk ret på beskæftigelsesområdet")
    main(page).get_by_role("link", name="Revalidering", exact=True).first.click()
    expect(main(page)).to_contain_text("Revalideringsforordningen")
    shoot(page, "sermersooq-offer")


def test_majoriaqs_work_stands_in_the_policy_beside_the_law(page: Page) -> None:
    step_in(page, "Udvalgsmedlem")
    page.goto("/politik/")
    expect(main(page)).to_contain_text("Majoriaq")
    shoot(page, "sermersooq-policy")
    page.goto("/lov/")
    expect(main(page)).to_contain_text("Danske love på området gælder ikke")
    expect(main(page)).to_contain_text("Majoriaqloven")
    page.goto("/daekning/")
    expect(main(page)).to_contain_text("Loven her har ingen krav til, hvor stor en del af en gruppe")


def opening_in_nuuk(page: Page, attendance: str) -> tuple[str, str]:
    """The id of an ordinary job in Nuuk with some attendance, and a skill that it cannot do without."""
    for number in (1, 2, 3):
        page.goto(f"/aabninger/?slags=ordinaert_job&by=nuuk&side={number}")
        links = main(page).get_by_role("table").locator("a[href^='/aabninger/']")
        for path in [urlsplit(str(link.get_attribute("href"))).path for link in links.all()]:
            if attendance in page.request.get(path).text():
                page.goto(path)
                skill = main(page).get_by_role("heading", name="Skal kunne").locator("~ ul li").first
                return path.split("/")[2], skill.inner_text().strip()
    raise AssertionError(f"no ordinary job in Nuuk: {attendance}")


def test_a_settlements_citizen_reaches_nuuk_with_a_stay_only(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    citizen = someone(page, SETTLEMENTS)
    daily, _skill = opening_in_nuuk(page, "Møder på stedet")
    lodged, skill = opening_in_nuuk(page, "Bolig følger med")
    add_skill(page, citizen, skill)

    page.goto(f"{citizen}job/{daily}/")
    place = main(page).get_by_role("row").filter(has=page.get_by_role("rowheader", name="Sted og rejse"))
    expect(place).to_contain_text("Ikke opfyldt")
    expect(place).to_contain_text(re.compile("for lang|for sjældent"))
    expect(main(page)).to_contain_text("Derfor står den ikke på listen")
    assert_accessible(page)
    shoot(page, "sermersooq-too-far")

    page.goto(f"{citizen}job/{lodged}/")
    expect(main(page)).to_contain_text("Der er ikke spurgt, om et arbejde med ophold er muligt")
    page.goto(f"{citizen}oensker/ophold/")
    page.get_by_label("Vil gerne", exact=True).check()
    page.get_by_role("button", name="Gem", exact=True).click()
    add_languages(page, citizen)
    page.goto(f"{citizen}job/")
    expect(main(page).locator(f"a[href$='/job/{lodged}/']")).to_have_count(1)
    expect(main(page)).to_contain_text("Bolig følger med")
    expect(main(page).locator(f"a[href$='/job/{daily}/']")).to_have_count(0)
    shoot(page, "sermersooq-stay")


def add_skill(page: Page, citizen: str, skill: str) -> None:
    page.goto(f"{citizen}kompetencer/tilfoej/")
    page.get_by_role("searchbox").fill(skill)
    page.get_by_label(skill, exact=True).check()
    page.get_by_label("Hvor godt").select_option(label="kan selv")
    page.get_by_label("Borgerens eget ord").check()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text(skill)


def add_languages(page: Page, citizen: str) -> None:
    page.goto(f"{citizen}profil/")
    for language in ("Dansk", "Engelsk", "Grønlandsk"):
        page.get_by_label(language, exact=True).select_option(label="kan lære det fra sig")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Grønlandsk, kan lære det fra sig")


def test_the_clock_is_greenlands(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    page.goto(someone(page, re.compile("Samtale kl")))
    said = main(page).inner_text()
    listed = re.search(r"(\d+\. \w+ 20\d\d) kl\. (\d\d\.\d\d): Holdt", said)
    assert listed, "no talk was held"
    told = said.split("Tidslinje")[1].split(listed[1])[1]
    assert f"kl. {listed[2]}" in told.split("Holdt")[0]
    assert 8 <= int(listed[2][:2]) <= 16, "talks are held by day where the person lives"


def test_kalaallisut_is_a_draft_and_what_is_danish_in_it_says_so(visitors: Visitors) -> None:
    page = visitors.arrive(PHONE).page
    page.goto("/")
    page.get_by_role("button", name="Kalaallisut").click()
    expect(page.locator("html")).to_have_attribute("lang", "kl")
    page.locator("form[action$='/case_worker/'] button").click()
    for path in ("/min-dag/?vis=all", "/aabninger/", "/virksomheder/", "/politik/", "/lov/", "/tal/"):
        page.goto(path)
        draft = page.get_by_text("er et udkast, som ingen har gennemset")
        expect(draft).to_be_visible()
        assert draft.evaluate("element => element.closest('[lang]').lang") == "da"
        unmarked = [text for text in page.evaluate(_IN_NO_LANGUAGE_OF_ITS_OWN) if DANISH_LETTERS.search(text)]
        assert unmarked == [], f"Danish that says it is Kalaallisut on {path}"
        assert_accessible(page)
        assert_reflows(page)
    shoot(page, "sermersooq-kalaallisut-phone")
