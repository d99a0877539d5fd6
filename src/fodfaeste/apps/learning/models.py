"""Courses: what they give, what they cost, and when they start."""

from django.db import models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place


class Course(models.Model):
    """A course in the catalogue. `reference` is the municipality's own id and the snapshot's `course`."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=120, blank=True)
    weeks = models.FloatField()
    price = models.PositiveIntegerField(null=True, help_text="kr. a seat; null: not known")
    seats = models.PositiveSmallIntegerField(null=True, help_text="on each start; null: not known")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="course_reference_once")
        ]

    def __str__(self) -> str:
        return self.title


class CourseStart(models.Model):
    """A day on which a course starts."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="starts")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "on"], name="course_starts_once_a_day")]


class CourseSkill(models.Model):
    """A skill that a course gives, and the level one leaves with (1-4)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "skill"], name="skill_once_per_course")]
