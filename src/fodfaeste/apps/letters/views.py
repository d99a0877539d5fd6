"""Letters on screen: the same pages for the citizen (`pid` None) and for staff, and what waits."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, may_change
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.drafts.keeping import draft_sent, kept_for
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.letters import access
from fodfaeste.apps.letters.codes import FROM_CITIZEN, SUBJECTS
from fodfaeste.apps.letters.forms import LetterForm, ThreadForm
from fodfaeste.apps.letters.models import Thread
from fodfaeste.apps.letters.selectors import letters_in, threads_of
from fodfaeste.apps.letters.services import letter_write, letters_mark_read, thread_begin, thread_close
from fodfaeste.apps.links.selectors import things_of

REFUSED = 422
ROWS_A_PAGE = 50
READERS = Role.CASE_WORKER, Role.LEADER, Role.CITIZEN
WRITERS = Role.CASE_WORKER, Role.CITIZEN


@require_safe
@role_required(*READERS)
@asks_for_reason
def letters(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """A citizen's threads, the latest first."""
    found = access.letters_for(request.user, pid, session=request.session)
    page = Paginator(threads_of(found, is_own=pid is None), ROWS_A_PAGE).get_page(request.GET.get("side"))
    lines = [(thread, in_language(SUBJECTS[thread.subject]), _href(thread, pid)) for thread in page]
    context = {**_base(request, found, pid), "page": page, "lines": lines}
    return render(request, "letters/letters.html", context)


@require_http_methods(["GET", "POST"])
@role_required(*WRITERS)
@asks_for_reason
def letter_new(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """Begin a thread."""
    found = access.letters_to_write(request.user, pid, session=request.session)
    kept = kept_for(request, f"letters.new:{found.public_id}")
    things = things_of(found) if pid else ()
    form = ThreadForm(request.POST if request.method == "POST" else None, initial=kept.values, things=things)
    if request.method == "POST" and form.is_valid():
        written = thread_begin(
            user=request.user,
            citizen=found,
            subject=form.cleaned_data["subject"],
            heading=form.cleaned_data["heading"],
            text=form.cleaned_data["text"],
            linked=form.linked,
        )
        draft_sent(request)
        messages.success(request, _("Beskeden er sendt."))
        return redirect(_href(written.thread, pid))
    context = {**_base(request, found, pid), "form": form, "kept": kept}
    return render(request, "letters/letter_new.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(*READERS)
@asks_for_reason
def thread(request: HttpRequest, thread: str, pid: str | None = None) -> HttpResponse:
    """The letters of a thread, and an answer."""
    gate = access.thread_to_write if request.method == "POST" else access.thread_for
    found = gate(request.user, pid, thread, session=request.session)
    kept = kept_for(request, f"letters.answer:{found.public_id}")
    base = _base(request, found.citizen, pid)
    things = things_of(found.citizen) if pid and base["may_write"] else ()
    form = LetterForm(request.POST if request.method == "POST" else None, initial=kept.values, things=things)
    if request.method == "POST" and form.is_valid():
        letter_write(user=request.user, thread=found, text=form.cleaned_data["text"], linked=form.linked)
        draft_sent(request)
        messages.success(request, _("Beskeden er sendt."))
        return redirect(_href(found, pid))
    if base["may_write"]:
        letters_mark_read(user=request.user, thread=found)
    context = {
        **base,
        "thread": found,
        "subject": in_language(SUBJECTS[found.subject]),
        "letters": [(one, (one.written_from == FROM_CITIZEN) == (pid is None)) for one in letters_in(found)],
        "form": form,
        "kept": kept,
        "close_href": reverse(f"letters:{_own(pid)}close", args=_parts(found, pid)),
    }
    return render(request, "letters/thread.html", context, status=REFUSED if form.errors else 200)


@require_POST
@role_required(*WRITERS)
@asks_for_reason
def close(request: HttpRequest, thread: str, pid: str | None = None) -> HttpResponse:
    """Close a thread. A new letter opens it again."""
    found = access.thread_to_write(request.user, pid, thread, session=request.session)
    thread_close(user=request.user, thread=found)
    messages.success(request, _("Beskederne er afsluttet. En ny besked åbner dem igen."))
    return redirect(f"letters:{_own(pid)}letters", *([pid] if pid else []))


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
def waiting(request: HttpRequest) -> HttpResponse:
    """What citizens have written and nobody has answered, the longest wait first."""
    page = Paginator(access.waiting_for(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Beskeder, der venter på svar",
        citizens=list(dict.fromkeys(one.citizen_id for one in page)),
    )
    lines = [(one, in_language(SUBJECTS[one.subject]), _href(one, one.citizen.public_id)) for one in page]
    return render(request, "letters/waiting.html", {"page": page, "lines": lines})


def _base(request: HttpRequest, citizen: Citizen, pid: str | None) -> dict[str, object]:
    parts = [pid] if pid else []
    return {
        "citizen": citizen,
        "is_own": pid is None,
        "may_write": pid is None or may_change(request.user),
        "list_href": reverse(f"letters:{_own(pid)}letters", args=parts),
        "new_href": reverse(f"letters:{_own(pid)}letter_new", args=parts),
    }


def _href(thread: Thread, pid: str | None) -> str:
    return reverse(f"letters:{_own(pid)}thread", args=_parts(thread, pid))


def _parts(thread: Thread, pid: str | None) -> list[str]:
    return [pid, thread.public_id] if pid else [thread.public_id]


def _own(pid: str | None) -> str:
    return "" if pid else "my_"
