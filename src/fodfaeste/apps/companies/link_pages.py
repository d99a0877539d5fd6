"""What a company's personal link opens of its openings: to read one, or to say how many seats are left."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.companies.models import Company, Opening
from fodfaeste.apps.companies.opening_page import facts_of, state_of
from fodfaeste.apps.companies.own_forms import SeatsForm
from fodfaeste.apps.companies.own_services import opening_fill, seats_set
from fodfaeste.apps.companies.selectors import openings_of
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.apps.links.codes import ANSWER, SEE
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_done, thing_gone, thing_page
from fodfaeste.design.danish import naming
from fodfaeste.installation.clock import today

OPENING = "companies.opening"


def openings_to_see(company: Company) -> Iterable[Thing]:
    """What is open at the company, or will be."""
    for one in openings_of(company, today(company.authority)):
        yield Thing(one.pk, naming(_("Se åbningen »%(title)s«"), title=one.title))


def openings_to_answer(company: Company) -> Iterable[Thing]:
    """The same, to say how many seats are left."""
    for one in openings_of(company, today(company.authority)):
        words = naming(_("Sig, hvor mange pladser der er tilbage: »%(title)s«"), title=one.title)
        yield Thing(one.pk, words)


@opens(SEE, OPENING, of_company=openings_to_see)
def see(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """One opening as the municipality has written it down."""
    found = _opening(errand)
    if found is None or request.method == "POST":
        return thing_gone(request, errand)
    return thing_page(request, "companies/link_opening.html", errand, _page(found))


@opens(ANSWER, OPENING, of_company=openings_to_answer)
def answer(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """Say how many seats an opening has now, or that they are all taken."""
    found = _opening(errand)
    if found is None or found.withdrawn_at is not None:
        return thing_gone(request, errand, _("Åbningen er lukket. Der er ikke mere at svare på."))
    if request.POST.get("do") == "filled":
        opening_fill(user=user, opening=found)
        return thing_done(request, errand, _("Åbningen er lukket. Ingen får den foreslået mere."))
    posted = request.POST if request.method == "POST" else None
    form = SeatsForm(posted, initial={"seats": found.seats})
    if request.method == "POST" and form.is_valid():
        seats = form.cleaned_data["seats"]
        seats_set(user=user, opening=found, seats=seats)
        said = ngettext("Der er nu %(seats)d plads.", "Der er nu %(seats)d pladser.", seats)
        return thing_done(request, errand, said % {"seats": seats})
    context = {**_page(found), "form": form}
    return thing_page(request, "companies/link_opening.html", errand, context, is_refused=bool(form.errors))


def _opening(errand: Errand) -> Opening | None:
    rows = Opening.objects.filter(unit__company=errand.company, pk=errand.about_id)
    return rows.select_related("authority", "unit__company", "unit__place", "place").first()


def _page(opening: Opening) -> dict[str, object]:
    return {
        "opening": opening,
        "kind": kind_name(opening.kind),
        "state": state_of(opening, today(opening.authority)),
        "facts": facts_of(opening),
    }
