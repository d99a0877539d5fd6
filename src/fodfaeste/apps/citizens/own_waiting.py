"""What waits for the citizen on Min side: questions to answer, the plan, choices, the citizen's next step."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.plans.front import Waiting
from fodfaeste.design.templatetags.design import day as day_text


def questions_waiting(citizen: Citizen, on: date) -> Iterator[Waiting]:
    """Companies that would see the citizen's CV, the first day to answer first. Silence is no."""
    asked = Introduction.objects.filter(citizen=citizen, state=codes.ASKED, answer_by__gte=on)
    for one in asked.select_related("opening").order_by("answer_by", "pk"):
        text = _("En virksomhed vil gerne se dit CV. Svar senest %(day)s:") % {"day": day_text(one.answer_by)}
        href = reverse("introductions:my_introduction", args=[one.public_id])
        yield Waiting(text, href, _("Svar ja eller nej"), one.opening.title)
