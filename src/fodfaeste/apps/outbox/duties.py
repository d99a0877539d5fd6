"""Which systems outside must be told of what is recorded here. Decided by the country's file of duties.

Each function is called by the service that records the thing, in its transaction: what is rolled back is
told to nobody. Called twice of the same thing it tells it once. What an import brings is not told: it comes
from where it is known.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.by_hand import is_by_hand
from fodfaeste.apps.outbox.case_record import CLOSED, case_entry, case_of, case_states, case_told_last
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.records import (
    cv_record,
    invitation_record,
    job_log_record,
    offer_record,
    plan_record,
    talk_record,
    work_wanted,
)
from fodfaeste.apps.outbox.selectors import times_told
from fodfaeste.apps.outbox.services import message_put, message_supersede, notify
from fodfaeste.apps.systems.happenings import happened_to
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.outbound import CvRecord, Record
from fodfaeste.core.outbound_content import content_of
from fodfaeste.formats.packs.duties import installed_duties
from fodfaeste.installation import clock

#: So long a CV lies still before it is told: ten skills written one after another are one CV.
CV_RESTS = timedelta(minutes=5)
#: Facts of the profile that stand in a CV. Limits never do.
TOLD_IN_A_CV = frozenset({"languages", "licences"})


def receivers_of(authority: Authority, told: str) -> tuple[str, ...]:
    """Who must be told of a kind of thing at an authority."""
    country = policy_here(authority, clock.today(authority)).legal_system
    return tuple(duty.receiver for duty in installed_duties(country) if duty.told == told)


def talk_recorded(contact: Contact) -> None:
    """Tell that a talk was booked, moved, held, called off, or that the citizen stayed away."""
    happened_to(citizen=contact.citizen, kind="talk.recorded", thing="talk", pk=contact.pk)
    thing = f"talk:{contact.pk}"
    key = f"{thing}:{contact.starts_at:%Y%m%dT%H%M}:{contact.state}"
    # A talk is told anew when it has been held: what was booked and what was held count each from 1.
    _tell(
        contact.citizen,
        "talk",
        thing,
        key,
        lambda version: talk_record(contact, version),
        of=f":{contact.state}",
    )
    is_on = contact.state == citizen_codes.BOOKED
    if is_on or contact.state == citizen_codes.CANCELLED:
        _tell(
            contact.citizen,
            "invitation",
            thing,
            key,
            lambda version: invitation_record(contact, version, cancelled=not is_on),
        )
        notify(
            authority=contact.authority,
            citizen=contact.citizen,
            kind="talk",
            text_key="talk_booked" if is_on else "talk_cancelled",
            key=key,
        )
    case_recorded(contact.citizen)


def agreement_recorded(agreement: Agreement) -> None:
    """Tell that an offer was agreed, has begun, has ended or came to nothing."""
    happened_to(citizen=agreement.citizen, kind="agreement.changed", thing="agreement", pk=agreement.pk)
    thing = f"agreement:{agreement.pk}"
    # An agreement that has found its workplace is told anew, though it is in the same state.
    place = f":{agreement.workplace.p_number}" if agreement.workplace else ""
    _tell(
        agreement.citizen,
        "offer",
        thing,
        f"{thing}{place}:{agreement.state}",
        lambda version: offer_record(agreement, version),
    )
    case_recorded(agreement.citizen)


def plan_recorded(plan: Any) -> None:
    """Tell of a plan as both agreed on it, or that it was replaced or ended. A draft is nobody's but ours."""
    if plan.agreed_at is None or plan.state not in ("agreed", "replaced", "ended"):
        return
    happened_to(citizen=plan.citizen, kind="plan.agreed", thing="plan", pk=plan.pk)
    thing = f"plan:{plan.pk}"
    key = f"{thing}:{plan.version}:{plan.state}"
    _tell(plan.citizen, "plan", thing, key, lambda version: plan_record(plan, version))


def job_log_recorded(entry: Any) -> None:
    """Tell of a job applied for, its correction, or that the citizen withdrew it."""
    happened_to(citizen=entry.citizen, kind="job_log.recorded", thing="entry", pk=entry.entry)
    thing = f"joblog:{entry.entry}"
    key = f"{thing}:{entry.pk}" + (":withdrawn" if entry.withdrawn_at else "")
    _tell(entry.citizen, "job_log", thing, key, lambda version: job_log_record(entry, version))


