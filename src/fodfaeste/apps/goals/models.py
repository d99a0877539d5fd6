"""The policy as it ran: packs by hash, answers, figures, and copies tried out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen


class PackVersion(models.Model):
    """A pack exactly as it was, so that an old answer explains itself by its own pack for ever."""

    hash = models.CharField(max_length=64, unique=True)
    pack = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    files = models.JSONField(help_text="file name to text")
    first_seen = models.DateTimeField()


class Answer(models.Model):
    """What a policy says of an offer to a citizen, from the day first answered so until the next answer."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="answers")
    offer = models.CharField(max_length=60)
    rule = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12)
    due_on = models.DateField(null=True)
    missing = models.CharField(max_length=200, blank=True, help_text="facts missing, separated by ;")
    pack_hash = models.CharField(max_length=64)
    on = models.DateField(help_text="the day it was first answered so")
    until = models.DateField(null=True, help_text="the day another answer took over; null: current")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "offer"], condition=Q(until__isnull=True), name="one_current_answer"
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "offer", "state", "due_on"],
                condition=Q(until__isnull=True),
                name="answer_current",
            )
        ]


class IndicatorValue(models.Model):
    """A figure of one month: with numerator and denominator, or suppressed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    indicator = models.CharField(max_length=80)
    group = models.CharField(max_length=60, blank=True, help_text="empty: everyone")
    month = models.DateField(help_text="first day of the month")
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True)
    suppressed = models.BooleanField(default=False)
    as_of = models.DateField(help_text="the day it speaks of: the month's end, or today in the running month")
    pack_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "indicator", "group", "month"], name="one_figure_per_month"
            )
        ]


class PackCopy(models.Model):
    """A copy of a pack with changed values, kept so that a trial can be opened again. Runs nowhere."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    base_hash = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    files = models.JSONField()
    created_at = models.DateTimeField()
