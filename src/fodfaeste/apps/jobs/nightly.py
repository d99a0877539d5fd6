"""What happens every night: tracks begin on their day; answers, suggestions and figures are made anew."""

from datetime import date, timedelta

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.drafts.services import drafts_forget
from fodfaeste.apps.effects.services import effects_refresh
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh
from fodfaeste.apps.matching.services import sharing_refresh, suggestions_refresh
from fodfaeste.apps.offers.services import agreements_start
from fodfaeste.bridge.indicators import has_values

CITIZENS_AT_ONCE = 5_000  # what one transaction holds


def nightly(*, authority: Authority, on: date) -> None:
    """Run an authority's night. Killed anywhere and run again, it ends the same."""
    agreements_start(authority=authority, on=on)
    drafts_forget(authority=authority)
    people = list(Citizen.objects.filter(authority=authority).order_by("pk").values_list("pk", flat=True))
    chunks = [people[at : at + CITIZENS_AT_ONCE] for at in range(0, len(people), CITIZENS_AT_ONCE)]
    for some in chunks:
        answers_refresh(authority=authority, on=on, citizens=some)
    for some in chunks:
        suggestions_refresh(authority=authority, on=on, citizens=some)
    sharing_refresh(authority=authority, on=on)
    last_month = on.replace(day=1) - timedelta(days=1)
    is_counted = has_values(authority, last_month)
    indicators_refresh(authority=authority, on=on, months=0 if is_counted else 1)
    effects_refresh(authority=authority, on=on)
