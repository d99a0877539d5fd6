"""Asking whether a CV may be shown, by staff; and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason
from fodfaeste.apps.companies.access import opening_for
from fodfaeste.apps.introductions import access
from fodfaeste.apps.introductions.forms import AskForm
from fodfaeste.apps.introductions.question_page import (
    grounds_of,
    lines_of,
    lines_outside,
    parts_to_ask,
    question_page,
)
from fodfaeste.apps.introductions.selectors import introductions_for_opening, introductions_of
from fodfaeste.apps.introductions.services import ANSWER_DAYS, NotPossible, introduction_ask
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.matching.access import people_listed_for
from fodfaeste.installation.clock import today

REFUSED = 422
ROWS_A_PAGE = 50
ASKERS = Role.CASE_WORKER, Role.CONSULTANT
READERS = Role.CASE_WORKER, Role.LEADER


@require_http_methods(["GET", "POST"])
@role_required(*ASKERS)
@asks_for_reason
def ask(request: HttpRequest, opening: str, pid: str) -> HttpResponse:
    """Ask a citizen whether the company may see the CV for this opening."""
    about = opening_for(request.user, opening)
    found = access.citizen_to_ask(request.user, pid, about, session=request.session)
    on = today(found.authority)
    form = AskForm(on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            introduction_ask(user=request.user, citizen=found, opening=about, **form.cleaned_data)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Borgeren er spurgt. Intet vises, før der er sagt ja."))
            return redirect("introductions:asked", opening)
    is_worker = request.user.role == Role.CASE_WORKER
    context = {
        "citizen": found,
        "opening": about,
        "form": form,
        "parts": parts_to_ask(found, on) if is_worker else (),
        "is_worker": is_worker,
        "days": ANSWER_DAYS,
        "grounds": grounds_of(found, on),
    }
    return render(request, "introductions/ask.html", context, status=REFUSED if form.errors else 200)


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER, Role.CONSULTANT)
def asked(request: HttpRequest, opening: str) -> HttpResponse:
    """Who has been asked about an opening, and whether it is shared."""
    about = opening_for(request.user, opening)
    rows = introductions_for_opening(about).filter(citizen__in=people_listed_for(request.user))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Borgere, der er spurgt om åbningen {about.reference}",
        citizens=[row.citizen_id for row in page],
    )
    lines = lines_outside(list(page), today(about.authority))
    return render(request, "introductions/asked.html", {"opening": about, "page": page, "lines": lines})


@require_safe
@role_required(*READERS)
@asks_for_reason
def introductions(request: HttpRequest, pid: str) -> HttpResponse:
    """What a citizen was asked about, and what was answered."""
    found = access.introductions_to_read(request.user, pid, session=request.session)
    page = Paginator(introductions_of(found), ROWS_A_PAGE).get_page(request.GET.get("side"))
    lines = lines_of(list(page), today(found.authority))
    context = {"citizen": found, "page": page, "lines": lines}
    return render(request, "introductions/introductions.html", context)


@require_safe
@role_required(*READERS)
@asks_for_reason
def introduction(request: HttpRequest, pid: str, introduction: str) -> HttpResponse:
    """One question to a citizen with everything that happened."""
    found = access.introduction_to_read(request.user, pid, introduction, session=request.session)
    return render(request, "introductions/introduction.html", question_page(found))
