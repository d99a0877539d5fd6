"""A company's own openings: written, then published or declined by the municipality, and kept up to date."""

from dataclasses import dataclass, fields, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.companies import own_models as states
from fodfaeste.apps.companies.models import Opening, OpeningProposal, ProductionUnit
from fodfaeste.apps.companies.needs import stored_needs
from fodfaeste.apps.companies.services import (
    OpeningFacts,
    opening_change,
    opening_create,
    opening_withdraw,
)
from fodfaeste.apps.companies.text_services import job_text_read
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.core.openings import DAILY
from fodfaeste.installation.clock import now

FILLED = "Virksomheden siger, at pladserne er besat"


class Decided(FodfaesteError):
    """Somebody has decided meanwhile. The text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """What a company writes of an opening."""

    unit: ProductionUnit
    kind: str
    title: str
    text: str
    hours_min: int | None
    hours_max: int | None
    shifts: str
    seats: int
    opens: date | None
    closes: date | None


def proposal_write(*, user: User, facts: ProposalFacts) -> OpeningProposal:
    """Write an opening of the company's own down, for the municipality to publish."""
    if facts.unit.company_id != user.company_id:
        raise ValueError("A company writes of its own workplaces only")
    with transaction.atomic():
        proposal = OpeningProposal.objects.create(
            authority=user.authority,
            written_at=now(),
            written_by=user,
            **{field.name: getattr(facts, field.name) for field in fields(facts)},
        )
        _journal(user, f"Virksomheden skrev åbningen »{proposal.title}«")
    return proposal


def proposal_publish(*, user: User, proposal: OpeningProposal) -> Opening:
    """Make it an opening, by whoever may write openings down. What it needs is chosen after."""
    with transaction.atomic():
        held = _held(proposal)
        job_text = job_text_read(user=user, text=held.text) if held.text else None
        facts = OpeningFacts(
            kind=held.kind,
            title=held.title,
            unit=held.unit,
            place=held.unit.place,
            attendance=DAILY,
            hours_min=held.hours_min,
            hours_max=held.hours_max,
            shifts=held.shifts,
            seats=held.seats,
            opens=held.opens,
            closes=held.closes,
            demands="",
            licences="",
            languages="",
            occupation="",
            isco="",
        )
        held.opening = opening_create(user=user, facts=facts, needs={}, job_text=job_text)
        _decide(held, user, states.PUBLISHED, "")
    return held.opening


def proposal_decline(*, user: User, proposal: OpeningProposal, reason: str) -> OpeningProposal:
    """Say no to publishing it, with the reason that the company reads."""
    with transaction.atomic():
        held = _held(proposal)
        _decide(held, user, states.DECLINED, reason)
        _journal(user, f"Virksomhedens åbning »{held.title}« blev ikke lagt ud", reason)
    return held


def proposal_withdraw(*, user: User, proposal: OpeningProposal) -> OpeningProposal:
    """The company takes back what it wrote, before anyone has published it."""
    with transaction.atomic():
        held = _held(proposal)
        _decide(held, user, states.WITHDRAWN, "")
        _journal(user, f"Virksomheden trak åbningen »{held.title}« tilbage")
    return held


def seats_set(*, user: User, opening: Opening, seats: int) -> Opening:
    """Say how many seats there are now; all else stays as it is."""
    named = [field.name for field in fields(OpeningFacts)]
    facts = OpeningFacts(**{name: getattr(opening, name) for name in named})
    return opening_change(
        user=user, opening=opening, facts=replace(facts, seats=seats), needs=stored_needs(opening)
    )


def opening_fill(*, user: User, opening: Opening) -> Opening:
    """The seats are taken: nobody is found for it any more, and every CV shown for it is gone."""
    return opening_withdraw(user=user, opening=opening, reason=FILLED)


def _held(proposal: OpeningProposal) -> OpeningProposal:
    rows = OpeningProposal.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("unit__place", "unit__company").get(pk=proposal.pk)
    if held.state != states.WAITING:
        raise Decided(_("Åbningen venter ikke længere på svar. Hent siden igen."))
    return held


def _decide(held: OpeningProposal, user: User, state: str, why: str) -> None:
    held.state, held.decided_at, held.decided_by, held.decided_why = state, now(), user, why
    held.save(update_fields=["state", "decided_at", "decided_by", "decided_why", "opening"])


def _journal(user: User, what: str, why: str = "") -> None:
    journal_write(actor=user, authority=user.authority, action="change", what=what, why=why)
