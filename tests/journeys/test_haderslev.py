"""Haderslev from five chairs: a citizen's law and jobs, the figures, the questions, and a new opening."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import demo_site
from tests.journeys.test_scenarios import one_year, open_form, read_first, read_whole

COUNTS = re.compile(r"\d+ opfyldt\s+\d+ ikke opfyldt\s+\d+ kan ikke afgøres")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Haderslev with few people."""
    with demo_site(tmp_path_factory.mktemp("haderslev"), "haderslev", 600) as address:
        yield address


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of a name on the page itself."""
    exact = isinstance(name, str)
    main(page).get_by_role("link", name=name, exact=exact).first.click()


def someone(page: Page, part: str, says: re.Pattern[str]) -> str:
    """The address of the first of the case worker's citizens whose page of some part says a thing."""
    page.goto("/min-dag/?vis=all")
    links = main(page).get_by_role("table").locator("tbody td:first-child a")
    for path in [urlsplit(str(link.get_attribute("href"))).path for link in links.all()]:
        text = re.sub(r"<[^>]+>|\s+", " ", page.request.get(f"{path}{part}").text())
        if says.search(re.sub(r"\s+", " ", text)):
            return path
    raise AssertionError(f"no citizen of the case worker's has {says.pattern} on {part}")


def test_a_case_worker_sees_an_offers_conditions_one_by_one(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    expect(page.get_by_role("heading", level=1)).to_have_text("Min dag")
    page.goto(someone(page, "tilbud/", COUNTS))
    follow(page, "Tilbud og lov")
    row = main(page).get_by_role("row").filter(has_text=COUNTS).first
    row.get_by_role("link").first.click()
    assert_accessible(page)
    conditions = main(page).locator("section.panel")
    texts = conditions.all_inner_texts()
    met = [text for text in texts if re.search(r"^\s*opfyldt", text, re.MULTILINE)]
    not_met = [text for text in texts if re.search(r"^\s*ikke opfyldt", text, re.MULTILINE)]
    unknown = [text for text in texts if re.search(r"^\s*kan ikke afgøres", text, re.MULTILINE)]
    assert met
    assert not_met
    assert unknown
    assert all(re.search("§|BEK|lov ", text.splitlines()[0]) for text in met + not_met + unknown)
    expect(main(page)).to_contain_text("Siden siger aldrig ja eller nej; du afgør.")
    shoot(page, "haderslev-offer")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tilbud og lov")


def test_the_policys_line_stands_beside_the_laws_and_the_law_binds(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    page.goto(someone(page, "tilbud/", COUNTS))
    follow(page, "Tilbud og lov")
    row = main(page).get_by_role("row").filter(has_text="Politikken:").first
    row.get_by_role("link").first.click()
    panel = main(page).locator("section.panel").filter(has_text="Kommunens politik om det samme:").first
    expect(panel).to_contain_text("Loven binder.")
    expect(panel.locator("a[href^='/politik/']")).not_to_have_count(0)
    expect(panel.locator("a[href^='/lov/']")).not_to_have_count(0)
    shoot(page, "haderslev-policy-beside-law")


def test_a_new_skill_changes_the_list_of_openings(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    citizen = someone(page, "job/", re.compile("Mangler:"))
    page.goto(citizen)
    follow(page, re.compile("^Se .*alle"))
    card = main(page).locator("li", has=page.get_by_role("heading", level=3)).first
    expect(card).to_contain_text("Rejse:")
    expect(card).to_contain_text("Timer:")
    title = card.get_by_role("heading", level=3).inner_text()
    missing = card.locator("ul").last.locator("li").first.inner_text()
    skill = re.split(r":|\s+nødvendigt", missing)[0].strip()
    card.get_by_role("link").first.click()
    expect(main(page).get_by_role("table", name="Hver betingelse")).to_contain_text("Opfyldt")
    shoot(page, "haderslev-opening-in-parts")

    page.goto(f"{citizen}kompetencer/tilfoej/")
    page.get_by_role("searchbox").fill(skill)
    expect(page.get_by_role("status")).to_contain_text("fundet")
    page.get_by_label(skill, exact=True).check()
    page.get_by_label("Hvor godt").select_option(label="kan selv")
    page.get_by_label("Borgerens eget ord").check()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page).get_by_role("table", name="Kompetencer")).to_contain_text(skill)

    page.goto(f"{citizen}job/")
    changed = main(page).locator("li", has=page.get_by_role("heading", level=3, name=title)).first
    expect(changed.get_by_text(f"{skill}: kan selv")).to_be_visible()


def test_why_an_opening_is_not_listed_is_told_limit_by_limit(page: Page) -> None:
    step_in(page, "Sagsbehandler")
    citizen = someone(page, "job/", re.compile("Mangler:"))
    page.goto("/aabninger/?slags=fleksjob")
    title = main(page).get_by_role("table").locator("tbody a").first.inner_text()
    page.goto(f"{citizen}job/")
    page.get_by_label("Titel, arbejdssted eller nummer").fill(title)
    page.get_by_role("button", name="Find", exact=True).click()
    shoot(page, "haderslev-found")
    main(page).locator("#find ~ ul").get_by_role("link").first.click()
    expect(main(page)).to_contain_text("Ikke opfyldt")
    law = main(page).get_by_role("row").filter(has=page.get_by_role("rowheader", name="Loven", exact=True))
    expect(law.locator("a[href^='/lov/']")).not_to_have_count(0)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "haderslev-why-not")


