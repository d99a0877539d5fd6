"""A citizen's job log, where the law has a ground for reading it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.apps.plans import access
from fodfaeste.apps.plans.grounds import log_grounds, may_look_in
from fodfaeste.apps.plans.models import JobLogEntry
from fodfaeste.apps.plans.selectors import log_lines, log_of
from fodfaeste.apps.systems.scopes import PEOPLE_READ
from fodfaeste.installation.clock import today

router = Router(tags=["Job logs"])


class LogEntry(Schema):
    """A job the citizen has applied for."""

    id: str
    company: str
    title: str
    how: str
    how_text: str
    applied_on: date
    state: str
    state_text: str
    note: str


def _entries(rows: list[JobLogEntry]) -> list[LogEntry]:
    plain = ("company", "title", "how", "applied_on", "state", "note")
    return [
        LogEntry(
            id=line.entry.entry,
            how_text=line.how,
            state_text=line.state,
            **{name: getattr(line.entry, name) for name in plain},
        )
        for line in log_lines(rows)
    ]


def _log(request: HttpRequest, pid: str) -> Any:
    """A job log, where the law has a ground for reading it."""
    found = seen(request, pid, access.JOB_LOG)
    if not may_look_in(log_grounds(found, today(found.authority))):
        raise PermissionDenied(_("Loven giver ikke grund til at læse borgerens joblog."))
    return log_of(found)


@operation(
    router,
    "GET",
    "/citizens/{pid}/job-log",
    scope=PEOPLE_READ,
    screens=("plans:job_log",),
    answer=Listed[LogEntry],
    is_person=True,
)
def job_log_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's job log, the newest application first; only where the law has a ground for reading it."""
    shown, following = page_of_rows(request, _log(request, pid), paging)
    return Listed[LogEntry](items=_entries(shown), next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/job-log/{entry}",
    scope=PEOPLE_READ,
    screens=("plans:job_log",),
    answer=LogEntry,
    is_person=True,
)
def job_log_read(request: HttpRequest, pid: str, entry: str) -> Any:
    """One entry of a job log, as it stands."""
    found = _log(request, pid).filter(entry=entry).first()
    if found is None:
        raise Http404(_("Det findes ikke her."))
    return _entries([found])[0]
