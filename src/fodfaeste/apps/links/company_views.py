"""The company consultant's side: a company's links, a new one, and those that companies wanted anew.

No address of a company is known here: the link is read aloud, printed, or copied into a mail of one's own.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.companies.access import EDITORS
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.links import access, codes
from fodfaeste.apps.links.addresses import letter_address
from fodfaeste.apps.links.forms import PRINT, CompanyLinkForm
from fodfaeste.apps.links.letter_code import code_written
from fodfaeste.apps.links.links_page import company_links_page
from fodfaeste.apps.links.selectors import links_wanted, things_of_company
from fodfaeste.apps.links.services import NotPossible, link_letter, link_make, link_withdraw

REFUSED, ROWS = 422, 50


@require_http_methods(["GET", "POST"])
@role_required(*EDITORS)
def company_links(request: HttpRequest, company: str) -> HttpResponse:
    """A company's links: their state and when they were opened; and a new one."""
    found = access.company_to_link(request.user, company)
    things = things_of_company(found)
    form = CompanyLinkForm(things, request.POST or None, initial={"how": PRINT})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            return _made(request, found, form)
    context = {
        "company": found,
        "form": form,
        "has_things": bool(things),
        **company_links_page(found, things, request.GET.get("side")),
    }
    return render(request, "links/company_links.html", context, status=REFUSED if form.errors else 200)


def _made(request: HttpRequest, company: Company, form: CompanyLinkForm) -> HttpResponse:
    """Make the link. What opens it and the code to say are shown now and never again."""
    link = link_make(
        authority=company.authority,
        company=company,
        by=request.user,
        bound_to=codes.TOLD_CODE,
        **form.chosen(),
    )
    is_letter = form.cleaned_data["how"] == PRINT
    context = {
        "company": company,
        "link": link,
        "code": code_written(link_letter(user=request.user, link=link)) if is_letter else "",
        "address": letter_address() if is_letter else link.url,
    }
    return render(request, "links/company_made.html", context)


@require_POST
@role_required(*EDITORS)
def company_withdraw(request: HttpRequest, company: str, link: str) -> HttpResponse:
    """Take a company's link back."""
    found = access.company_link_to_change(request.user, company, link)
    try:
        link_withdraw(user=request.user, link=found)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Linket er trukket tilbage. Det åbner ikke noget mere."))
    return redirect("links:company_links", company)


@require_safe
@role_required(*EDITORS)
def wanted(request: HttpRequest) -> HttpResponse:
    """Companies and partners that wanted a new link, the one that has waited longest first."""
    page = Paginator(links_wanted(request.user.authority_id), ROWS).get_page(request.GET.get("side"))
    context = {"page": page, "lines": [(one, codes.PURPOSES[one.purpose]) for one in page]}
    return render(request, "links/wanted.html", context)
