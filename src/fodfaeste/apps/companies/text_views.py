"""From a job text to an opening: put it in, look through what was found, and go on to the form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.companies.access import EDITORS, job_text_for
from fodfaeste.apps.companies.text_forms import ChoicesForm, TextForm
from fodfaeste.apps.companies.text_page import found_in, pieces_of, unnamed_in
from fodfaeste.apps.companies.text_services import job_text_read, proposals_choose


@role_required(*EDITORS)
@require_http_methods(["GET", "POST"])
def text_new(request: HttpRequest) -> HttpResponse:
    """Put a job text in. It is read at once, and nothing of it counts yet."""
    form = TextForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = job_text_read(user=request.user, text=form.cleaned_data["text"])
        return redirect("companies:text", kept.public_id)
    context = {"form": form}
    return render(request, "companies/text_new.html", context, status=422 if form.errors else 200)


@role_required(*EDITORS)
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, text: str) -> HttpResponse:
    """A job text with what was found in it, to be accepted or struck."""
    kept = job_text_for(request.user, text)
    found = found_in(kept)
    form = ChoicesForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and kept.opening is None and form.is_valid():
        proposals_choose(user=request.user, job_text=kept, choices=form.chosen())
        messages.info(request, _("Det valgte er fyldt ud. Se det igennem, og tryk på Gem."))
        return redirect(f"{reverse('companies:opening_new')}?tekst={kept.public_id}")
    context = {
        "job_text": kept,
        "form": form,
        "found": found,
        "pieces": pieces_of(kept),
        "unnamed": unnamed_in(kept),
    }
    return render(request, "companies/text.html", context, status=422 if form.errors else 200)
