"""Recording facts: nothing lost, the policy answers at once, a change of group tells more than itself."""

from datetime import date

import pytest
from django.urls import reverse

from fodfaeste.apps.citizens.models import Fact
from fodfaeste.apps.citizens.services import NotPossible, fact_record
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def worker():
    return make.case_worker()


def believed(citizen, name):
    rows = Fact.objects.filter(citizen=citizen, name=name, withdrawn_at=None)
    return sorted(
        ((row.value, row.valid_from, row.valid_to) for row in rows), key=lambda row: row[1] or date.min
    )


def current(citizen):
    return Answer.objects.get(citizen=citizen, until=None)


def test_a_missing_fact_recorded_gives_the_answer_at_once(worker):
    anna = make.citizen()
    make.facts(anna, target_group="forsikret", effort_started=date(2026, 10, 1))
    make.facts(anna, unemployment_started=date(2026, 10, 1))
    answers_refresh(authority=anna.authority, on=TODAY)
    assert (current(anna).state, current(anna).missing) == ("cannot_tell", "earlier_unemployment_months")

    fact_record(user=worker, citizen=anna, name="earlier_unemployment_months", value=7)

    assert (current(anna).state, current(anna).due_on) == ("due", date(2026, 10, 1))
    assert Event.objects.get(citizen=anna, action="change").actor == worker


def test_the_value_corrected_is_withdrawn_and_still_there(worker):
    anna = make.citizen()
    old = make.fact(anna, "effort_started", date(2026, 1, 1), source="regneark")
    new = fact_record(user=worker, citizen=anna, name="effort_started", value=date(2026, 2, 1))
    old.refresh_from_db()
    assert old.value == "2026-01-01"
    assert old.withdrawn_at == new.recorded_at
    assert (new.recorded_by, new.source) == (worker, "Sagsbehandler")
    assert believed(anna, "effort_started") == [("2026-02-01", None, None)]


def test_saying_the_same_again_changes_nothing(worker):
    anna = make.citizen()
    make.fact(anna, "effort_started", date(2026, 1, 1))
    again = fact_record(user=worker, citizen=anna, name="effort_started", value=date(2026, 1, 1))
    assert again is None
    assert Fact.objects.filter(citizen=anna).count() == 1
    assert not Event.objects.filter(citizen=anna, action="change").exists()


def test_a_dated_fact_needs_the_day_it_holds_from(worker):
    with pytest.raises(NotPossible):
        fact_record(user=worker, citizen=make.citizen(), name="benefit", value="dagpenge")


def test_a_new_benefit_leaves_group_and_readiness_as_they_are(worker):
    anna = make.citizen_due()
    before = {name: believed(anna, name) for name in ("target_group", "readiness", "contact_group")}
    fact_record(user=worker, citizen=anna, name="benefit", value="kontanthjaelp", valid_from=TODAY)
    assert {name: believed(anna, name) for name in before} == before
    assert believed(anna, "benefit") == [("dagpenge", None, TODAY), ("kontanthjaelp", TODAY, None)]


def test_a_change_to_a_job_ready_group_sets_when_and_from_where_and_is_due_at_once(worker):
    anna = make.citizen()
    make.fact(anna, "target_group", "ung", valid_from=date(2026, 1, 1))
    make.facts(anna, effort_started=date(2026, 10, 1), earlier_unemployment_months=0)
    make.facts(anna, unemployment_started=date(2026, 10, 1))

    moved = date(2026, 11, 20)
    fact_record(user=worker, citizen=anna, name="target_group", value="arbejdsmarkedsparat", valid_from=moved)

    assert believed(anna, "target_group") == [
        ("ung", date(2026, 1, 1), moved),
        ("arbejdsmarkedsparat", moved, None),
    ]
    assert believed(anna, "became_job_ready") == [("2026-11-20", moved, None)]
    assert believed(anna, "came_from") == [("ung", moved, None)]
    answer = current(anna)
    assert (answer.state, answer.rule, answer.due_on) == ("due", "branchespor.arbejdsmarkedsparat", moved)


