"""Matching's tables from the database, and the night's suggestions back into it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Manager, Max, Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening, ProductionUnit
from fodfaeste.apps.matching.models import Advised, Suggestion
from fodfaeste.bridge.citizens import load_citizens
from fodfaeste.bridge.facts import MANY, among, rows_of
from fodfaeste.bridge.law import load_kinds_ruled_out, policy_here
from fodfaeste.bridge.numbers import load_numbers
from fodfaeste.bridge.profile import load_citizen_skills, load_wishes
from fodfaeste.bridge.reach import load_travel
from fodfaeste.bridge.tables import table
from fodfaeste.bridge.work import load_courses, load_needs, load_opening_table
from fodfaeste.core.facts import NO_OTHER_GROUP

Tables = dict[str, pl.DataFrame]


def load_tables(
    authority: Authority,
    on: date,
    *,
    citizens: Iterable[int] | None = None,
    openings: Iterable[int] | None = None,
) -> Tables:
    """What matching asks of an authority on a day: everyone and everything, or some by their keys.

    The needs of every opening come along even where only some openings do: how rare a skill is among
    them all decides what it weighs.
    """
    chosen = None if openings is None else list(openings)
    return {
        **load_seekers(authority, on, citizens=citizens),
        "openings": load_opening_table(authority, chosen),
        "opening_skills": load_needs(authority),
        "employers": _load_industries(authority, chosen),
        "reach": load_travel(authority)["reach"],
        "numbers": load_numbers(authority, policy_here(authority, on)),
        **load_courses(authority),
    }


def load_seekers(authority: Authority, on: date, *, citizens: Iterable[int] | None = None) -> Tables:
    """What matching asks of people: all of an authority, or some by their keys."""
    chosen = None if citizens is None else list(citizens)
    people = load_citizens(authority, on, citizens=chosen)
    return {
        "citizens": people,
        "citizen_skills": _of(people, load_citizen_skills(authority, chosen)),
        "wishes": _of(people, load_wishes(authority, chosen)),
        "kinds_ruled_out": _of(people, load_kinds_ruled_out(authority, on, chosen)),
    }


def load_few(authority: Authority, on: date, *, citizens: Sequence[int], opening: int) -> Tables:
    """What matching asks of one opening and of people far apart: only theirs is read, so many at a time."""
    parts = [
        load_seekers(authority, on, citizens=citizens[start : start + MANY])
        for start in range(0, max(len(citizens), 1), MANY)
    ]
    people = {name: pl.concat([part[name] for part in parts]) for name in parts[0]}
    return {**load_tables(authority, on, citizens=[], openings=[opening]), **people}


def seeking(tables: Tables) -> Tables:
    """The tables without those who have left the effort: nobody is proposed behind their back.

    Whose group nobody knows has not left.
    """
    has_left = pl.col("target_group").eq_missing(NO_OTHER_GROUP)
    return {**tables, "citizens": tables["citizens"].filter(~has_left)}


def _of(people: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Of many chosen citizens the rows of others may have come along."""
    return rows.join(people.select("citizen"), on="citizen", how="semi")


def _load_industries(authority: Authority, openings: list[int] | None) -> pl.DataFrame:
    """The table `employers` with its newest month only, of workplaces that have openings, or some openings.

    That is all matching asks; a municipality's whole history of staff is many times as much.
    """
    asked = Q(openings__isnull=False) if openings is None else Q(openings__in=openings)
    units = ProductionUnit.objects.filter(asked, authority=authority)
    dated = units.annotate(newest=Max("staff__month")).filter(newest__isnull=False)
    rows = dated.values_list(
        "p_number", "company__cvr", "name", "industry", "company__is_public", "place__code", "newest"
    )
    return table(
        "employers",
        [(unit, cvr, name, industry or None, *rest, None, None) for unit, cvr, name, industry, *rest in rows],
    )


@transaction.atomic
def store_suggestions(
    authority: Authority, found: pl.DataFrame, on: date, *, citizens: Iterable[int] | None = None
) -> int:
    """Let `found` be the suggestions of all citizens or of some; how many rows that changed."""
    rows = found.select("citizen", "opening", place_in_list="rank")
    return store_listed(Suggestion, authority, rows, on, citizens=citizens)


def store_listed(
    model: type[Suggestion] | type[Advised],
    authority: Authority,
    found: pl.DataFrame,
    on: date,
    *,
    citizens: Iterable[int] | None = None,
) -> int:
    """Let `found` be the openings listed for all citizens or for some; how many rows that changed.

    Its columns are citizen, opening, and then fields of the model. A row that says the same is not written
    again. The caller holds the citizens (`lock_people`) in its transaction.
    """
    rows: Manager[Any] = model.objects
    chosen, fields = None if citizens is None else list(citizens), found.columns[2:]
    wanted = _keyed(authority, found, chosen)
    of_these = set(chosen) if chosen is not None else None
    standing = {
        (citizen, opening): (said, pk)
        for pk, citizen, opening, *said in rows.filter(rows_of("citizen__pk", authority, chosen)).values_list(
            "pk", "citizen_id", "opening_id", *fields
        )
        if of_these is None or citizen in of_these
    }
    gone = [pk for key, (said, pk) in standing.items() if wanted.get(key) != said]
    new = [
        model(
            authority=authority,
            citizen_id=key[0],
            opening_id=key[1],
            on=on,
            **dict(zip(fields, said, strict=True)),
        )
        for key, said in wanted.items()
        if standing.get(key, (None,))[0] != said
    ]
    for start in range(0, len(gone), MANY):
        rows.filter(pk__in=gone[start : start + MANY]).delete()
    rows.bulk_create(new, batch_size=MANY)
    return len(gone) + len(new)


def _keyed(
    authority: Authority, found: pl.DataFrame, citizens: list[int] | None
) -> dict[tuple[int, int], list[int]]:
    """What is said of a citizen and an opening, by the keys of both."""
    people = Citizen.objects.filter(among("pk", citizens), authority=authority)
    person = dict(people.values_list("reference", "pk"))
    opening = dict(Opening.objects.filter(authority=authority).values_list("reference", "pk"))
    return {(person[row[0]], opening[row[1]]): list(row[2:]) for row in found.iter_rows()}
