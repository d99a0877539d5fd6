"""Writing, reading and closing letters; each journalled, and none of the journal's lines says what of."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.letters.codes import FROM_CITIZEN, FROM_STAFF, SUBJECTS
from fodfaeste.apps.letters.models import Letter, Thread, ThreadStep
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.registry import Door, Thing
from fodfaeste.apps.links.sending import link_send
from fodfaeste.apps.links.services import link_make
from fodfaeste.apps.outbox.duties import letter_sent
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import now

#: What a personal link sent with a letter opens.
Linked = tuple[Door, Thing]

BEGUN, CLOSED, REOPENED = "begun", "closed", "reopened"


class NotPossible(FodfaesteError):
    """The letter cannot be written. The text says what to do instead."""


def thread_begin(
    *, user: User, citizen: Citizen, subject: str, heading: str, text: str, linked: Linked | None = None
) -> Letter:
    """Begin a thread with its first letter, from the citizen or from the municipality."""
    if subject not in SUBJECTS:
        raise ValueError(f"{subject!r} is no subject")
    at = now()
    with transaction.atomic():
        thread = Thread.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            subject=subject,
            heading=heading.strip(),
            begun_at=at,
            last_at=at,
        )
        _step(thread, BEGUN, user)
        return _write(user, thread, text, linked)


def letter_write(*, user: User, thread: Thread, text: str, linked: Linked | None = None) -> Letter:
    """Write in a thread. A closed one is opened again by a new letter. The same again at once is one."""
    with transaction.atomic():
        held = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
        last = held.letters.order_by("-pk").first()
        if last is not None and last.writer_id == user.pk and last.text == text.strip():
            return last
        if held.closed_at is not None:
            held.closed_at = held.closed_by = None
            _step(held, REOPENED, user)
        return _write(user, held, text, linked)


def thread_close(*, user: User, thread: Thread) -> None:
    """Close a thread: nothing in it waits any more. Twice is once."""
    with transaction.atomic():
        held = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
        if held.closed_at is not None:
            return
        held.closed_at, held.closed_by, held.waiting_since = now(), user, None
        held.save(update_fields=["closed_at", "closed_by", "waiting_since"])
        _step(held, CLOSED, user)
        _journal(user, held, "Beskeder afsluttet")


def letters_mark_read(*, user: User, thread: Thread) -> int:
    """Note that the letters of the other side have been opened, the first time; gives how many."""
    other = FROM_STAFF if user.role == Role.CITIZEN else FROM_CITIZEN
    unread: QuerySet[Letter] = thread.letters.filter(written_from=other, read_at__isnull=True)
    return unread.update(read_at=now(), read_by=user)


def _write(user: User, thread: Thread, text: str, linked: Linked | None) -> Letter:
    if not text.strip():
        raise NotPossible(_("Skriv en besked."))
    at = now()
    is_own = user.role == Role.CITIZEN
    if is_own and thread.citizen.user_id != user.pk:
        raise ValueError("A citizen writes in threads of their own only")
    letter = Letter.objects.create(
        thread=thread,
        citizen=thread.citizen,
        written_from=FROM_CITIZEN if is_own else FROM_STAFF,
        writer=user,
        text=text.strip(),
        written_at=at,
        link=_link(user, thread.citizen, linked) if linked and not is_own else None,
    )
    thread.last_at = at
    thread.waiting_since = (thread.waiting_since or at) if is_own else None
    thread.save(update_fields=["last_at", "waiting_since", "closed_at", "closed_by"])
    _journal(user, thread, "Besked skrevet af borgeren" if is_own else "Besked skrevet til borgeren")
    if not is_own:
        letter_sent(letter)
    return letter


def _link(user: User, citizen: Citizen, linked: Linked) -> Link:
    door, thing = linked
    link = link_make(
        authority=citizen.authority,
        purpose=door.purpose,
        about=door.about,
        about_id=thing.about_id,
        by=user,
        citizen=citizen,
    )
    link_send(link=link)
    return link


def _step(thread: Thread, what: str, user: User) -> None:
    ThreadStep.objects.create(thread=thread, what=what, at=now(), by=user)


def _journal(user: User, thread: Thread, what: str) -> None:
    journal_write(actor=user, authority=thread.authority, action="change", what=what, citizen=thread.citizen)
