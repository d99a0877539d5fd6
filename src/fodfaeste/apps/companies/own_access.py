"""Who may see a company's own pages: somebody who acts for it; and who answers what it wrote."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.companies.access import may_edit_openings
from fodfaeste.apps.companies.models import Company, Opening, OpeningProposal
from fodfaeste.apps.companies.own_models import WAITING

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def has_company(user: User) -> bool:
    """Whether somebody with a company's role acts for a company of their own municipality."""
    return user.company is not None and user.company.authority_id == user.authority_id


def company_needed(view: View[P]) -> View[P]:
    """Lead whoever acts for no company to the page that says what is missing. Stands under the gate."""

    @wraps(view)
    def led(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        is_bound = has_company(request.user)
        return view(request, *args, **kwargs) if is_bound else redirect("companies:own_front")

    return led


def company_of(user: User) -> Company:
    """The company that somebody acts for, in their own municipality."""
    if user.role != Role.COMPANY or not has_company(user):
        raise PermissionDenied(_("Siden er for virksomheder."))
    return user.company


def own_opening_for(user: User, public_id: str) -> Opening:
    """One opening at the company's own workplaces, also after it was filled."""
    rows = Opening.objects.filter(unit__company=company_of(user), public_id=public_id)
    opening = rows.select_related("authority", "unit__company", "unit__place", "place").first()
    if opening is None:
        raise Http404(_("Åbningen findes ikke hos jer."))
    return opening


def own_proposals_of(user: User) -> QuerySet[OpeningProposal]:
    """What the company has written itself, the newest first."""
    rows = OpeningProposal.objects.filter(unit__company=company_of(user))
    return rows.select_related("unit", "opening").order_by("-written_at", "-pk")


def own_proposal_for(user: User, public_id: str) -> OpeningProposal:
    """One opening that the company wrote."""
    found = own_proposals_of(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("Åbningen findes ikke hos jer."))
    return found


def proposals_for(user: User) -> QuerySet[OpeningProposal]:
    """What companies wrote and nobody has answered, the oldest first, for those who may publish it."""
    if not may_edit_openings(user):
        raise PermissionDenied(_("Kun virksomhedskonsulenter og ledere kan rette åbninger."))
    rows = OpeningProposal.objects.filter(authority=user.authority_id, state=WAITING)
    return rows.select_related("unit__company", "written_by").order_by("written_at", "pk")


def proposal_for(user: User, public_id: str) -> OpeningProposal:
    """One of those that wait for an answer."""
    found = proposals_for(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("Åbningen venter ikke på svar."))
    return found
