"""The front page, and stepping into the demo as one of seven people."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fodfaeste.apps.accounts.access import landing_for
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.accounts.services import step_in
from fodfaeste.apps.goals.access import policy_for
from fodfaeste.design.navigation import ROLE_NAMES
from fodfaeste.installation.clock import today

#: The line of the policy that the tour begins at; a municipality without it has no tour.
TOUR_BEGINS_AT = "branchespor.forsikret"


@dataclass(frozen=True, slots=True)
class Door:
    """A way into the demo: who one becomes, and what one will see."""

    role: str
    name: str | Promise
    text: str | Promise


DOORS = tuple(
    Door(role, ROLE_NAMES[role], text)
    for role, text in (
        (
            Role.CASE_WORKER.value,
            gettext_lazy(
                "Følg en linje fra politikken til dem, den gælder i dag, og tag næste skridt med én borger."
            ),
        ),
        (
            Role.CONSULTANT.value,
            gettext_lazy(
                "Se virksomhederne og deres åbninger, skriv en ny, og find de borgere, den kan passe til."
            ),
        ),
        (
            Role.LEADER.value,
            gettext_lazy(
                "Prøv en ændret politik på en kopi, og se måned for måned, hvem der så skal begynde."
            ),
        ),
        (
            Role.COMMITTEE.value,
            gettext_lazy("Se, hvad politikken siger, og hvordan det går. Kun tal, ingen enkeltpersoner."),
        ),
        (
            Role.CITIZEN.value,
            gettext_lazy("Se dine egne oplysninger, hvad kommunen skal tilbyde dig, og hvorfor."),
        ),
        (
            Role.COMPANY.value,
            gettext_lazy(
                "Skriv en åbning, og se dem, der selv har sagt ja til, at virksomheden ser deres CV."
            ),
        ),
        (
            Role.PARTNER.value,
            gettext_lazy("Se det, en sagsbehandler har delt med jer, hvorfor og hvor længe. Intet andet."),
        ),
    )
)


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in: seven roles in the demo, else the sign-in page."""
    if settings.DEMO:
        someone = User.objects.filter(username__startswith="demo-").select_related("authority").first()
        authority = someone.authority if someone else None
        return render(request, "demo/front.html", {"doors": DOORS, "authority": authority})
    if isinstance(request.user, User):
        return redirect(landing_for(request.user))
    return render(request, "demo/front.html")


@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Step into the demo as the made-up person of a role, without a password."""
    if not settings.DEMO or role not in Role.values:
        raise Http404
    user = User.objects.filter(username=f"demo-{role}").first()
    if user is None:
        messages.error(request, _("Demoen har ingen personer endnu. Kør kommandoen »fodfaeste demo« først."))
        return redirect("front")
    step_in(request=request, user=user)
    request.session["guide"] = user.role == Role.CASE_WORKER and _has_tour(user)
    return redirect(_first_page(request, user))


def _has_tour(user: User) -> bool:
    return policy_for(user).entry(TOUR_BEGINS_AT, today(user.authority)) is not None


def _first_page(request: HttpRequest, user: User) -> str:
    if request.session["guide"]:
        return f"{resolve_url('goals:item', TOUR_BEGINS_AT)}?guide=1"
    if user.role == Role.LEADER:
        return resolve_url("imports:imports" if "spreadsheet" in request.POST else "goals:trials")
    return resolve_url(landing_for(user))


@require_POST
def close_guide(request: HttpRequest) -> HttpResponse:
    """Take the tour's bar away, and stay on the page."""
    if not settings.DEMO:
        raise Http404
    request.session.pop("guide", None)
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(page if is_ours else "front")
