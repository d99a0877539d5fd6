"""What happens every night: tracks whose day has come begin, everyone is answered, figures are counted."""

from datetime import date, timedelta

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh
from fodfaeste.apps.offers.services import agreements_start
from fodfaeste.bridge.indicators import has_values

CITIZENS_AT_ONCE = 5_000  # what one transaction holds


def nightly(*, authority: Authority, on: date) -> None:
    """Run an authority's night. Killed anywhere and run again, it ends the same."""
    agreements_start(authority=authority, on=on)
    people = list(Citizen.objects.filter(authority=authority).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(people), CITIZENS_AT_ONCE):
        answers_refresh(authority=authority, on=on, citizens=people[start : start + CITIZENS_AT_ONCE])
    last_month = on.replace(day=1) - timedelta(days=1)
    is_counted = has_values(authority, last_month)
    indicators_refresh(authority=authority, on=on, months=0 if is_counted else 1)
