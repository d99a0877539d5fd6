"""What has been read so far, and how one folder's reading completes another's.

The first folder that has a thing decides which ones there are and what is true of them. A later folder adds
names in languages that are missing, and facts that the first left open. What only a later folder knows is
left out and counted: two releases are not mixed into a third that nobody published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fodfaeste.core.taxonomy import CODE, OCCUPATION, SKILL, TITLE, code_id

NameOf = tuple[str, str, str]  # kind, concept, language


@dataclass(slots=True)
class Names:
    """A thing's names in one language: the one to show, and the others in the order they were given."""

    preferred: str | None = None
    others: list[str] = field(default_factory=list)


@dataclass(slots=True)
class OccupationFacts:
    """What a file says of an occupation besides its names."""

    isco: str | None
    code: str | None


@dataclass(slots=True)
class CodeFacts:
    """Where a code stands in its classification."""

    level: int
    parent: str | None
    field: str | None = None


@dataclass(slots=True)
class Gathered:
    """Everything read from one folder, or from several that have been joined."""

    occupations: dict[str, OccupationFacts] = field(default_factory=dict)
    skills: dict[str, str | None] = field(default_factory=dict)
    relations: list[tuple[str, str, bool]] = field(default_factory=list)  # as written, repetitions included
    titles: dict[str, str | None] = field(default_factory=dict)
    title_occupations: dict[tuple[str, str], str] = field(default_factory=dict)
    codes: dict[tuple[str, str], CodeFacts] = field(default_factory=dict)
    names: dict[NameOf, Names] = field(default_factory=dict)

    def things(self, kind: str) -> set[str]:
        """The ids there are of a kind."""
        if kind == CODE:
            return {code_id(scheme, code) for scheme, code in self.codes}
        things: dict[str, Mapping[str, object]] = {
            OCCUPATION: self.occupations,
            SKILL: self.skills,
            TITLE: self.titles,
        }
        return set(things[kind])

    def name(self, kind: str, concept: str, language: str, preferred: str, others: list[str]) -> None:
        """Add names; nothing where all are empty."""
        kept = [other for other in dict.fromkeys(others) if other and other != preferred]
        if preferred or kept:
            self.names[(kind, concept, language)] = Names(preferred or None, kept)


def join(first: Gathered, later: Gathered) -> list[str]:
    """Complete the first reading by a later one, and tell what was left out."""
    notes = [
        _join_occupations(first.occupations, later.occupations),
        _join_skills(first.skills, later.skills),
    ]
    first.relations = first.relations or later.relations
    if not first.titles:
        first.titles, first.title_occupations = later.titles, later.title_occupations
    schemes = {scheme for scheme, _code in first.codes}
    first.codes.update({key: facts for key, facts in later.codes.items() if key[0] not in schemes})
    for kind in (OCCUPATION, SKILL, TITLE, CODE):
        there = first.things(kind)
        for key, names in later.names.items():
            if key[0] == kind and key[1] in there:
                first.names.setdefault(key, names)
    return [note for note in notes if note]


def _join_occupations(first: dict[str, OccupationFacts], later: dict[str, OccupationFacts]) -> str:
    if not first:
        first.update(later)
        return ""
    for concept, facts in later.items():
        if concept in first:
            first[concept].isco = first[concept].isco or facts.isco
            first[concept].code = first[concept].code or facts.code
    unknown = len(later.keys() - first.keys())
    return f"{unknown} erhverv findes ikke i den første mappe og er udeladt" if unknown else ""


def _join_skills(first: dict[str, str | None], later: dict[str, str | None]) -> str:
    if not first:
        first.update(later)
        return ""
    for concept, kind in later.items():
        if concept in first:
            first[concept] = first[concept] or kind
    unknown = len(later.keys() - first.keys())
    return f"{unknown} kompetencer findes ikke i den første mappe og er udeladt" if unknown else ""
