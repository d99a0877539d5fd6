"""A company's own openings: written, published or declined, kept up to date; and no other company's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.companies.models import Opening, OpeningProposal
from fodfaeste.apps.companies.own_services import (
    Decided,
    opening_fill,
    proposal_decline,
    proposal_publish,
    proposal_withdraw,
    seats_set,
)
from fodfaeste.apps.introductions.selectors import shown_to
from fodfaeste.apps.journal.models import Event
from fodfaeste.installation import clock
from tests import make
from tests.make import introductions

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.production_unit(name="Bageriet Prøve")


@pytest.fixture
def owner(unit):
    return make.company_user(unit.company)


@pytest.fixture
def consultant():
    return make.consultant()


def written(unit, **changed):
    values = {"kind": "fritidsjob", "title": "Hjælper", "unit": unit.p_number, "seats": "2", "text": ""}
    return {**values, **changed}


def test_what_a_company_writes_is_no_opening_until_it_is_published(client, owner, unit, consultant):
    client.force_login(owner)
    assert client.post(reverse("companies:own_opening_new"), written(unit)).status_code == 302
    assert not Opening.objects.exists()
    opening = proposal_publish(user=consultant, proposal=OpeningProposal.objects.get())
    assert (opening.title, opening.seats, opening.unit, opening.place) == ("Hjælper", 2, unit, unit.place)
    assert opening.recorded_by == consultant


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "opgaver"},
        {"seats": "0"},
        {"hours_min": "20", "hours_max": "10"},
        {"closes": "01.01.2020"},
    ],
    ids=str,
)
def test_what_cannot_be_so_is_said_and_nothing_is_kept(client, owner, unit, wrong):
    client.force_login(owner)
    answer = client.post(reverse("companies:own_opening_new"), written(unit, **wrong))
    assert (answer.status_code, OpeningProposal.objects.count()) == (422, 0)


def test_a_company_writes_of_its_own_workplaces_only(client, owner, unit):
    client.force_login(owner)
    answer = client.post(reverse("companies:own_opening_new"), written(make.production_unit()))
    assert (answer.status_code, OpeningProposal.objects.count()) == (422, 0)
    with pytest.raises(ValueError, match="own workplaces"):
        make.proposal(owner, unit=make.production_unit())


def test_a_consultant_publishes_and_goes_on_to_what_one_must_be_able_to(client, owner, consultant):
    proposal = make.proposal(owner)
    client.force_login(consultant)
    answer = client.post(reverse("companies:proposal", args=[proposal.public_id]), {"do": "publish"})
    opening = Opening.objects.get()
    assert answer.url == reverse("companies:opening_change", args=[opening.public_id])
    assert opening.job_text.text == proposal.text


def test_a_no_needs_a_reason_and_the_company_reads_it(client, owner, consultant):
    page = reverse("companies:proposal", args=[make.proposal(owner).public_id])
    client.force_login(consultant)
    assert client.post(page, {"do": "decline"}).status_code == 422
    assert client.post(page, {"do": "decline", "reason": "Skriv lønnen på"}).status_code == 302
    client.force_login(owner)
    own = client.get(reverse("companies:own_proposal", args=[OpeningProposal.objects.get().public_id]))
    assert "Skriv lønnen på" in own.content.decode()


def test_what_was_taken_back_or_answered_is_not_answered_again(owner, consultant):
    proposal = make.proposal(owner)
    proposal_withdraw(user=owner, proposal=proposal)
    with pytest.raises(Decided):
        proposal_publish(user=consultant, proposal=proposal)
    with pytest.raises(Decided):
        proposal_decline(user=consultant, proposal=proposal, reason="Nej")
    assert not Opening.objects.exists()


def test_changing_seats_changes_nothing_else(owner, unit):
    opening = make.opening(unit, demands="stoej", hours_min=10)
    make.need(opening)
    before = Opening.objects.filter(pk=opening.pk).values().get()
    seats_set(user=owner, opening=opening, seats=4)
    after = Opening.objects.filter(pk=opening.pk).values().get()
    assert {name for name in before if before[name] != after[name]} <= {
        "seats",
        "recorded_at",
        "recorded_by_id",
    }
    assert (after["seats"], opening.needs.count()) == (4, 1)


def test_a_filled_opening_takes_the_cvs_with_it_and_is_journalled(owner, unit):
    opening = make.opening(unit)
    person = make.citizen()
    make.citizen_skill(person)
    introductions.introduction_yes(person, opening)
    assert shown_to(owner)
    opening_fill(user=owner, opening=opening)
    assert not shown_to(owner)
    assert Event.objects.filter(actor=owner, what__contains="trukket tilbage", why__contains="besat").exists()


@pytest.mark.parametrize("page", ["own_opening", "own_proposal"])
def test_another_companys_and_another_authoritys_are_not_found(client, owner, unit, page):
    things = {"own_opening": make.opening(unit), "own_proposal": make.proposal(owner)}
    address = reverse(f"companies:{page}", args=[things[page].public_id])
    elsewhere = make.company(make.authority_elsewhere(), cvr=unit.company.cvr)
    for other in (
        make.company_user(username="anden"),
        make.company_user(elsewhere, username="andetsteds"),
    ):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address, {"do": "filled"}).status_code == 404
    client.force_login(owner)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", ["own_front", "own_openings", "own_workplaces"])
def test_a_page_takes_the_same_number_of_queries_for_more(client, owner, unit, page):
    client.force_login(owner)
    taken = []
    for more in (2, 10):
        for _number in range(more):
            make.opening(make.production_unit(unit.company))
            make.proposal(owner)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"companies:{page}")).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_the_law_s_ratio_is_of_its_own_workplaces_and_no_other(client, owner, unit):
    make.staff(unit, ordinary=20)
    other = make.production_unit(name="Naboen")
    client.force_login(owner)
    page = client.get(reverse("companies:own_workplaces")).content.decode()
    assert unit.p_number in page
    assert other.p_number not in page
    assert reverse("companies:own_agreements") in page


def test_a_company_without_workplaces_is_told_what_to_do(client):
    client.force_login(make.company_user())
    for page in ("own_front", "own_openings", "own_opening_new", "own_people", "own_workplaces"):
        assert client.get(reverse(f"companies:{page}")).status_code == 200
    assert "Ring til kommunen" in client.get(reverse("companies:own_opening_new")).content.decode()


def test_a_last_day_to_come_is_kept(client, owner, unit):
    day = clock.today(unit.authority) + timedelta(days=30)
    client.force_login(owner)
    client.post(reverse("companies:own_opening_new"), written(unit, closes=f"{day:%d.%m.%Y}"))
    assert OpeningProposal.objects.get().closes == day


@pytest.mark.parametrize(
    "page", ["own_openings", "own_opening_new", "own_people", "own_workplaces", "own_agreements"]
)
def test_who_acts_for_no_company_is_led_to_what_is_missing(client, page):
    client.force_login(make.user("company"))
    front = reverse("companies:own_front")
    assert client.get(reverse(f"companies:{page}")).url == front
    said = client.get(front)
    assert said.status_code == 200
    assert "hvilken virksomhed du hører til" in said.content.decode()
