"""What is agreed with a citizen, and why the policy says so."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, number_of, row_of, seen
from fodfaeste.api.forms import Body, Day, Listed, Long, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import Problem, form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.api.versions import must_match
from fodfaeste.apps.citizens.explaining import Why, why_now, why_then
from fodfaeste.apps.citizens.selectors import FactLine, earlier_answers
from fodfaeste.apps.citizens.wording import in_language, offer_title
from fodfaeste.apps.companies.selectors import unit_numbered
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.access import agreement_to_change
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.apps.offers.forms import CloseForm, PlaceForm
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.pages import begin_form
from fodfaeste.apps.offers.selectors import agreements_of, is_begun
from fodfaeste.apps.offers.services import (
    agreement_end,
    agreement_place,
    agreement_withdraw,
    track_begin,
)
from fodfaeste.apps.systems.ids import inside_id, outside_id
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.installation.clock import today

router = Router(tags=["Agreements and answers"])


class Reason(Schema):
    """One way of a rule. `met` is null where it cannot be told."""

    words: str
    met: bool | None


class UsedFact(Schema):
    """A fact that an answer rests on; without a text it is missing."""

    name: str
    title: str
    text: str


class WhyAnswer(Schema):
    """Why the policy answers as it does: by which line of which pack, and on what."""

    offer: str
    title: str
    state: str
    on: date
    due_on: date | None
    rule: str | None
    line: str | None
    pack: str
    pack_hash: str
    reasons: list[Reason]
    known: list[UsedFact]
    missing: list[UsedFact]
    notes: list[str]


def _why(why: Why) -> WhyAnswer:
    answer = why.explanation.answer
    return WhyAnswer(
        offer=answer.offer,
        title=offer_title(answer.offer, why.pack),
        state=why.state.value,
        on=why.on,
        due_on=answer.due_on,
        rule=answer.rule or None,
        line=in_language(why.entry.title) if why.entry else None,
        pack=why.pack.name,
        pack_hash=why.pack.hash,
        reasons=[Reason(words=in_language(one.words), met=one.truth) for one in why.reasons],
        known=[_used(line) for line in why.known],
        missing=[_used(line) for line in why.missing],
        notes=[in_language(note) for note in why.explanation.notes],
    )


def _used(line: FactLine) -> UsedFact:
    return UsedFact(name=line.name, title=line.title, text=line.current.text if line.current else "")


@operation(
    router,
    "GET",
    "/citizens/{pid}/answers/{offer}",
    scope=PEOPLE_READ,
    screens=("citizens:why",),
    answer=WhyAnswer,
    is_person=True,
)
def answer_why(request: HttpRequest, pid: str, offer: str) -> Any:
    """Why the policy answers as it does of an offer today: reasons, facts used, facts missing."""
    found = seen(request, pid, "Hvorfor?")
    on = today(found.authority)
    return _why(why_now(found, policy_in_force(found.authority, on), offer, on))


class EarlierAnswer(Schema):
    """An answer that another took over from."""

    id: str
    offer: str
    state: str
    due_on: date | None
    on: date
    until: date | None
    rule: str


@operation(
    router,
    "GET",
    "/citizens/{pid}/earlier-answers",
    scope=PEOPLE_READ,
    screens=("citizens:why",),
    answer=Listed[EarlierAnswer],
    is_person=True,
)
def answers_earlier(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """Answers that another has taken over from, the newest first."""
    shown, following = page_of_rows(request, earlier_answers(seen(request, pid, "Hvorfor?")), paging)
    items = [
        EarlierAnswer(
            id=outside_id("answer", one.pk),
            offer=one.offer,
            state=one.state,
            due_on=one.due_on,
            on=one.on,
            until=one.until.date() if isinstance(one.until, datetime) else one.until,
            rule=one.rule or "",
        )
        for one in shown
    ]
    return Listed[EarlierAnswer](items=items, next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/earlier-answers/{answer}",
    scope=PEOPLE_READ,
    screens=("citizens:why",),
    answer=WhyAnswer,
    is_person=True,
)
def answer_earlier_why(request: HttpRequest, pid: str, answer: str) -> Any:
    """Why an earlier answer was given, by its own pack and by what was known then."""
    found = seen(request, pid, "Hvorfor?")
    kept: Answer = row_of(earlier_answers(found), "answer", answer)
    return _why(why_then(found, kept))


class AgreementTold(Schema):
    """An offer begun with a citizen: what was proposed, what was chosen, and why."""

    id: str
    offer: str
    title: str
    state: str
    state_text: str
    begins: date
    ends: date | None
    industry: str
    workplace: str | None
    rule: str
    reason: str
    citizen_view: str
    closing_reason: str
    answer: str = Field(description="What the citizen said to it before it began: yes, no or nothing yet.")
    answer_words: str
    decided_by: str | None
    recorded_at: datetime


def agreement_of(one: Agreement) -> AgreementTold:
    """An agreement as it is told."""
    pack = policy_in_force(one.authority, today(one.authority))
    plain = (
        "offer",
        "state",
        "begins",
        "ends",
        "industry",
        "rule",
        "reason",
        "citizen_view",
        "closing_reason",
        "answer",
        "answer_words",
    )
    return AgreementTold(
        id=outside_id("agreement", one.pk),
        title=capfirst(offer_title(one.offer, pack)),
        state_text=str(AGREEMENT_STATES.get(one.state, one.state)),
        decided_by=one.decided_by.name if one.decided_by else None,
        recorded_at=one.recorded_at,
        workplace=one.workplace.p_number if one.workplace else None,
        **{name: getattr(one, name) for name in plain},
    )


@operation(
    router,
    "GET",
    "/citizens/{pid}/agreements",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=Listed[AgreementTold],
    is_person=True,
)
def agreements_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's agreements, the newest first."""
    found = seen(request, pid, "Aftaler")
    shown, following = page_of_rows(request, agreements_of(found).select_related("authority"), paging)
    return Listed[AgreementTold](items=[agreement_of(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/agreements/{agreement}",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=AgreementTold,
    is_person=True,
)
def agreement_read(request: HttpRequest, pid: str, agreement: str) -> Any:
    """One agreement, with its version for a change."""
    return agreement_of(row_of(seen(request, pid, "Aftale").agreements, "agreement", agreement))


class BeginBody(Body):
    """When an offer begins, toward which industry, at which workplace (P-number), and why."""

    offer: str = Field(max_length=60)
    begins: Day
    industry: str = Field("", max_length=60)
    reason: Long = Field(min_length=1)
    citizen_view: Long = ""
    workplace: str = Field("", max_length=10)


@operation(
    router,
    "POST",
    "/citizens/{pid}/agreements",
    scope=PEOPLE_WRITE,
    screens=("offers:begin",),
    answer=AgreementTold,
    status=201,
    is_person=True,
)
def agreement_create(request: HttpRequest, pid: str, body: BeginBody) -> Any:
    """Begin an offer with a citizen. What the policy answered is kept beside what was chosen."""
    found = changed(request, pid, "Begynd tilbud")
    on = today(found.authority)
    why = why_now(found, policy_in_force(found.authority, on), body.offer, on)
    if is_begun(found, body.offer):
        raise Problem("conflict", _("Tilbuddet er allerede begyndt."))
    form = begin_form(found, why, posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    chosen = form.cleaned_data
    begun = track_begin(
        user=request.user,
        citizen=found,
        offer=body.offer,
        begins=chosen["begins"],
        industry=chosen.get("industry", ""),
        reason=chosen["reason"],
        citizen_view=chosen["citizen_view"],
        workplace=unit_numbered(found.authority, chosen["workplace"] or ""),
    )
    return agreement_of(begun)


class PlaceBody(Body):
    """Where an agreement takes place."""

    workplace: str = Field(max_length=10, description="A P-number; empty: at no workplace after all.")


@operation(
    router,
    "PUT",
    "/citizens/{pid}/agreements/{agreement}/workplace",
    scope=PEOPLE_WRITE,
    screens=("offers:workplace",),
    answer=AgreementTold,
    is_person=True,
    changes_version=True,
)
def agreement_move(request: HttpRequest, pid: str, agreement: str, body: PlaceBody) -> Any:
    """Write where an agreement takes place, once that is found; or that it is at no workplace after all."""
    number, session = number_of("agreement", agreement), stated(request, pid)
    found = agreement_to_change(request.user, pid, number, session=session)
    must_match(request, agreement_of(found))
    form = PlaceForm(found.authority, posted(body.model_dump()))
    if body.workplace and not form.is_valid():
        raise form_problem(form)
    unit = unit_numbered(found.authority, form.cleaned_data["workplace"]) if body.workplace else None
    agreement_place(user=request.user, agreement=found, workplace=unit)
    return agreement_of(agreement_to_change(request.user, pid, number, session=session))


class CloseBody(Body):
    """End an agreement on a day, or take it back."""

    how: Literal["end", "withdraw"]
    ends: Day | None = None
    reason: Long = Field(min_length=1)


@operation(
    router,
    "PATCH",
    "/citizens/{pid}/agreements/{agreement}",
    scope=PEOPLE_WRITE,
    screens=("offers:close",),
    answer=AgreementTold,
    is_person=True,
    changes_version=True,
)
def agreement_close(request: HttpRequest, pid: str, agreement: str, body: CloseBody) -> Any:
    """End an agreement, or take it back, with the reason."""
    number = inside_id("agreement", agreement)
    if number is None:
        raise Http404(_("Aftalen findes ikke."))
    found = agreement_to_change(request.user, pid, number, session=stated(request, pid))
    must_match(request, agreement_of(found))
    form = CloseForm(found, today(found.authority), posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    chosen, reason = form.cleaned_data, form.cleaned_data["reason"]
    if chosen["how"] == CloseForm.END:
        return agreement_of(
            agreement_end(user=request.user, agreement=found, reason=reason, ends=chosen["ends"])
        )
    return agreement_of(agreement_withdraw(user=request.user, agreement=found, reason=reason))
