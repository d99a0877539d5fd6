"""Writing openings down, changing them and taking them back; each is journalled."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.companies.models import JobText, Opening, OpeningSkill, ProductionUnit
from fodfaeste.apps.companies.models import public_id as new_id
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.systems.happenings import happened
from fodfaeste.installation.clock import now

#: What the facts of an opening are called in the journal, which is written in Danish.
_NAMES = {
    "kind": "slags",
    "title": "titel",
    "unit": "arbejdssted",
    "place": "by",
    "attendance": "fremmøde",
    "hours_min": "timer fra",
    "hours_max": "timer til",
    "shifts": "tider",
    "seats": "pladser",
    "opens": "begynder",
    "closes": "sidste dag",
    "demands": "krav",
    "licences": "certifikater",
    "languages": "sprog",
    "occupation": "stilling",
    "isco": "stillingskode",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts:
    """All that is written of an opening; several codes have a space between, as in the database."""

    kind: str
    title: str
    unit: ProductionUnit | None
    place: Place | None
    attendance: str
    hours_min: int | None
    hours_max: int | None
    shifts: str
    seats: int
    opens: date | None
    closes: date | None
    demands: str
    licences: str
    languages: str
    occupation: str
    isco: str


def opening_create(
    *, user: User, facts: OpeningFacts, needs: Mapping[str, bool], job_text: JobText | None = None
) -> Opening:
    """Write down an opening with the skills it needs; `needs` says of each whether one must have it.

    A job text that it is begun from is tied to it; the first opening of a text stays so.
    """
    key = new_id()
    with transaction.atomic():
        opening = Opening.objects.create(
            authority=user.authority,
            public_id=key,
            reference=f"egen-{key}",
            recorded_at=now(),
            recorded_by=user,
            **_values(facts),
        )
        _store_needs(opening, needs)
        if job_text is not None:
            JobText.objects.filter(pk=job_text.pk, opening__isnull=True).update(opening=opening)
        _journal(user, f"Åbningen »{opening.title}« oprettet")
        _tell_systems(opening)
    return opening


def opening_change(
    *, user: User, opening: Opening, facts: OpeningFacts, needs: Mapping[str, bool]
) -> Opening:
    """Change an opening that stands. The journal names what changed; without a change nothing is written."""
    with transaction.atomic():
        found = Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
        if found.withdrawn_at is not None:
            return found
        values = _values(facts)
        changed = [name for name, value in values.items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, values[name])
        told = [_NAMES[name] for name in changed]
        if _store_needs(found, needs):
            told.append("kompetencer")
        if told:
            found.recorded_at, found.recorded_by = now(), user
            found.save(update_fields=[*changed, "recorded_at", "recorded_by"])
            _journal(user, f"Åbningen »{found.title}« rettet: {', '.join(told)}")
            _tell_systems(found)
    return found


def opening_withdraw(*, user: User, opening: Opening, reason: str) -> Opening:
    """Take an opening back, with the reason. It is kept as it was, and can no longer be found or given."""
    with transaction.atomic():
        found = Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
        if found.withdrawn_at is None:
            found.withdrawn_at = now()
            found.save(update_fields=["withdrawn_at"])
            _journal(user, f"Åbningen »{found.title}« trukket tilbage", reason)
            _tell_systems(found)
    return found


def _values(facts: OpeningFacts) -> dict[str, object]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def _store_needs(opening: Opening, needs: Mapping[str, bool]) -> bool:
    """Make an opening's needs these; one that stays keeps its weight. Whether anything changed."""
    stored = {need.skill: need for need in opening.needs.all()}
    gone = [need.pk for skill, need in stored.items() if skill not in needs]
    new = [
        OpeningSkill(opening=opening, skill=skill, essential=essential)
        for skill, essential in needs.items()
        if skill not in stored
    ]
    other = [need for skill, need in stored.items() if skill in needs and need.essential is not needs[skill]]
    for need in other:
        need.essential = needs[need.skill]
    OpeningSkill.objects.filter(pk__in=gone).delete()
    OpeningSkill.objects.bulk_create(new)
    OpeningSkill.objects.bulk_update(other, ["essential"])
    return bool(gone or new or other)


def _tell_systems(opening: Opening) -> None:
    about = f"/api/openings/{opening.public_id}"
    happened(authority=opening.authority, kind="opening.changed", about=about)


def _journal(user: User, what: str, why: str = "") -> None:
    journal_write(actor=user, authority=user.authority, action="change", what=what, why=why)
