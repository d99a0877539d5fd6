"""Agreements on an offer: what was proposed, what a person chose, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import ProductionUnit


class Agreement(models.Model):
    """An offer that a case worker has begun with a citizen. Proposal, choice and reason are kept together."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="agreements")
    offer = models.CharField(max_length=60)
    rule = models.CharField(max_length=80, blank=True)
    pack_hash = models.CharField(max_length=64, blank=True)
    industry = models.CharField(max_length=60, blank=True, help_text="id of the industry aimed at")
    workplace = models.ForeignKey(
        ProductionUnit,
        on_delete=models.PROTECT,
        null=True,
        related_name="agreements",
        help_text="where it takes place; null: at none, or not found yet",
    )
    begins = models.DateField()
    ends = models.DateField(null=True)
    state = models.CharField(max_length=20)
    proposal = models.JSONField(default=dict, help_text="the answer as shown when it was chosen")
    reason = models.TextField(blank=True)
    citizen_view = models.TextField(blank=True)
    closing_reason = models.TextField(blank=True, help_text="why it was ended or withdrawn")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField()
    answer = models.CharField(max_length=3, blank=True, help_text="what the citizen said before it began")
    answer_words = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_how = models.CharField(max_length=10, blank=True, help_text="by link, or on behalf")
    company_answer = models.CharField(max_length=3, blank=True, help_text="what its workplace's company said")
    company_words = models.CharField(max_length=400, blank=True)
    company_answered_at = models.DateTimeField(null=True)
    company_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "offer"],
                condition=Q(state__in=["planned", "running"]),
                name="one_live_agreement_per_offer",
            )
        ]
        indexes = [models.Index(fields=["authority", "offer", "begins"], name="agreement_by_offer")]
