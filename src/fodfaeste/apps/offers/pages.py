"""What the pages of an agreement show: the form filled in, and what a begun offer did to the figure."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from fodfaeste.apps.citizens.explaining import Why
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.figures_page import amount
from fodfaeste.apps.offers.forms import BeginForm
from fodfaeste.apps.offers.selectors import Figure, industry_choices
from fodfaeste.core.answers import State
from fodfaeste.design.templatetags.design import day as day_text


def begin_form(citizen: Citizen, why: Why, data: Any = None) -> BeginForm:
    """The form that begins an offer, filled in with what is known."""
    initial = {"reason": reason_proposed(why)}
    return BeginForm(citizen.authority, industry_choices(citizen, why.pack), why.on, data, initial=initial)


def reason_proposed(why: Why) -> str:
    """A reason in the policy's own logic, for the case worker to change; none before the day has come."""
    answer = why.explanation.answer
    if why.state is not State.DUE or why.entry is None:
        return ""
    title = why.entry.title.da
    if answer.due_on is None:
        return f"Politikkens linje »{title}« er opfyldt."
    with override("da"):  # what stands in the case is written in Danish, whatever language its writer reads
        return f"Politikkens linje »{title}« er opfyldt fra {day_text(answer.due_on)}."


def begun_message(why: Why, before: Figure | None, after: Figure | None) -> SafeString:
    """What beginning did: the committee's figure before and after, with the way to it."""
    begun = _("%(offer)s er begyndt.") % {
        "offer": capfirst(offer_title(why.explanation.answer.offer, why.pack))
    }
    if after is None:
        return format_html("{}", begun)
    href = reverse("goals:figure", args=[after.indicator.id])
    moved = moved_text(before, after)
    return format_html('{} {} <a href="{}">{}</a>', begun, moved, href, _("Se udvalgets tal"))


def moved_text(before: Figure | None, after: Figure) -> str:
    """The figure in one sentence: from what to what."""
    if before is None or (before.numerator, before.denominator) == (after.numerator, after.denominator):
        return _("Tallet er %(after)s.") % {"after": figure_text(after)}
    words = {"before": figure_text(before), "after": figure_text(after)}
    return _("Tallet gik fra %(before)s til %(after)s.") % words


def figure_text(figure: Figure) -> str:
    """A share as people read it: 12,8 % (41 af 320)."""
    value = amount(figure.value, figure.indicator.unit)
    if figure.numerator is None or figure.denominator is None:
        return value
    counts = {"some": f"{figure.numerator:.0f}", "all": f"{figure.denominator:.0f}"}
    share = _("%(some)s af %(all)s") % counts
    return f"{value} ({share})"
