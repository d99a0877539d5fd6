"""What changes what a citizen can and wants: skills, wishes, and the facts that work must fit."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import override

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.history import Revision, cease, revise
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Wish
from fodfaeste.apps.citizens.profile_words import skills_title, wish_title
from fodfaeste.apps.citizens.services import revision_write, stretches_believed
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox.duties import TOLD_IN_A_CV, cv_recorded
from fodfaeste.core.openings import OWN_WORD
from fodfaeste.core.profile import PROFILE
from fodfaeste.installation.clock import now, today


def skills_record(
    *, user: User, citizen: Citizen, skills: Sequence[str], level: int, basis: str
) -> list[CitizenSkill]:
    """Record skills of a citizen. One already there is withdrawn and written anew, if anything is new of it.

    What was seen on paper or assessed is not changed by the citizen's own word.
    """
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        at = now()
        believed = _believed_skills(citizen, skills)
        proven = {skill for skill, (_level, known_from) in believed.items() if known_from != OWN_WORD}
        kept = proven if user.role == Role.CITIZEN else set()
        news = [skill for skill in dict.fromkeys(skills) if believed.get(skill) != (level, basis)]
        news = [skill for skill in news if skill not in kept]
        rows = CitizenSkill.objects.filter(citizen=citizen, skill__in=news, withdrawn_at__isnull=True)
        rows.update(withdrawn_at=at)
        values = {"level": level, "basis": basis, "recorded_at": at, "recorded_by": user}
        written = CitizenSkill.objects.bulk_create(
            CitizenSkill(authority=citizen.authority, citizen=citizen, skill=skill, **values)
            for skill in news
        )
        if news:
            _journal(user, citizen, f"Kompetencer skrevet: {_danish_skills(news)}")
            cv_recorded(citizen)
    return written


def _believed_skills(citizen: Citizen, skills: Sequence[str]) -> dict[str, tuple[int, str]]:
    rows = CitizenSkill.objects.filter(citizen=citizen, skill__in=skills, withdrawn_at__isnull=True)
    return {row.skill: (row.level, row.basis) for row in rows}


def skill_remove(*, user: User, skill: CitizenSkill) -> None:
    """Withdraw a skill; what was believed can still be shown. Twice is once."""
    with transaction.atomic():
        rows = CitizenSkill.objects.filter(pk=skill.pk, withdrawn_at__isnull=True)
        if rows.update(withdrawn_at=now()):
            _journal(user, skill.citizen, f"Kompetence fjernet: {_danish_skills([skill.skill])}")
            cv_recorded(skill.citizen)


def wish_record(*, user: User, citizen: Citizen, kind: str, what: str, strength: str) -> Wish:
    """Record that a citizen wants something, or will not. The other way about is withdrawn."""
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        rows = Wish.objects.filter(citizen=citizen, kind=kind, what=what, withdrawn_at__isnull=True)
        same = rows.filter(strength=strength).first()
        if same is not None:
            return same
        at = now()
        rows.update(withdrawn_at=at)
        wish = Wish.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            kind=kind,
            what=what,
            strength=strength,
            recorded_at=at,
            recorded_by=user,
        )
        _journal(user, citizen, f"Ønske skrevet: {_danish_wish(wish)}")
        cv_recorded(citizen)
    return wish


def wish_remove(*, user: User, wish: Wish) -> None:
    """Withdraw a wish. Twice is once."""
    with transaction.atomic():
        if Wish.objects.filter(pk=wish.pk, withdrawn_at__isnull=True).update(withdrawn_at=now()):
            _journal(user, wish.citizen, f"Ønske fjernet: {_danish_wish(wish)}")
            cv_recorded(wish.citizen)


def profile_record(*, user: User, citizen: Citizen, values: Mapping[str, str | None]) -> list[str]:
    """Record from today what work must fit; None is not known any more. Gives the names of what changed.

    The journal names the facts and never what they say: a limit is health by another name.
    """
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        on = today(citizen.authority)
        source = codes.BY_CITIZEN if user.role == Role.CITIZEN else codes.BY_CASE_WORKER
        changed = []
        for name, value in values.items():
            revision = _revision(citizen, name, value, on)
            if revision != Revision():
                revision_write(citizen, name, revision, user, source)
                changed.append(name)
        if changed:
            titles = ", ".join(PROFILE[name].title.da.lower() for name in changed)
            _journal(user, citizen, f"Oplysninger rettet: {titles}")
            if not TOLD_IN_A_CV.isdisjoint(changed):
                cv_recorded(citizen)
    return changed


def _revision(citizen: Citizen, name: str, value: str | None, on: date) -> Revision:
    believed = stretches_believed(citizen, name)
    return cease(believed, on) if value is None else revise(believed, value, on)


def _journal(user: User, citizen: Citizen, what: str) -> None:
    journal_write(actor=user, authority=citizen.authority, action="change", what=what, citizen=citizen)


def _danish_skills(skills: Sequence[str]) -> str:
    """The journal is written in Danish."""
    with override("da"):
        return skills_title(skills)


def _danish_wish(wish: Wish) -> str:
    with override("da"):
        return wish_title(wish)
