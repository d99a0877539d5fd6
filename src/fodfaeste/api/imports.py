"""Spreadsheets in: put up, looked at, applied whole or not at all, taken back."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from fodfaeste.api.asked import number_of
from fodfaeste.api.forms import Body, Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.apps.imports import services
from fodfaeste.apps.imports.access import batch_for
from fodfaeste.apps.imports.forms import MappingForm, UploadForm
from fodfaeste.apps.imports.models import Batch, BatchState
from fodfaeste.apps.imports.selectors import batches_listed
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import IMPORTS
from fodfaeste.core.errors import Rejected
from fodfaeste.design.danish import said_of

router = Router(tags=["Imports"])


class BatchLine(Schema):
    """A file: what it was, and what became of it."""

    id: str
    file_name: str
    state: str
    uploaded_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None
    created: int
    changed: int
    unchanged: int
    mapping: dict[str, str]


def _line(batch: Batch) -> BatchLine:
    return BatchLine(
        id=outside_id("import", batch.pk),
        **{name: getattr(batch, name) for name in BatchLine.model_fields if name != "id"},
    )


def _batch(request: HttpRequest, batch: str) -> Batch:
    return batch_for(request.user, number_of("import", batch))


@operation(router, "GET", "/imports", scope=IMPORTS, screens=("imports:imports",), answer=Listed[BatchLine])
def imports_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Files that wait, went in or were taken back, the newest first."""
    shown, following = page_of_rows(request, batches_listed(request.user), paging)
    return Listed[BatchLine](items=[_line(one) for one in shown], next=following)


@operation(
    router, "POST", "/imports", scope=IMPORTS, screens=("imports:imports",), answer=BatchLine, status=201
)
def import_create(request: HttpRequest, file: Annotated[UploadedFile, File()]) -> Any:
    """Put a spreadsheet up, as multipart/form-data. Nothing of it counts before it is applied."""
    form = UploadForm({}, {"file": file})
    if not form.is_valid():
        raise form_problem(form)
    sent = form.cleaned_data["file"]
    try:
        batch = services.batch_upload(user=request.user, file_name=sent.name, content=sent.read())
    except Rejected as refused:
        raise FieldProblem([("file", said_of(refused))]) from None
    return _line(batch)


class RowWrong(Schema):
    """What is wrong with a row."""

    row: int
    field: str
    reason: str


class PreviewTold(Schema):
    """What a file would do, or did. `fingerprint` says which preview is agreed to."""

    batch: BatchLine
    new: int
    changed: int
    unchanged: int
    problems: list[str]
    errors: list[RowWrong]
    error_count: int
    warnings: list[str]
    fingerprint: str


@operation(
    router,
    "GET",
    "/imports/{batch}",
    scope=IMPORTS,
    screens=("imports:batch",),
    answer=PreviewTold,
    is_person=True,
)
def import_read(request: HttpRequest, batch: str) -> Any:
    """One file: what it would do, or what it did."""
    return _told(request, _batch(request, batch))


def _told(request: HttpRequest, found: Batch) -> PreviewTold:
    if found.state != BatchState.PREVIEWED:
        counts = {"new": found.created, "changed": found.changed, "unchanged": found.unchanged}
        nothing: dict[str, Any] = {"problems": [], "errors": [], "error_count": 0, "warnings": []}
        return PreviewTold(batch=_line(found), fingerprint="", **counts, **nothing)
    preview = services.import_preview(
        user=request.user,
        authority=found.authority,
        file_name=found.file_name,
        content=services.batch_content(found),
        mapping=found.mapping,
    )
    journal_write_list(
        actor=request.user,
        authority=found.authority,
        action="list",
        what=f"Indlæs: ændringer i {found.file_name}",
        citizens=preview.citizens,
    )
    return PreviewTold(
        batch=_line(found),
        problems=list(preview.problems),
        errors=[RowWrong(row=one.row, field=one.field, reason=one.reason) for one in preview.errors],
        warnings=list(preview.warnings),
        **{
            name: getattr(preview, name)
            for name in ("new", "changed", "unchanged", "error_count", "fingerprint")
        },
    )


class MapBody(Body):
    """What each column is: heading to field; empty for one that is not used."""

    mapping: Annotated[dict[str, Annotated[str, Field(max_length=60)]], Field(max_length=200)]


@operation(
    router,
    "PUT",
    "/imports/{batch}/mapping",
    scope=IMPORTS,
    screens=("imports:batch",),
    answer=BatchLine,
)
def import_map(request: HttpRequest, batch: str, body: MapBody) -> Any:
    """Choose what each column of a waiting file is."""
    found = _batch(request, batch)
    chosen = {**found.mapping, **{one: name for one, name in body.mapping.items() if one in found.mapping}}
    form = MappingForm(found.mapping, {f"column{n}": name for n, name in enumerate(chosen.values())})
    if not form.is_valid():
        raise form_problem(form, {f"column{n}": f"mapping.{one}" for n, one in enumerate(found.mapping)})
    services.batch_map(batch=found, mapping=form.mapping())
    return _line(_batch(request, batch))


class ApplyBody(Body):
    """The preview that was agreed to."""

    fingerprint: str = Field(min_length=1, max_length=100)


@operation(
    router, "POST", "/imports/{batch}/apply", scope=IMPORTS, screens=("imports:batch",), answer=BatchLine
)
def import_apply(request: HttpRequest, batch: str, body: ApplyBody) -> Any:
    """Do all that a file says, or nothing of it."""
    found = _batch(request, batch)
    applied = services.import_apply(
        user=request.user,
        authority=found.authority,
        file_name=found.file_name,
        content=services.batch_content(found),
        mapping=found.mapping,
        batch=found,
        expected=body.fingerprint,
    )
    return _line(applied)


@operation(
    router, "POST", "/imports/{batch}/undo", scope=IMPORTS, screens=("imports:batch",), answer=BatchLine
)
def import_undo(request: HttpRequest, batch: str) -> Any:
    """Take back exactly what a file brought, unless something builds on it."""
    return _line(services.import_undo(user=request.user, batch=_batch(request, batch)))


@operation(
    router, "DELETE", "/imports/{batch}", scope=IMPORTS, screens=("imports:batch",), answer=None, status=204
)
def import_drop(request: HttpRequest, batch: str) -> Any:
    """Forget a file that was looked at and not applied. Twice is once."""
    services.batch_drop(user=request.user, batch=_batch(request, batch))
