"""Putting a backup back, and proving one without touching anything."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.identity import keys_check
from fodfaeste.apps.journal.services import Verdict, journal_verify, journal_write
from fodfaeste.apps.journal.triggers import missing_triggers
from fodfaeste.apps.operation.contents import contents_of
from fodfaeste.apps.operation.database_copies import database_replace, scratch_database
from fodfaeste.apps.operation.manifest import (
    BackupRefused,
    Manifest,
    check_contents,
    check_files,
    check_version,
    manifest_in,
)
from fodfaeste.apps.operation.putting_back import files_put_back, kept_aside
from fodfaeste.apps.operation.versions import steps_missing
from fodfaeste.installation.keys_file import OpenedKeys
from fodfaeste.installation.secrets import Secrets, installation_secrets


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a backup is whole: counted and reckoned, not promised."""

    manifest: Manifest
    steps: int  # migrations that brought it up to this version
    journal: Verdict
    readable: int | None  # CPR numbers opened with the keys here; not known where only the copy was proved
    before: Path | None = None  # the backup of what was there


def manifest_checked(folder: Path) -> Manifest:
    """The list of a backup, with every file held against it and its version known here."""
    manifest = manifest_in(folder)
    check_files(manifest, folder)
    check_version(manifest, connection.vendor)
    return manifest


def backup_prove(folder: Path) -> Proof:
    """Restore a backup into a database of its own, hold it against what was counted, and throw it away."""
    manifest = manifest_checked(folder)
    with scratch_database(folder.absolute().parent) as (alias, address):
        database_replace(folder / manifest.database, database=alias)
        check_contents(manifest, contents_of(alias))
        missing = len(steps_missing(alias))
        if missing:
            connections[alias].close()
            _migrate_apart(address)
        verdict = _journal_whole(manifest, alias)
    return Proof(manifest, missing, verdict, None)


def backup_restore(folder: Path, *, replace: bool, opened: OpenedKeys | None = None) -> Proof:
    """Put a backup in the place of what the installation holds, and prove that it came whole.

    What was there is put back where the proof fails.
    """
    manifest = manifest_checked(folder)
    _require_keys(manifest, opened.keys if opened else installation_secrets())
    is_empty = contents_of().is_empty
    if not is_empty and not replace:
        raise BackupRefused(
            "Her er allerede oplysninger. Giv --replace, så bliver de først kopieret og så skiftet ud"
        )
    with kept_aside(folder.absolute().parent, is_empty=is_empty) as before:
        if opened:
            opened.put_in_force()
        database_replace(folder / manifest.database)
        check_contents(manifest, contents_of())
        files_put_back(folder, manifest)
        return _come_up(manifest, before)


def _come_up(manifest: Manifest, before: Path | None) -> Proof:
    from django.core.management import call_command

    missing = len(steps_missing())
    if missing:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    verdict = _journal_whole(manifest, DEFAULT_DB_ALIAS)
    report = keys_check()
    if report.unreadable:
        raise BackupRefused(f"{report.unreadable} CPR-numre kan ikke læses med nøglerne her")
    with transaction.atomic():
        for authority in Authority.objects.order_by("pk"):
            what = f"Gendannet fra en sikkerhedskopi af {manifest.made_at}"
            journal_write(actor=None, authority=authority, action="import", what=what)
    return Proof(manifest, missing, verdict, report.identities, before)


def _journal_whole(manifest: Manifest, database: str) -> Verdict:
    verdict = journal_verify(database=database)
    if not verdict.is_whole:
        raise BackupRefused(f"Logbogen i kopien er ikke hel: forsegling {verdict.broken_seal} passer ikke")
    if manifest.contents.journal not in ("", verdict.last_hash):
        raise BackupRefused("Logbogen i kopien ender ikke med den forsegling, kopien blev taget med")
    if missing := missing_triggers(connections[database]):
        raise BackupRefused(f"Databasens værn om logbogen kom ikke med: {', '.join(missing)}")
    return verdict


def _require_keys(manifest: Manifest, secrets: Secrets) -> None:
    lacking = sorted(set(manifest.contents.keys) - set(secrets.keys))
    if lacking:
        raise BackupRefused(
            f"Nøglen {', '.join(lacking)} mangler i secrets.toml, så CPR-numrene kan ikke læses. "
            "Hent nøglerne med: fodfaeste restore MAPPE --keys FIL"
        )


def _migrate_apart(address: str) -> None:
    """In a process of its own, for which there is no other database: no step can touch the one in use."""
    command = [sys.executable, "-m", "fodfaeste.cli", "migrate"]
    environment = {**os.environ, "FODFAESTE_DATABASE": address}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - this program
    if done.returncode:
        raise BackupRefused("Kopien kan ikke bringes op til denne udgave: fodfaeste migrate siger fra")
