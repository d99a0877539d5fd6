"""A plan agreed to by somebody who has not signed in: by a personal link, or through a case worker."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_done, thing_gone, thing_page
from fodfaeste.apps.plans import codes, services
from fodfaeste.apps.plans.access import PLAN
from fodfaeste.apps.plans.forms import ViewForm
from fodfaeste.apps.plans.models import Plan
from fodfaeste.apps.plans.selectors import page_of, with_all
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.design.templatetags.design import day as day_text

#: The reason itself stands with what was done for the citizen.
ON_BEHALF_WHY = "Skrevet for borgeren; grunden står under det, der er gjort på borgerens vegne."


def plans_to_sign(citizen: Citizen) -> Iterator[Thing]:
    """The plan that waits for the citizen, if one does."""
    for plan in Plan.objects.filter(citizen=citizen, state=codes.PROPOSED):
        yield Thing(plan.pk, _("Planen, der blev foreslået %(day)s") % {"day": day_text(plan.proposed_at)})


@opens("sign", "plans.plan", things=plans_to_sign)
def sign_plan(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """The plan as it was proposed: agree to it, or say what should be different."""
    plan = with_all(Plan.objects.filter(citizen=errand.citizen, pk=errand.about_id)).first()
    if plan is None:
        return thing_gone(request, errand)
    form = ViewForm(request.POST if "decline" in request.POST else None)
    error = ""
    if request.method == "POST":
        try:
            if said := _answer(request, errand, user, plan, form):
                return thing_done(request, errand, said)
            error = " ".join(form.errors["view"])
        except NotPossible as refused:
            error = str(refused)
    else:
        journal_write(actor=user, authority=user.authority, action="see", what=PLAN, citizen=plan.citizen)
    context = {"page": page_of(plan), "citizen": plan.citizen, "form": form}
    return thing_page(request, "plans/signing.html", errand, context, error=error)


def _answer(request: HttpRequest, errand: Errand, user: User, plan: Plan, form: ViewForm) -> str:
    """What came of an answer, in words; empty where the form says what is missing."""
    if "decline" in request.POST:
        if not form.is_valid():
            return ""
        services.plan_decline(user=user, plan=plan, view=form.cleaned_data["view"])
        return _("Det er skrevet ned, og din sagsbehandler kan se det.")
    version = request.POST.get("version", "")
    services.plan_agree(
        user=user,
        plan=plan,
        version=int(version) if version.isdecimal() else 0,
        how=codes.ON_BEHALF if errand.is_on_behalf else codes.BY_LINK,
        why=ON_BEHALF_WHY if errand.is_on_behalf else "",
    )
    return _("Planen er aftalt.")
