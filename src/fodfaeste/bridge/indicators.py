"""What figures are counted from, and the figures back into the database."""

from datetime import date

import polars as pl
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Contact, Fact
from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.answers import State
from fodfaeste.core.dates import month_end, month_start
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.engines.indicators import begun_on
from fodfaeste.installation.clock import now

_AGREEMENTS = {"pk": pl.Int64, "offer": pl.String, "begins": pl.Date, "ends": pl.Date, "state": pl.String}
_CONTACTS = {"pk": pl.Int64, "held_on": pl.Date}
_DUE = {"pk": pl.Int64, "state": pl.String, "due_on": pl.Date, "group": pl.String}


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


def load_due(authority: Authority, offer: str, on: date) -> pl.DataFrame:
    """Those whose day for an offer has come, by the answers that stand: a standing of them alone."""
    current = Answer.objects.filter(authority=authority, until__isnull=True, citizen__active=True)
    groups = current_facts(on).filter(citizen=OuterRef("citizen"), name="target_group").values("value")[:1]
    rows = current.filter(offer=offer, state=State.DUE.value).annotate(group=Subquery(groups))
    found = rows.values_list("citizen_id", "state", "due_on", "group")
    due = pl.DataFrame(list(found), schema=_DUE, orient="row")
    agreements = load_agreements(authority).filter(pl.col("offer") == offer)
    return _with_begun(due, due, agreements, on)


def current_facts(on: date) -> QuerySet[Fact]:
    """The facts believed now that hold on a day, the latest first."""
    return Fact.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        withdrawn_at__isnull=True,
    ).order_by(F("valid_from").desc(nulls_last=True), "-pk")


def _with_begun(
    people: pl.DataFrame, answers: pl.DataFrame, agreements: pl.DataFrame, on: date
) -> pl.DataFrame:
    begun = begun_on(agreements.rename({"pk": "citizen"}), answers.select(citizen="pk", due_on="due_on"), on)
    return people.join(begun.rename({"citizen": "pk"}), on="pk", how="left")


def standing(
    facts: pl.DataFrame, answers: pl.DataFrame, agreements: pl.DataFrame, talks: pl.DataFrame, on: date
) -> pl.DataFrame:
    """One row a citizen in the effort on a day, as the measures read it."""
    latest = talks.filter(pl.col("held_on") <= on).group_by("pk").agg(last_contact=pl.col("held_on").max())
    people = facts.filter(pl.col("target_group").is_not_null() & (pl.col("target_group") != NO_OTHER_GROUP))
    found = (
        people.select("pk", "citizen", "effort_started", group="target_group")
        .join(answers.select("pk", pl.col("state").cast(pl.String), "due_on"), on="pk", how="left")
        .join(latest, on="pk", how="left")
    )
    return _with_begun(found, answers, agreements, on)


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
