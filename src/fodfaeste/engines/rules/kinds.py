"""Which kinds of opening the law surely closes to a person on a day. What is unknown closes nothing."""

from datetime import date

import polars as pl

from fodfaeste.core.law import ABOLISHED, CLOSED_FOR_NEW, IN_FORCE, LawOffer, LawPack, LawRule
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.engines.rules.completions import sure_truth
from fodfaeste.engines.rules.law_groups import law_group_ids
from fodfaeste.engines.rules.truth import FALSE

_ELIGIBILITY = "eligibility"
_SCHEMA = {"citizen": pl.String, "kind": pl.String, "rule": pl.String}


def kinds_ruled_out(pack: LawPack, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """The kinds of opening that each person cannot take on a day, with the rule that says so.

    A kind that several offers may be taken as is ruled out when each of them is. Where an offer itself no
    longer stands and no rule tells it, `rule` names the offer. Columns: citizen, kind, rule.
    """
    groups = law_group_ids(pack, facts)
    found = [pl.DataFrame(schema=_SCHEMA)]
    for kind in OPENING_KINDS:
        closed = [
            _closed_by(pack, offer, facts, groups, on) for offer in pack.offers if kind in offer.openings
        ]
        if not closed:
            continue
        rows = facts.select("citizen", closed[0].alias("rule"))
        every = pl.all_horizontal(one.is_not_null() for one in closed)
        found.append(rows.filter(every).select("citizen", pl.lit(kind).alias("kind"), "rule"))
    return pl.concat(found).sort("citizen", "kind")


def _closed_by(pack: LawPack, offer: LawOffer, facts: pl.DataFrame, groups: pl.Series, on: date) -> pl.Series:
    """For each person the rule that closes an offer to them; null where none surely does."""
    rules = [rule for rule in pack.rules_on(on) if rule.offer == offer.id]
    if offer.state(on) in (CLOSED_FOR_NEW, ABOLISHED):
        told = (rule.id for rule in rules if rule.state in (CLOSED_FOR_NEW, ABOLISHED))
        return pl.Series([next(told, offer.id)], dtype=pl.String).new_from_index(0, facts.height)
    asked = [rule for rule in rules if rule.part == _ELIGIBILITY and rule.state == IN_FORCE]
    closing = [
        (rule.id, _not_met(rule, facts, groups, on)) for rule in asked if rule.is_demand and rule.clauses
    ]
    naming = [rule for rule in asked if rule.groups]
    if naming:
        every = [group for rule in naming for group in rule.groups]
        closing.append((naming[0].id, _outside(groups, every)))
    columns = [
        pl.when(closes).then(pl.lit(rule)).otherwise(pl.lit(None, dtype=pl.String))
        for rule, closes in closing
    ]
    none = pl.lit(None, dtype=pl.String)
    return facts.with_columns(_rule=pl.coalesce(*columns, none))["_rule"]


def _outside(groups: pl.Series, named: list[str]) -> pl.Series:
    """Who is surely in another group than those named."""
    return (groups.is_not_null() & ~groups.is_in(named)).fill_null(value=False)


def _not_met(rule: LawRule, facts: pl.DataFrame, groups: pl.Series, on: date) -> pl.Series:
    """Who surely does not meet a demand that surely speaks of them."""
    out = pl.Series(sure_truth(rule, facts, on).truth == FALSE)
    return out & groups.is_in(list(rule.groups)).fill_null(value=False) if rule.groups else out
