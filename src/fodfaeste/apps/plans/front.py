"""What Min side says of the plan, of choices and of the job log: first what waits for the citizen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.plans.grounds import plan_name
from fodfaeste.apps.plans.selectors import PlanPage, log_lately, offers_wish, plans_now
from fodfaeste.bridge.law import law_here
from fodfaeste.design.templatetags.design import day as day_text


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the citizen, and where to do it."""

    text: str
    href: str
    link: str
    own_words: str = ""  # Danish, as it was written


def front_of(citizen: Citizen, on: date, *, asked: Iterable[Waiting] = ()) -> dict[str, object]:
    """The plan in short, what waits for the citizen, the wish between offers, and the job log's count.

    `asked`: what others ask of the citizen; it comes first, as it has a last day.
    """
    plans = plans_now(citizen)
    return {
        "plan_name": plan_name(law_here(citizen.authority, on)),
        "plans": plans,
        "waiting": [*asked, *_waiting(plans)],
        "wish": offers_wish(citizen),
        "log_lately": log_lately(citizen, on),
    }


def _waiting(plans: Sequence[PlanPage]) -> Iterator[Waiting]:
    for page in plans:
        if page.is_proposed:
            text = _("Din sagsbehandler har foreslået en plan. Læs den, og sig, hvad du mener.")
            yield Waiting(text, reverse("plans:my_plan"), _("Læs planen"))
        for line in page.choices:
            if not line.choice.chosen:
                href = reverse("plans:my_choice", args=[line.choice.pk])
                yield Waiting(_("Du har noget at vælge imellem:"), href, _("Vælg"), line.choice.about)
        step = page.next_step
        if step is not None and not page.is_under_way:
            due = step.step.due
            text = _("Dit næste skridt, senest %(day)s:") % {"day": day_text(due)} if due else ""
            href = reverse("plans:my_plan")
            yield Waiting(text or _("Dit næste skridt:"), href, _("Se planen"), step.step.what)


def plan_in_short(citizen: Citizen, on: date) -> dict[str, object]:
    """What the case worker's page of a citizen holds up: the plans and the citizen's wish between offers."""
    return {
        "plan_name": plan_name(law_here(citizen.authority, on)),
        "plans": plans_now(citizen),
        "wish": offers_wish(citizen),
    }
