"""Asking, answering, and reading what was answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import landing_for, role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.questions import services
from fodfaeste.apps.questions.access import inquiry_for, inquiry_to_answer
from fodfaeste.apps.questions.codes import CHOICES, LEAST, MOMENTS
from fodfaeste.apps.questions.forms import ChangeForm, InquiryForm, ReplyForm
from fodfaeste.apps.questions.models import Inquiry
from fodfaeste.apps.questions.selectors import answers_of, inquiries_of
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.design.templatetags.design import words
from fodfaeste.installation import clock

ASKED = (Role.CITIZEN, Role.COMPANY, Role.PARTNER)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.LEADER)
def inquiries(request: HttpRequest) -> HttpResponse:
    """What is asked and was asked, and two questions more."""
    authority, on = request.user.authority, clock.today(request.user.authority)
    pack = policy_in_force(authority, on)
    goals = [(one.id, words(one.title)) for one in pack.entries if one.kind == "goal" and one.in_force(on)]
    form = InquiryForm(goals, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.inquiry_open(leader=request.user, **form.cleaned_data)
            return redirect("questions:inquiry", made.public_id)
        except UsageError as refusal:
            form.add_error(None, str(refusal))
    rows = [(one, _goal(one, pack), MOMENTS.get(one.moment, one.moment)) for one in inquiries_of(authority)]
    page = {"form": form, "rows": rows, "has_goals": bool(goals)}
    return render(request, "questions/inquiries.html", page, status=422 if request.method == "POST" else 200)


def _goal(inquiry: Inquiry, pack: Pack) -> str:
    """The goal's title in today's policy; its id where the policy no longer has it."""
    found = next((one for one in pack.entries if one.id == inquiry.goal), None)
    return inquiry.goal if found is None else words(found.title)


@require_safe
@role_required(Role.LEADER, Role.COMMITTEE)
def inquiry(request: HttpRequest, inquiry: str) -> HttpResponse:
    """What was answered, once it is enough, and what was changed because of it."""
    found = inquiry_for(request.user, inquiry)
    answers = answers_of(found)
    page = {
        "inquiry": found,
        "goal": _goal(found, policy_in_force(found.authority, clock.today(found.authority))),
        "moment": MOMENTS.get(found.moment, found.moment),
        "answers": answers,
        "counts": [(CHOICES[choice], number) for choice, number in answers.counts],
        "least": LEAST,
        "changes": found.changes.select_related("made_by").order_by("-made_at", "-pk"),
        "form": ChangeForm() if request.user.role == Role.LEADER else None,
    }
    return render(request, "questions/inquiry.html", page)


@require_POST
@role_required(Role.LEADER)
def change(request: HttpRequest, inquiry: str) -> HttpResponse:
    """Write what was changed."""
    found, form = inquiry_for(request.user, inquiry), ChangeForm(request.POST)
    if form.is_valid():
        services.change_add(leader=request.user, inquiry=found, what=form.cleaned_data["what"])
        messages.success(request, _("De, der spørges, kan nu læse det."))
    else:
        messages.error(request, _("Skriv, hvad der er ændret."))
    return redirect("questions:inquiry", found.public_id)


@require_POST
@role_required(Role.LEADER)
def close(request: HttpRequest, inquiry: str) -> HttpResponse:
    """Ask no more."""
    found = inquiry_for(request.user, inquiry)
    services.inquiry_close(leader=request.user, inquiry=found)
    messages.success(request, _("Der spørges ikke mere."))
    return redirect("questions:inquiry", found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*ASKED)
def answer(request: HttpRequest, inquiry: str) -> HttpResponse:
    """The two questions, to be answered or passed."""
    found = inquiry_to_answer(request.user, inquiry)
    form = ReplyForm((found.first, found.second), request.POST or None)
    if request.method == "POST" and "pass" in request.POST:
        services.inquiry_pass(user=request.user, inquiry=found)
        return redirect(landing_for(request.user))
    if request.method == "POST" and form.is_valid():
        services.inquiry_answer(user=request.user, inquiry=found, **form.cleaned_data)
        messages.success(request, _("Tak for dit svar."))
        return redirect(landing_for(request.user))
    page = {
        "inquiry": found,
        "form": form,
        "changes": found.changes.order_by("-made_at", "-pk"),
        "least": LEAST,
    }
    return render(request, "questions/answer.html", page, status=422 if request.method == "POST" else 200)
