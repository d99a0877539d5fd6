"""What of a citizen's CV a company can be shown, as rows of codes and in words. Never limits, never a CPR."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Fact
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.profile_words import level_text, skill_names
from fodfaeste.apps.companies.wording import code_name, hours_a_week, languages_asked
from fodfaeste.apps.introductions import codes
from fodfaeste.core.openings import BETWEEN_CODES, LICENCES

Row = Mapping[str, object]

KIND_NAMES: dict[str, Promise] = {
    codes.SKILL: gettext_lazy("Kompetencer"),
    codes.LICENCE: gettext_lazy("Kørekort og beviser"),
    codes.LANGUAGE: gettext_lazy("Sprog"),
    codes.HOURS: gettext_lazy("Timer om ugen"),
}
#: Facts that are lists of codes, by the kind they are shared as. Limits are not among them.
_LISTS = {codes.LICENCE: "licences", codes.LANGUAGE: "languages"}


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what is shared, in words."""

    kind: str
    title: str
    lines: tuple[str, ...]


def content_of(citizen: Citizen, on: date, kinds: Iterable[str] = codes.KINDS) -> list[Row]:
    """What could be shown of a citizen on a day, of these kinds."""
    asked = set(kinds)
    return [row for row in contents_of([citizen.pk], on)[citizen.pk] if row["kind"] in asked]


def contents_of(citizens: Iterable[int], on: date) -> dict[int, list[Row]]:
    """What could be shown of each of several citizens on a day, in two queries."""
    rows: dict[int, list[Row]] = {pk: [] for pk in citizens}
    skills = CitizenSkill.objects.filter(citizen__in=list(rows), withdrawn_at__isnull=True).order_by("skill")
    for pk, skill, level in skills.values_list("citizen_id", "skill", "level"):
        rows[pk].append({"kind": codes.SKILL, "code": skill, "level": level})
    known = _facts_of(rows, on)
    for pk, facts in known.items():
        for kind, name in _LISTS.items():
            found = facts.get(name, "").split(BETWEEN_CODES)
            rows[pk] += [{"kind": kind, "code": code} for code in found if code]
        hours = (facts.get("hours_min", ""), facts.get("hours_max", ""))
        if any(hours):
            rows[pk].append({"kind": codes.HOURS, "code": "-".join(hours)})
    return rows


def _facts_of(citizens: Iterable[int], on: date) -> dict[int, dict[str, str]]:
    """What is believed and holds on a day, of the facts that can be shared and of no others."""
    holds = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    names = [*_LISTS.values(), "hours_min", "hours_max"]
    rows = Fact.objects.filter(holds, citizen__in=list(citizens), name__in=names, withdrawn_at__isnull=True)
    known: dict[int, dict[str, str]] = {}
    for pk, name, value in rows.order_by("recorded_at").values_list("citizen_id", "name", "value"):
        known.setdefault(pk, {})[name] = value
    return known


def still_held(asked: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """Of what was asked about: what the citizen has not taken away since."""
    held = {(row["kind"], row["code"]) for row in now}
    return [row for row in asked if row["kind"] in codes.KINDS and (row["kind"], row["code"]) in held]


def parts_of(rows: Sequence[Row]) -> list[Part]:
    """What is shared in the reader's words, kind by kind."""
    names = skill_names(str(row["code"]) for row in rows if row["kind"] == codes.SKILL)
    parts = []
    for kind, title in KIND_NAMES.items():
        lines = [_line(row, {code: name.text for code, name in names.items()}) for row in rows]
        found = [line for row, line in zip(rows, lines, strict=True) if row["kind"] == kind]
        if found:
            parts.append(Part(kind, str(title), tuple(sorted(found, key=sort_key))))
    return parts


def _line(row: Row, skills: Mapping[str, str]) -> str:
    kind, code = row["kind"], str(row["code"])
    if kind == codes.SKILL:
        return f"{skills[code]} ({level_text(int(str(row['level'])))})"
    if kind == codes.LICENCE:
        return code_name(LICENCES, code)
    if kind == codes.LANGUAGE:
        return languages_asked(code)[0]
    least, _between, most = code.partition("-")
    return hours_a_week(int(least) if least else None, int(most) if most else None)
