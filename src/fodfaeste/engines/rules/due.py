"""Who is due, when and why not: a policy's rules on a whole municipality at once."""

from datetime import date

import polars as pl

from fodfaeste.core.answers import State
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.engines.rules.truth import TRUE, UNKNOWN, columns_of

#: The facts frame: one row a citizen, null = unknown.
FACT_TYPES: dict[str, pl.DataType] = {
    "citizen": pl.String(),
    **{
        name: {"date": pl.Date(), "number": pl.Float64(), "code": pl.String()}[fact.type]
        for name, fact in FACTS.items()
    },
}
STATES = [state.value for state in State]
_ANSWER = {
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

    Columns: citizen, offer, rule (empty where none speaks of the group), state, due_on (the earliest day that
    any way surely gives; only where the state is due or not_due), missing (facts that could change the answer,
    sorted, separated by `;`).
    """
    numbered = facts.with_row_index("_row")
    offers = list(dict.fromkeys(str(rule.offer) for rule in pack.rules(on)))
    answers = [_offer_answers(pack, offer, numbered, on) for offer in offers]
    if not answers:
        return pl.DataFrame(schema=_ANSWER)
    return pl.concat(answers).sort("_row", "offer").select(list(_ANSWER))


def _offer_answers(pack: Pack, offer: str, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    rules = [rule for rule in pack.rules(on) if rule.offer == offer] if in_force(pack, on) else []
    groups = [rule.group for rule in rules]
    parts = [_rule_answers(rule, facts.filter(pl.col("target_group") == rule.group), on) for rule in rules]
    if rules:
        unknown = facts.filter(pl.col("target_group").is_null())
        parts.append(_plain_answers(unknown, State.CANNOT_TELL, "target_group"))
    elsewhere = pl.col("target_group").is_in(groups).not_().fill_null(value=not rules)
    parts.append(_plain_answers(facts.filter(elsewhere), State.NOT_COVERED, ""))
    answers = pl.concat(parts)
    if len(set(groups)) < len(groups):  # several rules for one group: the best answer, the earliest day
        answers = answers.sort("_row", "state", "due_on", nulls_last=True).unique("_row", keep="first")
    return answers.with_columns(offer=pl.lit(offer))


def _rule_answers(rule: Entry, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    columns = columns_of(rule, on)
    state = (
        pl.when(columns.truth == TRUE)
        .then(pl.lit(State.DUE.value))
        .when(columns.truth == UNKNOWN)
        .then(pl.lit(State.CANNOT_TELL.value))
        .otherwise(pl.lit(State.NOT_DUE.value))
        .cast(pl.Enum(STATES))
    )
    day = pl.when((columns.truth != UNKNOWN) & (columns.day > date.min)).then(columns.day).otherwise(None)
    answers = facts.select(
        "_row", "citizen", rule=pl.lit(rule.id), state=state, due_on=day.cast(pl.Date), missing=pl.lit("")
    )
    open_rows = facts.filter(columns.truth == UNKNOWN)
    if open_rows.is_empty():
        return answers
    named = pl.concat_list(columns.missing()).list.drop_nulls().list.unique().list.sort().list.join(";")
    return answers.update(open_rows.select("_row", missing=named), on="_row")


def _plain_answers(facts: pl.DataFrame, state: State, missing: str) -> pl.DataFrame:
    return facts.select(
        "_row",
        "citizen",
        rule=pl.lit(""),
        state=pl.lit(state.value).cast(pl.Enum(STATES)),
        due_on=pl.lit(None, dtype=pl.Date),
        missing=pl.lit(missing),
    )
