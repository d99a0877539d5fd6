"""What the pages of a citizen's skills and wishes show, and where their links lead."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Fact
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.profile_words import (
    WishLine,
    basis_text,
    level_text,
    profile_text,
    skill_names,
    wish_lines,
)
from fodfaeste.apps.citizens.selectors import source_text
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.bridge.search import skills_asked
from fodfaeste.core.openings import OWN_WORD, WANTS, WILL_NOT, WISH_KINDS
from fodfaeste.core.profile import PROFILE
from fodfaeste.core.taxonomy import Shown


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose page it is: the citizen's own (`pid` None), or a case worker's of the citizen."""

    pid: str | None

    @property
    def is_own(self) -> bool:
        """Whether the citizen reads about themselves."""
        return self.pid is None

    def href(self, page: str, *parts: object) -> str:
        """The address of one of the pages, for this reader."""
        if self.pid is None:
            return reverse(f"citizens:my_{page}", args=parts)
        return reverse(f"citizens:{page}", args=[self.pid, *parts])


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill as a page shows it."""

    row: CitizenSkill
    name: Shown
    level: str
    basis: str
    href: str


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A fact that work must fit; without a text it is not known."""

    name: str
    title: str
    text: str
    is_sensitive: bool
    fact: Fact | None
    source: str


def profile_page(citizen: Citizen, whose: Whose, on: date) -> dict[str, object]:
    """Skills, wishes and what work must fit."""
    wishes = wish_lines(citizen.wishes.filter(withdrawn_at__isnull=True).select_related("recorded_by"))
    return {
        "citizen": citizen,
        "whose": whose,
        "skills": skill_lines(citizen, whose),
        "wanted": _of_strength(wishes, WANTS, whose),
        "unwanted": _of_strength(wishes, WILL_NOT, whose),
        "profile": profile_lines(citizen, on),
        "wish_kinds": [
            (in_language(words), whose.href("wish_add", kind)) for kind, words in WISH_KINDS.items()
        ],
        "skill_add_href": whose.href("skill_add"),
        "from_occupation_href": whose.href("skills_from_occupation"),
    }


def skill_lines(citizen: Citizen, whose: Whose) -> list[SkillLine]:
    """A citizen's skills by name."""
    rows = list(citizen.skills.filter(withdrawn_at__isnull=True).select_related("recorded_by"))
    names = skill_names(row.skill for row in rows)
    lines = [
        SkillLine(
            row,
            names[row.skill],
            level_text(row.level),
            basis_text(row.basis, is_own=whose.is_own),
            whose.href("skill", row.pk) if may_change_skill(row, whose) else "",
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: sort_key(line.name.text))


def may_change_skill(row: CitizenSkill, whose: Whose) -> bool:
    """Whether this reader may change a skill: the citizen's own word is all that the citizen changes."""
    return not whose.is_own or row.basis == OWN_WORD


def _of_strength(lines: list[WishLine], strength: str, whose: Whose) -> list[tuple[WishLine, str, str]]:
    """Wishes of one strength: each with what it is about, and where it is removed."""
    return [
        (line, in_language(WISH_KINDS[line.wish.kind]), whose.href("wish_remove", line.wish.pk))
        for line in lines
        if line.wish.strength == strength and line.wish.kind in WISH_KINDS
    ]


def profile_facts(citizen: Citizen, on: date) -> dict[str, Fact]:
    """What is believed of a citizen's profile and holds on a day, by name."""
    holds = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    rows = citizen.facts.filter(holds, name__in=list(PROFILE), withdrawn_at__isnull=True)
    return {row.name: row for row in rows.order_by("recorded_at")}


def profile_lines(citizen: Citizen, on: date) -> list[ProfileLine]:
    """Every fact of the profile, also those that are not known."""
    known = profile_facts(citizen, on)
    return [_profile_line(name, known.get(name)) for name in PROFILE]


def _profile_line(name: str, fact: Fact | None) -> ProfileLine:
    text = profile_text(name, fact.value) if fact else ""
    source = source_text(fact.source) if fact else ""
    return ProfileLine(name, in_language(PROFILE[name].title), text, PROFILE[name].is_sensitive, fact, source)


def skills_proposed(citizen: Citizen, occupation: str) -> list[str]:
    """The skills an occupation asks for and the citizen does not have; what nearly all jobs ask for first."""
    held = set(citizen.skills.filter(withdrawn_at__isnull=True).values_list("skill", flat=True))
    return [skill for skill, _essential in skills_asked(occupation) if skill not in held]
