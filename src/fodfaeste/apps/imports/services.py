"""A file in: looked at, applied whole or not at all, and taken back."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens import identity
from fodfaeste.apps.citizens.models import Fact
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.imports.known import known_of, names_of
from fodfaeste.apps.imports.labels import labels_of, titles_of
from fodfaeste.apps.imports.models import Batch, BatchState
from fodfaeste.apps.imports.models import Mapping as KeptMapping
from fodfaeste.apps.imports.plan import Plan, Planner
from fodfaeste.apps.imports.preview import Preview, preview_of
from fodfaeste.apps.imports.selectors import mapping_kept
from fodfaeste.apps.imports.undoing import batch_take_back, obstacles_of
from fodfaeste.apps.imports.writing import plan_write
from fodfaeste.apps.journal.services import journal_write, journal_write_list
from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.engines.rules import facts_asked
from fodfaeste.formats.citizen_values import Labels
from fodfaeste.formats.citizens import BY_NAME, Reading, column_problems, columns_for, read_citizens
from fodfaeste.formats.tables import Table, hide_cpr, read_table
from fodfaeste.installation.clock import now, today
from fodfaeste.installation.secrets import installation_secrets

#: A file that was looked at and left lying is dropped after so many days: it holds personal data.
KEPT_DAYS = 7
#: Answers are computed anew for the people concerned; from so many on for everybody at once.
FEW = 1_000
FILE_NAME_LENGTH = 200


class ImportRefused(FodfaesteError):
    """The file cannot be applied as it is. The preview says why, row by row."""

    def __init__(self, message: str, preview: Preview | None = None) -> None:
        self.preview = preview
        super().__init__(message)


class UndoRefused(FodfaesteError):
    """Something builds on the batch. The message says what."""


def import_preview(
    *,
    user: User | None,
    authority: Authority,
    file_name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
) -> Preview:
    """Say what a file would do. Nothing is written."""
    return _planned(user, authority, file_name, content, mapping)[0]


def import_apply(
    *,
    user: User | None,
    authority: Authority,
    file_name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    batch: Batch | None = None,
    expected: str | None = None,
) -> Batch:
    """Do all that a file says, or nothing of it. `expected` is the fingerprint of the preview agreed to."""
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)  # one file at a time goes in
        batch = _batch_open(user, authority, file_name, content, batch)
        preview, plan = _planned(user, authority, file_name, content, mapping, lock=True)
        _refuse_unless_clean(preview, expected)
        at = now()
        batch.mapping = dict(preview.columns)
        batch.rows, batch.created = preview.rows, preview.new
        batch.changed, batch.unchanged = preview.changed, preview.unchanged
        batch.state, batch.applied_at, batch.content = BatchState.APPLIED, at, None
        batch.save()
        citizens = plan_write(plan, batch, at)
        own = Fact.objects.filter(authority_id=batch.authority_id).order_by("-pk")
        batch.last_fact = own.values_list("pk", flat=True).first() or 0
        batch.save(update_fields=["last_fact"])
        columns = {**mapping_kept(authority), **preview.columns}  # those of other files are kept too
        KeptMapping.objects.update_or_create(
            authority=authority, kind=batch.kind, defaults={"columns": columns, "saved_at": at}
        )
        _journal(user, batch, "Indlæst", citizens)
        _answer_anew(authority, citizens)
    return batch


def import_undo(*, user: User | None, batch: Batch) -> Batch:
    """Take back exactly what a batch brought, unless something builds on it."""
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(pk=batch.authority_id)
        batch = Batch.objects.select_for_update(no_key=True).select_related("authority").get(pk=batch.pk)
        if batch.state != BatchState.APPLIED:
            raise UndoRefused(_("Indlæsningen er ikke i kraft, så der er intet at fortryde."))
        obstacles = obstacles_of(batch)
        if obstacles:
            raise UndoRefused(" ".join(obstacles.reasons()))
        at = now()
        citizens = sorted(batch_take_back(batch, at))
        batch.state, batch.undone_at = BatchState.UNDONE, at
        batch.save(update_fields=["state", "undone_at"])
        _journal(user, batch, "Indlæsning fortrudt", citizens)
        _answer_anew(batch.authority, citizens)
    return batch


def batch_upload(*, user: User, file_name: str, content: bytes) -> Batch:
    """Keep a file, encrypted, until it is applied or dropped. A file that cannot be read is refused."""
    authority = user.authority
    table = read_table(content, file_name)
    with transaction.atomic():
        batches_forget_stale(authority=authority)
        batch = _batch_new(user, authority, file_name, content)
        batch.content = installation_secrets().encrypt(content, purpose=lock_of(authority))
        batch.mapping = columns_for(table.headings, mapping_kept(authority))
        batch.save()
        journal_write(
            actor=user, authority=authority, action="import", what=f"Fil lagt op: {batch.file_name}"
        )
    return batch


def batch_map(*, batch: Batch, mapping: Mapping[str, str]) -> None:
    """Choose what each column of a waiting file is."""
    Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED).update(mapping=dict(mapping))


def batch_drop(*, user: User, batch: Batch) -> None:
    """Forget a file that was looked at and not applied."""
    with transaction.atomic():
        waiting = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED)
        if waiting.update(state=BatchState.DROPPED, content=None):
            what = f"Fil kasseret: {batch.file_name}"
            journal_write(actor=user, authority=batch.authority, action="import", what=what)


def batches_forget_stale(*, authority: Authority) -> int:
    """Forget files that were looked at and left lying; says how many."""
    stale = now() - timedelta(days=KEPT_DAYS)
    waiting = Batch.objects.filter(authority=authority, state=BatchState.PREVIEWED, uploaded_at__lt=stale)
    return waiting.update(state=BatchState.DROPPED, content=None)


def batch_content(batch: Batch) -> bytes:
    """The file itself, while it waits."""
    if batch.content is None:
        raise ImportRefused(_("Filen er ikke gemt længere. Læg den op igen."))
    return installation_secrets().decrypt(bytes(batch.content), purpose=lock_of(batch.authority))


def lock_of(authority: Authority) -> str:
    """What a waiting file is locked for: it opens for its municipality and no other."""
    return f"import:{authority.slug}"


def _batch_new(user: User | None, authority: Authority, file_name: str, content: bytes) -> Batch:
    return Batch(
        authority=authority,
        file_name=hide_cpr(file_name)[-FILE_NAME_LENGTH:],
        sha256=hashlib.sha256(content).hexdigest(),
        state=BatchState.PREVIEWED,
        by=user,
        uploaded_at=now(),
    )


def _batch_open(
    user: User | None, authority: Authority, file_name: str, content: bytes, batch: Batch | None
) -> Batch:
    """The batch that the file goes in as: a new one, or the waiting one that nobody else has applied."""
    if batch is None:
        return _batch_new(user, authority, file_name, content)
    found = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if found.state != BatchState.PREVIEWED:
        raise ImportRefused(_("Filen er allerede indlæst eller kasseret."))
    return found


def _planned(
    user: User | None,
    authority: Authority,
    file_name: str,
    content: bytes,
    mapping: Mapping[str, str] | None,
    *,
    lock: bool = False,
) -> tuple[Preview, Plan]:
    if user is not None and user.authority_id != authority.pk:
        raise ValueError("A user acts in the authority of the user only")
    table = read_table(content, file_name)
    shown_name = hide_cpr(file_name)
    chosen = {**mapping_kept(authority), **(mapping or {})}
    columns = columns_for(table.headings, chosen)
    problems = column_problems(columns)
    if problems:
        return Preview(shown_name, table.headings, columns, problems=tuple(problems)), Plan()
    pack = policy_in_force(authority, today(authority))
    reading = _read(table, columns, labels_of(pack), shown_name)
    plan = _plan(user, authority, columns, reading, lock=lock)
    preview = preview_of(shown_name, table, columns, reading, plan, titles_of(pack), facts_asked(pack))
    return preview, plan


def _read(table: Table, columns: Mapping[str, str], labels: Mapping[str, Labels], name: str) -> Reading:
    reading = read_citizens(table, columns, labels)
    if not reading.rows and not reading.error_count:
        raise Rejected("Filen har overskrifter, men ingen borgere.", file=name)
    return reading


def _plan(
    user: User | None, authority: Authority, columns: Mapping[str, str], reading: Reading, *, lock: bool
) -> Plan:
    numbers = {row.values["cpr"] for row in reading.rows if "cpr" in row.values}
    indexes = {digits: identity._index(authority, digits) for digits in numbers}
    known = known_of(
        authority,
        [row.citizen for row in reading.rows],
        facts=[name for name in columns.values() if name and BY_NAME[name].is_fact],
        cpr_indexes=indexes.values(),
        spells="worked_in" in columns.values(),
        lock=lock,
    )
    return Planner(user, today(authority), columns, known, names_of(authority), indexes).run(reading)


def _refuse_unless_clean(preview: Preview, expected: str | None) -> None:
    if preview.problems:
        raise ImportRefused(" ".join(preview.problems), preview)
    if preview.error_count:
        raise ImportRefused(_("Filen har fejl. Intet er indlæst."), preview)
    if expected is not None and expected != preview.fingerprint:
        raise ImportRefused(
            _("Oplysningerne er ændret, siden du så dem. Se ændringerne igennem, og indlæs så."), preview
        )


def _journal(user: User | None, batch: Batch, what: str, citizens: list[int]) -> None:
    text = f"{what}: {batch.file_name} (indlæsning {batch.pk})"
    journal_write(actor=user, authority=batch.authority, action="import", what=text)
    journal_write_list(actor=user, authority=batch.authority, action="import", what=text, citizens=citizens)


def _answer_anew(authority: Authority, citizens: list[int]) -> None:
    if citizens:
        few = citizens if len(citizens) < FEW else None
        answers_refresh(authority=authority, on=today(authority), citizens=few)
