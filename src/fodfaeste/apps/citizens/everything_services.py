"""Ordering a copy of everything, making it, fetching it and deleting it; each journalled."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.everything import zip_of
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets

DAYS_KEPT = 7
MAKE, FORGET = "everything_make", "everything_forget"


class NotThere(FodfaesteError):
    """The copy is not made yet, or deleted again. The text says what to do."""


def copy_order(
    *, user: User, citizen: Citizen, language: str, is_for_print: bool = False, why: str = ""
) -> EverythingCopy:
    """Order a copy. One that is being made already is given instead of another."""
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        waiting = EverythingCopy.objects.filter(
            citizen=citizen, is_for_print=is_for_print, made_at__isnull=True, delete_at__gt=clock.now()
        ).first()
        if waiting is not None:
            return waiting
        at = clock.now()
        copy = EverythingCopy.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            ordered_by=user,
            ordered_at=at,
            why=why,
            is_for_print=is_for_print,
            language=language,
            delete_at=at + timedelta(days=DAYS_KEPT),
        )
        _journal(user, copy, "Kopi af alt om borgeren bestilt", why)
        arguments = {"copy": copy.pk}
        enqueue(kind=MAKE, key=str(copy.pk), arguments=arguments, authority=citizen.authority)
        enqueue(
            kind=FORGET,
            key=str(copy.pk),
            arguments=arguments,
            authority=citizen.authority,
            run_after=clock.true_now() + timedelta(days=DAYS_KEPT),
        )
    return copy


def copy_make(*, copy: EverythingCopy) -> None:
    """Make an ordered copy and lock it. Twice is once."""
    if copy.made_at is not None or copy.deleted_at is not None:
        return
    at = clock.now()
    content = zip_of(copy.citizen, copy.language, at)
    locked = installation_secrets().encrypt(content, purpose=lock_of(copy))
    with transaction.atomic():
        rows = EverythingCopy.objects.filter(pk=copy.pk, made_at__isnull=True, deleted_at__isnull=True)
        if rows.update(content=locked, made_at=at):
            _journal(None, copy, "Kopi af alt om borgeren lavet")


def copy_open(*, user: User, copy: EverythingCopy) -> bytes:
    """The zip of a copy that was made and is not deleted; the fetching is journalled as an export."""
    if copy.made_at is None:
        raise NotThere(_("Kopien er ikke færdig endnu. Kom tilbage om lidt."))
    if copy.deleted_at is not None or copy.delete_at <= clock.now():
        raise NotThere(_("Kopien er slettet. Bestil en ny."))
    content = installation_secrets().decrypt(copy.content, purpose=lock_of(copy))
    with transaction.atomic():
        EverythingCopy.objects.filter(pk=copy.pk, fetched_at__isnull=True).update(fetched_at=clock.now())
        did = "Kopi af alt om borgeren udskrevet" if copy.is_for_print else "Kopi af alt hentet"
        journal_write(
            actor=user,
            authority=copy.authority,
            action="export",
            what=did,
            citizen=copy.citizen,
            why=copy.why,
        )
    return content


def copy_forget(*, copy: EverythingCopy) -> None:
    """Delete what a copy holds; that it was made stays. Twice is once."""
    with transaction.atomic():
        rows = EverythingCopy.objects.filter(pk=copy.pk, deleted_at__isnull=True)
        if rows.update(content=b"", deleted_at=clock.now()):
            _journal(None, copy, "Kopi af alt om borgeren slettet")


def lock_of(copy: EverythingCopy) -> str:
    """What a copy is locked for: it opens as this copy and no other."""
    return f"everything:{copy.pk}"


def _journal(user: User | None, copy: EverythingCopy, what: str, why: str = "") -> None:
    journal_write(
        actor=user, authority=copy.authority, action="change", what=what, citizen=copy.citizen, why=why
    )
