"""Everything about a person in one copy: asked for because the person wants it, then made and fetched."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, row_of
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.apps.citizens.everything import PAGES
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import copy_open, copy_order
from fodfaeste.apps.citizens.everything_views import PAGE, PrintForm
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import EVERYTHING
from fodfaeste.installation.clock import now

router = Router(tags=["Everything about a citizen"])


class CopyTold(Schema):
    """A copy: when it was asked for and why, when it was made, and when it is deleted again."""

    id: str
    ordered_at: datetime
    ordered_by: str
    why: str
    made_at: datetime | None = Field(description="Null: it is being made.")
    fetched_at: datetime | None
    delete_at: datetime


def _told(one: EverythingCopy) -> CopyTold:
    plain = ("ordered_at", "why", "made_at", "fetched_at", "delete_at")
    return CopyTold(
        id=outside_id("printout", one.pk),
        ordered_by=one.ordered_by.name,
        **{name: getattr(one, name) for name in plain},
    )


def _live(citizen: Citizen) -> QuerySet[EverythingCopy]:
    """Those that staff asked for and that are not deleted. The citizen's own are the citizen's."""
    rows = EverythingCopy.objects.filter(citizen=citizen, is_for_print=True, deleted_at__isnull=True)
    return rows.filter(delete_at__gt=now()).select_related("ordered_by", "authority", "citizen")


@operation(
    router,
    "GET",
    "/citizens/{pid}/copies",
    scope=EVERYTHING,
    screens=("citizens:everything",),
    answer=Listed[CopyTold],
    is_person=True,
)
def copies_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """The copies that can be fetched, the newest first."""
    rows = _live(changed(request, pid, PAGE)).defer("content").order_by("-pk")
    shown, following = page_of_rows(request, rows, paging)
    return Listed[CopyTold](items=[_told(one) for one in shown], next=following)


class CopyBody(Body):
    """Why the copy is made. The citizen can read it."""

    why: str = Field(min_length=10, max_length=400)


@operation(
    router,
    "POST",
    "/citizens/{pid}/copies",
    scope=EVERYTHING,
    screens=("citizens:everything",),
    answer=CopyTold,
    status=202,
    is_person=True,
)
def copy_create(request: HttpRequest, pid: str, body: CopyBody) -> Any:
    """Ask for a copy of everything. One that is being made already is given instead of another."""
    found, form = changed(request, pid, PAGE), PrintForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    why = form.cleaned_data["why"]
    return _told(copy_order(user=request.user, citizen=found, language="da", is_for_print=True, why=why))


class CopyPart(Schema):
    """One part: its columns and its rows, in words."""

    title: str
    headings: list[str]
    rows: list[list[str]]


class CopyRead(Schema):
    """Everything that stands about the citizen, part by part."""

    parts: list[CopyPart]


@operation(
    router,
    "GET",
    "/citizens/{pid}/copies/{printout}",
    scope=EVERYTHING,
    screens=("citizens:everything_print",),
    answer=CopyRead,
    is_person=True,
)
def copy_read(request: HttpRequest, pid: str, printout: str) -> Any:
    """Fetch a copy; 409 while it is being made. The fetching is journalled as an export."""
    found = row_of(_live(changed(request, pid, PAGE)), "printout", printout)
    with zipfile.ZipFile(io.BytesIO(copy_open(user=request.user, copy=found))) as archive:
        parts = json.loads(archive.read(PAGES))
    return CopyRead(
        parts=[CopyPart(title=one["title"], headings=one["headings"], rows=one["said"]) for one in parts]
    )
