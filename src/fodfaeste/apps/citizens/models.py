"""A citizen in the effort, and what is known of them with two times."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority, Unit
from fodfaeste.apps.citizens.cv_models import CvProposal, CvText
from fodfaeste.apps.citizens.everything_models import EverythingCopy

__all__ = [
    "Citizen",
    "CitizenSkill",
    "Contact",
    "CvProposal",
    "CvText",
    "EverythingCopy",
    "Fact",
    "Identity",
    "Place",
    "Spell",
    "Wish",
    "public_id",
]


def public_id() -> str:
    """An id for addresses that says nothing about the person."""
    return secrets.token_hex(8)


class Place(models.Model):
    """A town or village of the municipality."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="place_once_per_authority")]

    def __str__(self) -> str:
        return self.name


class Citizen(models.Model):
    """A person in the effort. `reference` is the municipality's own id and the snapshot's `citizen`."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    reference = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    birth_date = models.DateField(null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)
    case_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="caseload"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="citizen"
    )
    active = models.BooleanField(
        default=True, help_text="false when an import that brought the person is undone"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="citizen_reference_once")
        ]
        indexes = [models.Index(fields=["authority", "unit", "sort_key"], name="citizen_by_unit_and_name")]

    def __str__(self) -> str:
        return self.reference


class Identity(models.Model):
    """A citizen's CPR number, encrypted; found again through a keyed index only."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.OneToOneField(Citizen, on_delete=models.CASCADE)
    cpr_encrypted = models.BinaryField()
    key_id = models.CharField(max_length=20)
    cpr_index = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "cpr_index"], name="cpr_once_per_authority")
        ]


class Fact(models.Model):
    """One thing known of a citizen: when it holds (effect) and when we knew it (recorded).

    `name` is a fact of `core.facts` or `core.profile`, or a status; `value` its text form (ISO date, decimal
    point, code, or codes with a space between).
    Rows are never changed but for `withdrawn_at`: what was believed on a past day can be shown.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=400)
    valid_from = models.DateField(null=True, help_text="null: has always held")
    valid_to = models.DateField(null=True, help_text="first day it no longer holds; null: still holds")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    source = models.CharField(max_length=80)
    batch = models.ForeignKey("imports.Batch", on_delete=models.PROTECT, null=True, related_name="facts")

    class Meta:
        indexes = [
            models.Index(fields=["authority", "name"], name="fact_by_name"),
            models.Index(
                fields=["citizen", "name"], condition=Q(withdrawn_at__isnull=True), name="fact_believed_now"
            ),
        ]


class Spell(models.Model):
    """A period in work, unemployment or education."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="spells")
    kind = models.CharField(max_length=20)
    industry = models.CharField(max_length=6, blank=True, help_text="DB07 section of a spell in work")
    begins = models.DateField()
    ends = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=80)


class Contact(models.Model):
    """A talk with the citizen: booked, held, or a no-show."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "starts_at"], name="contact_by_time")]


class CitizenSkill(models.Model):
    """A skill of a citizen with its level (1-4) and where it is known from. Corrected by a new row."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=200, help_text="id in the taxonomy in use")
    level = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "skill"],
                condition=Q(withdrawn_at__isnull=True),
                name="skill_believed_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "skill"], condition=Q(withdrawn_at__isnull=True), name="citizen_by_skill"
            )
        ]


class Wish(models.Model):
    """What a citizen wants of work, or will not. Withdrawn, never changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200, help_text="id in the taxonomy in use, or a code")
    strength = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "kind", "what"],
                condition=Q(withdrawn_at__isnull=True),
                name="wish_believed_once",
            )
        ]
