"""Batches of imported rows, what each did, and the column mapping a municipality has chosen."""

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


class BatchState(models.TextChoices):
    """How far a file has come."""

    PREVIEWED = "previewed"
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"


class Batch(models.Model):
    """One file: previewed, then applied whole or not at all; can be undone."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, default="citizens")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, help_text="the file until it is applied or dropped, encrypted")
    state = models.CharField(max_length=12, choices=BatchState.choices)
    rows = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    last_fact = models.BigIntegerField(
        default=0, help_text="the latest fact when the file was in: what has a higher id came after it"
    )

    class Meta:
        indexes = [models.Index(fields=["authority", "-uploaded_at"], name="batch_by_time")]


class ChangeKind(models.TextChoices):
    """What a batch can do besides recording facts, which carry their batch themselves."""

    CITIZEN = "citizen"  # brought, or brought back
    RECORD = "record"  # a field of the citizen's record set
    FACT = "fact"  # a fact withdrawn
    IDENTITY = "identity"  # a CPR number stored
    SPELL = "spell"  # a spell recorded


class Change(models.Model):
    """One thing that a batch did to a citizen, kept so that it can be undone exactly."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="changes")
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    field = models.CharField(max_length=40, blank=True)
    before = models.CharField(max_length=160, blank=True, help_text="as the record had it; empty: nothing")
    after = models.CharField(max_length=160, blank=True)
    fact = models.ForeignKey("citizens.Fact", on_delete=models.CASCADE, null=True, related_name="+")
    spell = models.ForeignKey("citizens.Spell", on_delete=models.CASCADE, null=True, related_name="+")
