"""Writing the journal, and sealing what was written.

Actions: see, list, change, decide, export, import, sign_in, sign_out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, transaction
from django.db.models import Max, Min

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event, Seal
from fodfaeste.installation import clock
from fodfaeste.installation.logs import without_cpr

ACTIONS = ("see", "list", "change", "decide", "export", "import", "sign_in", "sign_out")

WHAT_LENGTH = 200
WHY_LENGTH = 400
VIA_LENGTH = 80
WRITE_AT_ONCE = 1000

#: Events under one seal: few enough to hash in memory, enough that sealing keeps up with any list.
SEAL_SIZE = 5000
FIRST_PREVIOUS = "0" * 64

#: How long sealing waits for running transactions before it leaves it to the next minute.
PATIENCE_MILLISECONDS = 2000


_via: ContextVar[str] = ContextVar("via", default="")
_purpose: ContextVar[str] = ContextVar("purpose", default="")


@contextmanager
def acting_via(how: str, *, why: str = "") -> Iterator[None]:
    """Let what is journalled inside say how it was done: by a personal link, for somebody, by a system.

    `why` is the reason of everything inside that gives none of its own.
    """
    token, reason = _via.set(without_cpr(how)[:VIA_LENGTH]), _purpose.set(why)
    try:
        yield
    finally:
        _via.reset(token)
        _purpose.reset(reason)


def act_via(how: str) -> None:
    """The same from here on, to the end of the request: the middleware of sessions forgets it again."""
    _via.set(without_cpr(how)[:VIA_LENGTH])


def journal_write(
    *,
    actor: User | None,
    authority: Authority,
    action: str,
    what: str,
    citizen: Citizen | None = None,
    why: str = "",
) -> None:
    """Note who did what, to whom and why. In the caller's transaction: what is rolled back was not done."""
    pk = None if citizen is None else citizen.pk
    _event(actor, authority, action, what, pk, why).save(force_insert=True)


def journal_write_list(
    *,
    actor: User | None,
    authority: Authority,
    action: str,
    what: str,
    citizens: Iterable[int],
    why: str = "",
) -> None:
    """Note that several people were shown or changed together: one event a person."""
    events = [_event(actor, authority, action, what, pk, why) for pk in citizens]
    with transaction.atomic():
        Event.objects.bulk_create(events, batch_size=WRITE_AT_ONCE)


def _event(
    actor: User | None, authority: Authority, action: str, what: str, citizen: int | None, why: str
) -> Event:
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no action of the journal")
    if actor is not None and actor.authority_id != authority.pk:
        raise ValueError("A user acts in the authority of the user only")
    what, why = without_cpr(what), without_cpr(why or _purpose.get())
    if len(why) > WHY_LENGTH:
        raise ValueError(f"A reason has at most {WHY_LENGTH} characters")
    return Event(
        authority=authority,
        at=clock.now(),
        actor=actor,
        actor_role=actor.role if actor else "",
        action=action,
        citizen_id=citizen,
        what=what if len(what) <= WHAT_LENGTH else what[: WHAT_LENGTH - 1] + "…",
        why=why,
        via=_via.get(),
    )


def journal_seal() -> int:
    """Seal everything written since the last seal; says how many events that was."""
    sealed = 0
    while count := _seal_once():
        sealed += count
    return sealed


def _seal_once() -> int:
    try:
        with transaction.atomic():
            _wait_for_writers()
            last = Seal.objects.order_by("-last_event").first()
            events = list(
                Event.objects.filter(pk__gt=last.last_event if last else 0).order_by("pk")[:SEAL_SIZE]
            )
            if not events:
                return 0
            previous = last.hash if last else FIRST_PREVIOUS
            Seal.objects.create(
                first_event=events[0].pk,
                last_event=events[-1].pk,
                count=len(events),
                previous=previous,
                hash=seal_hash(previous, events),
                sealed_at=clock.now(),
            )
            return len(events)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return 0
        raise


