"""A citizen's case: the page, why, a talk, a fact, and the reason for looking from outside the unit."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.access import (
    BEGUN,
    asks_for_reason,
    citizen_for,
    citizen_to_change,
    citizen_to_explain,
    may_change,
    reason_keep,
)
from fodfaeste.apps.citizens.citizen_page import citizen_page, fact_page, new_answer_text, why_page
from fodfaeste.apps.citizens.explaining import why_now, why_then
from fodfaeste.apps.citizens.forms import FactForm, ReasonForm, TalkForm
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.selectors import earlier_answers
from fodfaeste.apps.citizens.services import NotPossible, TimeTaken, fact_record, talk_book
from fodfaeste.apps.citizens.services import talk_mark as mark
from fodfaeste.apps.citizens.slots import Slot, host_of, slot_proposed
from fodfaeste.apps.citizens.wording import danish_title, fact_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.design.templatetags.design import moment as moment_text
from fodfaeste.installation.clock import now, today

REFUSED = 422
TALK_DEADLINE = "samtale.frist_dage"


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def citizen(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's page: the next step, what is known and from where, and what has happened."""
    found = citizen_for(request.user, pid, what="Borgerens side", session=request.session)
    context = citizen_page(found, today(found.authority), whole_timeline="alt" in request.GET)
    context["begun_here"] = request.session.get(BEGUN) == pid
    return render(request, "citizens/citizen.html", {**context, "may_change": may_change(request.user)})


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def why(request: HttpRequest, pid: str, offer: str) -> HttpResponse:
    """Why the policy answers as it does; an earlier answer by its own pack and what was known then."""
    found = citizen_for(request.user, pid, what="Hvorfor?", session=request.session)
    on, pack = _policy(found)
    if "answer" in request.GET:
        asked = request.GET["answer"]
        earlier = earlier_answers(found).filter(offer=offer)
        answer = get_object_or_404(earlier, pk=asked if asked.isdigit() else None)
        return render(
            request, "citizens/why.html", why_page(found, why_then(found, answer), on, answer=answer)
        )
    context = why_page(found, why_now(found, pack, offer, on), on, may_change=may_change(request.user))
    return render(request, "citizens/why.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def talk(request: HttpRequest, pid: str) -> HttpResponse:
    """Book a talk: the first free half hour is filled in."""
    found = citizen_to_change(request.user, pid, what="Book samtale", session=request.session)
    on, pack = _policy(found)
    zone = ZoneInfo(found.authority.time_zone)
    within = pack.value(TALK_DEADLINE)
    host = host_of(found, request.user)
    slot = slot_proposed(host, found.authority, on, int(within.value) if within else None)
    form = TalkForm(now(), found.authority, request.POST or None, initial=_slot_initial(slot, zone))
    if request.method == "POST" and form.is_valid():
        try:
            booked = talk_book(user=request.user, citizen=found, starts_at=form.cleaned_data["starts_at"])
        except (TimeTaken, NotPossible) as refused:
            form.add_error("time", str(refused))
        else:
            messages.success(
                request, _("Samtalen er booket: %(moment)s.") % {"moment": moment_text(booked.starts_at)}
            )
            return redirect("citizens:citizen", pid)
    context = {"citizen": found, "form": form, "slot": slot, "host": host, "within": within}
    return render(request, "citizens/talk.html", context, status=REFUSED if form.errors else 200)


def _slot_initial(slot: Slot | None, zone: ZoneInfo) -> dict[str, object]:
    if slot is None:
        return {}
    local = slot.starts_at.astimezone(zone)
    return {"day": local.date(), "time": local.time()}


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def talk_mark(request: HttpRequest, pid: str, talk: int) -> HttpResponse:
    """Write what became of a talk: held, not attended, called off."""
    found = citizen_to_change(request.user, pid, what="Samtale", session=request.session)
    booked = get_object_or_404(found.contacts, pk=talk)
    state = request.POST.get("state", "")
    if state not in (codes.HELD, codes.NO_SHOW, codes.CANCELLED):
        raise Http404(_("Vælg, hvad der blev af samtalen."))
    try:
        mark(user=request.user, talk=booked, state=state)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        words = {"moment": moment_text(booked.starts_at), "state": str(codes.TALK_STATES[state]).lower()}
        messages.success(request, _("Samtalen %(moment)s: %(state)s.") % words)
    return redirect("citizens:citizen", pid)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def fact(request: HttpRequest, pid: str, fact: str) -> HttpResponse:
    """Record one fact; the policy answers anew at once."""
    if fact not in FACTS and fact not in codes.STATUSES:
        raise Http404(_("Den oplysning findes ikke."))
    what = f"Ret oplysning: {danish_title(fact)}"
    found = citizen_to_change(request.user, pid, what=what, session=request.session)
    on, pack = _policy(found)
    if codes.ONLY_UNDER.get(fact) not in (None, pack.legal_system):
        raise Http404(_("Den oplysning findes ikke."))
    form = FactForm(fact, pack, on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        recorded = fact_record(
            user=request.user,
            citizen=found,
            name=fact,
            value=form.cleaned_data["value"],
            valid_from=form.cleaned_data.get("valid_from"),
        )
        if recorded is None:
            messages.info(request, _("Det stod der i forvejen. Intet er ændret."))
        else:
            saved = _("%(fact)s er gemt.") % {"fact": fact_title(fact)}
            messages.success(request, f"{saved} {new_answer_text(found, pack, on)}")
        return redirect("citizens:citizen", pid)
    context = {**fact_page(found, fact, pack, on), "form": form}
    return render(request, "citizens/fact.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
def reason(request: HttpRequest, pid: str) -> HttpResponse:
    """State why one looks at a citizen of another unit. It holds for the day."""
    found = citizen_to_explain(request.user, pid)
    onward = request.POST.get("next") or request.GET.get("next", "")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason_keep(request.user, found, request.session, form.cleaned_data["why"])
        is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
        return redirect(onward) if is_ours else redirect("citizens:citizen", pid)
    context = {"citizen": found, "form": form, "next": onward}
    return render(request, "citizens/reason.html", context, status=REFUSED if form.errors else 200)


def _policy(citizen: Citizen) -> tuple[date, Pack]:
    on = today(citizen.authority)
    return on, policy_in_force(citizen.authority, on)
