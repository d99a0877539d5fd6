"""Messages between a citizen and the municipality. A system that reads them does not mark them as read."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, seen
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.letters import access
from fodfaeste.apps.letters.forms import LetterForm, ThreadForm
from fodfaeste.apps.letters.models import Thread
from fodfaeste.apps.letters.selectors import letters_in, threads_of
from fodfaeste.apps.letters.services import letter_write, thread_begin, thread_close
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE

router = Router(tags=["Messages"])


class ThreadLine(Schema):
    """Letters about one subject. `waiting_since`: the citizen's first letter that nobody has answered."""

    id: str
    citizen: str
    subject: str
    heading: str
    begun_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    closed_at: datetime | None


class LetterTold(Schema):
    """One letter."""

    written_from: str
    writer: str | None
    text: str
    written_at: datetime
    read_at: datetime | None


class ThreadTold(ThreadLine):
    """A thread with its letters, the first at the top."""

    letters: list[LetterTold]


def _line(thread: Thread) -> ThreadLine:
    plain = ("subject", "heading", "begun_at", "last_at", "waiting_since", "closed_at")
    return ThreadLine(
        id=thread.public_id,
        citizen=thread.citizen.public_id,
        **{name: getattr(thread, name) for name in plain},
    )


def _told(thread: Thread) -> ThreadTold:
    plain = ("written_from", "text", "written_at", "read_at")
    letters = [
        LetterTold(
            writer=one.writer.name if one.writer else None, **{name: getattr(one, name) for name in plain}
        )
        for one in letters_in(thread)
    ]
    return ThreadTold(**_line(thread).model_dump(), letters=letters)


@operation(
    router,
    "GET",
    "/letters",
    scope=PEOPLE_READ,
    screens=("letters:waiting",),
    answer=Listed[ThreadLine],
    is_person=True,
)
def letters_waiting(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What citizens have written and nobody has answered, the longest wait first."""
    shown, following = page_of_rows(request, access.waiting_for(request.user), paging)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Beskeder, der venter på svar",
        citizens=list(dict.fromkeys(one.citizen_id for one in shown)),
    )
    return Listed[ThreadLine](items=[_line(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/letters",
    scope=PEOPLE_READ,
    screens=("letters:letters",),
    answer=Listed[ThreadLine],
    is_person=True,
)
def letters_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's threads, the latest first."""
    rows = threads_of(seen(request, pid, access.PAGE), is_own=False).select_related("citizen")
    shown, following = page_of_rows(request, rows, paging)
    return Listed[ThreadLine](items=[_line(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/letters/{thread}",
    scope=PEOPLE_READ,
    screens=("letters:thread",),
    answer=ThreadTold,
    is_person=True,
)
def letters_read(request: HttpRequest, pid: str, thread: str) -> Any:
    """The letters of a thread."""
    return _told(access.thread_for(request.user, pid, thread, session=stated(request, pid)))


class LetterBody(Body):
    """A letter in a thread."""

    text: str = Field(min_length=1, max_length=5000)


class ThreadBody(LetterBody):
    """The first letter of a thread."""

    subject: str = Field(max_length=20)
    heading: str = Field(min_length=1, max_length=120)


@operation(
    router,
    "POST",
    "/citizens/{pid}/letters",
    scope=PEOPLE_WRITE,
    screens=("letters:letter_new",),
    answer=ThreadTold,
    status=201,
    is_person=True,
)
def letters_begin(request: HttpRequest, pid: str, body: ThreadBody) -> Any:
    """Write to a citizen about something new."""
    found = changed(request, pid, access.PAGE)
    form = ThreadForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    said = form.cleaned_data
    written = thread_begin(
        user=request.user, citizen=found, subject=said["subject"], heading=said["heading"], text=said["text"]
    )
    return _told(written.thread)


@operation(
    router,
    "POST",
    "/citizens/{pid}/letters/{thread}",
    scope=PEOPLE_WRITE,
    screens=("letters:letter_new",),
    answer=ThreadTold,
    status=201,
    is_person=True,
)
def letters_answer(request: HttpRequest, pid: str, thread: str, body: LetterBody) -> Any:
    """Answer in a thread. A closed one is opened again."""
    found = access.thread_to_write(request.user, pid, thread, session=stated(request, pid))
    form = LetterForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    letter_write(user=request.user, thread=found, text=form.cleaned_data["text"])
    return _told(access.thread_for(request.user, pid, thread, session=stated(request, pid)))


@operation(
    router,
    "POST",
    "/citizens/{pid}/letters/{thread}/close",
    scope=PEOPLE_WRITE,
    screens=("letters:close",),
    answer=ThreadTold,
    is_person=True,
)
def letters_close(request: HttpRequest, pid: str, thread: str) -> Any:
    """Close a thread: nothing in it waits any more. Twice is once."""
    found = access.thread_to_write(request.user, pid, thread, session=stated(request, pid))
    thread_close(user=request.user, thread=found)
    return _told(access.thread_for(request.user, pid, thread, session=stated(request, pid)))
