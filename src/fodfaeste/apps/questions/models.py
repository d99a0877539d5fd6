"""Two voluntary questions to those the policy is for, their answers without names, and what came of them."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority, User


def public_id() -> str:
    """An id for addresses that says nothing of what is asked."""
    return secrets.token_hex(8)


class Inquiry(models.Model):
    """Two questions about one goal of the policy, asked at one kind of moment. The words never change."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    goal = models.CharField(max_length=80, help_text="item of the policy")
    pack_hash = models.CharField(max_length=64, help_text="of the policy that the goal was chosen from")
    moment = models.CharField(max_length=20, help_text="when it is asked, and so whom")
    first = models.CharField(max_length=200, help_text="answered with one of four words")
    second = models.CharField(max_length=200, help_text="answered in own words")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.first


class Reply(models.Model):
    """An answer. It has no person, no day and no number in a row; it is shown when five wait together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="replies")
    choice = models.CharField(max_length=10, blank=True, help_text="empty: the first was passed over")
    words = models.TextField(blank=True)
    is_shown = models.BooleanField(default=False)


class Asked(models.Model):
    """That someone has answered or passed, so that nobody is asked twice. What was said is not here."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="asked")
    user = models.ForeignKey(User, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inquiry", "user"], name="asked_once")]


class Change(models.Model):
    """What the municipality changed because of the answers."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="changes")
    what = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
