"""What a share says on screen: the partner's page of one person, and the lines that others read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.apps.offers.law_page import RuleLine, rule_line
from fodfaeste.apps.offers.selectors import agreements_running
from fodfaeste.apps.partners import codes
from fodfaeste.apps.partners.models import Share
from fodfaeste.apps.plans import codes as plan_codes
from fodfaeste.apps.plans.models import PlanStep
from fodfaeste.apps.plans.selectors import state_text
from fodfaeste.bridge.law import law_here
from fodfaeste.design.templatetags.design import day, moment
from fodfaeste.engines.rules.law import law_rule
from fodfaeste.installation.clock import now, today

#: Kinds of steps that can be shown. Health and social support stay in the municipality.
STEPS_SHOWN = (plan_codes.WORK, plan_codes.LEARNING)


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of a case as a partner reads it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share as the citizen and the case worker read it."""

    share: Share
    parts: str
    ground: RuleLine | None
    is_open: bool


def parts_shown(share: Share) -> list[PartShown]:
    """The parts of the case that this share lets the partner see, as they stand now; nothing else."""
    readers = {codes.TALKS: _talks, codes.OFFERS: _offers, codes.STEPS: _steps}
    return [
        PartShown(str(codes.PART_NAMES[part]), tuple(readers[part](share.citizen)))
        for part in codes.PARTS
        if part in share.what
    ]


def share_lines(shares: Sequence[Share], on: date) -> list[ShareLine]:
    """Shares in words, with the ground each stands on and how surely it was read."""
    return [ShareLine(one, parts_named(one), ground_of(one), one.is_open(on)) for one in shares]


def parts_named(share: Share) -> str:
    """What is shared, named."""
    return " · ".join(str(codes.PART_NAMES[part]) for part in codes.PARTS if part in share.what)


def ground_of(share: Share) -> RuleLine | None:
    """The item of the law that a share stands on, as it is read today."""
    on = today(share.authority)
    law = law_here(share.authority, on)
    rule = law_rule(law, share.ground, on)
    return rule_line(law, rule) if rule else None


def _talks(citizen: Citizen) -> list[str]:
    rows = citizen.contacts.filter(state=citizen_codes.BOOKED, starts_at__gte=now()).order_by("starts_at")
    return [moment(talk.starts_at) for talk in rows]


def _offers(citizen: Citizen) -> list[str]:
    pack = policy_in_force(citizen.authority, today(citizen.authority))
    lines = []
    for one in agreements_running([citizen.pk]):
        said = {
            "offer": capfirst(offer_title(one.offer, pack)),
            "state": str(AGREEMENT_STATES.get(one.state, one.state)).lower(),
            "first": day(one.begins),
            "last": day(one.ends) if one.ends else "",
        }
        lines.append(
            _("%(offer)s, %(state)s, fra %(first)s til %(last)s") % said
            if one.ends
            else _("%(offer)s, %(state)s, fra %(first)s") % said
        )
    return lines


def _steps(citizen: Citizen) -> list[str]:
    steps = PlanStep.objects.filter(
        plan__citizen=citizen, plan__state=plan_codes.AGREED, kind__in=STEPS_SHOWN
    ).exclude(state=plan_codes.DROPPED)
    return [
        _("%(what)s (%(who)s, %(state)s)")
        % {
            "what": step.what,
            "who": step.who_name or str(plan_codes.WHO.get(step.who, step.who)).lower(),
            "state": state_text(step.state).lower(),
        }
        for step in steps.order_by("due", "pk")
    ]
