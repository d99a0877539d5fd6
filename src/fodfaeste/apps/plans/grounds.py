"""What the law asks: a plan for this person, and a job log that the municipality may look in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.eligibility_page import BY_PERSON, facts_of_one
from fodfaeste.apps.offers.law_page import Mark, RuleLine, rule_line
from fodfaeste.bridge.law import law_here, load_law_facts
from fodfaeste.core.law import Condition, LawPack
from fodfaeste.engines.rules.law import judge, law_rule
from fodfaeste.engines.rules.law_groups import GREENLAND

#: The rules of the law packs that speak of a plan, of a job log, and of keeping one here.
PLAN_RULES = ("ret.min-plan", "handlingsplan.ret", "handlingsplan.frist")
LOG_RULE, OWN_LOG_RULE = "joblog.dokumentation", "organisering.egne-it-loesninger"

#: Whether a rule speaks of this person: a duty is neither kept nor broken by that.
STANDINGS: dict[str, tuple[Promise, str]] = {
    Condition.MET.value: (gettext_lazy("gælder her"), "info"),
    Condition.NOT_MET.value: (gettext_lazy("gælder ikke her"), "neutral"),
    Condition.UNKNOWN.value: (gettext_lazy("kan ikke afgøres"), "neutral"),
    Condition.NOT_IN_FORCE.value: (gettext_lazy("gælder ikke nu"), "neutral"),
    BY_PERSON: (gettext_lazy("gælder; et menneske skal se efter"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule of the law, and how it stands for one person."""

    line: RuleLine
    mark: Mark
    state: Condition


def plan_name(law: LawPack) -> str:
    """What the plan is called where this law rules."""
    return _("Handlingsplan") if law.legal_system == GREENLAND else _("Min plan")


def plan_grounds(citizen: Citizen, on: date) -> list[Ground]:
    """The rules that ask for a plan, each held against what is known of the citizen."""
    return list(_grounds(citizen, on, PLAN_RULES))


def log_grounds(citizen: Citizen, on: date) -> list[Ground]:
    """The rules of the job log, each held against what is known of the citizen."""
    return list(_grounds(citizen, on, (LOG_RULE, OWN_LOG_RULE)))


def may_look_in(grounds: list[Ground]) -> bool:
    """Whether the law asks this citizen for a job log, so that the case worker may read it."""
    return any(one.line.rule.id == LOG_RULE and one.state is Condition.MET for one in grounds)


def _grounds(citizen: Citizen, on: date, names: tuple[str, ...]) -> Iterator[Ground]:
    law = law_here(citizen.authority, on)
    rules = [rule for name in names if (rule := law_rule(law, name, on)) is not None]
    if not rules:
        return
    facts = facts_of_one(load_law_facts(citizen.authority, on, [citizen.pk]))
    for rule in rules:
        answer = judge(rule, facts, on, law.groups)
        text, tone = STANDINGS[BY_PERSON if answer.by_person else answer.state.value]
        yield Ground(rule_line(law, rule), Mark(str(text), tone), answer.state)
