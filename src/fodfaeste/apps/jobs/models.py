"""Work that happens outside a request: one table, with lease and heartbeat."""

from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority


class Job(models.Model):
    """A piece of work. It may run twice; it ends the same."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, help_text="what makes the job the same job; one waiting per key")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting")
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    attempts = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_live_job_per_key",
            )
        ]
        indexes = [models.Index(fields=["state", "run_after"], name="job_by_turn")]


class WorkerSign(models.Model):
    """That a worker lives: it signs every few seconds, at rest and in the midst of a job."""

    name = models.CharField(max_length=80, unique=True)
    version = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    doing = models.CharField(max_length=40, blank=True, help_text="the kind of job in hand; empty: at rest")
