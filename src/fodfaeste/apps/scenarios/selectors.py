"""A municipality's scenarios, and what the form shows of today."""

from datetime import date

from django.db.models import QuerySet
from django.utils.text import capfirst

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.demo.inhabitants import inhabitants_in_demo
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.scenarios.forms import Standing
from fodfaeste.apps.scenarios.models import WHOLE, SavedScenario
from fodfaeste.bridge.law import law_under
from fodfaeste.bridge.simulation import country_here, offers_in_use, other_policies
from fodfaeste.core.policy import Pack
from fodfaeste.core.simulation import Country

_HEAVY = ("files", "page", "policy_files", "against_files")


def scenarios_of(authority: Authority) -> QuerySet[SavedScenario]:
    """The scenarios of a municipality, newest first, without what is large in them."""
    found = SavedScenario.objects.filter(authority=authority).select_related("author", "inputs", "authority")
    return found.defer(*_HEAVY, "inputs__tables").order_by("-created_at", "-pk")


def latest_inhabitants(authority: Authority, policy: Pack) -> int | None:
    """The number of inhabitants typed last, else a demo's, else the policy's own where it has one."""
    typed = scenarios_of(authority).values_list("inhabitants", flat=True).first()
    named = (int(figure.value) for figure in policy.figures if figure.id == "indbyggere")
    return typed or inhabitants_in_demo(authority) or next(named, None)


def offers_to_give(policy: Pack, country: Country) -> dict[str, str]:
    """What a right may give: the policy's own offers, and the law's whose effect and price are known."""
    law = law_under(policy.legal_system)
    read = (offer for known in country.offers for offer in known.reads if law.offer(offer) is not None)
    offers = dict.fromkeys((*(offer.id for offer in policy.offers), *read))
    return {offer: capfirst(offer_title(offer, policy)) for offer in offers}


def standing_of(authority: Authority, policy: Pack, on: date) -> Standing:
    """What the form shows of a day."""
    offers = offers_to_give(policy, country_here(policy.legal_system))
    return Standing(
        policy=policy,
        offers=offers,
        in_use=offers_in_use(authority, list(offers), on),
        others=tuple(other_policies(policy, on)),
        inhabitants=latest_inhabitants(authority, policy),
    )


def unfinished_job(saved: SavedScenario) -> Job | None:
    """The job that reckons a scenario to the end, as it stands."""
    return Job.objects.filter(kind=WHOLE, key=str(saved.pk)).order_by("-pk").first()
