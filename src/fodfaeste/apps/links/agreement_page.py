"""An agreement by link: what it is, why, and yes or no before it begins."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.codes import SIGN
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_done, thing_gone, thing_page
from fodfaeste.apps.offers.answering import agreement_answer
from fodfaeste.apps.offers.codes import ANSWERS, BY_LINK, ON_BEHALF, PLANNED, YES
from fodfaeste.apps.offers.forms import AnswerForm
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.services import NotPossible
from fodfaeste.design.templatetags.design import day
from fodfaeste.installation.clock import today


def agreement_things(citizen: Citizen) -> Iterable[Thing]:
    """Agreements that have not begun."""
    pack = policy_in_force(citizen.authority, today(citizen.authority))
    for one in citizen.agreements.filter(state=PLANNED).order_by("begins", "pk"):
        words = {"offer": offer_title(one.offer, pack), "day": day(one.begins)}
        yield Thing(one.pk, _("Ja eller nej til %(offer)s fra %(day)s") % words)


@opens(SIGN, "offers.agreement", things=agreement_things)
def agreement(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """Read an agreement, and say yes or no to it."""
    citizen = errand.citizen
    found = citizen.agreements.filter(pk=errand.about_id).first() if citizen else None
    if citizen is None or found is None:
        return thing_gone(request, errand)
    if request.method == "POST":
        return _answer(request, errand, user, found)
    journal_write(actor=user, authority=citizen.authority, action="see", what="Aftale", citizen=citizen)
    return _page(request, errand, found, AnswerForm())


def _answer(request: HttpRequest, errand: Errand, user: User, found: Agreement) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, errand, found, form)
    how = ON_BEHALF if errand.is_on_behalf else BY_LINK
    try:
        agreement_answer(user=user, agreement=found, how=how, **form.cleaned_data)
    except NotPossible as refused:
        form.add_error(None, str(refused))
        return _page(request, errand, found, form)
    if form.cleaned_data["answer"] == YES:
        return thing_done(
            request, errand, _("Der er sagt ja. Tilbuddet begynder %(day)s.") % {"day": day(found.begins)}
        )
    return thing_done(
        request,
        errand,
        _("Der er sagt nej. Sagsbehandleren ser det og tager kontakt: intet er afgjort endnu."),
    )


def _page(request: HttpRequest, errand: Errand, found: Agreement, form: AnswerForm) -> HttpResponse:
    pack = policy_in_force(found.authority, today(found.authority))
    context = {
        "agreement": found,
        "offer": capfirst(offer_title(found.offer, pack)),
        "answered": ANSWERS.get(found.answer, ""),
        # An answer that is refused has not spent the link: what was refused can be sent again.
        "may_answer": found.state == PLANNED and (form.is_bound or not errand.is_spent),
        "form": form,
    }
    return thing_page(request, "links/agreement.html", errand, context, is_refused=bool(form.errors))
