"""Beginning and ending an offer with a citizen. A person decides; what was proposed and why stays with it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.explaining import Why, why_now
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import ProductionUnit
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import offer_figures_refresh
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.offers.codes import ENDED, LIVE, PLANNED, RUNNING, WITHDRAWN
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_to_start, industry_choices, industry_proposed
from fodfaeste.apps.outbox.duties import agreement_recorded
from fodfaeste.core.answers import State
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.core.policy import Pack
from fodfaeste.installation.clock import now, today

#: How much of a reason the journal carries; the whole stands in the agreement.
WHY_LENGTH = 400


class NotPossible(FodfaesteError):
    """The policy or the agreement's state does not allow it."""


def track_begin(
    *,
    user: User,
    citizen: Citizen,
    offer: str,
    begins: date,
    industry: str,
    reason: str,
    citizen_view: str = "",
    workplace: ProductionUnit | None = None,
) -> Agreement:
    """Begin an offer with a citizen, once: asked again it gives the agreement that stands.

    What the policy answered, which industry was proposed and what the case worker chose are kept together.
    """
    _must_be_of(citizen.authority, workplace)
    on = today(citizen.authority)
    pack = policy_in_force(citizen.authority, on)
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        if standing := citizen.agreements.filter(offer=offer, state__in=LIVE).first():
            return standing
        agreement = Agreement(
            authority=citizen.authority,
            citizen=citizen,
            offer=offer,
            industry=industry,
            workplace=workplace,
            begins=begins,
            state=RUNNING if begins <= on else PLANNED,
            reason=reason,
            citizen_view=citizen_view,
            decided_by=user,
            recorded_at=now(),
        )
        _decide(agreement, why_now(citizen, pack, offer, on))
        _journal(user, agreement, f"{title_of(pack, offer)} begynder {begins.isoformat()}", reason)
        agreement_recorded(agreement)
    offer_figures_refresh(authority=citizen.authority, on=on, offer=offer)
    return agreement


def _decide(agreement: Agreement, why: Why) -> None:
    """Save the agreement with the answer it was decided on."""
    if why.state is State.NOT_COVERED:
        raise NotPossible(_("Politikken giver ikke borgerens målgruppe det tilbud."))
    agreement.rule = why.explanation.answer.rule
    agreement.pack_hash = why.pack.hash
    agreement.proposal = proposal_of(agreement.citizen, why)
    agreement.save()


def proposal_of(citizen: Citizen, why: Why) -> dict[str, object]:
    """What was shown when the choice was made: the answer, its reasons, and the industries held up."""
    answer = why.explanation.answer
    choices = industry_choices(citizen, why.pack)
    return {
        "on": why.on.isoformat(),
        "pack": why.pack.name,
        "state": answer.state.value,
        "due_on": answer.due_on.isoformat() if answer.due_on else None,
        "missing": list(answer.missing),
        "reasons": [{"words": line.words.da, "met": line.truth} for line in why.reasons],
        "notes": [note.da for note in why.explanation.notes],
        "industries": {choice.industry.id: choice.history for choice in choices},
        "industry": industry_proposed(choices),
    }


def agreement_place(*, user: User, agreement: Agreement, workplace: ProductionUnit | None) -> Agreement:
    """Write where an agreement takes place, or that it is at no workplace after all."""
    _must_be_of(agreement.authority, workplace)
    with transaction.atomic():
        found = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement.pk)
        if found.state not in LIVE:
            raise NotPossible(_("Aftalen er allerede afsluttet eller trukket tilbage."))
        if found.workplace_id == (workplace.pk if workplace else None):
            return found
        found.workplace = workplace
        found.save(update_fields=["workplace"])
        pack = policy_in_force(found.authority, today(found.authority))
        # By its name: ten digits would be taken for a CPR number and made unreadable.
        place = f"arbejdssted {workplace.name}" if workplace else "intet arbejdssted"
        _journal(user, found, f"{title_of(pack, found.offer)}: {place}", "")
        agreement_recorded(found)
    return found


def _must_be_of(authority: Authority, workplace: ProductionUnit | None) -> None:
    if workplace is not None and workplace.authority_id != authority.pk:
        raise ValueError("An agreement is at a workplace that its own authority knows")


def agreement_end(*, user: User, agreement: Agreement, reason: str, ends: date) -> Agreement:
    """End a running offer on a day, with the reason. Ended once, it stays so."""
    return _close(user, agreement, ENDED, reason, ends)


def agreement_withdraw(*, user: User, agreement: Agreement, reason: str) -> Agreement:
    """Take back an agreement that came to nothing; the citizen stands on the list again."""
    return _close(user, agreement, WITHDRAWN, reason, None)


def _close(user: User, agreement: Agreement, state: str, reason: str, ends: date | None) -> Agreement:
    on = today(agreement.authority)
    with transaction.atomic():
        found = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        if found.state == state:
            return found
        if found.state not in LIVE:
            raise NotPossible(_("Aftalen er allerede afsluttet eller trukket tilbage."))
        if state == ENDED and (found.state == PLANNED or (ends is not None and ends < found.begins)):
            raise NotPossible(_("Aftalen kan ikke slutte, før den er begyndt. Træk den i stedet tilbage."))
        found.state, found.ends, found.closing_reason = state, ends, reason
        found.save(update_fields=["state", "ends", "closing_reason"])
        pack = policy_in_force(found.authority, on)
        words = {ENDED: "afsluttet", WITHDRAWN: "trukket tilbage"}
        _journal(user, found, f"{title_of(pack, found.offer)} {words[state]}", reason)
        agreement_recorded(found)
    offer_figures_refresh(authority=found.authority, on=on, offer=found.offer)
    return found


def agreements_start(*, authority: Authority, on: date) -> int:
    """Let agreements whose first day has come run; says how many. Run twice it changes nothing more."""
    return agreements_to_start(authority, on).update(state=RUNNING)


def title_of(pack: Pack, offer: str) -> str:
    """What the policy calls an offer, in Danish."""
    return next((one.title.da for one in pack.offers if one.id == offer), offer)


def _journal(user: User, agreement: Agreement, what: str, why: str) -> None:
    journal_write(
        actor=user,
        authority=agreement.authority,
        action="decide",
        what=what,
        citizen=agreement.citizen,
        why=why[:WHY_LENGTH],
    )
