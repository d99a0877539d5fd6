"""Companies, their production units and staff by month, what is open at them, and job texts."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.companies.own_models import OpeningProposal
from fodfaeste.core.openings import DAILY

__all__ = [
    "Company",
    "JobText",
    "Opening",
    "OpeningProposal",
    "OpeningSkill",
    "OpeningTask",
    "ProductionUnit",
    "StaffMonth",
    "TextProposal",
    "public_id",
]


def public_id() -> str:
    """An id for addresses that says nothing about the company or the opening."""
    return secrets.token_hex(8)


class Company(models.Model):
    """A company by its CVR number."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    cvr = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    is_public = models.BooleanField(null=True, help_text="null: not known")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "cvr"], name="company_once_per_authority")
        ]
        indexes = [models.Index(fields=["authority", "sort_key"], name="company_by_name")]

    def __str__(self) -> str:
        return self.name


class ProductionUnit(models.Model):
    """A workplace of a company, by its P-number: where the law counts staff and people in placement."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="units")
    p_number = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    industry = models.CharField(max_length=6, blank=True, help_text="DB07 code; empty: not known")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "p_number"], name="unit_p_number_once")]

    def __str__(self) -> str:
        return self.name


class StaffMonth(models.Model):
    """A production unit's staff in a month, in work-years; null is not known."""

    unit = models.ForeignKey(ProductionUnit, on_delete=models.CASCADE, related_name="staff")
    month = models.DateField(help_text="first day of the month")
    ordinary_fte = models.FloatField(null=True)
    supported_fte = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="staff_once_a_month")]


class Opening(models.Model):
    """Something a citizen can take. `reference` is the municipality's own id and the snapshot's `opening`.

    `shifts`, `demands`, `licences` and `languages` are codes of `core.openings` with a space between.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    reference = models.CharField(max_length=40)
    unit = models.ForeignKey(ProductionUnit, on_delete=models.PROTECT, null=True, related_name="openings")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    attendance = models.CharField(max_length=20, default=DAILY)
    hours_min = models.PositiveSmallIntegerField(null=True)
    hours_max = models.PositiveSmallIntegerField(null=True)
    shifts = models.CharField(max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    opens = models.DateField(null=True, help_text="null: open already")
    closes = models.DateField(null=True, help_text="last day; null: until it is filled")
    demands = models.CharField(max_length=200, blank=True)
    licences = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=80, blank=True, help_text="`da:2 en:1`")
    occupation = models.CharField(max_length=200, blank=True, help_text="id in the taxonomy in use")
    isco = models.CharField(max_length=4, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="opening_reference_once")
        ]
        indexes = [
            models.Index(
                fields=["authority", "kind"], condition=Q(withdrawn_at__isnull=True), name="opening_by_kind"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class OpeningSkill(models.Model):
    """A skill that an opening needs; without a weight of its own it is weighed by how rare it is."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="needs")
    skill = models.CharField(max_length=200)
    weight = models.FloatField(null=True)
    essential = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "skill"], name="need_once_per_opening")]
        indexes = [models.Index(fields=["skill"], name="need_by_skill")]


class OpeningTask(models.Model):
    """A task carved from a position. `days` are weekdays 1-7; all codes have a space between."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    hours = models.FloatField(null=True, help_text="hours a week")
    days = models.CharField(max_length=20, blank=True)
    demands = models.CharField(max_length=200, blank=True)
    skills = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "number"], name="task_number_once")]


class JobText(models.Model):
    """A job text that somebody put in, and the opening that came of it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    decided_at = models.DateTimeField(null=True, help_text="null: nobody has chosen among the proposals")
    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, null=True, related_name="job_text")


class TextProposal(models.Model):
    """Something read in a job text, with its place there. It counts once a person has accepted it."""

    class Choice(models.TextChoices):
        """What the person said to it."""

        MUST = "must"
        HELPS = "helps"
        STRUCK = "struck"

    job_text = models.ForeignKey(JobText, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=20, help_text="a kind of core.readings")
    code = models.CharField(max_length=200, blank=True, help_text="empty: the taxonomy has no name for it")
    essential = models.BooleanField(help_text="as the text says it")
    start = models.PositiveIntegerField(help_text="characters from the start of the text")
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    choice = models.CharField(max_length=10, choices=Choice, blank=True, help_text="empty: not chosen yet")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job_text", "kind", "start"], name="proposal_once_per_place")
        ]
