"""An authority's people on a day, from the database to the tables that every engine reads."""

from datetime import date

import polars as pl
from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Contact, Fact, Spell
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.bridge.citizens import load_citizens
from fodfaeste.bridge.law import load_kinds_ruled_out
from fodfaeste.bridge.numbers import load_numbers
from fodfaeste.bridge.profile import load_citizen_skills, load_wishes
from fodfaeste.bridge.reach import load_travel
from fodfaeste.bridge.tables import table
from fodfaeste.bridge.taxonomy import load_names, taxonomy_here
from fodfaeste.bridge.work import load_courses, load_employers, load_openings
from fodfaeste.core.policy import Pack
from fodfaeste.formats.snapshot import Snapshot

STATUSES = ("benefit", "target_group", "contact_group", "readiness", "law_group", "gl_match_group")


def load_snapshot(authority: Authority, pack: Pack, on: date) -> Snapshot:
    """Everything engines need of an authority on a day, as it is known now."""
    tables = {
        "citizens": load_citizens(authority, on),
        "statuses": load_statuses(authority),
        "spells": load_spells(authority),
        "contacts": load_contacts(authority),
        "agreements": load_agreements(authority),
        "citizen_skills": load_citizen_skills(authority),
        "wishes": load_wishes(authority),
        "kinds_ruled_out": load_kinds_ruled_out(authority, on),
        "employers": load_employers(authority),
        "numbers": load_numbers(authority, pack),
        **load_openings(authority),
        **load_courses(authority),
        **load_travel(authority),
    }
    return Snapshot(
        on, authority.slug, {pack.name: pack.hash}, {**tables, **load_names(taxonomy_here(), tables)}
    )


def load_statuses(authority: Authority) -> pl.DataFrame:
    """The table `statuses`: what is believed of benefit, groups and readiness."""
    believed = Fact.objects.filter(
        authority=authority, citizen__active=True, name__in=STATUSES, withdrawn_at__isnull=True
    )
    rows = believed.order_by("pk").values_list(
        "citizen__reference", "name", "value", "valid_from", "valid_to", "recorded_at"
    )
    return table("statuses", list(rows))


def load_spells(authority: Authority) -> pl.DataFrame:
    """The table `spells`: periods in work, unemployment and education."""
    spells: QuerySet[Spell] = Spell.objects.filter(
        authority=authority, citizen__active=True, withdrawn_at__isnull=True
    )
    rows = spells.order_by("pk").values_list("citizen__reference", "kind", "industry", "begins", "ends")
    named = [
        (citizen, kind, industry or None, begins, ends) for citizen, kind, industry, begins, ends in rows
    ]
    return table("spells", named)


def load_contacts(authority: Authority) -> pl.DataFrame:
    """The table `contacts`: talks held, booked and missed."""
    talks = Contact.objects.filter(authority=authority, citizen__active=True)
    rows = talks.order_by("pk").values_list("citizen__reference", "kind", "state", "starts_at")
    return table("contacts", list(rows))


def load_agreements(authority: Authority) -> pl.DataFrame:
    """The table `agreements`: offers agreed with citizens."""
    agreements = Agreement.objects.filter(authority=authority, citizen__active=True)
    rows = agreements.order_by("pk").values_list(
        "citizen__reference", "offer", "state", "industry", "begins", "ends"
    )
    named = [
        (citizen, kind, state, industry or None, *days) for citizen, kind, state, industry, *days in rows
    ]
    return table("agreements", named)
