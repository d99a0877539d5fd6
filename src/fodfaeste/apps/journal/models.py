"""The journal: every look at and change of a person. Appended to, never changed, sealed by hash."""

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority


class Event(models.Model):
    """Who did what, to whom, when and why. The database itself refuses update and delete."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=40)
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, null=True)
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=400, blank=True)
    via = models.CharField(
        max_length=80, blank=True, help_text="how, where it was not on a screen after signing in"
    )

    class Meta:
        indexes = [models.Index(fields=["authority", "citizen", "at"], name="event_by_citizen")]


class Seal(models.Model):
    """A batch of events with the hash of their content and of the seal before."""

    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
