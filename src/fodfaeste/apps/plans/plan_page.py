"""What the pages of a plan show, to the case worker and to the citizen."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import in_language, offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.filling import steps_known
from fodfaeste.apps.plans.grounds import plan_grounds, plan_name
from fodfaeste.apps.plans.models import PlanHistory
from fodfaeste.apps.plans.selectors import offers_wish, plan_over, plans_now, versions_of
from fodfaeste.bridge.law import law_here
from fodfaeste.core.law import IN_FORCE
from fodfaeste.core.policy import Entry

#: Lines of a policy that a plan keeps: the citizen's own view, and a choice where the way is uncertain.
RIGHTS_KEPT = ("ret.egen-opfattelse", "ret.valgmuligheder")

CHANGES: Mapping[str, Promise] = {
    "begun": gettext_lazy("Planen blev begyndt"),
    "goals": gettext_lazy("Målet blev skrevet"),
    "view": gettext_lazy("Borgerens syn blev skrevet"),
    "step": gettext_lazy("Et skridt blev skrevet eller rettet"),
    "mark": gettext_lazy("Et skridt kom videre"),
    "proposed": gettext_lazy("Planen blev foreslået"),
    "agreed": gettext_lazy("Planen blev aftalt"),
    "declined": gettext_lazy("Borgeren var ikke enig"),
    "replaced": gettext_lazy("En ny plan tog over"),
    "ended": gettext_lazy("Planen sluttede"),
    "choice": gettext_lazy("Muligheder blev lagt frem"),
    "chosen": gettext_lazy("Borgeren valgte"),
}


def plan_page(citizen: Citizen, on: date) -> dict[str, object]:
    """The case worker's page: the plans, the law behind them, and what a new one would be filled in with."""
    plans = plans_now(citizen)
    return {
        "citizen": citizen,
        "name": plan_name(law_here(citizen.authority, on)),
        "plans": plans,
        "is_under_way": any(page.is_under_way for page in plans),
        "known": [] if plans else steps_known(citizen, on),
        "grounds": plan_grounds(citizen, on),
        "rights": rights_kept(citizen, on),
        "wish": offers_wish(citizen),
        "has_history": bool(plans) or plan_over(citizen),
        "step_states": codes.STEP_STATES.items(),
    }


def own_plan_page(citizen: Citizen, on: date) -> dict[str, object]:
    """The citizen's own page of the plan."""
    plans = plans_now(citizen)
    return {
        "citizen": citizen,
        "name": plan_name(law_here(citizen.authority, on)),
        "plans": plans,
        "grounds": plan_grounds(citizen, on),
        "has_history": bool(plans) or plan_over(citizen),
    }


def rights_kept(citizen: Citizen, on: date) -> list[Entry]:
    """The lines of the municipality's policy that a plan honours; none where the policy has none."""
    pack = policy_in_force(citizen.authority, on)
    return [entry for entry in pack.entries if entry.id in RIGHTS_KEPT and entry.in_force(on)]


def offers_to_name(citizen: Citizen, on: date) -> list[tuple[str, str]]:
    """The offers that a step can be about: the policy's, and the law's that may begin."""
    pack, law = policy_in_force(citizen.authority, on), law_here(citizen.authority, on)
    own = [(one.id, capfirst(offer_title(one.id, pack))) for one in pack.offers]
    known = {one for one, _title in own}
    lawful = [one for one in law.offers if one.state(on) == IN_FORCE and one.id not in known]
    return [*own, *((one.id, in_language(one.title)) for one in lawful)]


def step_wished(citizen: Citizen, offers: list[tuple[str, str]]) -> dict[str, str]:
    """A new step filled in with what the citizen would rather have; nothing where that is not said."""
    wish = offers_wish(citizen)
    if wish is None or wish.is_none:
        return {}
    refs = {one["id"]: one["ref"] for one in wish.choice.alternatives}
    ref = refs.get(wish.choice.chosen, "")
    return {"what": wish.wanted, "offer": ref if ref in dict(offers) else ""}


def history_lines(citizen: Citizen) -> list[tuple[PlanHistory, str, str]]:
    """Every version of a citizen's plans, with what was done and the state it came to."""
    return [
        (one, str(CHANGES[one.what]), str(codes.PLAN_STATES[one.content["state"]]))
        for one in versions_of(citizen)
    ]
