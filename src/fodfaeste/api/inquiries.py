"""The two questions: asked, closed, and what came of the answers. Who answered is known to nobody."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Concept, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.questions import services
from fodfaeste.apps.questions.access import inquiry_for
from fodfaeste.apps.questions.forms import ChangeForm, InquiryForm
from fodfaeste.apps.questions.models import Inquiry
from fodfaeste.apps.questions.selectors import answers_of, inquiries_of
from fodfaeste.apps.systems.scopes import POLICY_READ, QUESTIONS
from fodfaeste.installation.clock import today

router = Router(tags=["Questions to people"])


class InquiryLine(Schema):
    """Two questions about a goal, asked at one kind of moment."""

    id: str
    goal: str
    moment: str
    first: str
    second: str
    opened_at: datetime
    closed_at: datetime | None


class Choice(Schema):
    """How many gave an answer to the first question."""

    choice: str
    count: int


class ChangeTold(Schema):
    """What was changed because of the answers."""

    what: str
    made_at: datetime
    made_by: str


class InquiryTold(InquiryLine):
    """The questions with their answers: let out five at a time, in no order that tells of time."""

    shown: int
    counts: list[Choice]
    words: list[str]
    changes: list[ChangeTold]


def _line(one: Inquiry) -> InquiryLine:
    plain = ("goal", "moment", "first", "second", "opened_at", "closed_at")
    return InquiryLine(id=one.public_id, **{name: getattr(one, name) for name in plain})


def _told(one: Inquiry) -> InquiryTold:
    answers = answers_of(one)
    return InquiryTold(
        **_line(one).model_dump(),
        shown=answers.shown,
        counts=[Choice(choice=choice, count=count) for choice, count in answers.counts],
        words=list(answers.words),
        changes=[
            ChangeTold(what=change.what, made_at=change.made_at, made_by=change.made_by.name)
            for change in one.changes.select_related("made_by").order_by("-made_at", "-pk")
        ],
    )


@operation(
    router,
    "GET",
    "/inquiries",
    scope=POLICY_READ,
    screens=("questions:inquiries",),
    answer=Listed[InquiryLine],
)
def inquiries_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What is asked and was asked, those still open first."""
    shown, following = page_of_rows(request, inquiries_of(request.user.authority), paging)
    return Listed[InquiryLine](items=[_line(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/inquiries/{inquiry}",
    scope=POLICY_READ,
    screens=("questions:inquiry",),
    answer=InquiryTold,
)
def inquiry_read(request: HttpRequest, inquiry: str) -> Any:
    """What was answered, once it is enough, and what was changed because of it."""
    return _told(inquiry_for(request.user, inquiry))


class InquiryBody(Body):
    """A goal of the policy, when it is asked, and the two questions."""

    goal: Concept
    moment: str = Field(max_length=20, description="talk, offer, opening or share.")
    first: str = Field(min_length=1, max_length=200, description="Answered yes, partly, no or unsure.")
    second: str = Field(min_length=1, max_length=200, description="Answered in own words.")


@operation(
    router,
    "POST",
    "/inquiries",
    scope=QUESTIONS,
    screens=("questions:inquiries",),
    answer=InquiryTold,
    status=201,
)
def inquiry_create(request: HttpRequest, body: InquiryBody) -> Any:
    """Begin to ask two questions about a goal. One pair a goal and moment at a time."""
    on = today(request.user.authority)
    entries = policy_in_force(request.user.authority, on).entries
    goals = [(one.id, in_language(one.title)) for one in entries if one.kind == "goal" and one.in_force(on)]
    form = InquiryForm(goals, posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return _told(services.inquiry_open(leader=request.user, **form.cleaned_data))


@operation(
    router,
    "POST",
    "/inquiries/{inquiry}/close",
    scope=QUESTIONS,
    screens=("questions:close",),
    answer=InquiryTold,
)
def inquiry_close(request: HttpRequest, inquiry: str) -> Any:
    """Ask no more; answers that were too few to show are deleted for good. Twice is once."""
    services.inquiry_close(leader=request.user, inquiry=inquiry_for(request.user, inquiry))
    return _told(inquiry_for(request.user, inquiry))


class ChangeBody(Body):
    """What was changed. Those who are asked can read it."""

    what: str = Field(min_length=1, max_length=1000)


@operation(
    router,
    "POST",
    "/inquiries/{inquiry}/changes",
    scope=QUESTIONS,
    screens=("questions:change",),
    answer=InquiryTold,
    status=201,
)
def inquiry_change(request: HttpRequest, inquiry: str, body: ChangeBody) -> Any:
    """Write what was changed because of the answers."""
    found, form = inquiry_for(request.user, inquiry), ChangeForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    services.change_add(leader=request.user, inquiry=found, what=form.cleaned_data["what"])
    return _told(found)
