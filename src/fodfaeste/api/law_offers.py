"""The law's offers for a citizen: every condition by its paragraph, with reasons. Nothing is decided."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Day, Listed
from fodfaeste.api.operation import operation
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers import eligibility_page
from fodfaeste.apps.offers.eligibility_facts import facts_used
from fodfaeste.apps.offers.eligibility_views import WHAT
from fodfaeste.apps.offers.law_access import law_for, law_offer_of
from fodfaeste.apps.systems.scopes import PEOPLE_READ
from fodfaeste.bridge.law import load_law_facts
from fodfaeste.installation.clock import today

router = Router(tags=["The law's offers for a citizen"])


class LawOfferLine(Schema):
    """One of the law's offers, with how many of its conditions stand how for the citizen."""

    id: str
    title: str
    kind: str
    state: str
    is_in_force: bool
    met: int
    not_met: int
    unknown: int
    by_person: int


class DayAsked(Schema):
    """The day that is asked about; today without one."""

    on: Day | None = None


@operation(
    router,
    "GET",
    "/citizens/{pid}/law-offers",
    scope=PEOPLE_READ,
    screens=("offers:offers",),
    answer=Listed[LawOfferLine],
    is_person=True,
)
def law_offers_list(request: HttpRequest, pid: str, asked: Query[DayAsked]) -> Any:
    """The law's offers for a citizen on a day, with how their conditions stand. Nothing is decided."""
    found = seen(request, pid, WHAT)
    on = asked.on or today(found.authority)
    law, policy = law_for(request.user), policy_in_force(found.authority, on)
    kinds = eligibility_page.offers_by_kind(law, policy, _facts(found, on), on)
    items = [
        LawOfferLine(
            id=line.offer.id,
            title=in_language(line.offer.title),
            kind=line.offer.kind,
            state=line.state.text,
            is_in_force=line.is_in_force,
            **line.counts,
        )
        for kind in kinds
        for line in kind.lines
    ]
    return Listed[LawOfferLine](items=items)


def _facts(citizen: Citizen, on: date) -> dict[str, object]:
    return eligibility_page.facts_of_one(load_law_facts(citizen.authority, on, [citizen.pk]))


class ConditionTold(Schema):
    """One condition by its paragraph. A person decides; this says how it stands and on what."""

    rule: str
    title: str
    reference: str
    part: str
    standing: str
    text: str
    certainty: str
    values: list[str]


class LawFactTold(Schema):
    """A fact that the law asks about."""

    name: str
    title: str
    value: str
    is_missing: bool


class LawOfferTold(Schema):
    """One of the law's offers for a citizen: every condition, and the facts used and missing."""

    id: str
    title: str
    is_in_force: bool
    on: date
    conditions: list[ConditionTold]
    facts: list[LawFactTold]


@operation(
    router,
    "GET",
    "/citizens/{pid}/law-offers/{law_offer}",
    scope=PEOPLE_READ,
    screens=("offers:offer",),
    answer=LawOfferTold,
    is_person=True,
)
def law_offer_read(request: HttpRequest, pid: str, law_offer: str, asked: Query[DayAsked]) -> Any:
    """One of the law's offers for a citizen: every condition by its paragraph, with reasons."""
    offer = law_offer_of(law_for(request.user), law_offer)
    found = seen(request, pid, f"{WHAT}: {offer.id}")
    on = asked.on or today(found.authority)
    law, facts = law_for(request.user), _facts(found, on)
    lines = eligibility_page.condition_lines(law, policy_in_force(found.authority, on), offer, facts, on)
    mine = [line for line in lines if line.condition.concerns is not False]
    return LawOfferTold(
        id=offer.id,
        title=in_language(offer.title),
        is_in_force=offer.state(on) == "in_force",
        on=on,
        conditions=[
            ConditionTold(
                rule=line.condition.rule.id,
                title=in_language(line.condition.rule.title),
                reference=line.condition.rule.reference,
                part=line.part,
                standing=line.standing,
                text=line.mark.text,
                certainty=line.certainty.text,
                values=[str(value) for value in line.values],
            )
            for line in mine
        ],
        facts=[
            LawFactTold(name=one.name, title=one.title, value=one.value, is_missing=one.is_missing)
            for one in facts_used(law, mine, facts)
        ],
    )
