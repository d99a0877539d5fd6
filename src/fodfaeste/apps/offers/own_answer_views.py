"""The signed-in citizen's own yes or no to an agreement before it begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.drafts.keeping import draft_sent, kept_for
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.access import own_agreement_for
from fodfaeste.apps.offers.answering import agreement_answer
from fodfaeste.apps.offers.codes import ANSWERS, PLANNED, SIGNED_IN, YES
from fodfaeste.apps.offers.forms import AnswerForm
from fodfaeste.apps.offers.services import NotPossible
from fodfaeste.design.templatetags.design import day
from fodfaeste.installation.clock import today

REFUSED = 422


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_agreement(request: HttpRequest, agreement: int) -> HttpResponse:
    """Read an agreement, and say yes or no to it; until it begins the answer can be changed."""
    found = own_agreement_for(request.user, agreement)
    kept = kept_for(request, f"offers.answer:{found.pk}")
    said = {"answer": found.answer, "words": found.answer_words}
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial=said | kept.values)
    if request.method == "POST" and form.is_valid():
        try:
            agreement_answer(user=request.user, agreement=found, how=SIGNED_IN, **form.cleaned_data)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            draft_sent(request)
            messages.success(request, _said(form.cleaned_data["answer"], day(found.begins)))
            return redirect("offers:my_agreement", found.pk)
    pack = policy_in_force(found.authority, today(found.authority))
    context = {
        "agreement": found,
        "offer": capfirst(offer_title(found.offer, pack)),
        "answered": ANSWERS.get(found.answer, ""),
        "may_answer": found.state == PLANNED,
        "form": form,
        "kept": kept,
    }
    return render(request, "offers/my_agreement.html", context, status=REFUSED if form.errors else 200)


def _said(answer: str, begins: str) -> str:
    if answer == YES:
        return _("Du har sagt ja. Det begynder %(day)s.") % {"day": begins}
    return _("Du har sagt nej. Din sagsbehandler ser det og tager kontakt: intet er afgjort endnu.")
