"""What a company has written of an opening, until somebody of the municipality publishes it."""

import secrets

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority

WAITING, PUBLISHED, DECLINED, WITHDRAWN = STATES = ("waiting", "published", "declined", "withdrawn")


def public_id() -> str:
    """An id for addresses that says nothing about the company."""
    return secrets.token_hex(8)


class OpeningProposal(models.Model):
    """An opening as a company wrote it itself. Nobody finds it before it is published."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey("companies.ProductionUnit", on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True, help_text="the company's own words")
    hours_min = models.PositiveSmallIntegerField(null=True)
    hours_max = models.PositiveSmallIntegerField(null=True)
    shifts = models.CharField(max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    opens = models.DateField(null=True, help_text="null: open already")
    closes = models.DateField(null=True, help_text="last day; null: until it is filled")
    state = models.CharField(max_length=10, default=WAITING)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_why = models.CharField(max_length=400, blank=True)
    opening = models.OneToOneField("companies.Opening", on_delete=models.PROTECT, null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "state", "written_at"], name="proposal_by_state")]