def cv_recorded(citizen: Citizen) -> None:
    """Tell what a citizen can and wants, as it stands. One that still waits is taken over.

    A CV begins with a wish for work: before there is one, nothing is told.
    """
    thing = f"cv:{citizen.public_id}"
    earlier = Message.objects.filter(citizen=citizen, source=thing).count()
    if not earlier and not work_wanted(citizen).exists():
        return
    for receiver in receivers_of(citizen.authority, "cv"):
        record = cv_record(citizen)
        goes_to = codes.DFDG_BY_HAND if is_by_hand(record) else receiver
        if goes_to == codes.DFDG_BY_HAND and _wishes_stand(citizen, thing, record):
            continue
        for one in (receiver, codes.DFDG_BY_HAND):
            message_supersede(citizen=citizen, receiver=one, order=thing)
        message_put(
            authority=citizen.authority,
            receiver=goes_to,
            kind="cv",
            key=f"{thing}:{earlier + 1}",
            content=content_of(record),
            citizen=citizen,
            order=thing,
            not_before=clock.true_now() + CV_RESTS,
            source=thing,
        )


def _wishes_stand(citizen: Citizen, thing: str, record: CvRecord) -> bool:
    """Whether a person has the same wishes on the list, or has written them; skills do not go there."""
    rows = Message.objects.filter(citizen=citizen, source=thing).exclude(state=codes.WITHDRAWN)
    last = rows.order_by("-pk").first()
    if last is None or last.receiver != codes.DFDG_BY_HAND:
        return False
    wanted = unlocked_content(last.content_encrypted).get("wanted", [])
    return {one["uri"] for one in wanted} == {one.uri for one in record.wanted}


def letter_sent(letter: Any) -> None:
    """Tell the citizen by their own channel that a letter lies here."""
    citizen = letter.citizen
    notify(authority=citizen.authority, citizen=citizen, kind="letter", text_key="letter", key=str(letter.pk))


def case_recorded(citizen: Citizen) -> None:
    """Tell the index of cases that the citizen's case is here, and each state it comes to."""
    if not receivers_of(citizen.authority, "case"):
        return
    case = case_of(citizen)
    if case.closed and case_told_last(citizen) is None:
        return  # whom the index never heard of is not told of for having left
    states = case_states(citizen, case)
    key = f"{case.thing}:{states[-1].state}"
    _tell(citizen, "case", case.thing, key, lambda version: case_entry(citizen, case, states, version))


def effort_recorded(citizen: Citizen) -> None:
    """Tell the index of cases that someone has left the effort, or has come back. Others need no telling."""
    last = case_told_last(citizen)
    if last is not None and last.key.endswith(f":{CLOSED}") != (case_of(citizen).closed is not None):
        case_recorded(citizen)


def _tell(
    citizen: Citizen, told: str, thing: str, key: str, record: Callable[[int], Record], *, of: str = ""
) -> None:
    """Put the record of a thing to each who must know of it, once per key."""
    for receiver in receivers_of(citizen.authority, told):
        standing = Message.objects.filter(authority=citizen.authority_id, key=key)
        if standing.filter(receiver__in=(receiver, codes.DFDG_BY_HAND)).exists():
            continue
        made = record(times_told(citizen, receiver, thing, of) + 1)
        goes_by_hand = receiver == codes.DFDG and (is_by_hand(made) or _was_by_hand(citizen, thing))
        message_put(
            authority=citizen.authority,
            receiver=codes.DFDG_BY_HAND if goes_by_hand else receiver,
            kind=made.KIND,
            key=key,
            content=content_of(made),
            citizen=citizen,
            order="" if goes_by_hand else f"citizen:{citizen.public_id}",
            source=thing,
        )


def _was_by_hand(citizen: Citizen, thing: str) -> bool:
    """Whether a person writes this at DFDG: it has another id there than ours, so the rest goes so too."""
    return bool(times_told(citizen, codes.DFDG_BY_HAND, thing))
