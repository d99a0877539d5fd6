"""The outbox on screen: what waits for a person, one message, and what is done about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.citizens.access import asks_for_reason
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.outbox import mending
from fodfaeste.apps.outbox.access import MENDERS, message_for
from fodfaeste.apps.outbox.codes import LETTER, STATES
from fodfaeste.apps.outbox.forms import HandOverForm, WithdrawForm
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.outbox_page import (
    COLUMNS,
    message_lines,
    message_page,
    receiver_lines,
    sees_counts,
)
from fodfaeste.apps.outbox.selectors import messages_to_mend

ON_A_PAGE = 50
REFUSED = 422


@require_safe
@role_required(*MENDERS)
def outbox(request: HttpRequest) -> HttpResponse:
    """What did not come through and waits for a person; for leaders also how each receiver is."""
    page = Paginator(messages_to_mend(request.user), ON_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Udbakke",
        citizens={message.citizen_id for message in page if message.citizen_id},
    )
    context = {"page": page, "lines": message_lines(page), "sees_counts": sees_counts(request.user)}
    if context["sees_counts"]:
        context["receivers"] = receiver_lines(request.user.authority)
        context["columns"] = [STATES[state] for state in COLUMNS]
    return render(request, "outbox/outbox.html", context)


@require_safe
@role_required(*MENDERS)
@asks_for_reason
def message(request: HttpRequest, message: int) -> HttpResponse:
    """One message: what happened to it, and what can be done."""
    return _shown(request, _found(request, message))


@require_POST
@role_required(*MENDERS)
@asks_for_reason
def mend(request: HttpRequest, message: int) -> HttpResponse:
    """Send a message again, made from what is recorded now."""
    found = _found(request, message)
    try:
        mending.message_mend(user=request.user, message=found)
    except mending.NotPossible as error:
        return _shown(request, found, problem=str(error))
    return _done(request, _("Meddelelsen sendes igen."))


@require_POST
@role_required(*MENDERS)
@asks_for_reason
def withdraw(request: HttpRequest, message: int) -> HttpResponse:
    """Take a message back with a reason."""
    found, form = _found(request, message), WithdrawForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, withdraw_form=form)
    try:
        mending.message_withdraw(user=request.user, message=found, why=form.cleaned_data["why"])
    except mending.NotPossible as error:
        return _shown(request, found, problem=str(error))
    return _done(request, _("Meddelelsen er trukket tilbage."))


@require_POST
@role_required(*MENDERS)
@asks_for_reason
def hand_over(request: HttpRequest, message: int) -> HttpResponse:
    """Give a message to a colleague."""
    found, form = _found(request, message), HandOverForm(request.user, request.POST)
    if not form.is_valid():
        return _shown(request, found, hand_over_form=form)
    to = form.cleaned_data["to"]
    try:
        mending.message_hand_over(user=request.user, message=found, to=to)
    except mending.NotPossible as error:
        return _shown(request, found, problem=str(error))
    return _done(request, _("%(name)s tager sig af meddelelsen.") % {"name": to.name})


@require_POST
@role_required(*MENDERS)
@asks_for_reason
def posted(request: HttpRequest, message: int) -> HttpResponse:
    """Write that a letter was sent, or that something was written elsewhere."""
    found = _found(request, message)
    try:
        mending.letter_posted(user=request.user, message=found)
    except mending.NotPossible as error:
        return _shown(request, found, problem=str(error))
    is_letter = found.receiver == LETTER
    return _done(
        request,
        _("Det er skrevet, at brevet er sendt.") if is_letter else _("Det er skrevet, at det er gjort."),
    )


def _found(request: HttpRequest, pk: int) -> Message:
    return message_for(request.user, pk, what="Meddelelse i udbakken", session=request.session)


def _done(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("outbox:outbox")


def _shown(
    request: HttpRequest,
    found: Message,
    *,
    withdraw_form: WithdrawForm | None = None,
    hand_over_form: HandOverForm | None = None,
    problem: str = "",
) -> HttpResponse:
    context = {
        **message_page(found),
        "withdraw_form": withdraw_form or WithdrawForm(),
        "hand_over_form": hand_over_form or HandOverForm(request.user),
        "problem": problem,
    }
    is_refused = problem or withdraw_form is not None or hand_over_form is not None
    return render(request, "outbox/message.html", context, status=REFUSED if is_refused else 200)
