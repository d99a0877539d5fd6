"""Min side on a phone: a plan made by two, a choice, a job log; and what is typed outlives a lost line."""

import io
import json
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visit, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import run_at

GOAL = "Jeg vil arbejde udendørs, helst med træ"
#: Bytes of Min side itself, before it is packed: a slow line has it within a second.
HEAVIEST = 40_000
NARROW = {"width": 320, "height": 640}
#: A slow 3G line: 400 kbit a second, and 400 milliseconds there and back.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
#: The copy that was ordered is made, and practice is agreed on for the same citizen.
AGREED = """
from fodfaeste.web.setup import django_setup
django_setup()
from datetime import timedelta
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import copy_make
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.installation.clock import now, today
citizen = Citizen.objects.get(name="NAME", user__isnull=False)
Agreement.objects.create(
    authority=citizen.authority, citizen=citizen, offer="virksomhedspraktik", state="planned",
    begins=today(citizen.authority) + timedelta(days=14), recorded_at=now(), reason="Du kan prøve faget af",
)
copy_make(copy=EverythingCopy.objects.select_related("citizen__authority", "authority").latest("pk"))
"""


def test_citizen_and_case_worker_make_a_plan_and_both_agree(visitors: Visitors) -> None:
    phone = visitors.arrive(PHONE).page
    step_in(phone, "Borger")
    phone.goto("/min-side/")
    name = main(phone).locator("h1 + p").inner_text().removeprefix("Hej ")
    look(phone, "min-side-agreed-phone")
    desk = visitors.arrive(DESKTOP).page
    end_the_plan(desk, name)
    phone.reload()
    phone.get_by_role("link", name="Begynd planen", exact=True).click()
    phone.get_by_role("link", name="Skriv mit mål", exact=True).click()
    phone.get_by_label("Det vil jeg gerne nå").fill(GOAL)
    phone.get_by_role("button", name="Gem", exact=True).click()
    look(phone, "plan-draft-phone")
    choose_between_offers(phone)

    propose_as_case_worker(desk, name)

    phone.goto("/min-side/")
    expect(main(phone)).to_contain_text("Din sagsbehandler har foreslået en plan")
    look(phone, "min-side-phone")
    phone.get_by_role("link", name="Læs planen", exact=True).click()
    look(phone, "plan-proposed-phone")
    phone.get_by_role("button", name="Jeg er enig i planen", exact=True).click()
    expect(main(phone)).to_contain_text("Planen blev aftalt")
    look(phone, "plan-agreed-phone")
    desk.reload()
    expect(main(desk)).to_contain_text("Borgeren sagde ja")
    look(desk, "plan-worker-agreed")


def test_an_agreement_is_answered_and_everything_is_fetched(visitors: Visitors, site: str) -> None:
    phone = visitors.arrive(PHONE).page
    step_in(phone, "Borger")
    phone.goto("/min-side/alt/")
    phone.get_by_role("button", name="Bestil en kopi", exact=True).click()
    phone.goto("/min-side/")
    name = main(phone).locator("h1 + p").inner_text().removeprefix("Hej ")
    run_at(site, AGREED.replace("NAME", name))
    desk = visitors.arrive(DESKTOP).page
    write_workplace(desk, name)
    phone.reload()
    look(phone, "min-side-agreement-phone")
    main(phone).get_by_role("link", name="Svar på aftalen", exact=True).first.click()
    expect(main(phone)).to_contain_text("Du kan prøve faget af")
    phone.get_by_role("button", name="Send svaret", exact=True).click()
    expect(main(phone)).to_contain_text("Vælg ja eller nej")
    look(phone, "agreement-error-phone")
    phone.get_by_label("Ja, det vil jeg").check()
    phone.get_by_role("button", name="Send svaret", exact=True).click()
    expect(main(phone)).to_contain_text("Du har sagt ja")
    look(phone, "agreement-answered-phone")
    desk.reload()
    expect(main(desk)).to_contain_text("Borgeren sagde ja")
    fetch_everything(phone)


def write_workplace(page: Page, name: str) -> None:
    """The case worker finds the workplace while typing."""
    step_in(page, "Sagsbehandler")
    open_citizen(page, name)
    page.get_by_role("link", name=re.compile(r"^Skriv arbejdsstedet\s*: Virksomhedspraktik")).click()
    page.get_by_role("searchbox").fill("a")
    expect(page.get_by_role("status")).to_have_text("Skriv mindst to bogstaver.")
    page.get_by_role("searchbox").fill("an")
    main(page).get_by_role("radio").first.check()
    look(page, "workplace-worker")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Arbejdsstedet er gemt.")
    look(page, "agreement-worker")


def fetch_everything(page: Page) -> None:
    """The copy is a zip that one can open, and what was just answered is in it."""
    page.goto("/min-side/alt/")
    look(page, "everything-made-phone")
    with page.expect_download() as fetched:
        main(page).get_by_role("link", name=re.compile("^Hent kopien")).first.click()
    with zipfile.ZipFile(io.BytesIO(Path(fetched.value.path()).read_bytes())) as archive:
        assert archive.testzip() is None
        assert "Hvem har set" in archive.read("laes-mig.html").decode()
        agreements = json.loads(archive.read("json/aftaler.json"))
    assert "virksomhedspraktik" in [one["offer"] for one in agreements]


