"""What has passed between the people of a demo, written by the same services as the pages use."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.accounts.stand_ins import stand_in_make
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.profile_services import profile_record, wish_record
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.own_services import ProposalFacts, proposal_decline, proposal_write
from fodfaeste.apps.demo.dealings_people import Cast, cast_make, insured_among, words
from fodfaeste.apps.introductions import codes as answers
from fodfaeste.apps.introductions.content import content_of
from fodfaeste.apps.introductions.services import (
    introduction_answer,
    introduction_ask,
    introduction_company_say,
)
from fodfaeste.apps.letters.codes import FROM_CITIZEN
from fodfaeste.apps.letters.services import letter_write, letters_mark_read, thread_begin
from fodfaeste.apps.links.codes import BOOK
from fodfaeste.apps.links.services import link_make
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.apps.offers.codes import RUNNING
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.services import agreement_place
from fodfaeste.apps.outbox.answers import refused, taken_in
from fodfaeste.apps.outbox.codes import DFDG
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.transport import Receipt
from fodfaeste.apps.partners import codes as parts
from fodfaeste.apps.partners.selectors import grounds_for
from fodfaeste.apps.partners.services import share_make, share_withdraw
from fodfaeste.apps.plans.codes import AGREED, DRAFT, SIGNED_IN
from fodfaeste.apps.plans.log_services import Applied, log_add
from fodfaeste.apps.plans.services import NewStep, plan_agree, plan_begin, plan_propose
from fodfaeste.core.openings import WANTS

#: What the citizens after the demo's own answered a company, and what it said to that.
_ANSWERS = ((True, ""), (True, answers.NAMED), (False, ""), (True, ""))
#: Offers that take place at somebody's, and how many are at the company.
_AT_A_WORKPLACE = ("virksomhedspraktik", "loentilskud", "jobtraening")
_AT_THE_COMPANY = 1
_SHOWN_DAYS, _SHARED_DAYS = 30, 90
_AWAY_AFTER, _AWAY = timedelta(days=14), timedelta(days=11)


def dealings_load(*, authority: Authority, on: date) -> None:
    """Fill the pages of the citizen, the company and the partner. Call after the night's suggestions."""
    cast = cast_make(authority, on)
    _wishes(cast)
    _plans(cast)
    _job_log(cast)
    _letters(cast)
    _openings_written(cast)
    _introductions(cast)
    _agreements(cast)
    _shares(cast)
    _one_of_each(cast)
    _outbox(cast)


def _wishes(cast: Cast) -> None:
    """The demo's citizen wants the work of the company, and has something in the CV to show it."""
    own = cast.citizens[0]
    if not content_of(own, cast.on):
        profile_record(user=_login(own), citizen=own, values=words()["profile"])
    suited = Suggestion.objects.filter(citizen=own, opening__in=cast.openings).exclude(opening__occupation="")
    first = suited.select_related("opening").order_by("place_in_list").first()
    wanted = {"aabning": "ordinaert_job", **({"erhverv": first.opening.occupation} if first else {})}
    for kind, what in wanted.items():
        wish_record(user=_login(own), citizen=own, kind=kind, what=what, strength=WANTS)


def _plans(cast: Cast) -> None:
    for citizen, row in zip(cast.citizens, words()["plan"], strict=False):
        steps = [_step(step, cast.on) for step in row["steps"]]
        plan = plan_begin(user=_login(citizen), citizen=citizen, goals=row["goals"], steps=steps)
        if row["state"] != DRAFT:
            plan = plan_propose(user=cast.worker, plan=plan)
        if row["state"] == AGREED:
            plan_agree(user=_login(citizen), plan=plan, version=plan.version, how=SIGNED_IN)


def _step(row: dict[str, Any], on: date) -> NewStep:
    due = on + timedelta(days=row["due"]) if "due" in row else None
    return NewStep(**{**row, "due": due})


def _job_log(cast: Cast) -> None:
    """What the demo's citizen applied for: what the night held up, else whatever is open."""
    own = cast.citizens[0]
    known = Opening.objects.filter(authority=cast.authority, unit__isnull=False, withdrawn_at__isnull=True)
    known = known.select_related("unit__company")
    held_up = known.filter(suggestions__citizen=own).order_by("suggestions__place_in_list")
    by_company = {opening.unit.company_id: opening for opening in held_up or known.order_by("-pk")}
    for opening, row in zip(reversed(by_company.values()), words()["log"], strict=False):
        applied = Applied(
            company=opening.unit.company.name,
            title=opening.title,
            how=row["how"],
            state=row["state"],
            applied_on=cast.on - timedelta(days=row["days_ago"]),
        )
        log_add(user=_login(own), citizen=own, applied=applied)


def _letters(cast: Cast) -> None:
    """One thread that the municipality has answered, and one that waits for it."""
    for citizen, row in zip(cast.citizens, words()["thread"], strict=False):
        thread = None
        for letter in row["letters"]:
            user = _login(citizen) if letter["from"] == FROM_CITIZEN else cast.worker
            if thread is None:
                begun = thread_begin(
                    user=user,
                    citizen=citizen,
                    subject=row["subject"],
                    heading=row["heading"],
                    text=letter["text"],
                )
                thread = begun.thread
                continue
            letters_mark_read(user=user, thread=thread)
            letter_write(user=user, thread=thread, text=letter["text"])


