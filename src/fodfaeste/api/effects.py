"""How long it takes to work, and what offers do."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.operation import operation
from fodfaeste.apps.effects.access import time_figure_for
from fodfaeste.apps.effects.effect_page import answered
from fodfaeste.apps.effects.selectors import reckoned_for
from fodfaeste.apps.effects.time_page import ALL, groups_of
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


class CurveAsked(EffectAsked):
    """Of which offer and group; everybody without."""

    group: str = Field("", max_length=80)


class CurvePoint(Schema):
    """How many percent have got there after some months, and the span it lies in. Null: too few to tell."""

    group: str
    months: int
    value: float | None
    low: float | None
    high: float | None


class CurveTold(Schema):
    """How long it takes to work, month by month, and the groups that are told of."""

    figure: str
    on: date | None
    groups: list[str]
    points: list[CurvePoint]


@operation(
    router,
    "GET",
    "/effects/{figure}",
    scope=POLICY_READ,
    screens=("effects:effects", "effects:chart"),
    answer=CurveTold,
)
def effect_curve(request: HttpRequest, figure: str, asked: Query[CurveAsked]) -> Any:
    """The curve of a figure in numbers: how long it takes to work, for everybody and for a group."""
    indicator, reckoned = time_figure_for(request.user, figure)
    offer = asked.offer if asked.offer in reckoned.offers else ""
    groups = groups_of(reckoned, offer, [indicator])
    wanted = (ALL, asked.group if asked.group in groups else ALL)
    rows = [row for row in reckoned.rows(indicator.id, offer) if row["group"] in wanted]
    plain = ("group", "months", "value", "low", "high")
    return CurveTold(
        figure=indicator.id,
        on=reckoned.effects.on if reckoned.effects else None,
        groups=sorted(groups),
        points=[CurvePoint(**{name: row[name] for name in plain}) for row in rows],
    )
