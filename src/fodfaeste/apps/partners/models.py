"""Those the municipality works with about a citizen: funds, unions, schools, doctors, volunteers."""

import secrets

from django.db import models

from fodfaeste.apps.accounts.models import Authority


def public_id() -> str:
    """An id for addresses that says nothing about the partner."""
    return secrets.token_hex(8)


class Partner(models.Model):
    """An organisation outside the municipality. It sees what is shared with it, and only that."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    kind = models.CharField(max_length=30)
    cvr = models.CharField(max_length=8, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="partner_once_per_authority")
        ]

    def __str__(self) -> str:
        return self.name
