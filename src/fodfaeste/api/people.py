"""Citizens: who waits for what, and what is known of one."""

import re
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, seen
from fodfaeste.api.forms import Body, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.api.talks import Talk, talk_of
from fodfaeste.api.versions import must_match
from fodfaeste.apps.citizens import caseload, codes
from fodfaeste.apps.citizens.access import day_for, may_change
from fodfaeste.apps.citizens.caseload import Day as WorkingDay
from fodfaeste.apps.citizens.citizen_page import citizen_page
from fodfaeste.apps.citizens.forms import FactForm
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.selectors import (
    Belief,
    FactLine,
    fact_lines,
    facts_of,
    rule_fact_names,
    status_names,
    talks_of,
)
from fodfaeste.apps.citizens.services import fact_record
from fodfaeste.apps.citizens.steps import rows_of
from fodfaeste.apps.citizens.wording import danish_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.core.facts import FACTS
from fodfaeste.installation.clock import today

router = Router(tags=["Citizens"])
CPR_LIKE = re.compile(r"\d{6}[ -]?\d{4}")
Lane = Literal["begin", "cannot_tell", "coming", "talks_today", "no_contact", "running", "all"]


class Step(Schema):
    """One thing to do or to wait for."""

    kind: str
    text: str
    day: date | None
    offer: str
    missing: list[str]


class Person(Schema):
    """A citizen in a list, with what to do next."""

    id: str = Field(description="The citizen's id in the API. It says nothing of the person.")
    reference: str = Field(description="The municipality's own case number.")
    name: str
    group: str
    unit: str | None
    case_worker: str | None
    step: Step
    since: date | datetime | None


class PeopleAsked(Paging):
    """Which citizens."""

    lane: Lane = Field(
        "all", description="Who should begin something, whom nobody has talked with, and so on."
    )
    q: str = Field(
        "", max_length=100, description="Part of a name, or a whole case number. Never a CPR number."
    )


@operation(
    router,
    "GET",
    "/citizens",
    scope=PEOPLE_READ,
    screens=("citizens:my_day",),
    answer=Listed[Person],
    is_person=True,
)
def citizens_list(request: HttpRequest, asked: Query[PeopleAsked]) -> Any:
    """The citizens of the day, the longest wait first, each with the next step and why."""
    if CPR_LIKE.search(asked.q):
        raise FieldProblem([("q", _("Søg ikke på CPR-nummer. Søg på navn eller sagsnummer."))])
    user, on = request.user, today(request.user.authority)
    pack = policy_in_force(user.authority, on)
    day = WorkingDay.of(user.authority, pack, on)
    if asked.lane not in day.lanes:
        raise FieldProblem([("lane", _("Politikken giver ikke den liste."))])
    people = caseload.caseload(day_for(user), user, caseload.UNIT if may_change(user) else caseload.EVERYONE)
    people = (
        caseload.citizens_found(people, asked.q, sort_key(asked.q))
        if asked.q
        else caseload.in_effort(people, day)
    )
    shown, following = page_of_rows(request, caseload.lane_people(people, day, asked.lane), asked)
    journal_write_list(
        actor=user,
        authority=user.authority,
        action="list",
        what="Min dag: søgning" if asked.q else f"Min dag: {asked.lane}",
        citizens=[one.pk for one in shown],
    )
    return Listed[Person](
        items=[_person(row) for row in rows_of(shown, pack, day, asked.lane)], next=following
    )


def _person(row: Any) -> Person:
    citizen: Citizen = row.citizen
    return Person(
        id=citizen.public_id,
        reference=citizen.reference,
        name=citizen.name,
        group=row.group,
        unit=citizen.unit.name if citizen.unit else None,
        case_worker=citizen.case_worker.name if citizen.case_worker else None,
        step=step_of(row.step),
        since=citizen.waiting_since,
    )


def step_of(step: Any) -> Step:
    """A step without its address on the screen."""
    return Step(kind=step.kind, text=step.text, day=step.day, offer=step.offer, missing=list(step.missing))


class Known(Schema):
    """One thing that was said of a fact: for which days it holds, and when it was believed."""

    text: str
    valid_from: date | None
    valid_to: date | None
    recorded_at: datetime
    withdrawn_at: datetime | None
    source: str
    recorded_by: str


class Fact(Schema):
    """A fact with the value that holds now and everything ever said of it."""

    name: str
    title: str
    current: Known | None
    later: list[Known]
    history: list[Known]


def fact_of(line: FactLine) -> Fact:
    """A fact as it is told."""
    return Fact(
        name=line.name,
        title=line.title,
        current=_known(line.current) if line.current else None,
        later=[_known(one) for one in line.later],
        history=[_known(one) for one in line.history],
    )


def _known(belief: Belief) -> Known:
    return Known(**{name: getattr(belief, name) for name in Known.model_fields})


