"""Who is due, when and why not: a policy's rules on a whole municipality at once."""

from datetime import date

import numpy as np
import polars as pl

from fodfaeste.core.answers import State
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.engines.rules.completions import sure_truth
from fodfaeste.engines.rules.truth import ALWAYS, FACT_TYPES, NEVER, UNKNOWN, RuleTruth

STATES = [state.value for state in State]
_ANSWER: dict[str, type[pl.DataType] | pl.DataType] = {
    "citizen": pl.String,
    "offer": pl.String,
    "rule": pl.String,
    "state": pl.Enum(STATES),
    "due_on": pl.Date,
    "missing": pl.String,
}


def in_force(pack: Pack, on: date) -> bool:
    """Whether a pack speaks on a day at all: not before its period, and after it only if it runs on."""
    return on >= pack.period_from and (on <= pack.period_to or pack.on_expiry == "runs_on")


def due(pack: Pack, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """The answer of each offer of a pack for each citizen on a day, in the order of the citizens.

    Columns: citizen, offer, rule (empty where none speaks of the group), state, due_on (the earliest day
    that any way surely gives; only where the state is due or not_due), missing (facts that could change the
    answer, sorted, separated by `;`).
    """
    numbered = facts.select(*FACT_TYPES).with_row_index("_row")
    groups = {key[0]: rows for key, rows in numbered.partition_by("target_group", as_dict=True).items()}
    offers = list(dict.fromkeys(str(rule.offer) for rule in pack.rules(on)))
    answers = [_offer_answers(pack, offer, groups, on) for offer in offers]
    if not answers or facts.is_empty():
        return pl.DataFrame(schema=_ANSWER)
    return pl.concat(answers).sort("_row", "offer").select(list(_ANSWER))


def _offer_answers(pack: Pack, offer: str, groups: dict[object, pl.DataFrame], on: date) -> pl.DataFrame:
    rules = [rule for rule in pack.rules(on) if rule.offer == offer] if in_force(pack, on) else []
    parts = []
    for group, rows in groups.items():
        found = [_rule_answers(rule, rows, on) for rule in rules if rule.group == group]
        if len(found) > 1:  # several rules for one group: the best answer, the earliest day
            best = pl.concat(found).sort("_row", "state", "due_on", nulls_last=True, maintain_order=True)
            found = [best.unique("_row", keep="first", maintain_order=True)]
        unknown = group is None and bool(rules)
        state, missing = (State.CANNOT_TELL, "target_group") if unknown else (State.NOT_COVERED, "")
        parts += found or [_plain_answers(rows, state, missing)]
    return pl.concat(parts).with_columns(offer=pl.lit(offer)) if parts else pl.DataFrame(schema=_ANSWER)


def _rule_answers(rule: Entry, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    found = sure_truth(rule, facts, on)
    states = np.array([State.NOT_DUE, State.CANNOT_TELL, State.DUE])[found.truth]
    day_known = (found.truth != UNKNOWN) & (found.day < NEVER) & (found.day > ALWAYS)
    days = pl.Series(np.where(day_known, found.day, 0)).cast(pl.Date)
    return facts.select(
        "_row",
        "citizen",
        rule=pl.lit(rule.id),
        state=pl.Series(states, dtype=pl.Enum(STATES)),
        due_on=pl.when(pl.Series(day_known)).then(days),
        missing=pl.Series(_missing_texts(found)),
    )


def _missing_texts(found: RuleTruth) -> list[str]:
    """The missing facts of each row: as bits first, because few sets of facts are ever missing together."""
    missing = list(found.missing())
    names = sorted({fact for fact, _ in missing})
    bits = np.zeros(len(found.truth), dtype=np.int64)
    for fact, matters in missing:
        bits |= matters.astype(np.int64) << names.index(fact)
    sets, which = np.unique(bits, return_inverse=True)
    texts = [";".join(name for place, name in enumerate(names) if bit >> place & 1) for bit in sets.tolist()]
    return [texts[index] for index in which.tolist()]


def _plain_answers(facts: pl.DataFrame, state: State, missing: str) -> pl.DataFrame:
    return facts.select(
        "_row",
        "citizen",
        rule=pl.lit(""),
        state=pl.lit(state.value).cast(pl.Enum(STATES)),
        due_on=pl.lit(None, dtype=pl.Date),
        missing=pl.lit(missing),
    )