def test_an_empty_search_and_a_wrong_value_say_what_to_do(visitors: Visitors) -> None:
    page = visitors.arrive(PHONE).page
    step_in(page, "Sagsbehandler")
    citizen = someone(page, "job/", re.compile("Mangler:"))
    page.goto(f"{citizen}job/?find=qqqq")
    expect(main(page)).to_contain_text("Prøv en del af titlen")
    shoot(page, "haderslev-empty-phone")
    page.goto(f"{citizen}profil/")
    page.get_by_label("Flest timer").fill("mange")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Ret dette")
    expect(page.get_by_label("Flest timer")).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "haderslev-error-phone")


def test_a_leader_sees_the_laws_demand_and_the_list_behind_it(page: Page) -> None:
    step_in(page, "Leder")
    page.goto("/daekning/")
    row = main(page).get_by_role("row").filter(has_text="Tilbud: mindst 75 procent af gruppen").first
    expect(row).to_contain_text(re.compile(r"\d+,\d procent"))
    behind = row.get_by_role("link", name=re.compile(r"endnu ikke"))
    number = int(re.findall(r"\d+", behind.inner_text())[-1])
    behind.click()
    people = main(page).get_by_role("table").locator("tbody tr")
    expect(people).to_have_count(min(number, 50))
    expect(main(page)).to_contain_text("Visningen skrives i logbogen")
    assert not re.search("rød|advarsel|fejl", main(page).inner_text(), re.IGNORECASE)
    shoot(page, "haderslev-behind")


def test_the_committee_reads_goals_figures_and_questions_but_no_people(page: Page) -> None:
    step_in(page, "Udvalgsmedlem")
    page.goto("/daekning/")
    expect(main(page).get_by_role("table").first).to_contain_text("75 procent")
    expect(main(page).locator("a[href*='/borgere/']")).to_have_count(0)
    page.goto("/politik/oversigt/maal/")
    ambitions = main(page).inner_text()
    for growth in ("250 personer", "500 personer", "1.000 job"):
        assert f"En vækst på {growth} senest 31. december 2030" in ambitions
    assert "ikke besluttet" in ambitions
    page.goto("/politik/oversigt/verdensmaal/")
    expect(main(page)).to_contain_text("Teksten nævner ingen verdensmål")
    page.goto("/politik/oversigt/spoergsmaal/")
    expect(main(page)).to_contain_text("Hvem vedtog politikken, og hvilken dag?")
    expect(main(page)).to_contain_text("Bør afgøres af: Kommunens jurist")
    page.goto("/politik/ret.pause/")
    expect(main(page)).to_contain_text("vedtaget")


def test_a_leader_tries_a_right_that_the_policy_does_not_give(page: Page) -> None:
    open_form(page)
    expect(main(page)).to_contain_text("Jeres politik har ingen regler med frister")
    page.get_by_label("Tilbud", exact=True).select_option(value="virksomhedspraktik")
    page.get_by_label("Målgruppe", exact=True).select_option(value="ufaglaerte")
    page.get_by_label("Måneder efter at indsatsen begyndte").fill("3")
    page.get_by_label("Nye pladser", exact=True).fill("60")
    one_year(page, "Praktik til ufaglærte")
    read_first(page)
    expect(main(page)).to_contain_text("Virksomhedspraktik: begynder")
    read_whole(page)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "haderslev-scenario")


def test_a_consultant_finds_room_at_a_company_and_makes_an_opening(page: Page) -> None:
    step_in(page, "Virksomhedskonsulent")
    expect(page.get_by_role("heading", level=1)).to_have_text("Virksomheder")
    main(page).get_by_role("table").locator("tbody a").first.click()
    room = main(page).get_by_role("table", name="Forholdstal i dag")
    expect(room).to_contain_text("gennemsnit")
    expect(main(page)).to_contain_text("Loftet siger ikke, at nogen skal have en plads")
    shoot(page, "haderslev-company")
    main(page).locator("a[href^='/aabninger/ny/?arbejdssted=']").first.click()
    page.get_by_label("Slags").select_option(label="Virksomhedspraktik")
    page.get_by_role("searchbox").first.fill("rengøringsass")
    page.get_by_role("radio", name="Rengøringsassistent").first.check()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Stillingens kompetencer er hentet")
    shoot(page, "haderslev-proposed")
    assert_accessible(page)
    assert main(page).get_by_role("checkbox", checked=True).count() > 0
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rengøringsassistent")
    expect(main(page)).to_contain_text("Gøre rent i kontorer og skoler")
    follow(page, "Se borgere, den kan passe til")
    groups = main(page).get_by_role("heading", level=2)
    expect(groups).to_have_text(
        ["Kan alt det nødvendige", "Kan alt det nødvendige efter et kursus", "Kan noget af det"]
    )
    assert not re.search(r"\d ?%|\d procent|score|plads nr", main(page).inner_text(), re.IGNORECASE)
    assert_reflows(page)
    shoot(page, "haderslev-people")


def test_a_citizen_reads_offers_jobs_and_skills_of_their_own(visitors: Visitors) -> None:
    page = visitors.arrive(DESKTOP).page
    step_in(page, "Borger")
    follow(page, re.compile("tilbud, loven har"))
    expect(main(page)).to_contain_text("Det er ikke et ja eller et nej")
    follow(page, "Løntilskud")
    expect(main(page)).to_contain_text("Det passer på dig:")
    expect(main(page)).to_contain_text("LAB §")
    page.goto("/min-side/")
    follow(page, re.compile("job, der passer til dig"))
    main(page).get_by_role("heading", level=3).first.get_by_role("link").click()
    expect(main(page).get_by_role("table", name="Hver betingelse")).to_contain_text("Sted og rejse")
    page.goto("/min-side/kompetencer/")
    expect(main(page).get_by_role("heading", level=2).first).to_have_text("Det kan jeg")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_reflows(page)
    shoot(page, "haderslev-own-skills-phone")
