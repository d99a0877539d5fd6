"""The policy run on an authority's people: answers and figures. Running it again changes nothing."""

from collections.abc import Iterable
from datetime import date

import polars as pl
from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.bridge import facts as facts_bridge
from fodfaeste.bridge import indicators as figures_bridge
from fodfaeste.bridge.rules import load_facts, store_answers, store_pack
from fodfaeste.core.dates import add_months, month_end
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.engines.indicators import MEASURES, SILENCE, suppress
from fodfaeste.engines.rules import due


@transaction.atomic
def answers_refresh(
    *, authority: Authority, on: date, citizens: Iterable[Citizen | int] | None = None
) -> int:
    """Answer every offer of the policy in force for all or some citizens; how many answers changed."""
    pack = policy_in_force(authority, on)
    chosen = None if citizens is None else [c.pk if isinstance(c, Citizen) else c for c in citizens]
    facts_bridge.lock_people(authority, chosen)
    facts = load_facts(authority, on, citizens=chosen)
    if facts.is_empty():
        return 0
    answers = due(pack, facts, on).join(facts.select("citizen", "pk"), on="citizen")
    return store_answers(authority, answers, pack, on)


@transaction.atomic
def indicators_refresh(*, authority: Authority, on: date, months: int | None = None) -> None:
    """Count the figures of the running month, and with `months` of as many before it: all or none."""
    _wait_for_others(authority)
    pack = policy_in_force(authority, on)
    store_pack(pack)
    agreements, talks = figures_bridge.load_agreements(authority), figures_bridge.load_talks_held(authority)
    people, history = facts_bridge.load_people(authority), facts_bridge.load_history(authority)
    ends = [month_end(add_months(on, -ahead)) for ahead in range(months or 0, 0, -1)]
    for day in [*ends, on]:
        facts = facts_bridge.facts_on(people, history, day)
        answers = due(pack, facts, day).join(facts.select("citizen", "pk"), on="citizen")
        for indicator in computed(pack):
            _count(authority, indicator, pack, (facts, answers, agreements, talks), day)


@transaction.atomic
def offer_figures_refresh(*, authority: Authority, on: date, offer: str) -> None:
    """Count an offer's figures of the running month from the answers that stand, right after a step.

    Only those whose day has come count in such figures, so nobody else is read.
    """
    _wait_for_others(authority)
    pack = policy_in_force(authority, on)
    store_pack(pack)
    standing = figures_bridge.load_due(authority, offer, on)
    for indicator in computed(pack):
        if indicator.offer == offer:
            counted = MEASURES[indicator.measure](standing, on, contact_days(pack) or 0)
            figures_bridge.store_values(authority, indicator, suppress(counted), pack, on)


def _wait_for_others(authority: Authority) -> None:
    """One count of an authority's figures at a time; rows that only point at the authority need not wait."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)


def _count(
    authority: Authority,
    indicator: Indicator,
    pack: Pack,
    frames: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame],
    day: date,
) -> None:
    facts, answers, agreements, talks = frames
    if indicator.offer is not None:
        answers = answers.filter(pl.col("offer") == indicator.offer)
        agreements = agreements.filter(pl.col("offer") == indicator.offer)
    else:
        answers = answers.unique("pk", keep="first", maintain_order=True)
    standing = figures_bridge.standing(facts, answers, agreements, talks, day)
    counted = MEASURES[indicator.measure](standing, day, contact_days(pack) or 0)
    figures_bridge.store_values(authority, indicator, suppress(counted), pack, day)


def computed(pack: Pack) -> list[Indicator]:
    """The figures that are worked out here: a pack may define others, and one of silence needs its days."""
    known = MEASURES if contact_days(pack) is not None else MEASURES.keys() - {SILENCE}
    return [indicator for indicator in pack.indicators if indicator.measure in known]


def contact_days(pack: Pack) -> int | None:
    """After how many days a citizen counts as without a talk; None where the pack gives no number."""
    value = pack.value("uden_samtale.dage")
    return None if value is None else int(value.value)
