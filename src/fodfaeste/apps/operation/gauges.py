"""Counts of the installation at this moment, for whoever watches: none of people, none with an id."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from fodfaeste import __version__
from fodfaeste.apps.jobs.selectors import job_counts, longest_wait, nights
from fodfaeste.apps.jobs.signs import workers_alive
from fodfaeste.apps.journal.services import oldest_unsealed
from fodfaeste.apps.operation.kept import last_backup
from fodfaeste.apps.operation.messages import messages_waiting
from fodfaeste.apps.operation.processes import memory_of_server
from fodfaeste.apps.operation.room import rooms, sqlite_file
from fodfaeste.apps.operation.versions import steps_missing
from fodfaeste.installation import clock

Labels = dict[str, str]
Rows = Iterable[tuple[Labels, float]]


class InstallationGauges(Collector):
    """Asks the database when it is asked itself, so that every process gives the same answer."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, words, rows in _measures():
            yield _family(f"fodfaeste_{name}", words, list(rows))


def _measures() -> Iterator[tuple[str, str, Rows]]:
    now = clock.true_now()
    yield "info", "The version that answers", [({"version": __version__}, 1)]
    yield "migrations_missing", "Steps the database lacks", _one(len(steps_missing()))
    yield "workers", "Workers that live", _one(workers_alive().count())
    yield (
        "jobs",
        "Jobs by kind and state",
        (({"kind": kind, "state": state}, count) for (kind, state), count in job_counts().items()),
    )
    yield (
        "job_wait_seconds",
        "How long the job longest in turn has waited",
        _one(longest_wait().total_seconds()),
    )
    found = nights()
    yield (
        "night_late",
        "1: the night's work is not done in time",
        (({"authority": night.authority.slug}, float(night.is_late)) for night in found),
    )
    yield "journal_unsealed_seconds", "Age of the oldest line without a seal", _age(oldest_unsealed(), now)
    yield (
        "messages_waiting",
        "Messages by receiver and state that are not received",
        (({"receiver": receiver, "state": state}, count) for (receiver, state), count in messages_waiting()),
    )
    backup = last_backup()
    yield "backup_age_seconds", "Time since the last backup", _age(backup.made_at if backup else None, now)
    yield "database_bytes", "Size of the database", _one(database_bytes())
    yield (
        "disk_free_bytes",
        "Room left",
        (({"disk": name}, room.free) for name, room in zip(("var", "database"), rooms(), strict=False)),
    )
    processes, size = memory_of_server()
    yield "server_processes", "Processes of the web server", _one(processes)
    yield "server_memory_bytes", "Memory of the web server's processes", _one(size)


def _one(value: float) -> Rows:
    return [({}, value)]


def _age(since: datetime | None, now: datetime) -> Rows:
    """Seconds since an instant; nothing where there is none."""
    return [({}, max((now - since).total_seconds(), 0))] if since else []


def _family(name: str, words: str, rows: list[tuple[Labels, float]]) -> GaugeMetricFamily:
    labels = list(rows[0][0]) if rows else []
    family = GaugeMetricFamily(name, words, labels=labels)
    for given, value in rows:
        family.add_metric([given[label] for label in labels], value)
    return family


def database_bytes() -> int:
    """How much the database takes on its disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = sqlite_file()
    parts = [file, Path(f"{file}-wal")] if file else []
    return sum(part.stat().st_size for part in parts if part.exists())
