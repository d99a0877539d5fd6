"""What a company's personal link opens of an agreement at its workplace: read it, and say yes or no."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.codes import SIGN
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_done, thing_gone, thing_page
from fodfaeste.apps.offers.answering import agreement_company_answer
from fodfaeste.apps.offers.codes import ANSWERS, YES
from fodfaeste.apps.offers.forms import CompanyAnswerForm
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_at, name_shown
from fodfaeste.apps.offers.services import NotPossible
from fodfaeste.design.templatetags.design import day
from fodfaeste.installation.clock import today


def agreements_to_sign(company: Company) -> Iterable[Thing]:
    """What runs or will begin at the company's workplaces. Whose it is is not said to who makes the link."""
    pack = policy_in_force(company.authority, today(company.authority))
    for one in agreements_at(company):
        words = {"offer": offer_title(one.offer, pack), "place": one.workplace, "day": day(one.begins)}
        yield Thing(one.pk, _("Ja eller nej til %(offer)s hos %(place)s fra %(day)s") % words)


@opens(SIGN, "offers.workplace", of_company=agreements_to_sign)
def workplace_answer(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """Read an agreement at the company's workplace, and say yes or no to it."""
    company = errand.company
    found = agreements_at(company).filter(pk=errand.about_id).first() if company else None
    if found is None:
        return thing_gone(request, errand)
    form = CompanyAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            agreement_company_answer(user=user, agreement=found, **form.cleaned_data)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            return thing_done(request, errand, _said(form.cleaned_data["answer"]))
    if request.method != "POST":
        what = "Aftale ved virksomhedens arbejdssted"
        journal_write(actor=user, authority=found.authority, action="see", what=what, citizen=found.citizen)
    return thing_page(
        request,
        "offers/link_workplace.html",
        errand,
        _page(errand, found, form),
        is_refused=bool(form.errors),
    )


def _page(errand: Errand, found: Agreement, form: CompanyAnswerForm) -> dict[str, object]:
    pack = policy_in_force(found.authority, today(found.authority))
    return {
        "agreement": found,
        "offer": capfirst(offer_title(found.offer, pack)),
        "name": name_shown(found),
        "answered": ANSWERS.get(found.company_answer, ""),
        # An answer that is refused has not spent the link: what was refused can be sent again.
        "may_answer": form.is_bound or not errand.is_spent,
        "form": form,
    }


def _said(answer: str) -> str:
    if answer == YES:
        return _("I har sagt ja. Kommunen kan se det.")
    return _("I har sagt nej. Kommunen kan se det og ringer til jer.")
