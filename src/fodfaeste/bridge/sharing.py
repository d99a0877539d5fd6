"""A night's sharing out, from the engine's answer to its rows: what is advised to whom, and how it went."""

from dataclasses import asdict
from datetime import date

import polars as pl
from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.matching.models import Advised, Sharing
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.bridge.matching import Tables, store_listed
from fodfaeste.core.sharing import OFFERS
from fodfaeste.engines.assignment import Assignment

#: Nobody has decided it: enough to choose between, and few enough to talk through.
PROPOSED_OFFERS = (3, "proposed")


def load_offers_each(tables: Tables) -> tuple[int, str]:
    """How many openings are advised to each person at most, and who decided it."""
    found = tables["numbers"].filter(name=OFFERS)
    if found.is_empty():
        return PROPOSED_OFFERS
    row = found.row(0, named=True)
    return int(row["value"]), row["basis"]


@transaction.atomic
def store_sharing(authority: Authority, tables: Tables, found: Assignment, able: pl.Series, on: date) -> int:
    """Keep what was advised and how it was shared out; how many rows that changed.

    `able` are the citizens who have an opening inside every hard limit. The caller holds the citizens.
    """
    rows = found.pairs.select("citizen", "opening", "others", place_in_list="offer")
    changed = store_listed(Advised, authority, rows, on)
    told = _told(authority, tables, found, able, on)
    night = Sharing.objects.filter(authority=authority, on=on)
    if night.filter(**told).exists():
        return changed
    if not night.update(**told):
        Sharing.objects.create(authority=authority, on=on, **told)
    return changed + 1


def _told(
    authority: Authority, tables: Tables, found: Assignment, able: pl.Series, on: date
) -> dict[str, object]:
    """The row of a night, but for whose it is."""
    each, basis = load_offers_each(tables)
    policy, law = policy_here(authority, on), law_here(authority, on)
    return {
        "offers_each": each,
        "offers_basis": basis,
        "per_seat": found.ceiling.per_seat,
        "per_seat_basis": found.ceiling.basis,
        "packs": {policy.name: policy.hash, law.id: law.hash},
        "people": tables["citizens"].height,
        "able": len(able),
        "placements": found.placements,
        "offers": found.pairs.height,
        "openings": sum(found.spread.openings.values()),
        "most": found.spread.most,
        "gini": found.spread.gini,
        "value": found.value,
        "bound": found.bound,
        "value_without_floors": found.value_without_floors,
        "spread": [[people, count] for people, count in found.spread.openings.items()],
        "groups": _groups(tables, found, able),
        "floors": [asdict(floor) for floor in found.floors],
    }


def _groups(tables: Tables, found: Assignment, able: pl.Series) -> list[dict[str, object]]:
    """Each label's people, how many of them have an opening they can take, and how many were advised one."""
    with_one = tables["citizens"].filter(pl.col("citizen").is_in(able.implode()))
    counted = dict(with_one.group_by("target_group").len().iter_rows())
    return [
        {
            "group": one.group,
            "people": one.people,
            "able": counted.get(one.group, 0),
            "advised": one.advised,
            "offers": one.offers,
        }
        for one in found.groups
    ]
