"""Prøv: a leader sets six months to three on a copy, and sees whom it would move, month by month."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visitors, shoot, step_in
from tests.journeys.checks import assert_accessible, assert_reflows

RULE = "Branchespor til forsikrede ledige"
MONTHS = "Hvor længe efter at indsatsen begyndte"


def rule(page: Page) -> Locator:
    return page.get_by_role("main").locator("section").filter(has=page.get_by_role("heading", name=RULE))


def try_three_months(page: Page) -> None:
    step_in(page, "Leder")
    months = rule(page).get_by_label(MONTHS)
    expect(months).to_have_value("6")
    months.fill("3")
    page.get_by_role("button", name="Prøv", exact=True).first.click()
    expect(page.get_by_role("heading", name="Måned for måned")).to_be_visible()


def test_a_leader_sees_who_would_become_due_beside_todays_policy(page: Page) -> None:
    try_three_months(page)
    rows = page.get_by_role("table").filter(has_text="Forskel").first.locator("tbody tr")
    assert rows.count() >= 6
    numbers = [row.split("\t")[1:3] for row in rows.all_inner_texts()]
    today, tried = ([int(number) for number in column] for column in zip(*numbers, strict=True))
    assert sum(tried) > sum(today)
    assert all(copy >= now for now, copy in zip(today, tried, strict=True))
    assert page.locator("#hvem ~ .table--responsive-scroll tbody tr").count() > 0
    page.wait_for_load_state()
    assert page.get_by_role("main").get_by_role("img").first.evaluate("image => image.naturalWidth") > 0
    shoot(page, "trial-desk")


def test_a_trial_changes_nothing_but_the_copy(visitors: Visitors) -> None:
    page = visitors.arrive(DESKTOP).page
    try_three_months(page)
    page.goto("/politik/branchespor.forsikret/")
    expect(page.get_by_role("main")).to_contain_text("6 måneder efter")
    page.goto("/proev/")
    expect(rule(page).get_by_label(MONTHS)).to_have_value("6")
    expect(page.get_by_role("table", name="Gemte prøver")).to_be_visible()


def test_a_value_that_is_none_is_told_beside_its_field(page: Page) -> None:
    step_in(page, "Leder")
    rule(page).get_by_label(MONTHS).fill("tre")
    page.get_by_role("button", name="Prøv", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Ret dette")
    expect(rule(page).get_by_label(MONTHS)).to_have_attribute("aria-invalid", "true")
    expect(rule(page).get_by_label(MONTHS)).to_have_value("tre")
    assert_accessible(page)


def test_a_trial_is_accessible_and_works_on_a_phone_without_script(visitors: Visitors) -> None:
    try_three_months(visitors.arrive(PHONE, java_script_enabled=False).page)
    page = visitors.arrive(PHONE).page
    try_three_months(page)
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, "trial-phone")