def _openings_written(cast: Cast) -> None:
    """What the company wrote itself: one that waits, and one that was not published."""
    unit = cast.company.units.order_by("p_number").first() if cast.company else None
    for row in words()["proposal"] if unit else ():
        facts = ProposalFacts(
            unit=unit,
            hours_min=None,
            hours_max=None,
            shifts="",
            opens=None,
            closes=None,
            **{name: row[name] for name in ("kind", "title", "text", "seats")},
        )
        written = proposal_write(user=cast.owner, facts=facts)
        if "declined" in row:
            proposal_decline(user=cast.consultant, proposal=written, reason=row["declined"])


def _introductions(cast: Cast) -> None:
    """The company may see some of those who were asked; the demo's own citizen has not answered yet."""
    if not cast.openings:
        return
    said: Iterator[tuple[bool | None, str]] = iter(((None, ""), *_ANSWERS))
    for citizen, (yes, answer) in zip(cast.citizens, said, strict=False):
        suited = Suggestion.objects.filter(citizen=citizen, opening__in=cast.openings)
        best = suited.select_related("opening__unit").order_by("place_in_list").first()
        asked = introduction_ask(
            user=cast.worker,
            citizen=citizen,
            opening=best.opening if best else cast.openings[0],
            kinds=answers.KINDS,
            until=cast.on + timedelta(days=_SHOWN_DAYS),
        )
        if yes is None:
            continue
        introduction_answer(user=_login(citizen), introduction=asked, yes=yes)
        if answer:
            introduction_company_say(user=cast.owner, introduction=asked, answer=answer)


def _agreements(cast: Cast) -> None:
    """Some who are at work with support already are so at the company."""
    unit = cast.company.units.order_by("p_number").first() if cast.company else None
    rows = Agreement.objects.filter(authority=cast.authority, state=RUNNING, offer__in=_AT_A_WORKPLACE)
    known = rows.filter(citizen__active=True, decided_by__isnull=False).select_related("decided_by")
    for agreement in known.order_by("-begins", "pk")[:_AT_THE_COMPANY] if unit else ():
        agreement_place(user=agreement.decided_by, agreement=agreement, workplace=unit)


def _shares(cast: Cast) -> None:
    """What the partner may see of some; and of the demo's own citizen something that is over."""
    first, other = cast.partners[0], cast.partners[1]
    insured = insured_among([citizen.pk for citizen in cast.citizens])
    known = [one for one in cast.citizens if first.kind != parts.FUND or one.pk in insured]
    shown = cycle(([parts.TALKS, parts.STEPS], [parts.TALKS, parts.OFFERS], [parts.OFFERS]))
    for citizen, what in zip(known[:3], shown, strict=False):
        _share(cast, citizen, first, what)
    over = _share(cast, cast.citizens[0], other, [parts.STEPS])
    share_withdraw(user=cast.worker, share=over, reason=words()["words"]["share_ended"])


def _share(cast: Cast, citizen: Citizen, partner: Any, what: list[str]) -> Any:
    return share_make(
        user=cast.worker,
        citizen=citizen,
        partner=partner,
        what=what,
        ground=grounds_for(partner, cast.on)[0].id,
        until=cast.on + timedelta(days=_SHARED_DAYS),
        reason=words()["words"]["share"],
    )


def _one_of_each(cast: Cast) -> None:
    """A personal link that waits, and a stand-in who comes later."""
    citizen = cast.citizens[-1]
    link_make(
        authority=cast.authority,
        citizen=citizen,
        purpose=BOOK,
        about="citizens.talk",
        about_id=citizen.pk,
        by=cast.worker,
    )
    others = User.objects.filter(authority=cast.authority, role=Role.CASE_WORKER).exclude(pk=cast.worker.pk)
    same_unit = others.filter(unit=cast.worker.unit).order_by("pk").first()
    stand_in = same_unit or others.order_by("pk").first()
    if stand_in is not None:
        begins = cast.on + _AWAY_AFTER
        stand_in_make(
            leader=cast.leader,
            absent=cast.worker,
            stand_in=stand_in,
            begins=begins,
            ends=begins + _AWAY,
            reason=words()["words"]["stand_in"],
        )


def _outbox(cast: Cast) -> None:
    """A receiver has taken what was told of one citizen, and refused a plan that the case worker must see."""
    told = Message.objects.filter(authority=cast.authority, receiver=DFDG).order_by("pk")
    for message in told.filter(citizen=cast.citizens[0]).exclude(kind="cv"):
        taken_in(message, Receipt(f"demo-{message.pk}"))
    plan = told.filter(kind="plan").exclude(citizen=cast.citizens[0]).first()
    if plan is not None:
        refused(plan, "400", words()["words"]["refused"])


def _login(citizen: Citizen) -> User:
    """The citizen's own login; everyone who is shown has one."""
    if citizen.user is None:
        raise ValueError("Someone who is shown has no login")
    return citizen.user
