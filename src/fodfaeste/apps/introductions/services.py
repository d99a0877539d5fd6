"""Asking a citizen about one opening, and the citizen's yes, no and withdrawal; each journalled.

A no has no consequence: no rule reads it, no list is sorted or cut by it, and no reason is asked for.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.content import content_of
from fodfaeste.apps.introductions.models import Introduction, IntroductionStep
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox.services import notify
from fodfaeste.apps.systems.happenings import happened_to
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import now, today

#: Days to answer, and days a yes holds at most. Ours, not a council's.
ANSWER_DAYS, SHOWN_DAYS = 7, 60
NAMED = codes.NAMED
_COMPANY_SAID = {
    codes.INTERESTED: "Virksomheden vil gerne høre mere",
    codes.DECLINED: "Virksomheden sagde nej tak",
}


class NotPossible(FodfaesteError):
    """The question cannot be put, or not be answered any more. The text says what to do instead."""


def introduction_ask(
    *, user: User, citizen: Citizen, opening: Opening, kinds: Iterable[str], until: date
) -> Introduction:
    """Ask a citizen whether a company may see these kinds of the CV for an opening, until a day."""
    on = today(citizen.authority)
    _check_opening(citizen, opening)
    if not on <= until <= on + timedelta(days=SHOWN_DAYS):
        raise NotPossible(_("Vælg en dag inden for de næste %(days)d dage.") % {"days": SHOWN_DAYS})
    what = content_of(citizen, on, kinds)
    if not what:
        raise NotPossible(_("Der er ikke skrevet noget i borgerens CV af det, du vil dele."))
    try:
        with transaction.atomic():
            _expire(citizen, opening, on)
            asked = Introduction.objects.create(
                authority=citizen.authority,
                citizen=citizen,
                opening=opening,
                what=what,
                asked_by=user,
                asked_at=now(),
                answer_by=min(on + timedelta(days=ANSWER_DAYS), until),
                shown_until=until,
                ground=grounds_here(citizen, on)[0],
                law_hash=law_here(citizen.authority, on).hash,
            )
            _step(asked, codes.ASKED, user, f"Spurgt om CV må vises til åbningen {opening.reference}")
            notify(
                authority=citizen.authority,
                citizen=citizen,
                kind="introduction",
                text_key="introduction",
                key=f"introduction:{asked.pk}",
            )
    except IntegrityError:
        raise NotPossible(_("Borgeren er allerede spurgt om den åbning. Man spørger kun én gang.")) from None
    return asked


def introduction_answer(
    *, user: User | None, introduction: Introduction, yes: bool, how: str = codes.SELF, why: str = ""
) -> Introduction:
    """Store the citizen's yes or no. It can be changed until the last day to answer."""
    with transaction.atomic():
        held = _held(introduction)
        on = today(held.authority)
        if held.state == codes.WITHDRAWN or held.state_on(on) == codes.EXPIRED or held.answer_by < on:
            raise NotPossible(_("Fristen for at svare er gået. Når ingen svarer, er svaret nej."))
        state = codes.YES if yes else codes.NO
        if held.state == state:
            return held
        if held.state == codes.YES:
            return _withdraw(held, user, how, why)
        if yes and held.opening.withdrawn_at is not None:
            raise NotPossible(_("Åbningen er trukket tilbage. Der bliver ikke vist noget."))
        held.state, held.answered_at = state, now()
        held.save(update_fields=["state", "answered_at"])
        said = "Ja" if yes else "Nej"
        _step(held, state, user, f"{said} til at vise CV til åbningen {held.opening.reference}", how, why)
    return held


def introduction_withdraw(
    *, user: User | None, introduction: Introduction, how: str = codes.SELF, why: str = ""
) -> Introduction:
    """Take a yes back, at any time; from that moment the company sees nothing. Twice is once."""
    with transaction.atomic():
        held = _held(introduction)
        return _withdraw(held, user, how, why) if held.state == codes.YES else held


