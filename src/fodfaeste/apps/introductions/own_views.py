"""The citizen's own yes or no to a company seeing the CV."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.introductions import access, codes
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.introductions.question_page import lines_of, question_page
from fodfaeste.apps.introductions.selectors import introductions_of
from fodfaeste.apps.introductions.services import (
    NotPossible,
    introduction_answer,
    introduction_withdraw,
)
from fodfaeste.installation.clock import today

REFUSED = 422
ROWS_A_PAGE = 50
ANSWERS = ("yes", "no", "withdraw")


@require_safe
@role_required(Role.CITIZEN)
def my_introductions(request: HttpRequest) -> HttpResponse:
    """What the citizen has been asked about, and what was answered."""
    found = access.own_introductions_for(request.user)
    page = Paginator(introductions_of(found), ROWS_A_PAGE).get_page(request.GET.get("side"))
    lines = lines_of(list(page), today(found.authority))
    return render(request, "introductions/my_introductions.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_introduction(request: HttpRequest, introduction: str) -> HttpResponse:
    """One question: what would be shown, to whom, until when; yes, no, or take a yes back."""
    found = access.own_introduction_for(request.user, introduction)
    refusal = ""
    if request.method == "POST":
        try:
            said = answer_store(request.user, found, request.POST.get("answer", ""), codes.SELF)
        except NotPossible as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect("introductions:my_introduction", introduction)
    context = {**question_page(found), "refusal": refusal}
    status = REFUSED if refusal else 200
    return render(request, "introductions/my_introduction.html", context, status=status)


def answer_store(user: User, found: Introduction, answer: str, how: str, why: str = "") -> str:
    """Store what was pressed, and say what it means."""
    if answer not in ANSWERS:
        raise NotPossible(_("Vælg ja eller nej."))
    if answer == "withdraw":
        introduction_withdraw(user=user, introduction=found, how=how, why=why)
        return _("Dit ja er trukket tilbage. Virksomheden ser ikke mere.")
    introduction_answer(user=user, introduction=found, yes=answer == "yes", how=how, why=why)
    if answer == "yes":
        return _("Du har sagt ja. Du kan trække det tilbage, når du vil.")
    return _("Du har sagt nej. Det har ingen følger for dig eller din ydelse.")
