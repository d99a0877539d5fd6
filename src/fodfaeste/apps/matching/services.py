"""What the night holds up for each citizen and advises each to. Running it again changes nothing."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.bridge.facts import lock_people
from fodfaeste.bridge.matching import load_tables, seeking, store_suggestions
from fodfaeste.bridge.sharing import load_offers_each, store_sharing
from fodfaeste.engines.assignment import assign
from fodfaeste.engines.matching import match

#: How many openings are kept for each citizen between two nights. Live lists are not cut.
TOP = 20


@transaction.atomic
def suggestions_refresh(*, authority: Authority, on: date, citizens: Iterable[int] | None = None) -> int:
    """Find each citizen's best openings anew, for all or for some by their keys; how many rows that changed.

    The citizens are held before anything is read: else what an older wish led to could replace a newer.
    """
    chosen = None if citizens is None else list(citizens)
    lock_people(authority, chosen)
    found = match(seeking(load_tables(authority, on, citizens=chosen)), on, by="citizen", top=TOP)
    return store_suggestions(authority, found, on, citizens=chosen)


@transaction.atomic
def sharing_refresh(*, authority: Authority, on: date) -> int:
    """Share openings out to everyone at once, so that advice spreads; how many rows that changed.

    All are held, as for suggestions: what is stored is never older than what was changed meanwhile.
    """
    lock_people(authority)
    tables = seeking(load_tables(authority, on))
    offers, _basis = load_offers_each(tables)
    found = assign(tables, on, offers=offers)
    able = match(tables, on, by="citizen", top=1)["citizen"]
    return store_sharing(authority, tables, found, able, on)
