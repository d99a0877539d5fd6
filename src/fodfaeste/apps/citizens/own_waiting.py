"""What others ask of the citizen on Min side: questions with a last day, and letters not opened yet."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.letters.selectors import letters_unread
from fodfaeste.apps.offers.codes import PLANNED
from fodfaeste.apps.plans.front import Waiting
from fodfaeste.design.templatetags.design import day as day_text


def asked_of(citizen: Citizen, on: date) -> Iterator[Waiting]:
    """Everything that others wait for the citizen with, what has a last day first."""
    yield from _agreements(citizen, on)
    yield from _questions(citizen, on)
    if unread := letters_unread(citizen):
        text = ngettext("Du har %(count)d ny besked.", "Du har %(count)d nye beskeder.", unread)
        yield Waiting(text % {"count": unread}, reverse("letters:my_letters"), _("Læs beskederne"))


def _agreements(citizen: Citizen, on: date) -> Iterator[Waiting]:
    """Agreements the citizen has not answered and that have not begun, the first to begin first."""
    pack = policy_in_force(citizen.authority, on)
    for one in citizen.agreements.filter(state=PLANNED, answer="").order_by("begins", "pk"):
        words = {"offer": offer_title(one.offer, pack), "day": day_text(one.begins)}
        text = _("Din sagsbehandler vil aftale %(offer)s med dig fra %(day)s. Hvad siger du?") % words
        yield Waiting(text, reverse("offers:my_agreement", args=[one.pk]), _("Svar på aftalen"))


def _questions(citizen: Citizen, on: date) -> Iterator[Waiting]:
    """Companies that would see the citizen's CV, the first day to answer first. Silence is no."""
    asked = Introduction.objects.filter(citizen=citizen, state=codes.ASKED, answer_by__gte=on)
    for one in asked.select_related("opening").order_by("answer_by", "pk"):
        text = _("En virksomhed vil gerne se dit CV. Svar senest %(day)s:") % {"day": day_text(one.answer_by)}
        href = reverse("introductions:my_introduction", args=[one.public_id])
        yield Waiting(text, href, _("Svar ja eller nej"), one.opening.title)
