"""How long it takes to work, and what offers do."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.operation import operation
from fodfaeste.apps.effects.effect_page import answered
from fodfaeste.apps.effects.selectors import reckoned_for
from fodfaeste.apps.systems.scopes import POLICY_READ
from fodfaeste.bridge.law import policy_here
from fodfaeste.installation.clock import today

router = Router(tags=["Effects"])


class EffectAsked(Schema):
    """Which offer; all of them without."""

    offer: str = Field("", max_length=60)


class EffectTold(Schema):
    """What an offer does after some months, or why that is not told."""

    offer: str
    months: int
    is_told: bool
    words: str
    needed: str
    facts: dict[str, str]


class EffectsTold(Schema):
    """What was reckoned last, on whom, and the offers that anything is told of."""

    on: date | None
    offers: list[str]
    answers: list[EffectTold]


@operation(router, "GET", "/effects", scope=POLICY_READ, screens=("effects:effects",), answer=EffectsTold)
def effects_read(request: HttpRequest, asked: Query[EffectAsked]) -> Any:
    """What offers do, compared with others alike; or why it cannot be told, and what it would take."""
    reckoned = reckoned_for(request.user)
    pack = policy_here(request.user.authority, today(request.user.authority))
    offers = [asked.offer] if asked.offer else reckoned.offers
    told = [(offer, answered(one, pack)) for offer in offers for one in reckoned.answers(offer)]
    return EffectsTold(
        on=reckoned.effects.on if reckoned.effects else None,
        offers=reckoned.offers,
        answers=[
            EffectTold(
                offer=offer,
                months=one.months,
                is_told=one.is_told,
                words=str(one.words),
                needed=str(one.needed),
                facts={str(fact["name"]): str(fact["value"]) for fact in one.facts},
            )
            for offer, one in told
        ],
    )
