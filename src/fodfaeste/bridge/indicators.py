"""What figures are counted from, and the figures back into the database."""

from datetime import date

import polars as pl
from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.dates import month_end, month_start
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.engines.indicators import begun_on
from fodfaeste.installation.clock import now

_AGREEMENTS = {"pk": pl.Int64, "offer": pl.String, "begins": pl.Date, "ends": pl.Date, "state": pl.String}
_CONTACTS = {"pk": pl.Int64, "held_on": pl.Date}
_ANSWERS = {"pk": pl.Int64, "offer": pl.String, "state": pl.String, "due_on": pl.Date}


def load_agreements(authority: Authority) -> pl.DataFrame:
    """Every agreement on an offer: the citizen's pk, offer, begins, ends, state."""
    rows = Agreement.objects.filter(authority=authority, citizen__active=True)
    found = rows.values_list("citizen_id", "offer", "begins", "ends", "state")
    return pl.DataFrame(list(found), schema=_AGREEMENTS, orient="row")


def load_talks_held(authority: Authority) -> pl.DataFrame:
    """Every talk held: the citizen's pk and the local day."""
    rows = Contact.objects.filter(authority=authority, state="held", citizen__active=True)
    found = list(rows.values_list("citizen_id", "starts_at"))
    frame = pl.DataFrame(found, schema={"pk": pl.Int64, "at": pl.Datetime("us", "UTC")}, orient="row")
    local = pl.col("at").dt.convert_time_zone(authority.time_zone).dt.date()
    return frame.select("pk", held_on=local)


def load_current_answers(authority: Authority) -> pl.DataFrame:
    """The answers that stand today: the citizen's pk, offer, state, due_on."""
    rows = Answer.objects.filter(authority=authority, until__isnull=True, citizen__active=True)
    found = rows.values_list("citizen_id", "offer", "state", "due_on")
    return pl.DataFrame(list(found), schema=_ANSWERS, orient="row")


def standing(
    facts: pl.DataFrame, answers: pl.DataFrame, agreements: pl.DataFrame, talks: pl.DataFrame, on: date
) -> pl.DataFrame:
    """One row a citizen in the effort on a day, as the measures read it."""
    begun = begun_on(
        agreements.rename({"pk": "citizen"}), answers.select(citizen="pk", due_on="due_on"), on
    ).rename({"citizen": "pk"})
    latest = talks.filter(pl.col("held_on") <= on).group_by("pk").agg(last_contact=pl.col("held_on").max())
    people = facts.filter(pl.col("target_group").is_not_null() & (pl.col("target_group") != "ingen"))
    return (
        people.select("pk", "citizen", "effort_started", group="target_group")
        .join(answers.select("pk", pl.col("state").cast(pl.String), "due_on"), on="pk", how="left")
        .join(begun, on="pk", how="left")
        .join(latest, on="pk", how="left")
    )


def store_values(
    authority: Authority, indicator: Indicator, figures: pl.DataFrame, pack: Pack, as_of: date
) -> None:
    """Store an indicator's figures of a month, in place of those that stood there."""
    month, computed_at = month_start(as_of), now()
    rows = [
        IndicatorValue(
            authority=authority,
            indicator=indicator.id,
            month=month,
            as_of=as_of,
            pack_hash=pack.hash,
            computed_at=computed_at,
            **row,
        )
        for row in figures.iter_rows(named=True)
    ]
    with transaction.atomic():
        IndicatorValue.objects.filter(authority=authority, indicator=indicator.id, month=month).delete()
        IndicatorValue.objects.bulk_create(rows)


def has_values(authority: Authority, day: date) -> bool:
    """Whether a month's figures were counted on or after its last day."""
    return IndicatorValue.objects.filter(
        authority=authority, month=month_start(day), as_of__gte=month_end(day)
    ).exists()
