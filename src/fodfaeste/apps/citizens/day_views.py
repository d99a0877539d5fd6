"""Min dag for whoever works with citizens, and Min side for the citizen."""

import re
from collections.abc import Sequence
from contextlib import nullcontext
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, StandIn
from fodfaeste.apps.accounts.stand_ins import standing_in
from fodfaeste.apps.citizens import caseload
from fodfaeste.apps.citizens.access import day_for, may_change, own_citizen_for
from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.forms import SearchForm
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.own_page import own_page
from fodfaeste.apps.citizens.steps import Row, rows_of
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import acting_via, journal_write_list
from fodfaeste.bridge.law import law_here
from fodfaeste.core.policy import Pack
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50
#: The part of the law that speaks of whole groups.
COVERAGE = "coverage"
CPR_LIKE = re.compile(r"\d{6}[ -]?\d{4}")

LANES = {
    caseload.BEGIN: gettext_lazy("Skal begynde"),
    caseload.CANNOT_TELL: gettext_lazy("Kan ikke afgøres"),
    caseload.COMING: gettext_lazy("Kommer inden %(days)s dage"),
    caseload.TALKS_TODAY: gettext_lazy("Samtaler i dag"),
    caseload.NO_CONTACT: gettext_lazy("Uden samtale i %(days)s dage"),
    caseload.RUNNING: gettext_lazy("I gang"),
    caseload.ALL: gettext_lazy("Alle"),
}
#: What the day in a list's last column says.
SINCE = {
    caseload.BEGIN: gettext_lazy("Ret siden"),
    caseload.COMING: gettext_lazy("Begynder"),
    caseload.TALKS_TODAY: gettext_lazy("Klokken"),
    caseload.NO_CONTACT: gettext_lazy("Sidste samtale"),
    caseload.RUNNING: gettext_lazy("I gang fra"),
    caseload.ALL: gettext_lazy("Ret fra"),
}
SCOPES = {
    caseload.MINE: gettext_lazy("Mine"),
    caseload.STAND_IN: gettext_lazy("Dem, jeg er vikar for"),
    caseload.UNIT: gettext_lazy("Hele enheden"),
}


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
def my_day(request: HttpRequest) -> HttpResponse:
    """Whom to do something for today: counts that are filters, and the people of one of them."""
    user, words = request.user, request.GET.get("q", "").strip()
    if CPR_LIKE.search(words):
        # An address is kept in logs and in the browser's history: a CPR number must not stand in one.
        messages.warning(request, _("Søg ikke på CPR-nummer. Søg på navn eller sagsnummer."))
        return redirect("citizens:my_day")
    pack = policy_in_force(user.authority, today(user.authority))
    day = Day.of(user.authority, pack, today(user.authority))
    standing = _standing(request)
    scope = _scope(request, standing)
    people = _people(request, day, scope, words)
    counts = caseload.lane_counts(people, day)
    lane = _lane(request, day, bool(words))
    listed = Paginator(caseload.lane_people(people, day, lane), ROWS_A_PAGE)
    listed.count = counts[lane]  # already counted with the filters
    page = listed.get_page(request.GET.get("side"))
    rows = rows_of(list(page.object_list), pack, day, lane)
    with acting_via(_in_place_of(standing)) if scope == caseload.STAND_IN else nullcontext():
        _journal(request, rows, "søgning" if words else _danish_name(lane, day))
    context = {
        "may_change": may_change(request.user),
        "page": page,
        "rows": rows,
        "lane": lane,
        "lane_name": _lane_name(lane, day),
        "since": SINCE.get(lane, ""),
        "filters": _filters(request, day, counts, lane),
        "scopes": _scopes(request, scope, standing),
        "standing": standing,
        "scope": scope,
        "q": words,
        "search": SearchForm(initial={"q": words}),
        "proposed": _proposed(pack, lane),
        "on": day.on,
        "has_coverage": any(
            rule.part == COVERAGE for rule in law_here(user.authority, day.on).rules_on(day.on)
        ),
    }
    return render(request, "citizens/my_day.html", context)


