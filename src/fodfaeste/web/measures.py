"""Counts of requests across the server's processes, for whoever watches the machine.

`fodfaeste serve` names a folder in memory where its processes keep their counts side by side; without
one, each process counts for itself. Labels are names of pages and statuses, so there is nothing of
people in them, and no more of them than there are pages.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from fodfaeste.installation.measures_folder import FOLDER

SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0)

_own = CollectorRegistry()
REQUESTS = Counter(
    "fodfaeste_requests", "Requests answered, by page and status", ["route", "status"], registry=_own
)
DURATION = Histogram(
    "fodfaeste_request_seconds", "Time to an answer, by page", ["route"], registry=_own, buckets=SECONDS
)


def observe(route: str, status: int, seconds: float) -> None:
    """Count one answer."""
    REQUESTS.labels(route, str(status)).inc()
    DURATION.labels(route).observe(seconds)


def requests_registry() -> CollectorRegistry:
    """What has been counted: by all processes together where they have a folder in common."""
    if FOLDER not in os.environ:
        return _own
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def forget_process(process: int) -> None:
    """A process has ended: what it counted stays, what it measured of itself goes."""
    if FOLDER in os.environ:
        mark_process_dead(process)  # type: ignore[no-untyped-call]
