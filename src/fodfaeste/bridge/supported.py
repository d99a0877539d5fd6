"""People with support whom the months of a workplace's staff do not count yet: agreements made since."""

from collections.abc import Iterable
from datetime import date

from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.dates import add_months, month_start
from fodfaeste.core.law import RATIO, LawPack

#: Agreements that take up a place, or will.
LIVE = ("planned", "running")


def offers_counted(law: LawPack, on: date) -> frozenset[str]:
    """The offers of the law that its ratio is about."""
    return frozenset(rule.offer for rule in law.rules_on(on) if rule.offer and set(RATIO) <= set(rule.values))


def load_agreed(
    law: LawPack, units: Iterable[int], on: date, *, without: Iterable[int] = ()
) -> dict[int, list[date]]:
    """The first days of the agreements that count at each workplace, but for those of some citizens.

    Counted are the offers of the law's ratio and the municipality's own, which are none of the law's: the
    reading of the pack's question `forholdstal.aftaler`.
    """
    other = {offer.id for offer in law.offers} - offers_counted(law, on)
    rows = Agreement.objects.filter(workplace__in=list(units), state__in=LIVE, citizen__active=True)
    rows = rows.exclude(offer__in=other).exclude(citizen__in=list(without))
    found: dict[int, list[date]] = {}
    for unit, begins in rows.order_by("begins").values_list("workplace", "begins"):
        found.setdefault(unit, []).append(begins)
    return found


def agreed_since(days: Iterable[date], counted_in: date) -> int:
    """How many agreements began after the month whose staff is counted, or will."""
    after = add_months(month_start(counted_in), 1)
    return sum(1 for day in days if day >= after)