def _people(request: HttpRequest, day: Day, scope: str, words: str) -> QuerySet[Citizen]:
    """Those in the effort; a search finds those who have left it too."""
    people = caseload.caseload(day_for(request.user), request.user, scope)
    if words:
        return caseload.citizens_found(people, words, sort_key(words))
    return caseload.in_effort(people, day)


def _journal(request: HttpRequest, rows: Sequence[Row], listed_as: str) -> None:
    # What was searched for is a name: it belongs to no line but this person's own.
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Min dag: {listed_as}",
        citizens=[row.citizen.pk for row in rows],
    )


def _standing(request: HttpRequest) -> list[StandIn]:
    """Those whom the case worker stands in for today."""
    if not may_change(request.user):
        return []
    return list(standing_in(request.user).select_related("absent").order_by("absent__name", "pk"))


def _in_place_of(standing: Sequence[StandIn]) -> str:
    return f"Vikar for {', '.join(dict.fromkeys(one.absent.name for one in standing))}"


def _scope(request: HttpRequest, standing: Sequence[StandIn]) -> str:
    """Whose people: a case worker's own unless others are asked for; a leader's are everyone."""
    if not may_change(request.user):
        return caseload.EVERYONE
    asked = request.GET.get("hvem", "")
    if asked == caseload.STAND_IN and standing:
        return caseload.STAND_IN
    return caseload.UNIT if asked == caseload.UNIT else caseload.MINE


def _lane(request: HttpRequest, day: Day, searching: bool) -> str:
    asked = request.GET.get("vis", "")
    if asked in day.lanes:
        return asked
    return caseload.ALL if searching else day.lanes[0]


def _danish_name(lane: str, day: Day) -> str:
    """The journal is written in Danish, whatever language the reader has chosen."""
    with override("da"):
        return _lane_name(lane, day)


def _lane_name(lane: str, day: Day) -> str:
    days = {caseload.COMING: day.coming_days, caseload.NO_CONTACT: day.silent_days}.get(lane)
    return str(LANES[lane]) % {"days": days} if days is not None else str(LANES[lane])


def _filters(request: HttpRequest, day: Day, counts: dict[str, int], lane: str) -> list[dict[str, object]]:
    return [
        {
            "label": _lane_name(one, day),
            "count": counts[one],
            "href": _href(request, vis=one),
            "current": one == lane,
        }
        for one in day.lanes
    ]


def _scopes(request: HttpRequest, scope: str, standing: Sequence[StandIn]) -> list[dict[str, object]]:
    if scope == caseload.EVERYONE:
        return []
    offered = {caseload.MINE, caseload.UNIT, *([caseload.STAND_IN] if standing else [])}
    return [
        {"name": name, "href": _href(request, hvem=one), "current": one == scope}
        for one, name in SCOPES.items()
        if one in offered
    ]


def _href(request: HttpRequest, **changed: str) -> str:
    kept = {key: request.GET[key] for key in ("vis", "hvem", "q") if request.GET.get(key)}
    return f"?{urlencode(kept | changed)}"


def _proposed(pack: Pack, lane: str) -> object:
    """The proposed number that a list rests on, to be shown as not decided."""
    value_id = {caseload.COMING: caseload.COMING_DAYS, caseload.NO_CONTACT: caseload.SILENT_DAYS}.get(lane)
    return pack.value(value_id) if value_id else None


@require_safe
@role_required(Role.CITIZEN)
def my_page(request: HttpRequest) -> HttpResponse:
    """The citizen's own page: the next step and why, talks, what is known, and who has looked."""
    citizen = own_citizen_for(request.user)
    return render(request, "citizens/my_page.html", own_page(citizen, today(citizen.authority)))