def choose_between_offers(page: Page) -> None:
    page.get_by_role("link", name="Se tilbud at vælge imellem", exact=True).click()
    expect(main(page)).to_contain_text("Derfor står det her:")
    page.get_by_label("Ingen af dem, fordi").check()
    page.get_by_role("button", name="Det vil jeg helst", exact=True).click()
    expect(main(page)).to_contain_text("Skriv, hvorfor ingen af dem passer dig")
    look(page, "choose-error-phone")
    page.get_by_role("radio").first.check()
    page.get_by_label("Sig hvorfor, med dine egne ord").fill("Det er noget, jeg ikke har prøvet")
    page.get_by_role("button", name="Det vil jeg helst", exact=True).click()
    expect(main(page)).to_contain_text("Dit ønske er gemt")


def end_the_plan(page: Page, name: str) -> None:
    """The plan that the demo's citizen has already comes to its end."""
    step_in(page, "Sagsbehandler")
    open_citizen(page, name)
    main(page).get_by_role("link", name="Se planen", exact=True).click()
    page.get_by_role("link", name="Afslut planen", exact=True).click()
    page.get_by_label("Begrundelse").fill("Målet er et andet nu")
    main(page).get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Der er ingen plan endnu")


def open_citizen(page: Page, name: str) -> None:
    page.goto(f"/min-dag/?hvem=unit&q={name}")
    main(page).get_by_role("table").get_by_role("link", name=name, exact=True).click()


def propose_as_case_worker(page: Page, name: str) -> None:
    """From the citizen's page: what is known is filled in, and the plan is proposed in three clicks."""
    open_citizen(page, name)
    expect(main(page)).to_contain_text("Det er noget, jeg ikke har prøvet")
    main(page).get_by_role("link", name="Se planen", exact=True).click()
    expect(main(page)).to_contain_text(GOAL)
    page.get_by_role("button", name="Tilføj det, der er kendt", exact=True).click()
    look(page, "plan-worker-draft")
    page.get_by_role("button", name="Foreslå planen for borgeren", exact=True).click()
    expect(main(page)).to_contain_text("Den venter på borgeren")


def test_the_job_log_on_a_narrow_phone_without_a_script(visitors: Visitors) -> None:
    page = visitors.arrive(NARROW, java_script_enabled=False).page
    step_in(page, "Borger")
    answer = page.goto("/min-side/")
    assert answer is not None
    assert len(answer.body()) < HEAVIEST
    page.get_by_role("link", name=re.compile("^Joblog")).click()
    page.get_by_role("link", name="Skriv et job, du har søgt", exact=True).click()
    page.get_by_label("Job", exact=True).fill("Tømrer")
    page.get_by_label(re.compile("Egne noter")).fill("Talte med mester")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Skriv, hvor du har søgt")
    expect(page.get_by_label(re.compile("Egne noter"))).to_have_value("Talte med mester")
    shoot(page, "log-error-narrow")
    page.get_by_label("Arbejdsplads", exact=True).fill("Prøve Byg ApS")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Prøve Byg ApS")
    page.get_by_role("link", name=re.compile("Ret eller fjern")).first.click()
    page.get_by_role("button", name="Fjern fra loggen", exact=True).click()
    expect(main(page)).to_contain_text("taget ud af din joblog")


def test_a_lost_line_loses_nothing_that_was_typed(visitors: Visitors) -> None:
    visit = visitors.arrive(PHONE)
    page = visit.page
    visit.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    arrive_at_log(page)
    page.get_by_label("Arbejdsplads", exact=True).fill("Have og Skov")
    expect(main(page)).to_contain_text("Gemt som kladde")

    visit.context.set_offline(True)
    page.get_by_label("Job", exact=True).fill("Gartner")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Der er ingen forbindelse")
    look(page, "draft-offline-phone")
    visit.context.set_offline(False)

    # The line is there, the browser believes, and what is sent never arrives.
    page.route("**/joblog/ny/", lambda route: route.abort())
    page.get_by_role("button", name="Gem", exact=True).click()
    page.wait_for_url("chrome-error://**")
    page.unroute("**/joblog/ny/")
    expect_lost_line_alone(visit)

    page.goto("/min-side/")
    page.goto("/min-side/joblog/ny/")
    expect(page.get_by_label("Job", exact=True)).to_have_value("Gartner")
    expect(main(page)).to_contain_text("står her igen")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(main(page)).to_contain_text("Jobbet står i din joblog")
    page.goto("/min-side/joblog/ny/")
    expect(page.get_by_label("Job", exact=True)).to_have_value("")


def test_a_draft_waits_on_another_machine_and_can_be_thrown_away(visitors: Visitors) -> None:
    phone = visitors.arrive(PHONE).page
    arrive_at_log(phone)
    phone.get_by_label("Arbejdsplads", exact=True).fill("Gartneriet")
    expect(main(phone)).to_contain_text("Gemt som kladde")
    desk = visitors.arrive(DESKTOP, java_script_enabled=False).page
    arrive_at_log(desk)
    expect(desk.get_by_label("Arbejdsplads", exact=True)).to_have_value("Gartneriet")
    desk.get_by_role("button", name="Slet kladden", exact=True).click()
    expect(desk.get_by_label("Arbejdsplads", exact=True)).to_have_value("")
    phone.reload()
    expect(phone.get_by_label("Arbejdsplads", exact=True)).to_have_value("")


def arrive_at_log(page: Page) -> None:
    step_in(page, "Borger")
    page.goto("/min-side/joblog/ny/")


def expect_lost_line_alone(visit: Visit) -> None:
    """The browser complains of the lost line, and of nothing else."""
    said = [one for one in visit.complaints if "htmx:" not in one and "ERR_" not in one]
    assert said == []
    visit.complaints.clear()


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, name)
