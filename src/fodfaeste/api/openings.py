"""Openings: read, written down, changed, taken back, and told to others as job postings."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Concept, Day, Listed, posted
from fodfaeste.api.job_posting import JobPosting, may_be_posted, posting_of
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import Problem, form_problem
from fodfaeste.api.versions import must_match
from fodfaeste.apps.companies.access import job_text_for, opening_for, opening_to_change
from fodfaeste.apps.companies.forms import OpeningForm, WithdrawForm
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.needs import stored_needs
from fodfaeste.apps.companies.opening_page import state_of
from fodfaeste.apps.companies.selectors import OpeningSearch, openings_found
from fodfaeste.apps.companies.services import opening_change, opening_create, opening_withdraw
from fodfaeste.apps.companies.text_filling import text_needs
from fodfaeste.apps.companies.wording import kind_name, language_here
from fodfaeste.apps.systems.scopes import WORK_READ, WORK_WRITE
from fodfaeste.bridge.search import skills_asked
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.installation.clock import today

router = Router(tags=["Openings"])
Codes = Annotated[list[Concept], Field(max_length=20)]
Skills = Annotated[list[Concept], Field(max_length=50)]


class OpeningLine(Schema):
    """An opening in a list."""

    id: str
    reference: str
    kind: str
    kind_text: str
    title: str
    state: str
    p_number: str | None
    place: str | None
    seats: int
    opens: date | None
    closes: date | None
    recorded_at: datetime


def opening_line(one: Opening, on: date) -> OpeningLine:
    """An opening as a list tells it."""
    plain = ("reference", "kind", "title", "seats", "opens", "closes", "recorded_at")
    return OpeningLine(
        id=one.public_id,
        kind_text=kind_name(one.kind),
        state=state_of(one, on),
        p_number=one.unit.p_number if one.unit else None,
        place=one.place.code if one.place else None,
        **{name: getattr(one, name) for name in plain},
    )


class Need(Schema):
    """A skill that an opening asks for."""

    skill: str
    name: str
    essential: bool


class Task(Schema):
    """A task carved from a position."""

    title: str
    hours: float | None
    days: list[str]
    demands: list[str]
    skills: list[str]


class OpeningTold(OpeningLine):
    """An opening: everything it is and asks for."""

    attendance: str
    hours_min: int | None
    hours_max: int | None
    shifts: list[str]
    demands: list[str]
    licences: list[str]
    languages: list[str]
    occupation: str
    isco: str
    needs: list[Need]
    tasks: list[Task]
    withdrawn_at: datetime | None


def _told(one: Opening) -> OpeningTold:
    needs = list(one.needs.order_by("skill"))
    names = names_shown("skill", [need.skill for need in needs], language_here())
    return OpeningTold(
        **opening_line(one, today(one.authority)).model_dump(),
        **{name: getattr(one, name).split() for name in ("shifts", "demands", "licences", "languages")},
        **{
            name: getattr(one, name)
            for name in ("attendance", "hours_min", "hours_max", "occupation", "isco")
        },
        needs=[
            Need(skill=need.skill, name=names[need.skill].text, essential=need.essential) for need in needs
        ],
        tasks=[
            Task(
                title=task.title,
                hours=task.hours,
                days=task.days.split(),
                demands=task.demands.split(),
                skills=task.skills.split(),
            )
            for task in one.tasks.order_by("number")
        ],
        withdrawn_at=one.withdrawn_at,
    )


class OpeningsAsked(Paging):
    """Which openings."""

    q: str = Field("", max_length=100, description="Words of the title.")
    kind: str = Field("", max_length=30)
    section: str = Field("", max_length=1)
    place: str = Field("", max_length=20)
    open_now: bool = True


@operation(
    router, "GET", "/openings", scope=WORK_READ, screens=("companies:openings",), answer=Listed[OpeningLine]
)
def openings_list(request: HttpRequest, asked: Query[OpeningsAsked]) -> Any:
    """What is open now, the newest first, or what a search finds."""
    on = today(request.user.authority)
    search = OpeningSearch(asked.q, asked.kind, asked.section, asked.place, asked.open_now)
    shown, following = page_of_rows(request, openings_found(request.user, search, on), asked)
    return Listed[OpeningLine](items=[opening_line(one, on) for one in shown], next=following)


@operation(
    router, "GET", "/openings/{opening}", scope=WORK_READ, screens=("companies:opening",), answer=OpeningTold
)
def opening_read(request: HttpRequest, opening: str) -> Any:
    """One opening: everything it is and asks for."""
    return _told(opening_for(request.user, opening))


class OpeningBody(Body):
    """Everything that is written of an opening."""

    kind: str = Field(max_length=30)
    title: str = Field(min_length=1, max_length=160)
    p_number: str = Field("", max_length=14)
    place: str = Field("", max_length=20, description="A town's code; without one it is the workplace's.")
    occupation: Concept = ""
    must: Skills = Field([], description="Skills one must have.")
    helps: Skills = Field([], description="Skills that help.")
    attendance: str = Field("dagligt", max_length=20)
    hours_min: int | None = Field(None, ge=1, le=60)
    hours_max: int | None = Field(None, ge=1, le=60)
    seats: int = Field(1, ge=1, le=500)
    shifts: Codes = []
    opens: Day | None = None
    closes: Day | None = None
    demands: Codes = []
    licences: Codes = []
    languages: Codes = Field([], description="For example da:2: a language and a level of 1 to 4.")


class NewOpeningBody(OpeningBody):
    """An opening, and the job text it comes of."""

    job_text: str = Field("", max_length=16, description="The id of a job text that was looked through.")


@operation(
    router,
    "POST",
    "/openings",
    scope=WORK_WRITE,
    screens=("companies:opening_new",),
    answer=OpeningTold,
    status=201,
)
def opening_write(request: HttpRequest, body: NewOpeningBody) -> Any:
    """Write down an opening."""
    kept = job_text_for(request.user, body.job_text) if body.job_text else None
    if kept is not None and kept.opening_id is not None:
        raise Problem("conflict")
    form = _form(request, body, None, text_needs(kept))
    made = opening_create(user=request.user, facts=form.facts(), needs=form.needs(), job_text=kept)
    return _told(opening_for(request.user, made.public_id))


@operation(
    router,
    "PUT",
    "/openings/{opening}",
    scope=WORK_WRITE,
    screens=("companies:opening_change",),
    answer=OpeningTold,
    changes_version=True,
)
def opening_rewrite(request: HttpRequest, opening: str, body: OpeningBody) -> Any:
    """Change what an opening says; everything is sent."""
    found = opening_to_change(request.user, opening)
    must_match(request, _told(found))
    form = _form(request, body, found, stored_needs(found))
    opening_change(user=request.user, opening=found, facts=form.facts(), needs=form.needs())
    return _told(opening_for(request.user, opening))


def _form(
    request: HttpRequest, body: OpeningBody, opening: Opening | None, beside: dict[str, bool]
) -> OpeningForm:
    authority = request.user.authority
    values = body.model_dump(exclude={"languages", "job_text"})
    for asked in body.languages:
        language, _colon, level = asked.partition(":")
        values[f"language_{language}"] = level
    # The form lets those skills be ticked that the occupation asks for; whatever else is searched for.
    asked_for = (
        {*beside, *(skill for skill, _essential in skills_asked(body.occupation))}
        if body.occupation
        else beside
    )
    values["others"] = [skill for skill in body.must if skill not in asked_for]
    values["must"] = [skill for skill in body.must if skill in asked_for]
    form = OpeningForm(authority, today(authority), opening, posted(values), beside=beside)
    if not form.is_valid():
        raise form_problem(form, {"others": "must"})
    return form


class WithdrawBody(Body):
    """Why an opening is taken back."""

    reason: str = Field(min_length=1, max_length=400)


@operation(
    router,
    "POST",
    "/openings/{opening}/withdraw",
    scope=WORK_WRITE,
    screens=("companies:opening_withdraw",),
    answer=OpeningTold,
    changes_version=True,
)
def opening_take_back(request: HttpRequest, opening: str, body: WithdrawBody) -> Any:
    """Take an opening back, with the reason. It is kept as it was."""
    found = opening_to_change(request.user, opening)
    must_match(request, _told(found))
    form = WithdrawForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    opening_withdraw(user=request.user, opening=found, reason=form.cleaned_data["reason"])
    return _told(opening_for(request.user, opening))


@operation(
    router,
    "GET",
    "/job-postings",
    scope=WORK_READ,
    screens=("companies:openings",),
    answer=Listed[JobPosting],
)
def job_postings(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The openings that may be published, as schema.org JobPosting (JSON-LD)."""
    on = today(request.user.authority)
    found = may_be_posted(openings_found(request.user, OpeningSearch(), on), request.user.authority)
    shown, following = page_of_rows(request, found, paging)
    return Listed[JobPosting](items=[posting_of(one) for one in shown], next=following)
