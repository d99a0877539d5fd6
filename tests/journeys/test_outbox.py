"""What did not come through, seen and mended by people; and a citizen who says how to be told."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import run_at

REFUSE = """
from fodfaeste.web.setup import django_setup
django_setup()
from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.duties import agreement_recorded, talk_recorded
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.installation.clock import now
for case_worker in User.objects.filter(role="case_worker"):
    for talk in Contact.objects.filter(citizen__unit=case_worker.unit, state="held").order_by("pk")[:3]:
        talk_recorded(talk)
    for agreement in Agreement.objects.filter(citizen__unit=case_worker.unit).order_by("pk")[:1]:
        agreement_recorded(agreement)
    for talk in Contact.objects.filter(citizen__unit=case_worker.unit, state="no_show").order_by("pk")[:1]:
        talk_recorded(talk)
codes = [("felt.person.cpr", "er ikke et CPR-nummer"), ("400", "Startdato ligger før sagen"), ("404", "")]
for n, message in enumerate(Message.objects.filter(receiver="dfdg").order_by("pk")):
    message.state, (message.code, message.words) = "rejected", codes[n % 3]
    message.save()
    Step.objects.create(message=message, at=now(), what="rejected", why=message.words)
"""


def test_a_case_worker_hands_one_over_takes_one_back_and_sends_one_again(
    visitors: Visitors, page: Page, site: str
) -> None:
    step_in(page, "Sagsbehandler")
    page.goto("/udbakke/")
    expect(page.get_by_role("main")).to_contain_text("Modtageren kan ikke godkende indholdet")
    run_at(site, REFUSE)
    page.goto("/udbakke/")
    expect(page.get_by_role("main")).to_contain_text("CPR-nummer mangler")
    look(page, "outbox-list")
    page.set_viewport_size(PHONE)
    look(page, "outbox-list-phone")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Træk tilbage", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Skriv, hvorfor")
    look(page, "outbox-message-error-phone")
    page.get_by_label("Hvorfor skal den ikke sendes?").fill("Skrevet direkte i DFDG i dag")
    page.get_by_role("button", name="Træk tilbage", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Meddelelsen er trukket tilbage.")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Send igen", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Meddelelsen sendes igen.")
    page.get_by_role("row").filter(has_text="skrives af en person").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("Det skal skrives")
    look(page, "outbox-by-hand-phone")
    page.get_by_role("button", name="Det er skrevet", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Det er skrevet, at det er gjort.")
    leader = visitors.arrive(PHONE).page
    step_in(leader, "Leder")
    leader.goto("/udbakke/")
    expect(leader.get_by_role("main")).to_contain_text("Prøve: lægges i filer")
    look(leader, "outbox-leader-phone")
    leader.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    look(leader, "outbox-message-phone")


def test_a_citizen_says_how_to_be_told(phone: Page) -> None:
    step_in(phone, "Borger")
    phone.goto("/min-side/kontakt/")
    look(phone, "reach-phone")
    phone.get_by_label("Mobilnummer").fill("1234")
    phone.get_by_role("button", name="Gem", exact=True).click()
    expect(phone.get_by_role("alert").first).to_contain_text("8 cifre")
    look(phone, "reach-error-phone")
    phone.get_by_label("Mobilnummer").fill("12 34 56 78")
    phone.get_by_role("button", name="Gem", exact=True).click()
    phone.get_by_label("Kode").fill("000000")
    look(phone, "reach-code-phone")
    phone.get_by_role("button", name="Bekræft", exact=True).click()
    expect(phone.get_by_role("main")).to_contain_text("Koden passer ikke")


def look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, name)