def introduction_name(*, user: User, introduction: Introduction) -> Introduction:
    """The company wants to meet: the last step, where it sees the citizen's name. Twice is once."""
    with transaction.atomic():
        held = _held(introduction)
        _check_theirs(user, held)
        if held.named_at is None:
            held.named_at = now()
            held.save(update_fields=["named_at"])
            _step(held, NAMED, user, f"Virksomheden vil mødes og så navnet: åbning {held.opening.reference}")
    return held


def introduction_company_say(*, user: User, introduction: Introduction, answer: str) -> Introduction:
    """What a company says to a CV: it wants to meet, it wants to hear more, or no. The same twice is once.

    The citizen reads it. A no takes nothing from anybody: no rule and no list reads it.
    """
    if answer == NAMED:
        return introduction_name(user=user, introduction=introduction)
    said = _COMPANY_SAID.get(answer)
    if said is None:
        raise NotPossible(_("Vælg et af svarene."))
    with transaction.atomic():
        held = _held(introduction)
        _check_theirs(user, held)
        last = held.steps.filter(state__in=codes.COMPANY_ANSWERS).order_by("pk").last()
        if last is None or last.state != answer:
            _step(held, answer, user, f"{said}: åbning {held.opening.reference}")
    return held


def _check_theirs(user: User, held: Introduction) -> None:
    is_theirs = user.role == Role.COMPANY and held.opening.unit is not None
    if not is_theirs or held.opening.unit.company_id != user.company_id:
        raise NotPossible(_("Kun virksomheden selv kan svare."))
    if held.state_on(today(held.authority)) != codes.YES or held.opening.withdrawn_at is not None:
        raise NotPossible(_("Der er ikke længere et ja til at vise CV'et."))


def grounds_here(citizen: Citizen, on: date) -> tuple[str, ...]:
    """The items of the law that a question to this citizen stands on; the first is the ground itself."""
    return codes.GROUNDS[policy_here(citizen.authority, on).legal_system]


def _check_opening(citizen: Citizen, opening: Opening) -> None:
    if opening.authority_id != citizen.authority_id:
        raise ValueError("An opening of another authority is not asked about")
    closed = opening.closes is not None and opening.closes < today(citizen.authority)
    if opening.withdrawn_at is not None or closed:
        raise NotPossible(_("Åbningen er trukket tilbage eller lukket."))
    if opening.unit is None:
        raise NotPossible(_("Åbningen har ingen virksomhed, der kan se et CV."))


def _expire(citizen: Citizen, opening: Opening, on: date) -> None:
    """What expired unanswered gives room for a new question; an answer never does."""
    rows = Introduction.objects.filter(citizen=citizen, opening=opening)
    for row in rows.filter(state=codes.ASKED, answer_by__lt=on):
        row.state = codes.EXPIRED
        row.save(update_fields=["state"])
        IntroductionStep.objects.create(introduction=row, state=codes.EXPIRED, at=now(), by=None)


def _held(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.select_for_update(no_key=True, of=("self",))
    related = ("authority", "citizen", "opening__unit")
    return rows.select_related(*related).get(pk=introduction.pk)


def _withdraw(held: Introduction, user: User | None, how: str, why: str) -> Introduction:
    held.state = codes.WITHDRAWN
    held.save(update_fields=["state"])
    what = f"Ja trukket tilbage: CV vises ikke mere til åbningen {held.opening.reference}"
    _step(held, codes.WITHDRAWN, user, what, how, why)
    return held


def _step(
    introduction: Introduction, state: str, user: User | None, what: str, how: str = "", why: str = ""
) -> None:
    if state in codes.ANSWERED:
        one = {"thing": "introduction", "pk": introduction.public_id}
        happened_to(citizen=introduction.citizen, kind="introduction.answered", **one)
    IntroductionStep.objects.create(
        introduction=introduction, state=state, at=now(), by=user, how=how, why=why
    )
    journal_write(
        actor=user,
        authority=introduction.authority,
        action="change",
        what=what,
        citizen=introduction.citizen,
        why=why,
    )
