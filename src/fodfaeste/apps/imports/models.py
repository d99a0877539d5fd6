"""Batches of imported rows, and the column mapping a municipality has chosen."""

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority


class Mapping(models.Model):
    """Which column of the municipality's own spreadsheet is which fact; kept for the next file."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, default="citizens")
    columns = models.JSONField(help_text="column heading to field name; empty field name: left out")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "kind"], name="one_mapping_per_kind")]


class Batch(models.Model):
    """One file: previewed, then applied whole or not at all; can be undone."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, default="citizens")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, help_text="the file until it is applied or dropped, encrypted")
    state = models.CharField(max_length=12, help_text="previewed, applied, undone")
    rows = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
