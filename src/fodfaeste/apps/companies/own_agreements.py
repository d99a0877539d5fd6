"""The agreements at a company's own workplaces: where, what and when. Who, once the citizen is in it.

A name is shown where the citizen has said yes or the agreement has begun; where the citizen said no the
company sees nothing. Reasons, answers and everything else of the case stay with the municipality.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.companies.own_access import company_needed, company_of
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_at, name_shown
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50
SEEN = "Aftaler ved virksomhedens arbejdssteder"


@dataclass(frozen=True, slots=True)
class OwnAgreement:
    """An agreement as its company may see it; without a name the citizen is not in it yet."""

    agreement: Agreement
    offer: str
    state: str
    name: str


def agreements_shown(user: User, rows: Sequence[Agreement]) -> list[OwnAgreement]:
    """Agreements in words, each journalled as seen by the company."""
    journal_write_list(
        actor=user,
        authority=user.authority,
        action="list",
        what=SEEN,
        citizens=[one.citizen_id for one in rows],
    )
    pack = policy_in_force(user.authority, today(user.authority))
    return [
        OwnAgreement(
            one,
            capfirst(offer_title(one.offer, pack)),
            str(AGREEMENT_STATES[one.state]),
            name_shown(one),
        )
        for one in rows
    ]


@require_safe
@role_required(Role.COMPANY)
@company_needed
def own_agreements(request: HttpRequest) -> HttpResponse:
    """Who is or will be at the company's workplaces by an agreement with the municipality."""
    page = Paginator(agreements_at(company_of(request.user)), ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "lines": agreements_shown(request.user, list(page.object_list))}
    return render(request, "companies/own_agreements.html", context)
