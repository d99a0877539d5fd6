"""Those the municipality works with about a citizen: funds, unions, schools, doctors, volunteers."""

import secrets
from datetime import date

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen


def public_id() -> str:
    """An id for addresses that says nothing about the partner."""
    return secrets.token_hex(8)


class Partner(models.Model):
    """An organisation outside the municipality. It sees what is shared with it, and only that."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    kind = models.CharField(max_length=30)
    cvr = models.CharField(max_length=8, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="partner_once_per_authority")
        ]

    def __str__(self) -> str:
        return self.name


class Share(models.Model):
    """What a partner may see of a citizen, on which ground and until when. `what`: codes of the parts."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="shares")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="shares")
    what = models.JSONField()
    ground = models.CharField(max_length=80, help_text="item of the law pack")
    law_hash = models.CharField(max_length=64, help_text="of the law pack that it was chosen from")
    until = models.DateField(help_text="last day it is shown")
    reason = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partner", "until"], name="share_by_partner")]

    def is_open(self, on: date) -> bool:
        """Whether it is shown on a day."""
        return self.withdrawn_at is None and on <= self.until