class Answer(Schema):
    """What the policy answers of an offer, and by which line of it."""

    offer: str
    title: str
    state: str
    due_on: date | None
    rule: str
    is_begun: bool


class Happening(Schema):
    """Something that happened, or is going to."""

    day: date
    title: str
    text: str
    coming: bool


class Case(Schema):
    """A citizen's case: the next step, what is known and what has happened."""

    id: str
    reference: str
    name: str
    cpr_masked: str | None
    place: str | None
    unit: str | None
    case_worker: str | None
    steps: list[Step]
    answers: list[Answer]
    statuses: list[Fact]
    facts: list[Fact]
    talks: list[Talk]
    timeline: list[Happening]


@operation(
    router,
    "GET",
    "/citizens/{pid}",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=Case,
    is_person=True,
)
def citizen_read(request: HttpRequest, pid: str) -> Any:
    """A citizen's case: the next step, what is known and from where, and what has happened."""
    found = seen(request, pid, "Borgerens side")
    page: dict[str, Any] = citizen_page(found, today(found.authority), whole_timeline=True)
    return Case(
        id=found.public_id,
        reference=found.reference,
        name=found.name,
        cpr_masked=page["cpr"] or None,
        place=found.place.name if found.place else None,
        unit=found.unit.name if found.unit else None,
        case_worker=found.case_worker.name if found.case_worker else None,
        steps=[step_of(step) for step in page["steps"]],
        answers=[
            Answer(
                offer=line.answer.offer,
                title=line.offer,
                state=line.answer.state,
                due_on=line.answer.due_on,
                rule=line.answer.rule or "",
                is_begun=line.is_begun,
            )
            for line in page["answers"]
        ],
        statuses=[fact_of(line) for line in page["statuses"]],
        facts=[fact_of(line) for line in (*page["facts"], *page["other_facts"])],
        talks=[talk_of(one) for one in talks_of(found)],
        timeline=[
            Happening(day=one.day, title=one.title, text=one.text, coming=one.coming)
            for one in page["timeline"]
        ],
    )


@operation(
    router,
    "GET",
    "/citizens/{pid}/facts/{name}",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=Fact,
    is_person=True,
)
def fact_read(request: HttpRequest, pid: str, name: str) -> Any:
    """One fact of a citizen, with its version for a change."""
    found = seen(request, pid, f"Oplysning: {danish_title(name)}")
    return _fact(found, name)


def _fact(citizen: Citizen, name: str) -> Fact:
    on = today(citizen.authority)
    pack = policy_in_force(citizen.authority, on)
    if name not in (*status_names(pack), *rule_fact_names(pack)) and not _may_be_written(name, pack):
        raise Http404(_("Den oplysning findes ikke."))
    return fact_of(fact_lines(facts_of(citizen), pack, on, [name])[0])


def _may_be_written(name: str, pack: Any) -> bool:
    is_known = name in FACTS or name in codes.STATUSES
    return is_known and codes.ONLY_UNDER.get(name) in (None, pack.legal_system)


class FactBody(Body):
    """What a fact is now."""

    value: str = Field("", max_length=400, description="A code, a number, or a date as 2026-01-31.")
    valid_from: Day | None = Field(None, description="The day it holds from, for what changes over time.")
    not_happened: bool = Field(default=False, description="For a date: it is known not to have happened yet.")


@operation(
    router,
    "PUT",
    "/citizens/{pid}/facts/{name}",
    scope=PEOPLE_WRITE,
    screens=("citizens:fact",),
    answer=Fact,
    is_person=True,
    changes_version=True,
)
def fact_write(request: HttpRequest, pid: str, name: str, body: FactBody) -> Any:
    """Record what is known of a citizen. The policy answers anew at once, and what was believed is kept."""
    found = changed(request, pid, f"Ret oplysning: {danish_title(name)}")
    on = today(found.authority)
    pack = policy_in_force(found.authority, on)
    if not _may_be_written(name, pack):
        raise Http404(_("Den oplysning findes ikke."))
    must_match(request, _fact(found, name))
    form = FactForm(name, pack, on, posted({**body.model_dump(), "value": _typed(name, body.value)}))
    if not form.is_valid():
        raise form_problem(form)
    chosen = form.cleaned_data
    fact_record(
        user=request.user,
        citizen=found,
        name=name,
        value=chosen["value"],
        valid_from=chosen.get("valid_from"),
    )
    return _fact(found, name)


def _typed(name: str, text: str) -> object:
    """A date or number as the form reads it; whatever else is left for the form to judge."""
    try:
        if name in FACTS and FACTS[name].type == "date":
            return date.fromisoformat(text)
        if name in FACTS and FACTS[name].type == "number":
            return float(text) if len(text) < 10 else text
    except ValueError:
        pass
    return text
