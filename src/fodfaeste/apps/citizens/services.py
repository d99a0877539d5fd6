"""What changes a citizen's case: facts recorded, talks booked and marked."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens import codes, slots
from fodfaeste.apps.citizens.history import Revision, Stretch, correct, revise, value_before, value_on
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact
from fodfaeste.apps.citizens.wording import danish_title, group_law
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox.duties import effort_recorded, talk_recorded
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.core.facts import NOT_HAPPENED_WORD
from fodfaeste.installation.clock import now, today

Value = str | date | int | float | Decimal


class TimeTaken(FodfaesteError):
    """The case worker has another talk in that half hour."""


class NotPossible(FodfaesteError):
    """What is asked for does not fit the state the case is in."""


def fact_record(
    *, user: User, citizen: Citizen, name: str, value: Value, valid_from: date | None = None
) -> Fact | None:
    """Record what is known of a citizen, and answer the policy anew at once.

    What was believed before is withdrawn, never changed. A new target group or readiness tells when the
    person became job-ready too. Gives nothing back when nothing new was said.
    """
    text = value_text(value)
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        fact = _record(citizen, name, text, valid_from, user, codes.BY_CASE_WORKER)
        if fact is None:
            return None
        if name in ("target_group", "readiness"):
            _follow_readiness(citizen, name, text, _day_of(fact), user)
        if name == "target_group":
            effort_recorded(citizen)
        journal_write(
            actor=user,
            authority=citizen.authority,
            action="change",
            what=f"Oplysning rettet: {danish_title(name)}",
            citizen=citizen,
        )
        answers_refresh(authority=citizen.authority, on=today(citizen.authority), citizens=[citizen.pk])
    return fact


def value_text(value: Value) -> str:
    """A value as facts keep it: ISO date, decimal point, code."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return f"{float(value):g}"
    return value


def _day_of(fact: Fact) -> date:
    assert fact.valid_from is not None  # a dated fact always has its first day
    return fact.valid_from


def _record(
    citizen: Citizen, name: str, text: str, valid_from: date | None, user: User, source: str
) -> Fact | None:
    believed = stretches_believed(citizen, name)
    if valid_from is not None:
        revision = revise(believed, text, valid_from)
    elif name in codes.DATED:
        raise NotPossible(_("En oplysning, der skifter, skal have en dato, den gælder fra."))
    else:
        revision = correct(believed, text, today(citizen.authority))
    return revision_write(citizen, name, revision, user, source)


def stretches_believed(citizen: Citizen, name: str) -> list[Stretch]:
    """What is believed of one fact of a citizen."""
    rows = Fact.objects.filter(citizen=citizen, name=name, withdrawn_at__isnull=True)
    return [Stretch(row.value, row.valid_from, row.valid_to, row.pk) for row in rows]


def revision_write(citizen: Citizen, name: str, revision: Revision, user: User, source: str) -> Fact | None:
    """Withdraw and write what a revision says; gives the row that says the new value."""
    at = now()
    kept = {row.pk: row for row in Fact.objects.filter(pk__in=revision.withdrawn)}
    Fact.objects.filter(pk__in=kept).update(withdrawn_at=at)
    written = None
    for stretch in revision.written:
        # A stretch that is only cut short is still known from where it was known.
        cut = next((row for row in kept.values() if _is_cut_of(stretch, row)), None)
        written = Fact.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            name=name,
            value=stretch.value,
            valid_from=stretch.valid_from,
            valid_to=stretch.valid_to,
            recorded_at=at,
            recorded_by=cut.recorded_by if cut else user,
            source=cut.source if cut else source,
        )
    return written


def _is_cut_of(stretch: Stretch, row: Fact) -> bool:
    return stretch.value == row.value and stretch.valid_from == row.valid_from


def _follow_readiness(citizen: Citizen, name: str, value: str, since: date, user: User) -> None:
    """Record when a person became job-ready, and from which group, where a change says it."""
    source = codes.FROM_TARGET_GROUP if name == "target_group" else codes.FROM_READINESS
    readiness: Sequence[str] = (value,)
    if name == "target_group":
        law = group_law(value, policy_in_force(citizen.authority, since), since)
        readiness = law.readiness if law else ()
    known = value_on(stretches_believed(citizen, "became_job_ready"), since)
    if tuple(readiness) == (codes.JOB_READY,):
        _record(citizen, "became_job_ready", since.isoformat(), since, user, source)
        before = value_before(stretches_believed(citizen, name), since)
        if name == "target_group" and before:
            _record(citizen, "came_from", before, since, user, source)
    elif readiness and codes.JOB_READY not in readiness and known and known <= since.isoformat():
        # The day the person was job-ready lies before the group that is not: it speaks of the past.
        _record(citizen, "became_job_ready", NOT_HAPPENED_WORD, since, user, source)


def talk_book(*, user: User, citizen: Citizen, starts_at: datetime) -> Contact:
    """Book a talk with a citizen. The same time booked twice is one talk."""
    host = slots.host_of(citizen, user)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=host.pk)  # one booking at a time in a calendar
        booked = {"citizen": citizen, "state": codes.BOOKED, "starts_at": starts_at}
        existing = Contact.objects.filter(**booked).first()
        if existing is not None:
            return existing
        if starts_at <= now():
            raise NotPossible(_("Tidspunktet er passeret. Vælg et senere."))
        if slots.talks_overlapping(host, starts_at):
            raise TimeTaken(_("%(name)s har en anden samtale på det tidspunkt.") % {"name": host.name})
        talk = Contact.objects.create(
            authority=citizen.authority, kind=codes.TALK, recorded_at=now(), recorded_by=user, **booked
        )
        _journal_talk(user, talk, "Samtale booket")
        talk_recorded(talk)
    return talk


def talk_mark(*, user: User, talk: Contact, state: str) -> Contact:
    """Write what became of a booked talk: held, not attended, or called off. Twice is once."""
    with transaction.atomic():
        found = Contact.objects.select_for_update(no_key=True).get(pk=talk.pk)
        if found.state == state:
            return found
        if found.state != codes.BOOKED:
            raise NotPossible(
                _("Samtalen er allerede skrevet som: %(state)s.") % {"state": codes.TALK_STATES[found.state]}
            )
        if state != codes.CANCELLED and slots.day_of(found) > today(found.authority):
            raise NotPossible(_("Samtalen ligger ude i fremtiden. Den kan aflyses."))
        found.state = state
        found.recorded_at, found.recorded_by = now(), user
        found.save(update_fields=["state", "recorded_at", "recorded_by"])
        words = {codes.HELD: "holdt", codes.NO_SHOW: "borgeren udeblev", codes.CANCELLED: "aflyst"}
        _journal_talk(user, found, f"Samtale: {words[state]}")
        talk_recorded(found)
    return found


def _journal_talk(user: User, talk: Contact, what: str) -> None:
    journal_write(
        actor=user,
        authority=talk.authority,
        action="change",
        what=f"{what} ({talk.starts_at:%Y-%m-%d})",
        citizen=talk.citizen,
    )
