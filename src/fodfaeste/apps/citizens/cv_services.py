"""Reading a CV text a citizen put in, and recording what the citizen accepts; journalled, never its words."""

from collections.abc import Mapping

from django.db import transaction

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.cv_models import CvProposal, CvText
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.profile_page import profile_facts
from fodfaeste.apps.citizens.profile_services import profile_record, skills_record
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.bridge.reading import read_here
from fodfaeste.core.openings import BETWEEN_CODES, OWN_WORD, language_level
from fodfaeste.core.readings import LANGUAGE, LICENCE, SKILL
from fodfaeste.installation.clock import now, today
from fodfaeste.installation.logs import without_cpr

#: What a CV proposes. The rest that a reader finds, such as hours and towns, is of jobs one has had.
KINDS = (SKILL, LICENCE, LANGUAGE)
Thing = tuple[str, str]


def cv_read(*, user: User, citizen: Citizen, text: str) -> CvText:
    """Keep a CV text with what is read in it; nothing of it counts yet. A CPR number is masked."""
    kept_text = without_cpr(text)
    found = [one for one in read_here(citizen.authority, kept_text) if one.kind in KINDS and one.code]
    with transaction.atomic():
        kept = CvText.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            text=kept_text,
            recorded_at=now(),
            recorded_by=user,
        )
        CvProposal.objects.bulk_create(
            CvProposal(
                cv_text=kept,
                kind=one.kind,
                code=one.code,
                start=one.start,
                end=one.end,
                sentence_start=one.sentence_start,
                sentence_end=one.sentence_end,
            )
            for one in found
        )
        _journal(user, kept, f"CV-tekst sat ind: {len(found)} forslag fundet")
    return kept


def cv_choose(*, user: User, cv_text: CvText, taken: Mapping[Thing, int], keep: bool) -> int:
    """Record what was accepted as the citizen's own word, with the level of each skill; strike the rest."""
    with transaction.atomic():
        held = CvText.objects.select_for_update(no_key=True, of=("self",)).get(pk=cv_text.pk)
        if held.decided_at is not None:
            return 0
        rows = list(held.proposals.all())
        offered = {(row.kind, row.code) for row in rows}
        chosen = {thing: level for thing, level in taken.items() if thing in offered}
        for row in rows:
            is_taken = (row.kind, row.code) in chosen
            row.choice = CvProposal.Choice.TAKEN if is_taken else CvProposal.Choice.STRUCK
        CvProposal.objects.bulk_update(rows, ["choice"])
        held.decided_at = now()
        held.save(update_fields=["decided_at"])
        _record(user, held.citizen, chosen)
        struck = len(offered) - len(chosen)
        _journal(user, held, f"CV-tekst set igennem: {len(chosen)} forslag taget med, {struck} strøget")
        if not keep:
            cv_text_delete(user=user, cv_text=held)
    return len(chosen)


def cv_text_delete(*, user: User, cv_text: CvText) -> None:
    """Delete the text itself; what was accepted of it stays. Twice is once."""
    with transaction.atomic():
        rows = CvText.objects.filter(pk=cv_text.pk, deleted_at__isnull=True)
        if rows.update(text_encrypted=b"", deleted_at=now()):
            if cv_text.decided_at is None:
                cv_text.proposals.all().delete()
            _journal(user, cv_text, "CV-tekst slettet")


def _record(user: User, citizen: Citizen, chosen: Mapping[Thing, int]) -> None:
    for level in sorted(set(chosen.values())):
        skills = [code for (kind, code), at in chosen.items() if kind == SKILL and at == level]
        if skills:
            skills_record(user=user, citizen=citizen, skills=skills, level=level, basis=OWN_WORD)
    known = {name: fact.value for name, fact in profile_facts(citizen, today(citizen.authority)).items()}
    values: dict[str, str | None] = {}
    licences = [code for kind, code in chosen if kind == LICENCE]
    if licences:
        values["licences"] = _joined([*known.get("licences", "").split(), *licences])
    languages = [code for kind, code in chosen if kind == LANGUAGE]
    if languages:
        values["languages"] = _highest([*known.get("languages", "").split(), *languages])
    if values:
        profile_record(user=user, citizen=citizen, values=values)


def _joined(codes: list[str]) -> str:
    return BETWEEN_CODES.join(dict.fromkeys(codes))


def _highest(spoken: list[str]) -> str:
    """Each language once, at the highest level that was said."""
    levels: dict[str, int] = {}
    for code in spoken:
        language, level = language_level(code)
        levels[language] = max(level, levels.get(language, 0))
    return _joined([f"{language}:{level}" for language, level in levels.items()])


def _journal(user: User, cv_text: CvText, what: str) -> None:
    journal_write(
        actor=user, authority=cv_text.authority, action="change", what=what, citizen=cv_text.citizen
    )
