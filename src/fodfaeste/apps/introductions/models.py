"""One question to a citizen about one opening: may the company see this of the CV?"""

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions import codes


def public_id() -> str:
    """An id for addresses that says nothing about the person or the company."""
    return secrets.token_hex(8)


class Introduction(models.Model):
    """What a company may see of a citizen for an opening, asked and answered. Silence is no.

    `what` is what the citizen was asked about: rows of kind, code and, for a skill, level. More is never
    shown; what the citizen has since taken away is not shown either.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="introductions")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="introductions")
    state = models.CharField(max_length=10, default=codes.ASKED)
    what = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(help_text="last day to answer; after it the question has expired")
    shown_until = models.DateField(help_text="last day a yes holds")
    answered_at = models.DateTimeField(null=True)
    named_at = models.DateTimeField(null=True, help_text="the company wants to meet, and sees the name")
    ground = models.CharField(max_length=80, help_text="item of the law pack")
    law_hash = models.CharField(max_length=64, help_text="of the law pack that was asked under")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "opening"], condition=~Q(state=codes.EXPIRED), name="asked_once_an_opening"
            )
        ]
        indexes = [models.Index(fields=["authority", "asked_at"], name="introduction_by_day")]

    def state_on(self, day: date) -> str:
        """The state on a day: what nobody answered in time, and a yes whose time is over, has expired."""
        over = {codes.ASKED: self.answer_by, codes.YES: self.shown_until}.get(self.state)
        return codes.EXPIRED if over is not None and over < day else self.state


class IntroductionStep(models.Model):
    """Something that happened with a question: who did it, when, how and why. Appended, never changed."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, help_text="what it came to; `named` where the name was shown")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=400, blank=True)
