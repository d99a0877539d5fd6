"""A CV text proposes skills, licences and languages; the citizen accepts or strikes each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import asks_for_reason, own_citizen_for, profile_for
from fodfaeste.apps.citizens.cv_forms import CvChoicesForm, CvForm
from fodfaeste.apps.citizens.cv_models import CvText
from fodfaeste.apps.citizens.cv_services import cv_choose, cv_read, cv_text_delete
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.text_page import found_in, pieces_of

REFUSED = 422
PAGE = "CV som tekst"


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_cv(request: HttpRequest) -> HttpResponse:
    """Put a CV text in. It is read at once, and nothing of it counts yet."""
    found = own_citizen_for(request.user, what=PAGE)
    form = CvForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept = cv_read(user=request.user, citizen=found, text=form.cleaned_data["text"])
        return redirect("citizens:my_cv_text", kept.pk)
    context = {"citizen": found, "form": form, "texts": _texts(found)}
    return render(request, "citizens/my_cv.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_cv_text(request: HttpRequest, cv: int) -> HttpResponse:
    """What was found in the text, to be accepted or struck one by one."""
    kept = _own_text(request.user, cv)
    found = found_in(kept) if kept.deleted_at is None else []
    is_open = kept.decided_at is None and kept.deleted_at is None
    form = CvChoicesForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_open and form.is_valid():
        count = cv_choose(user=request.user, cv_text=kept, taken=form.taken(), keep=form.keeps)
        text = ngettext("%(count)d ting er taget med.", "%(count)d ting er taget med.", count)
        messages.success(request, text % {"count": count})
        return redirect("citizens:my_profile")
    context = {"cv": kept, "form": form, "found": found, "pieces": pieces_of(kept), "is_open": is_open}
    return render(request, "citizens/my_cv_text.html", context, status=REFUSED if form.errors else 200)


@require_POST
@role_required(Role.CITIZEN)
def my_cv_delete(request: HttpRequest, cv: int) -> HttpResponse:
    """Delete the text itself."""
    cv_text_delete(user=request.user, cv_text=_own_text(request.user, cv))
    messages.success(request, _("Teksten er slettet. Det, du har taget med fra den, står der stadig."))
    return redirect("citizens:my_cv")


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def cv(request: HttpRequest, pid: str) -> HttpResponse:
    """What a citizen has accepted of the CV texts put in; the texts themselves are the citizen's."""
    found = profile_for(request.user, pid, what=PAGE, session=request.session)
    taken = [
        (text, [one for one in found_in(text) if one.choice == "must"])
        for text in _texts(found)
        if text.decided_at is not None
    ]
    return render(request, "citizens/cv.html", {"citizen": found, "taken": taken})


def _texts(citizen: Citizen) -> list[CvText]:
    rows = CvText.objects.filter(citizen=citizen).select_related("authority").prefetch_related("proposals")
    return list(rows.order_by("-pk")[:20])


def _own_text(user: User, cv: int) -> CvText:
    found = own_citizen_for(user, what=PAGE)
    rows = CvText.objects.filter(citizen=found, pk=cv).select_related("authority", "citizen__authority")
    kept = rows.prefetch_related("proposals").first()
    if kept is None:
        raise Http404(_("Teksten findes ikke."))
    return kept
