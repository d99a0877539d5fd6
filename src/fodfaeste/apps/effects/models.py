"""How long it takes to work, and what offers do: the newest reckoning of an authority, and nobody in it.

Only the newest is kept. Two of them a day apart, taken from each other, could point at a person.
"""

from django.db import models

from fodfaeste.apps.accounts.models import Authority


class TimeToWork(models.Model):
    """The share self-supporting and in lasting work after some months, by group and by offer."""

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT)
    on = models.DateField(help_text="the day it was counted; everything before it is known")
    since = models.DateField(help_text="the day from which nobody who left is missing")
    definition = models.CharField(max_length=64, help_text="hash of what is counted and of its numbers")
    packs = models.JSONField(help_text="the packs that counted, with their hashes")
    rows = models.JSONField()


class OfferEffects(models.Model):
    """What each offer does, or in words why that is not told, after some months."""

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT)
    on = models.DateField(help_text="the day it was asked; everything before it is known")
    since = models.DateField(help_text="the day from which nobody who left is missing")
    definition = models.CharField(max_length=64, help_text="hash of what is asked and of its limits")
    packs = models.JSONField(help_text="the packs that counted, with their hashes")
    answers = models.JSONField()
