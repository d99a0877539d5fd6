"""A citizen's offers under the law: for whoever works with the case, and for the citizen."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_for, may_change, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.selectors import current_answers
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers import eligibility_page
from fodfaeste.apps.offers.eligibility_facts import facts_used, group_fact
from fodfaeste.apps.offers.eligibility_workplace import AskedWorkplace, asked_workplace, no_workplace
from fodfaeste.apps.offers.law_access import law_for, law_offer_of
from fodfaeste.apps.offers.law_day import AskedDay, asked_day
from fodfaeste.apps.offers.law_page import state_mark
from fodfaeste.bridge.law import load_law_facts
from fodfaeste.installation.clock import today

WHAT = "Tilbud og lov"


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def offers(request: HttpRequest, pid: str) -> HttpResponse:
    """The law's offers for a citizen on a day, with how many conditions stand how. Nothing is decided."""
    citizen = citizen_for(request.user, pid, what=WHAT, session=request.session)
    asked = asked_day(request, today(citizen.authority))
    context = {**_offers(request, citizen, asked), "may_change": may_change(request.user)}
    return render(request, "offers/offers.html", context, status=asked.status)


@require_safe
@role_required(Role.CITIZEN)
def my_offers(request: HttpRequest) -> HttpResponse:
    """The law's offers, said to the citizen they are for."""
    citizen = own_citizen_for(request.user)
    asked = asked_day(request, today(citizen.authority))
    return render(request, "offers/my_offers.html", _offers(request, citizen, asked), status=asked.status)


def _offers(request: HttpRequest, citizen: Citizen, asked: AskedDay) -> dict[str, object]:
    law, on = law_for(request.user), asked.on
    policy = policy_in_force(citizen.authority, on)
    facts = _facts(citizen, on)
    answers = current_answers(citizen, policy) if asked.is_today else []
    return {
        "citizen": citizen,
        "law": law,
        "policy": policy,
        "asked": asked,
        "group": group_fact(law, facts),
        "kinds": eligibility_page.offers_by_kind(law, policy, facts, on),
        "priorities": eligibility_page.priorities(policy, on),
        "answers": [(answer, capfirst(offer_title(answer.offer, policy))) for answer in answers],
    }


def _facts(citizen: Citizen, on: date) -> dict[str, object]:
    return eligibility_page.facts_of_one(load_law_facts(citizen.authority, on, [citizen.pk]))


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def offer(request: HttpRequest, pid: str, law_offer: str) -> HttpResponse:
    """One of the law's offers for a citizen: every condition by its paragraph, with reasons."""
    citizen = citizen_for(request.user, pid, what=f"{WHAT}: {law_offer}", session=request.session)
    asked = asked_day(request, today(citizen.authority))
    workplace = asked_workplace(request, citizen.authority)
    context = _offer(request, citizen, law_offer, asked, workplace)
    context |= {
        "parts": eligibility_page.by_part(context["lines"]),
        "may_change": may_change(request.user),
    }
    return render(request, "offers/offer.html", context, status=max(asked.status, workplace.status))


@require_safe
@role_required(Role.CITIZEN)
def my_offer(request: HttpRequest, law_offer: str) -> HttpResponse:
    """One of the law's offers, said to the citizen: what fits, what does not, what is not known."""
    citizen = own_citizen_for(request.user)
    asked = asked_day(request, today(citizen.authority))
    context = _offer(request, citizen, law_offer, asked, no_workplace())
    context["parts"], context["beside"] = eligibility_page.said_to_citizen(context["lines"])
    return render(request, "offers/my_offer.html", context, status=asked.status)


def _offer(
    request: HttpRequest, citizen: Citizen, law_offer: str, asked: AskedDay, workplace: AskedWorkplace
) -> dict[str, Any]:
    law, on = law_for(request.user), asked.on
    found = law_offer_of(law, law_offer)
    policy = policy_in_force(citizen.authority, on)
    loaded = load_law_facts(citizen.authority, on, [citizen.pk], unit=workplace.unit)
    facts = eligibility_page.facts_of_one(loaded) | workplace.facts
    lines = eligibility_page.condition_lines(law, policy, found, facts, on)
    mine = [line for line in lines if line.condition.concerns is not False]
    state = found.state(on)
    return {
        "citizen": citizen,
        "law": law,
        "policy": policy,
        "asked": asked,
        "workplace": workplace,
        "offer": found,
        "state": state_mark(state) if state else None,
        "is_in_force": state == "in_force",
        "lines": mine,
        "others": [line for line in lines if line.condition.concerns is False],
        "facts": facts_used(law, mine, facts),
    }
