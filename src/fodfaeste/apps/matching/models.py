"""What the night's matching held up for each citizen: openings in order, never people in order."""

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
