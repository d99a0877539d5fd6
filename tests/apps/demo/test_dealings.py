"""What the demo shows people dealing with each other: no page of a citizen, company or partner is empty."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from fodfaeste.apps.accounts.models import Role, StandIn, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.own_models import DECLINED, WAITING, OpeningProposal
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.letters.models import Thread
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import kinds_here
from fodfaeste.apps.plans.models import JobLogEntry, Plan
from fodfaeste.apps.plans.selectors import plans_waiting
from fodfaeste.cli import main
from fodfaeste.installation.clock import today

pytestmark = pytest.mark.django_db

SMALL = "200"


@pytest.fixture(params=["norddjurs", "sermersooq"], scope="module", autouse=True)
def slug(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Made once for each country's law, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert main(("demo", "--municipality", request.param, "--size", SMALL)) == 0
        yield request.param
        transaction.set_rollback(True)


def door(role: Role) -> User:
    return User.objects.get(username=f"demo-{role}")


def read(role: Role, page: str) -> str:
    client = Client()
    client.force_login(door(role))
    answer = client.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_citizen_has_a_plan_a_log_an_unread_letter_a_question_and_wishes() -> None:
    own = Citizen.objects.get(user=door(Role.CITIZEN))
    plan = Plan.objects.get(citizen=own)
    assert (plan.state, plan.agreed_by, plan.proposed_by) == ("agreed", own.user, own.case_worker)
    assert {step.state for step in plan.steps.all()} == {"done", "running", "waiting"}
    assert JobLogEntry.objects.filter(citizen=own).exists()
    assert own.wishes.filter(strength="gerne").exists()
    assert Introduction.objects.get(citizen=own).state == "asked"
    page = read(Role.CITIZEN, reverse("citizens:my_page"))
    assert "Du har 1 ny besked" in page


def test_the_company_has_people_to_answer_and_what_it_wrote_itself() -> None:
    company = door(Role.COMPANY).company
    assert company is not None
    shown = Introduction.objects.filter(opening__unit__company=company)
    assert {"asked", "yes"} <= {one.state for one in shown}
    assert shown.filter(named_at__isnull=False).exists()
    written = OpeningProposal.objects.filter(unit__company=company)
    assert {one.state for one in written} == {WAITING, DECLINED}
    assert shown.filter(state="yes").exclude(named_at__isnull=False).first().public_id in read(
        Role.COMPANY, reverse("companies:own_front")
    )


def test_the_partner_reads_of_someone_and_the_citizen_what_is_over() -> None:
    partner = door(Role.PARTNER).partner
    own = Citizen.objects.get(user=door(Role.CITIZEN))
    shares = Share.objects.filter(partner=partner, withdrawn_at__isnull=True)
    assert own.name in read(Role.PARTNER, reverse("partners:own_front"))
    page = read(Role.PARTNER, reverse("partners:own_share", args=[shares.get(citizen=own).public_id]))
    assert Plan.objects.get(citizen=own).steps.first().what in page
    assert Share.objects.filter(citizen=own, withdrawn_at__isnull=False).exists()


def test_every_partner_is_of_a_kind_that_the_country_has(slug: str) -> None:
    authority = door(Role.LEADER).authority
    kinds = kinds_here(authority, today(authority))
    assert {one.kind for one in Partner.objects.all()} <= set(kinds)
    assert ("a_kasse" in kinds) == (slug == "norddjurs")


def test_the_case_worker_has_a_letter_and_a_plan_to_answer_a_link_and_something_to_mend(slug: str) -> None:
    worker = door(Role.CASE_WORKER)
    assert Thread.objects.filter(waiting_since__isnull=False, citizen__case_worker=worker).exists()
    assert plans_waiting(worker).exists()
    assert Link.objects.filter(made_by=worker).exists()
    assert StandIn.objects.filter(absent=worker).exists()
    assert "Intet venter på dig" not in read(Role.CASE_WORKER, reverse("outbox:outbox"))
    refused = Message.objects.filter(state="rejected", citizen__case_worker=worker)
    assert refused.exists() == (slug == "norddjurs")


def test_somebody_is_at_the_company_by_an_agreement() -> None:
    company = door(Role.COMPANY).company
    shown = Agreement.objects.filter(workplace__company=company, state="running")
    assert shown
    page = read(Role.COMPANY, reverse("companies:own_agreements"))
    assert all(one.citizen.name in page for one in shown)
