"""Indlæs: a spreadsheet is looked at, put in, and taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.imports import services
from fodfaeste.apps.imports.access import IMPORTERS, batch_for
from fodfaeste.apps.imports.forms import MappingForm, UploadForm
from fodfaeste.apps.imports.models import Batch, BatchState
from fodfaeste.apps.imports.preview import Preview, field_title
from fodfaeste.apps.imports.selectors import batches_listed, fields_under
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.design.danish import said_of
from fodfaeste.design.templatetags.design import moment
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Put a file up, and the files so far."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = services.batch_upload(user=request.user, file_name=file.name, content=file.read())
        except Rejected as refused:
            form.add_error("file", said_of(refused))
        else:
            return redirect("imports:batch", batch=batch.pk)
    page = Paginator(batches_listed(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {"form": form, "page": page, "fields": fields_under(request.user)}
    return render(request, "imports/imports.html", context, status=422 if form.errors else 200)


@role_required(*IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """One file: what it would do, or what it did."""
    found = batch_for(request.user, batch)
    if request.method != "POST":
        return _page(request, found)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return _page(request, found, refused=_("Vælg, hvad der skal ske med filen."))
    try:
        return action(request, found)
    except FodfaesteError as refused:
        return _page(request, batch_for(request.user, batch), refused=said_of(refused))


def _apply(request: HttpRequest, batch: Batch) -> HttpResponse:
    applied = services.import_apply(
        user=request.user,
        authority=batch.authority,
        file_name=batch.file_name,
        content=services.batch_content(batch),
        mapping=batch.mapping,
        batch=batch,
        expected=request.POST.get("fingerprint", ""),
    )
    said = _("%(file)s er indlæst: %(created)s nye, %(changed)s ændrede, %(unchanged)s uændrede.")
    counts = {"created": applied.created, "changed": applied.changed, "unchanged": applied.unchanged}
    messages.success(request, said % {"file": applied.file_name, **counts})
    return redirect("imports:batch", batch=batch.pk)


def _undo(request: HttpRequest, batch: Batch) -> HttpResponse:
    services.import_undo(user=request.user, batch=batch)
    messages.success(request, _("Indlæsningen er fortrudt. Alt er, som det var før."))
    return redirect("imports:batch", batch=batch.pk)


def _drop(request: HttpRequest, batch: Batch) -> HttpResponse:
    services.batch_drop(user=request.user, batch=batch)
    messages.success(request, _("Filen er kasseret. Intet er indlæst."))
    return redirect("imports:imports")


def _map(request: HttpRequest, batch: Batch) -> HttpResponse:
    form = MappingForm(batch.mapping, request.POST)
    if not form.is_valid():
        return _page(request, batch, refused=_("Vælg et felt fra listen for hver kolonne."))
    services.batch_map(batch=batch, mapping=form.mapping())
    return redirect("imports:batch", batch=batch.pk)


ACTIONS = {"apply": _apply, "undo": _undo, "drop": _drop, "map": _map}


def _page(request: HttpRequest, batch: Batch, refused: str = "") -> HttpResponse:
    context: dict[str, object] = {"batch": batch, "refused": refused, "today": today(batch.authority)}
    if batch.state == BatchState.PREVIEWED:
        context["form"] = MappingForm(batch.mapping)
        try:
            context["preview"] = preview = _preview(request, batch)
            context["counts"] = _would_do(preview)
            context["more_errors"] = _more_errors(preview)
        except FodfaesteError as error:
            context["unreadable"] = said_of(error)
    else:
        context["counts"] = _did(batch)
        context["columns"] = [
            {"name": heading, "value": field_title(name) if name else _("Bruges ikke")}
            for heading, name in batch.mapping.items()
        ]
    return render(request, "imports/batch.html", context, status=422 if refused else 200)


def _would_do(preview: Preview) -> list[dict[str, object]]:
    counts = (
        (_("Nye borgere"), preview.new),
        (_("Borgere, der ændres"), preview.changed),
        (_("Uændrede"), preview.unchanged),
        (_("Fejl"), preview.error_count),
    )
    return [{"name": name, "value": value} for name, value in counts]


def _did(batch: Batch) -> list[dict[str, object]]:
    said: list[tuple[str, object]] = [
        (_("Nye borgere"), batch.created),
        (_("Ændrede borgere"), batch.changed),
        (_("Uændrede"), batch.unchanged),
    ]
    if batch.undone_at:
        said.insert(0, (_("Fortrudt"), moment(batch.undone_at)))
    if batch.applied_at:
        said.insert(0, (_("Indlæst"), moment(batch.applied_at)))
    return [{"name": name, "value": value} for name, value in said]


def _preview(request: HttpRequest, batch: Batch) -> Preview:
    """The preview; the citizens that it shows were seen, and the journal says so."""
    preview = services.import_preview(
        user=request.user,
        authority=batch.authority,
        file_name=batch.file_name,
        content=services.batch_content(batch),
        mapping=batch.mapping,
    )
    journal_write_list(
        actor=request.user,
        authority=batch.authority,
        action="list",
        what=f"Indlæs: ændringer i {batch.file_name}",
        citizens=preview.citizens,
    )
    return preview


def _more_errors(preview: Preview) -> str:
    more = preview.error_count - len(preview.errors)
    if not more:
        return ""
    return ngettext("Og %(count)s fejl mere.", "Og %(count)s fejl mere.", more) % {"count": more}