def test_a_change_to_a_group_that_is_not_job_ready_takes_the_old_day_back(worker):
    anna = make.citizen()
    make.fact(anna, "target_group", "arbejdsmarkedsparat", valid_from=date(2026, 1, 1))
    make.facts(anna, became_job_ready=date(2026, 1, 1), came_from="ung")
    fact_record(user=worker, citizen=anna, name="target_group", value="aktivitetsparat", valid_from=TODAY)
    assert believed(anna, "became_job_ready") == [("2026-01-01", None, TODAY), ("ikke_sket", TODAY, None)]
    assert current(anna).state == "not_due"


def test_job_ready_by_referral_makes_an_activity_ready_person_due(worker):
    anna = make.citizen()
    make.fact(anna, "target_group", "aktivitetsparat")
    fact_record(user=worker, citizen=anna, name="readiness", value="jobparat", valid_from=TODAY)
    assert believed(anna, "became_job_ready") == [("2026-11-23", TODAY, None)]
    assert (current(anna).state, current(anna).due_on) == ("due", TODAY)


def test_a_first_group_says_nothing_of_where_the_person_came_from(worker):
    anna = make.citizen()
    fact_record(user=worker, citizen=anna, name="target_group", value="arbejdsmarkedsparat", valid_from=TODAY)
    assert believed(anna, "came_from") == []


def page(citizen, fact):
    return reverse("citizens:fact", args=[citizen.public_id, fact])


def test_the_page_saves_and_says_the_new_answer(client, worker):
    anna = make.citizen_due()
    Fact.objects.filter(citizen=anna, name="effort_started").delete()
    client.force_login(worker)
    shown = client.post(page(anna, "effort_started"), {"value": "01.05.2026"}, follow=True)
    text = shown.content.decode()
    assert "Politikken svarer nu: Begynd branchespor – ret siden 1. november 2026." in text


def test_the_page_names_the_rules_that_use_the_fact(client, worker):
    client.force_login(worker)
    shown = client.get(page(make.citizen_due(), "integration_started")).content.decode()
    assert reverse("goals:item", args=["branchespor.integrationsborger"]) in shown
    assert reverse("goals:item", args=["branchespor.ung"]) not in shown


@pytest.mark.parametrize(
    ("fact", "sent"),
    [
        ("effort_started", {"value": ""}),
        ("effort_started", {"value": "31.02.2026"}),
        ("effort_started", {"value": "01.01.1026"}),
        ("effort_started", {"value": "01.01.2028"}),
        ("earlier_unemployment_months", {"value": "-1"}),
        ("earlier_unemployment_months", {"value": "mange"}),
        ("earlier_unemployment_months", {"value": "nan"}),
        ("target_group", {"value": "forsikret", "valid_from": ""}),
        ("target_group", {"value": "ukendt", "valid_from": "01.01.2026"}),
        ("benefit", {"value": "uddannelseshjaelp", "valid_from": "01.01.2026"}),
        ("became_job_ready", {"value": ""}),
        ("became_job_ready", {"value": "01.01.2026", "not_happened": "on"}),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_and_nothing_is_saved(client, worker, fact, sent):
    anna = make.citizen()
    client.force_login(worker)
    assert client.post(page(anna, fact), sent).status_code == 422
    assert not Fact.objects.filter(citizen=anna).exists()


@pytest.mark.parametrize(
    ("fact", "sent", "stored"),
    [
        ("earlier_unemployment_months", {"value": "7,5"}, "7.5"),
        ("effort_started", {"value": "2026-01-31"}, "2026-01-31"),
        ("became_job_ready", {"value": "", "not_happened": "on"}, "ikke_sket"),
        ("came_from", {"value": "ingen"}, "ingen"),
        ("readiness", {"value": "aktivitetsparat", "valid_from": "1.10.2026"}, "aktivitetsparat"),
    ],
)
def test_a_value_as_people_write_it_is_understood(client, worker, fact, sent, stored):
    anna = make.citizen()
    client.force_login(worker)
    assert client.post(page(anna, fact), sent).status_code == 302
    assert Fact.objects.get(citizen=anna, name=fact).value == stored


def test_a_fact_that_does_not_exist_is_not_found(client, worker):
    client.force_login(worker)
    assert client.get(page(make.citizen(), "hair_colour")).status_code == 404
