"""A plan agreed to by somebody who has not signed in."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.plans.link_pages import plans_to_sign, sign_plan
from fodfaeste.apps.plans.models import Plan
from tests import make
from tests.make import links, plans

pytestmark = pytest.mark.django_db


@dataclass
class Errand:
    """What a link stands for."""

    citizen: Citizen
    about_id: int
    is_on_behalf: bool = False
    company: None = None
    partner: None = None
    purpose: str = "sign"
    about: str = "plans.plan"
    is_spent: bool = True
    public_id: str = "0123456789abcdef"


@pytest.fixture
def plan():
    return plans.plan_proposed(make.citizen_user().citizen)


def answer(plan, data=None, **errand):
    request = RequestFactory().post("/l/", data) if data is not None else RequestFactory().get("/l/")
    request.user, request.session = AnonymousUser(), {}
    return sign_plan(request, Errand(plan.citizen, plan.pk, **errand), plan.citizen.user)


def test_what_waits_can_be_made_a_link_to(plan):
    assert [thing.about_id for thing in plans_to_sign(plan.citizen)] == [plan.pk]
    assert list(plans_to_sign(make.citizen())) == []


@pytest.mark.parametrize(("on_behalf", "how"), [(False, "link"), (True, "on_behalf")])
def test_the_plan_is_agreed_to_as_it_was_shown(plan, on_behalf, how):
    assert "Jeg er enig i planen" in answer(plan).content.decode()
    assert answer(plan, {"version": "1"}, is_on_behalf=on_behalf).status_code == 422
    said = answer(plan, {"version": str(plan.version)}, is_on_behalf=on_behalf)
    assert (said.status_code, "Planen er aftalt" in said.content.decode()) == (200, True)
    assert Plan.objects.get().agreed_how == how


def test_who_does_not_agree_says_why(plan):
    assert answer(plan, {"decline": "1", "view": ""}).status_code == 422
    assert answer(plan, {"decline": "1", "view": "Jeg kan ikke om natten"}).status_code == 200
    assert Plan.objects.get().citizen_view == "Jeg kan ikke om natten"


def test_a_personal_link_opens_the_plan_once_and_the_journal_says_how(client):
    person = links.person()
    plan = plans.plan_proposed(person, person.case_worker)
    link = links.link(person, "sign", "plans.plan", about_id=plan.pk)
    client.post(reverse("links:token", args=[link.token]), {"fact": links.born(person)})
    opened = reverse("links:opened", args=[link.public_id])
    assert "Ring til skolen" in client.get(opened).content.decode()
    client.post(opened, {"version": plan.version})
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_how) == ("agreed", "link")
    assert Event.objects.get(citizen=person.pk, what="Plan aftalt").via == "Personligt link"
