"""Looking up skills and occupations: a page of its own, and the list under a box while one types in it."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.learning.near_page import alike_named
from fodfaeste.apps.learning.search_fields import (
    KINDS,
    OccupationField,
    SkillField,
    chosen_named,
    found_named,
)
from fodfaeste.bridge.search import isco_of, occupations_asking, skills_asked
from fodfaeste.bridge.taxonomy import names_shown, taxonomy_here
from fodfaeste.core.taxonomy import OCCUPATION, SKILL, Shown
from fodfaeste.design.searching import LONGEST, TYPED, SearchingForm, options_of
from fodfaeste.design.templatetags.searching import found_values

FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
ASKING_SHOWN = 20


@require_safe
@role_required(*ALL_ROLES)
def search(request: HttpRequest) -> HttpResponse:
    """Skills or occupations by name; while one types, only the list."""
    word = request.GET.get("slags", "kompetence")
    word = word if word in KINDS else "kompetence"
    if request.headers.get("HX-Request") == "true":
        return _list(request, KINDS[word])
    form = LookUpForm(word, _asked(request))
    chosen = form.cleaned_data["valgt"] if form.is_valid() else None
    context = {
        "form": form,
        "word": word,
        "entry": _entry(KINDS[word], chosen) if chosen else None,
        "is_esco": any(source.layout.startswith("esco") for source in taxonomy_here().sources),
    }
    return render(request, "learning/search.html", context)


def _list(request: HttpRequest, kind: str) -> HttpResponse:
    name = request.GET.get("felt", "valgt")
    name = name if FIELD_NAME.fullmatch(name) else "valgt"
    query = request.GET.get(f"{name}{TYPED}", "")[:LONGEST]
    chosen = request.GET.getlist(name)
    options, found = options_of(
        lambda typed: found_named(kind, typed), lambda ids: chosen_named(kind, ids), query, chosen
    )
    values = found_values(name, f"id_{name}", options, "flere" in request.GET, query, found)
    return render(request, "learning/search_list.html", values)


def _asked(request: HttpRequest) -> dict[str, object] | None:
    """What the address asks for; `q` is short for what stands in the box."""
    if not request.GET.keys() & {"q", "valgt", f"valgt{TYPED}"}:
        return None
    query = request.GET.get("q") or request.GET.get(f"valgt{TYPED}", "")
    return {f"valgt{TYPED}": query, "valgt": request.GET.getlist("valgt")}


class LookUpForm(SearchingForm):
    """One skill or occupation, found by name."""

    def __init__(self, word: str, data: dict[str, object] | None) -> None:
        super().__init__(data)
        kind = SkillField if word == "kompetence" else OccupationField
        label = _("Kompetence") if word == "kompetence" else _("Erhverv")
        self.fields["valgt"] = kind(name="valgt", label=label, required=False)


def _entry(kind: str, chosen: str) -> dict[str, object]:
    """What a page tells of one skill or occupation."""
    language = get_language() or "da"
    name = names_shown(kind, [chosen], language)[chosen]
    if kind == OCCUPATION:
        asked = skills_asked(chosen)
        names = names_shown(SKILL, [skill for skill, _essential in asked], language)
        near = alike_named(chosen)
        return {
            "name": name,
            "isco": isco_of(chosen),
            "essential": _by_name(names[skill] for skill, essential in asked if essential),
            "optional": _by_name(names[skill] for skill, essential in asked if not essential),
            "alike": [(name, f"?{urlencode({'slags': 'erhverv', 'valgt': one})}") for one, name in near],
        }
    asking = occupations_asking(chosen)
    names = names_shown(OCCUPATION, asking, language)
    return {"name": name, "asking": _by_name(names.values())[:ASKING_SHOWN], "all": len(asking)}


def _by_name(names: Iterable[Shown]) -> list[Shown]:
    return sorted(names, key=lambda one: sort_key(one.text))
