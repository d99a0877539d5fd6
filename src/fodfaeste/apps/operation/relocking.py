"""Every column that is locked by the installation's keys, and all of them locked anew under a new key.

A column of bytes stands either in `LOCKED` or in `OPEN`; a test walks the models, so that a new one cannot be
forgotten. What lies in a session (`accounts.sealed`) dies with the session and is not locked anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import BinaryField, F, Func, Model, QuerySet

from fodfaeste.apps.accounts.models import SecondFactor
from fodfaeste.apps.accounts.second_factor import lock_of as factor_lock
from fodfaeste.apps.citizens.cv_models import CV, CvText
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import lock_of as copy_lock
from fodfaeste.apps.citizens.identity import PURPOSE
from fodfaeste.apps.citizens.models import Identity
from fodfaeste.apps.drafts.models import Draft
from fodfaeste.apps.drafts.services import purpose_of
from fodfaeste.apps.imports.models import Batch
from fodfaeste.apps.imports.services import lock_of as file_lock
from fodfaeste.apps.letters.models import HEADING, TEXT, Letter, Thread
from fodfaeste.apps.outbox import locking
from fodfaeste.apps.outbox.models import Message, Reach
from fodfaeste.apps.systems import remembering, webhooks
from fodfaeste.apps.systems.models import Remembered, Webhook
from fodfaeste.installation.secrets import Secrets, SecretsError, installation_secrets, key_add

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class LockedColumn:
    """A column of bytes, and what each of its rows is locked for."""

    model: type[Model]
    name: str
    purpose: Callable[[Any], str]
    beside: tuple[str, ...] = ()  # rows that the purpose is read from
    key_id: str = ""  # the column that says the key once more

    @property
    def label(self) -> str:
        """The column as `app.Model.column`."""
        return f"{self.model._meta.label}.{self.name}"


def _always(purpose: str) -> Callable[[Any], str]:
    return lambda _row: purpose


LOCKED = (
    LockedColumn(Identity, "cpr_encrypted", _always(PURPOSE), key_id="key_id"),
    LockedColumn(
        SecondFactor, "secret_encrypted", lambda factor: factor_lock(factor.person), beside=("person",)
    ),
    LockedColumn(Draft, "content", lambda draft: purpose_of(draft.user), beside=("user",)),
    LockedColumn(Batch, "content", lambda batch: file_lock(batch.authority), beside=("authority",)),
    LockedColumn(CvText, "text_encrypted", _always(CV)),
    LockedColumn(Thread, "heading_encrypted", _always(HEADING)),
    LockedColumn(Letter, "text_encrypted", _always(TEXT)),
    LockedColumn(EverythingCopy, "content", copy_lock, beside=("citizen",)),
    LockedColumn(Message, "content_encrypted", _always(locking.CONTENT)),
    LockedColumn(Reach, "mail_encrypted", _always(locking.ADDRESS)),
    LockedColumn(Reach, "phone_encrypted", _always(locking.ADDRESS)),
    LockedColumn(Remembered, "answer", _always(remembering.LOCK)),
    LockedColumn(Webhook, "secret", _always(webhooks.LOCK)),
)

#: Columns of bytes that are not locked: numbers without names, made again from what is recorded.
OPEN = frozenset({"scenarios.Inputs.tables", "scenarios.SavedScenario.page", "scenarios.SavedScenario.files"})


@dataclass(slots=True)
class Relocked:
    """What a rotation came to: the new key, and how many of each column were locked anew or cannot be."""

    key: str
    done: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)


def keys_rotate() -> Relocked:
    """Lock everything under a new key.

    Stopped half-way it is simply started again: it then finishes the rotation under way first. What changes
    meanwhile is left to whoever changes it: a server locks under the new key as soon as it stands.
    """
    found = Relocked(installation_secrets().current)
    if len(installation_secrets().keys) > 1:
        _lock_all_anew(found)
    # Nothing was left of a rotation under way: this is a new one. A row that opens no more stops neither.
    if not found.done:
        found = Relocked(key_add())
        _lock_all_anew(found)
    return found


def _lock_all_anew(found: Relocked) -> None:
    for column in LOCKED:
        for could in _lock_anew(column):
            counts = found.done if could else found.unreadable
            counts[column.label] = counts.get(column.label, 0) + 1


def keys_outdated() -> dict[str, int]:
    """How many rows of each column are locked under an older key than the one in use."""
    current = installation_secrets().current
    return {column.label: _outdated(column, current).count() for column in LOCKED}


def _outdated(column: LockedColumn, current: str) -> QuerySet[Any]:
    start = f"{current}:".encode()
    opening = Func(F(column.name), 1, len(start), function="substr", output_field=BinaryField())
    kept = column.model._default_manager.exclude(**{column.name: None}).exclude(**{column.name: b""})
    return kept.annotate(opening=opening).exclude(opening=start)


def _lock_anew(column: LockedColumn) -> Iterator[bool]:
    """Lock the rows of a column one by one, each only where it is still what was read."""
    last = 0
    while True:
        keys = installation_secrets()
        rows = _outdated(column, keys.current).filter(pk__gt=last).select_related(*column.beside)
        batch = list(rows.order_by("pk")[:AT_ONCE])
        if not batch:
            return
        with transaction.atomic():
            done = [_row_anew(column, row, keys) for row in batch]
        last = batch[-1].pk
        yield from (could for could in done if could is not None)


def _row_anew(column: LockedColumn, row: Any, keys: Secrets) -> bool | None:
    before, purpose = bytes(getattr(row, column.name)), column.purpose(row)
    try:
        after = keys.encrypt(keys.decrypt(before, purpose=purpose), purpose=purpose)
    except SecretsError:
        return False
    values: dict[str, object] = {column.name: after}
    if column.key_id:
        values[column.key_id] = keys.current
    same = column.model._default_manager.filter(**{"pk": row.pk, column.name: before})
    return True if same.update(**values) else None
