"""Choosing a workplace in a form: by its name, its company's, or its P-number, found as one types."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Authority, Role
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import ProductionUnit
from fodfaeste.bridge.search import MOST_FOUND
from fodfaeste.design.searching import LONGEST, TYPED, Named, SearchedField, options_of
from fodfaeste.design.templatetags.searching import found_values

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def workplace_field(authority: Authority, *, name: str, **kwargs: Any) -> SearchedField:
    """A workplace that the authority knows. `name` is the field's own in its form; its value a P-number."""
    units = ProductionUnit.objects.filter(authority=authority)

    def find(typed: str) -> Sequence[Named]:
        fits = Q(company__sort_key__contains=sort_key(typed)) | Q(name__icontains=typed.strip())
        found = units.filter(fits | Q(p_number=typed.strip())).select_related("company", "place")
        return _named(found.order_by("company__sort_key", "p_number")[:MOST_FOUND])

    def named(p_numbers: Sequence[str]) -> Sequence[Named]:
        return _named(units.filter(p_number__in=list(p_numbers)).select_related("company", "place"))

    hint = _("Skriv virksomhedens navn eller P-nummer, og tryk Søg.")
    words = {"label": _("Arbejdssted"), "help_text": hint, **kwargs}
    address: str = format_lazy("{}?felt={}", reverse_lazy("companies:workplaces"), name)
    return SearchedField(find=find, named=named, href=address, **words)


def _named(units: Iterable[ProductionUnit]) -> list[Named]:
    return [Named(unit.p_number, workplace_words(unit), "") for unit in units]


def workplace_words(unit: ProductionUnit) -> str:
    """A workplace as one tells it from its company's others: name, company, town and P-number."""
    company = unit.company.name if unit.company.name != unit.name else ""
    town = unit.place.name if unit.place else ""
    return ", ".join(part for part in (unit.name, company, town, unit.p_number) if part)


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER, Role.CONSULTANT, Role.CITIZEN)
def workplaces(request: HttpRequest) -> HttpResponse:
    """The list under the box while one types in it."""
    name = request.GET.get("felt", "")
    name = name if FIELD_NAME.fullmatch(name) else "workplace"
    field = workplace_field(request.user.authority, name=name)
    query = request.GET.get(f"{name}{TYPED}", "")[:LONGEST]
    options, found = options_of(field.find, field.named, query, request.GET.getlist(name))
    values = found_values(name, f"id_{name}", options, field.several, query, found)
    return render(request, "learning/search_list.html", values)
