"""Scenarios that were tried over time, with everything they were reckoned from."""

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority

#: The kinds of jobs: a scenario reckoned to the end, and once more.
WHOLE, AGAIN = "scenario", "scenario_again"


class Inputs(models.Model):
    """The people that scenarios of a day were tried on, frozen. Gone when the last of them is deleted."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    on = models.DateField(help_text="the day the people are as they were known on")
    hash = models.CharField(max_length=64, help_text="SHA-256 of the tables")
    tables = models.BinaryField(help_text="what a simulation reads; citizens under a keyed hash, no names")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "on", "hash"], name="same_inputs_once"),
        ]


class AgainState(models.TextChoices):
    """What became of reckoning a scenario once more."""

    NEVER = ""
    ASKED = "asked"
    EQUAL = "equal"
    DIFFERS = "differs"


class SavedScenario(models.Model):
    """What was tried, on whom, by which packs, and what came of it. Its answer is never written over."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    name = models.CharField(max_length=120, blank=True)
    inputs = models.ForeignKey(Inputs, on_delete=models.PROTECT)
    inhabitants = models.IntegerField(help_text="everybody else is assumed from this number")
    scenario = models.TextField(help_text="what is tried, as core/scenario.py writes it, with its seed")
    policy_files = models.JSONField(help_text="the policy of the day, word for word")
    against_files = models.JSONField(default=dict, help_text="another municipality's policy, if one is tried")
    made_with = models.JSONField(help_text="the product's version, and a hash of each pack that was read")
    page = models.BinaryField(help_text="the answer as pages show it, packed")
    files = models.BinaryField(null=True, help_text="the answer as files, packed, when every run is done")
    hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the whole answer, when it stands"
    )
    runs_done = models.IntegerField(default=0, help_text="of everything that is run for the whole answer")
    runs_all = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    again = models.CharField(max_length=8, choices=AgainState.choices, blank=True)
    again_at = models.DateTimeField(null=True)
    again_differs = models.JSONField(default=list, help_text="the files and pages that came out otherwise")
    again_with = models.JSONField(default=dict, help_text="what was read when it was reckoned once more")

    class Meta:
        indexes = [models.Index(fields=["authority", "-created_at"], name="scenario_by_time")]
