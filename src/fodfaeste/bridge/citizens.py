"""An authority's people on a day with all that is known of them: the snapshot's table `citizens`."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.bridge.facts import among, load_facts
from fodfaeste.bridge.profile import load_profile
from fodfaeste.bridge.tables import schema_of


def load_citizens(authority: Authority, on: date, *, citizens: Iterable[int] | None = None) -> pl.DataFrame:
    """Every active person of an authority, or some of them by their keys, as it is known now."""
    chosen = None if citizens is None else list(citizens)
    people = Citizen.objects.filter(among("pk", chosen), authority=authority, active=True)
    rows = people.values_list("reference", "authority__slug", "place__code", "birth_date__year")
    whole = schema_of("citizens")
    schema = {name: whole[name] for name in ("citizen", "authority", "place", "birth_year")}
    known = pl.DataFrame(list(rows), schema=schema, orient="row")
    known = known.join(load_facts(authority, on, citizens=chosen).drop("pk"), on="citizen")
    known = known.join(load_profile(authority, on, chosen), on="citizen", how="left")
    return known.with_columns(waiting_since=_waiting_since(on)).select(list(whole)).sort("citizen")


def _waiting_since(on: date) -> pl.Expr:
    """The first day of this unemployment, else of the effort, else as a job seeker; none that is to come."""
    began = ("unemployment_started", "effort_started", "registered_on")
    return pl.coalesce(pl.when(pl.col(name) <= on).then(pl.col(name)) for name in began)
