"""A plan made with a citizen, choices put to the citizen, and the citizen's job log."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen

USER = settings.AUTH_USER_MODEL


def entry_id() -> str:
    """An id of a job log entry that stays the same through its corrections and says nothing."""
    return secrets.token_hex(8)


class Plan(models.Model):
    """What a citizen and the municipality set out to do. An agreed one is changed by a new plan.

    `goals` and `citizen_view` are the citizen's own words. Every change is also a row of `PlanHistory`.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="plans")
    state = models.CharField(max_length=10, help_text="draft, proposed, agreed, replaced, ended")
    version = models.PositiveIntegerField(default=0, help_text="number of its last row of history")
    goals = models.TextField(blank=True, help_text="the citizen's own words")
    citizen_view = models.TextField(blank=True, help_text="what the citizen says of the plan")
    made_with = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+", help_text="the case worker"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="successors", help_text="the plan before"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, help_text="when the case worker agreed to it")
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, help_text="when the citizen agreed to it too")
    agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_how = models.CharField(max_length=12, blank=True, help_text="signed_in, link, on_behalf")
    agreed_why = models.CharField(max_length=400, blank=True, help_text="why someone agreed for the citizen")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=400, blank=True)
    pack_hash = models.CharField(max_length=64, help_text="the policy that counted when it was begun")
    law_hash = models.CharField(max_length=64, help_text="the law that counted when it was begun")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"], condition=Q(state="agreed"), name="one_agreed_plan_per_citizen"
            ),
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(state__in=["draft", "proposed"]),
                name="one_plan_under_way_per_citizen",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="plan_by_state")]


class PlanStep(models.Model):
    """One thing in a plan: what, who does it, when, and how far it has come."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=20, help_text="citizen, case_worker, company, partner")
    who_name = models.CharField(max_length=120, blank=True, help_text="which company or partner")
    kind = models.CharField(max_length=20, help_text="work, learning, health, social, other")
    offer = models.CharField(max_length=80, blank=True, help_text="id of an offer of the policy or the law")
    starts = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, default="waiting", help_text="waiting, running, done, dropped")
    done_at = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")


class PlanHistory(models.Model):
    """A whole plan as it stood after a change: who changed what, and when. Never changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=20, help_text="code of what was done")
    reason = models.CharField(max_length=400, blank=True)
    content = models.JSONField(help_text="the plan, its steps and its choices after the change")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_numbered_once")]


class Choice(models.Model):
    """Alternatives put to a citizen, and what the citizen wanted. A wish; nothing is decided by it.

    `alternatives`: a list of {id, kind, ref, title, text, reasons, basis} as they were shown. Without
    a plan it is about what the policy and the law have to offer. Answered anew by a new row.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="choices")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="choices")
    about = models.CharField(max_length=200, help_text="what is uncertain")
    alternatives = models.JSONField()
    chosen = models.CharField(max_length=120, blank=True, help_text="an alternative's id, or none")
    own_words = models.TextField(blank=True, help_text="the citizen's reason")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    pack_hash = models.CharField(max_length=64)
    law_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(
                fields=["citizen", "plan"], condition=Q(withdrawn_at__isnull=True), name="choice_standing"
            )
        ]


class JobLogEntry(models.Model):
    """A job the citizen has applied for. Corrected by a new row with the same `entry`, never changed.

    A row that stands has no `withdrawn_at`; an entry of which none stands was withdrawn by the citizen.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="job_log")
    entry = models.CharField(max_length=16, default=entry_id, help_text="the same through corrections")
    company = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    how = models.CharField(max_length=20)
    applied_on = models.DateField()
    state = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "entry"],
                condition=Q(withdrawn_at__isnull=True),
                name="job_log_entry_stands_once",
            )
        ]
        indexes = [models.Index(fields=["citizen", "-applied_on"], name="job_log_by_day")]