LOCK_NOT_AVAILABLE = "55P03"


def _wait_for_writers() -> None:
    """See to it that no event with a lower number can still appear.

    PostgreSQL hands out numbers before it commits, so a seal could pass over an event that becomes
    visible later. This lock waits for every transaction that has written to the journal and holds new
    ones back for the moment of sealing; after `PATIENCE_MILLISECONDS` it gives up, so that a long
    import delays the seal and not the other way round. SQLite has one writer at a time already.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MILLISECONDS}")
        cursor.execute(f"LOCK TABLE {Event._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def seal_hash(previous: str, events: Sequence[Event]) -> str:
    """The hash of the seal before and of every event, each as one line of canonical JSON."""
    digest = hashlib.sha256(previous.encode("ascii"))
    for event in events:
        digest.update(b"\n" + canonical(event))
    return digest.hexdigest()


def canonical(event: Event) -> bytes:
    """An event as the bytes that are sealed: keys sorted, UTC to the microsecond."""
    content = {
        "id": event.pk,
        "authority": event.authority_id,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "actor_role": event.actor_role,
        "action": event.action,
        "citizen": event.citizen_id,
        "what": event.what,
        "why": event.why,
    }
    if event.via:  # absent where there is none, as in events sealed before the column was there
        content["via"] = event.via
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole journal found."""

    seals: int
    events: int
    unsealed: int
    last_hash: str
    broken_seal: int | None  # number of the first seal that does not fit
    first_event: int | None  # and where its events begin

    @property
    def is_whole(self) -> bool:
        return self.broken_seal is None


def journal_verify(*, database: str = DEFAULT_DB_ALIAS, last: int | None = None) -> Verdict:
    """Compute every seal again from the events, or only the `last` ones; name the first that does not fit."""
    previous, end, start = _before_last(last, database) if last else (FIRST_PREVIOUS, 0, 0)
    seals = events = 0
    for seal, content in _sealed_batches(database, start, end):
        # Counted from the end of the seal before: an event put into the gap between two is found too.
        fits = (
            seal.previous == previous
            and seal.first_event > end
            and len(content) == seal.count
            and seal_hash(previous, content) == seal.hash
        )
        if not fits:
            return Verdict(seals, events, 0, previous, seal.pk, seal.first_event)
        previous, end = seal.hash, seal.last_event
        seals, events = seals + 1, events + seal.count
    unsealed = Event.objects.using(database).filter(pk__gt=end).count()
    return Verdict(seals, events, unsealed, previous, None, None)


def _before_last(count: int, database: str) -> tuple[str, int, int]:
    """What the seal before the last ones says: its hash, its last event, its number."""
    before = Seal.objects.using(database).order_by("-pk")[count : count + 1].first()
    return (before.hash, before.last_event, before.pk) if before else (FIRST_PREVIOUS, 0, 0)


def _sealed_batches(database: str, start: int, end: int) -> Iterator[tuple[Seal, list[Event]]]:
    for seal in Seal.objects.using(database).filter(pk__gt=start).order_by("pk").iterator():
        # One more than it should be: a seal that claims too few cannot make us read without end.
        events = Event.objects.using(database)
        within = events.filter(pk__gt=end, pk__lte=seal.last_event).order_by("pk")
        yield seal, list(within[: seal.count + 1])
        end = seal.last_event


def unsealed_events() -> bool:
    """Whether anything waits for a seal."""
    last = Seal.objects.aggregate(last=Max("last_event"))["last"] or 0
    return Event.objects.filter(pk__gt=last).exists()


def oldest_unsealed() -> datetime | None:
    """When the oldest line that has no seal yet was written."""
    last = Seal.objects.aggregate(last=Max("last_event"))["last"] or 0
    return Event.objects.filter(pk__gt=last).aggregate(first=Min("at"))["first"]
