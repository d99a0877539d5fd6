"""Job texts: put in, looked through by a person, and made an opening of."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.problems import Problem, form_problem
from fodfaeste.apps.companies.access import job_text_for
from fodfaeste.apps.companies.models import JobText
from fodfaeste.apps.companies.text_forms import ChoicesForm, TextForm
from fodfaeste.apps.companies.text_page import found_in
from fodfaeste.apps.companies.text_services import job_text_read, proposals_choose
from fodfaeste.apps.systems.scopes import WORK_WRITE

router = Router(tags=["Job texts"])


class FoundThing(Schema):
    """A thing read in the text. It counts once a person has accepted it."""

    number: int
    kind: str
    code: str
    name: str
    essential: bool
    choice: str


class TextTold(Schema):
    """A job text with what was found in it."""

    id: str
    text: str
    recorded_at: datetime
    decided_at: datetime | None
    opening: str | None
    found: list[FoundThing]


def _told(kept: JobText) -> TextTold:
    return TextTold(
        id=kept.public_id,
        text=kept.text,
        recorded_at=kept.recorded_at,
        decided_at=kept.decided_at,
        opening=kept.opening.public_id if kept.opening else None,
        found=[
            FoundThing(
                number=one.number,
                kind=one.kind,
                code=one.code,
                name=one.name.text,
                essential=one.essential,
                choice=one.choice,
            )
            for one in found_in(kept)
        ],
    )


class TextBody(Body):
    """A job text as the company wrote it."""

    text: str = Field(min_length=1, max_length=50_000)


@operation(
    router,
    "POST",
    "/job-texts",
    scope=WORK_WRITE,
    screens=("companies:text_new",),
    answer=TextTold,
    status=201,
)
def text_create(request: HttpRequest, body: TextBody) -> Any:
    """Put a job text in. It is read at once, and nothing of it counts yet."""
    form = TextForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    kept = job_text_read(user=request.user, text=form.cleaned_data["text"])
    return _told(job_text_for(request.user, kept.public_id))


@operation(router, "GET", "/job-texts/{text}", scope=WORK_WRITE, screens=("companies:text",), answer=TextTold)
def text_read(request: HttpRequest, text: str) -> Any:
    """A job text with what was found in it."""
    return _told(job_text_for(request.user, text))


class Chosen(Body):
    """What a person says to one thing found."""

    number: int = Field(ge=1, le=100_000)
    choice: Literal["must", "helps", "struck"]


class ChoicesBody(Body):
    """What a person says to the things found; the rest stays as the text says it."""

    choices: list[Chosen] = Field(max_length=1000)


@operation(
    router, "PUT", "/job-texts/{text}/choices", scope=WORK_WRITE, screens=("companies:text",), answer=TextTold
)
def text_choose(request: HttpRequest, text: str, body: ChoicesBody) -> Any:
    """Say to each thing found whether it is taken over."""
    kept = job_text_for(request.user, text)
    if kept.opening is not None:
        raise Problem("conflict", _("Jobteksten er allerede blevet til en åbning."))
    found = found_in(kept)
    beforehand = {name: field.initial for name, field in ChoicesForm(found).fields.items()}
    said = {f"fund_{one.number}": one.choice for one in body.choices}
    form = ChoicesForm(
        found, posted({**beforehand, **{name: said[name] for name in said if name in beforehand}})
    )
    if not form.is_valid():
        raise form_problem(form)
    proposals_choose(user=request.user, job_text=kept, choices=form.chosen())
    return _told(job_text_for(request.user, text))
