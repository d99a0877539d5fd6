"""What the night held up and advised: openings in order for each citizen, never people in order."""

from django.db import models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening


class Suggestion(models.Model):
    """An opening among a citizen's best. `place_in_list` orders openings, and says nothing of people."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="suggestions")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="suggestions")
    place_in_list = models.PositiveSmallIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["citizen", "opening"], name="opening_once_per_citizen"),
            models.UniqueConstraint(fields=["citizen", "place_in_list"], name="place_in_list_once"),
        ]


class Advised(models.Model):
    """An opening advised to a citizen when everybody was shared openings out at once."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="advised")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="advised")
    place_in_list = models.PositiveSmallIntegerField()
    others = models.PositiveIntegerField(help_text="how many others the opening is advised to")
    on = models.DateField(help_text="the night from which it is advised like this")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["citizen", "opening"], name="advised_once_per_citizen"),
            models.UniqueConstraint(fields=["citizen", "place_in_list"], name="advised_place_once"),
        ]


class Sharing(models.Model):
    """How one night's advice was shared out: by which numbers, how near the best, and how it spread.

    `spread` is pairs of people and openings: how many openings are advised to so many people. `groups` and
    `floors` are rows by the municipality's own label. `packs` are the packs that counted, with their hashes.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    on = models.DateField()
    offers_each = models.PositiveSmallIntegerField()
    offers_basis = models.CharField(max_length=20)
    per_seat = models.PositiveSmallIntegerField()
    per_seat_basis = models.CharField(max_length=20)
    packs = models.JSONField()
    people = models.PositiveIntegerField(help_text="in the effort")
    able = models.PositiveIntegerField(help_text="of them: with an opening inside every hard limit")
    placements = models.PositiveIntegerField(help_text="of them: advised to something")
    offers = models.PositiveIntegerField()
    openings = models.PositiveIntegerField(help_text="that can be taken that day")
    most = models.PositiveIntegerField(help_text="people advised to one opening")
    gini = models.FloatField()
    value = models.BigIntegerField()
    bound = models.BigIntegerField(help_text="no sharing out over all feasible pairs is worth more")
    value_without_floors = models.BigIntegerField()
    spread = models.JSONField()
    groups = models.JSONField()
    floors = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "on"], name="shared_once_a_night")]
