"""Which of the law's groups a person is in: the recorded one, else the one their label surely means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.core.law import ABOLISHED, LawGroupDefinition, LawPack
from fodfaeste.core.policy import Group, LawGroup, Pack

GREENLAND = "greenland"
MATCH_GROUP, LAW_GROUP = "gl_match_group", "law_group"
_NOT_READ = "unverified"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a municipality's own label is called in the law: one group, under the benefits it names."""

    label: str
    group: LawGroupDefinition
    benefits: tuple[str, ...]
    readiness: tuple[str, ...]


def meant_by(policy: Pack, law: LawPack, on: date) -> Iterator[Meant]:
    """The labels that mean exactly one group of the law on a day.

    A label whose place in the law nobody has read, or that covers several groups, means none.
    """
    for label in policy.groups:
        rows = [row for row in label.law if _holds(row, on)]
        found = {group.id: (row, group) for row in rows for group in _groups(law, row, on)}
        named = {(row.act, row.section, number) for row in rows for number in row.numbers}
        if label.certainty != _NOT_READ and len(found) == len(named) == 1 and _all_numbered(label, on):
            ((row, group),) = found.values()
            yield Meant(label.id, group, row.benefits, row.readiness)


def _holds(row: LawGroup, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def _all_numbered(label: Group, on: date) -> bool:
    """A row without a number may be of any group."""
    return all(row.numbers for row in label.law if _holds(row, on))


def _groups(law: LawPack, row: LawGroup, on: date) -> Iterator[LawGroupDefinition]:
    """The groups that a row of a policy's table names. An act's former wording has its years in brackets."""
    for group in law.groups:
        act = law.act(group.act)
        named = act is not None and act.short.partition(" (")[0] == row.act
        stands = group.state(on) not in (None, ABOLISHED)
        if named and stands and group.section == row.section and group.number in row.numbers:
            yield group


def with_law_groups(policy: Pack, law: LawPack, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """The facts with the law's group filled in where none is recorded and the label means exactly one.

    Under Greenlandic law the match group is filled in. A known benefit or readiness that the policy's table
    does not name beside the label contradicts it, and nothing is filled in.
    """
    column = MATCH_GROUP if law.legal_system == GREENLAND else LAW_GROUP
    found = pl.col(column)
    for one in meant_by(policy, law, on):
        value = str(one.group.number) if column == MATCH_GROUP else one.group.id
        fits = (pl.col("target_group") == one.label) & _agrees("benefit", one.benefits)
        fits &= _agrees("readiness", one.readiness)
        found = pl.when(pl.col(column).is_null() & fits).then(pl.lit(value)).otherwise(found)
    return facts.with_columns(found.alias(column))


def _agrees(fact: str, named: tuple[str, ...]) -> pl.Expr:
    return pl.col(fact).is_null() | pl.col(fact).is_in(list(named)) if named else pl.lit(value=True)


def law_group_ids(law: LawPack, facts: pl.DataFrame) -> pl.Series:
    """The id of each person's group of the law; null where it is not known."""
    if law.legal_system != GREENLAND:
        return facts[LAW_GROUP]
    numbers = {str(group.number): group.id for group in law.groups}
    return facts[MATCH_GROUP].replace_strict(numbers, default=None, return_dtype=pl.String)
