"""Batches and kept columns."""

from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.codes import ONLY_UNDER
from fodfaeste.apps.imports.models import Batch, BatchState, Mapping
from fodfaeste.bridge.law import policy_here
from fodfaeste.formats.citizens import FIELDS, Field
from fodfaeste.installation.clock import today


def mapping_kept(authority: Authority) -> dict[str, str]:
    """What the municipality's columns were the last time they were chosen."""
    kept = Mapping.objects.filter(authority=authority, kind="citizens").first()
    return dict(kept.columns) if kept else {}


def batches_for(user: User) -> QuerySet[Batch]:
    """The files a person may see: a leader all of the municipality's, a case worker the own ones."""
    batches = Batch.objects.filter(authority=user.authority_id).defer("content").select_related("by")
    if user.role == Role.LEADER:
        return batches
    return batches.filter(by=user) if user.role == Role.CASE_WORKER else batches.none()


def batches_listed(user: User) -> QuerySet[Batch]:
    """Files that wait, went in or were taken back, newest first."""
    return batches_for(user).exclude(state=BatchState.DROPPED).order_by("-uploaded_at", "-pk")


def fields_under(user: User) -> list[Field]:
    """What a file may tell where this person belongs: no status that only another country's law knows."""
    here = policy_here(user.authority, today(user.authority)).legal_system
    return [field for field in FIELDS if ONLY_UNDER.get(field.name) in (None, here)]
