"""Other systems that read and write here: who they are, their tokens, and what they are told."""

import secrets

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority


def public_id() -> str:
    """An id for addresses that says nothing."""
    return secrets.token_hex(8)


class System(models.Model):
    """A system of the municipality, with a user of its own: it acts in one authority, in one role."""

    class Reach(models.TextChoices):
        UNIT = "unit"
        AUTHORITY = "authority"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=60)
    contact = models.CharField(max_length=120, help_text="who answers for the system")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="system")
    reach = models.CharField(
        max_length=10,
        choices=Reach.choices,
        help_text="unit: never a citizen of another unit; authority: with a stated reason",
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="system_once_by_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """A system's key to the door. Only its fingerprint is kept; `prefix` is what people recognise it by."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=8, unique=True)
    fingerprint = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True, help_text="the minute that `calls` counts in")
    calls = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)


class Remembered(models.Model):
    """What was answered to a request that carried a key: the same key gets the same answer."""

    system = models.ForeignKey(System, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64, help_text="fingerprint of method, path and body")
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.BinaryField(default=b"", help_text="encrypted: it may tell of a person")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="request_key_once")]


class Webhook(models.Model):
    """An address of a system that is told when something has happened."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="webhooks")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    url = models.CharField(max_length=400)
    kinds = models.JSONField(default=list)
    secret = models.BinaryField(help_text="encrypted; what deliveries are signed with")
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Delivery(models.Model):
    """One thing that happened, on its way to one address. Its id stays the same each time it is sent."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120, help_text="the path of what it happened to, in the API")
    order = models.CharField(max_length=80, help_text="deliveries of the same order leave one after another")
    happened_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="what the address answered last")
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["webhook", "order", "id"],
                condition=models.Q(sent_at__isnull=True),
                name="delivery_waiting",
            )
        ]
