"""An authority's people on a day, from the database to the tables that every engine reads."""

from collections.abc import Sequence
from datetime import date

import polars as pl
from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact, Spell
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.bridge.facts import load_facts
from fodfaeste.bridge.reach import load_travel
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES, Snapshot

STATUSES = ("benefit", "target_group", "contact_group", "readiness")


def load_snapshot(authority: Authority, pack: Pack, on: date) -> Snapshot:
    """Everything engines need of an authority on a day, as it is known now."""
    tables = {
        "citizens": _citizens(authority, on),
        "statuses": _statuses(authority),
        "spells": _spells(authority),
        "contacts": _contacts(authority),
        "agreements": _agreements(authority),
        **load_travel(authority),
    }
    return Snapshot(on, authority.slug, {pack.name: pack.hash}, tables)


def _frame(name: str, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    key = list(TABLES[name].key)
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort(key, nulls_last=False, maintain_order=True)
    return frame.unique(key, keep="last", maintain_order=True)  # of two with one key the later recorded


def _citizens(authority: Authority, on: date) -> pl.DataFrame:
    people = Citizen.objects.filter(authority=authority, active=True)
    rows = people.values_list("reference", "authority__slug", "place__code", "birth_date__year")
    schema = {c.name: TYPES[c.type] for c in TABLES["citizens"].columns if c.name not in FACTS}
    known = pl.DataFrame(list(rows), schema=schema, orient="row")
    facts = load_facts(authority, on).drop("pk")
    return known.join(facts, on="citizen").select(c.name for c in TABLES["citizens"].columns).sort("citizen")


def _statuses(authority: Authority) -> pl.DataFrame:
    believed = Fact.objects.filter(
        authority=authority, citizen__active=True, name__in=STATUSES, withdrawn_at__isnull=True
    )
    rows = believed.order_by("pk").values_list(
        "citizen__reference", "name", "value", "valid_from", "valid_to", "recorded_at"
    )
    return _frame("statuses", list(rows))


def _spells(authority: Authority) -> pl.DataFrame:
    spells: QuerySet[Spell] = Spell.objects.filter(
        authority=authority, citizen__active=True, withdrawn_at__isnull=True
    )
    rows = spells.order_by("pk").values_list("citizen__reference", "kind", "industry", "begins", "ends")
    named = [
        (citizen, kind, industry or None, begins, ends) for citizen, kind, industry, begins, ends in rows
    ]
    return _frame("spells", named)


def _contacts(authority: Authority) -> pl.DataFrame:
    talks = Contact.objects.filter(authority=authority, citizen__active=True)
    rows = talks.order_by("pk").values_list("citizen__reference", "kind", "state", "starts_at")
    return _frame("contacts", list(rows))


def _agreements(authority: Authority) -> pl.DataFrame:
    agreements = Agreement.objects.filter(authority=authority, citizen__active=True)
    rows = agreements.order_by("pk").values_list(
        "citizen__reference", "offer", "state", "industry", "begins", "ends"
    )
    named = [
        (citizen, kind, state, industry or None, *days) for citizen, kind, state, industry, *days in rows
    ]
    return _frame("agreements", named)
