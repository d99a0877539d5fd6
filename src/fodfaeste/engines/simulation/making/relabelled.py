"""What another municipality's policy calls this one's people, where the law's groups say it surely."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Group, LawGroup, Pack
from fodfaeste.engines.simulation.making.notes import Note, What

#: The act whose people have no number among the law's groups.
_PROGRAMME = "integrationsloven"
_GREENLAND = "greenland"
_ASKED = ("law_group", "gl_match_group", "benefit", "readiness")
_TEXTS = pl.List(pl.String())
_PLACES = {"key": pl.String(), "label": pl.String(), "benefits": _TEXTS, "ready": _TEXTS}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a policy calls people: each citizen, and those who come into a state with an own label.

    `ingen`: the policy has no label for such people, so none of its rules is about them. Nothing: it cannot
    be told which label they would have.
    """

    citizens: pl.Series
    came_from: pl.Series
    kinds: Mapping[tuple[str, str], str | None] = field(default_factory=dict)  # by state and own label
    before: Mapping[str, str | None] = field(default_factory=dict)  # by the own label one comes from


def relabelled(
    tables: Mapping[str, pl.DataFrame],
    states: pl.Series,
    other: Pack,
    home: Pack,
    on: date,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Naming, list[Note]]:
    """This municipality's citizens, whose states today are given, under another's labels.

    `chosen`: what a user says that an own label is called there; it goes before all else. Otherwise a person
    is placed by the law's group that is recorded, or that the own label alone means; by benefit and readiness
    too where several labels name that group. A new spell gets the label that everybody in the same state with
    the same own label has today; where they differ, nothing is guessed.
    """
    people = _people(tables, states, home, on)
    placed = _placed(people, other, on, chosen or {})
    with_label = placed.filter(pl.col("own").is_not_null() & (pl.col("own") != NO_OTHER_GROUP))
    before: dict[str, str | None] = {}
    for own, label in _agreed(with_label, "own").iter_rows():
        # Who comes from a group that the policy has no label for comes from another group all the same.
        before[own] = f"{home.id}:{own}" if label == NO_OTHER_GROUP else label
    kinds = {(state, own): label for state, own, label in _agreed(with_label, "state", "own").iter_rows()}
    came = {NO_OTHER_GROUP: NO_OTHER_GROUP, **before}
    came_from = tables["citizens"]["came_from"].replace_strict(came, default=None, return_dtype=pl.String)
    return Naming(placed["label"], came_from, kinds, before), list(_notes(with_label))


def _people(tables: Mapping[str, pl.DataFrame], states: pl.Series, home: Pack, on: date) -> pl.DataFrame:
    """The citizens in their order: state, own label, and the key of the law's group they are in."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    runs = begun & (pl.col("valid_to").is_null() | (pl.col("valid_to") > on)) & pl.col("kind").is_in(_ASKED)
    known = tables["statuses"].filter(runs).sort("valid_from", "recorded_at", nulls_last=False)
    known = known.unique(["citizen", "kind"], keep="last", maintain_order=True)
    wide = known.pivot("kind", index="citizen", values="value")
    absent = [pl.lit(None, dtype=pl.String).alias(kind) for kind in _ASKED if kind not in wide.columns]
    people = tables["citizens"].select("citizen", "integration_started", own="target_group", state=states)
    people = people.join(wide.with_columns(absent), on="citizen", how="left", maintain_order="left")
    in_programme = pl.when(pl.col("integration_started") <= on).then(pl.lit(_PROGRAMME))
    meant = {group.id: keys[0] for group in home.groups if len(keys := list(_keys(home, group, on))) == 1}
    by_label = pl.col("own").replace_strict(meant, default=None, return_dtype=pl.String)
    match = pl.lit("gl.") + pl.col("gl_match_group")
    return people.with_columns(key=pl.coalesce("law_group", match, in_programme, by_label))


def _rows(group: Group, on: date) -> Iterator[LawGroup]:
    return (row for row in group.law if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to))


def _keys(pack: Pack, group: Group, on: date) -> Iterator[str]:
    """The law's groups that a label names, as statuses name them."""
    for row in _rows(group, on):
        yield from _numbered(pack, row)


def _numbered(pack: Pack, row: LawGroup) -> Iterator[str]:
    act = row.act.casefold()
    if act == _PROGRAMME:
        yield act
    for number in row.numbers:
        yield f"gl.{number}" if pack.legal_system == _GREENLAND else f"{act}.{row.section}.{number}"


def _placed(people: pl.DataFrame, other: Pack, on: date, chosen: Mapping[str, str]) -> pl.DataFrame:
    """The people with what the other policy calls each: `label`."""
    found = [
        (key, group.id, list(row.benefits), list(row.readiness))
        for group in other.groups
        for row in _rows(group, on)
        for key in _numbered(other, row)
    ]
    places = pl.DataFrame(found, schema=_PLACES, orient="row")
    people = people.with_row_index("_at")
    sure = _sure(people.join(places, on="key"))
    people = people.join(sure, on="_at", how="left", maintain_order="left")
    nowhere = pl.lit(None if _has_open_label(other, on) else NO_OTHER_GROUP, dtype=pl.String)
    by_law = pl.when("is_named").then("label").when(pl.col("key").is_not_null()).then(nowhere)
    told = pl.col("own").replace_strict(dict(chosen), default=None, return_dtype=pl.String)
    is_none = pl.col("own") == NO_OTHER_GROUP
    label = pl.when(is_none).then(pl.lit(NO_OTHER_GROUP)).otherwise(pl.coalesce(told, by_law))
    return people.with_columns(label=pl.when(pl.col("own").is_not_null()).then(label))


def _sure(named: pl.DataFrame) -> pl.DataFrame:
    """Of people and the labels that name their group: the only one, or the only one that fits them."""
    fits = _agrees("benefit", "benefits") & _agrees("readiness", "ready")
    named = named.with_columns(_fits=(pl.len().over("_at") == 1) | fits)
    one = pl.col("_fits").sum() == 1
    label = pl.when(one).then(pl.col("label").filter("_fits").first())
    return named.group_by("_at").agg(label=label, is_named=pl.lit(value=True))


def _agrees(fact: str, named: str) -> pl.Expr:
    is_open = pl.col(fact).is_null() | (pl.col(named).list.len() == 0)
    return is_open | pl.col(named).list.contains(pl.col(fact))


def _has_open_label(other: Pack, on: date) -> bool:
    """Whether a rule is about a label whose place in the law is not known: then anybody could be meant."""
    asked = {entry.group for entry in other.entries if entry.kind == "rule"}
    placed = {group.id for group in other.groups if any(True for _ in _keys(other, group, on))}
    return not asked <= placed


def _agreed(people: pl.DataFrame, *by: str) -> pl.DataFrame:
    """The label that all of a kind have; nothing where they differ or somebody's cannot be told."""
    one = (pl.col("label").n_unique() == 1) & (pl.col("label").null_count() == 0)
    return people.group_by(by, maintain_order=True).agg(pl.when(one).then(pl.col("label").first())).sort(by)


def _notes(people: pl.DataFrame) -> Iterator[Note]:
    for what, rows in (
        (What.LABEL_NOT_PLACED, people.filter(pl.col("label").is_null())),
        (What.LABEL_NOT_SPOKEN_OF, people.filter(pl.col("label") == NO_OTHER_GROUP)),
    ):
        for own, number in rows.group_by("own").len().sort("own").iter_rows():
            yield Note(what, own, number)
