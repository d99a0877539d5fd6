"""Occupations and skills of the demo's work in the words of the taxonomy in use.

The demo's tables name the starter taxonomy's occupations and skills. Where an official taxonomy is in use, an
occupation becomes those of the same ISCO-08 unit group, and a skill becomes one that they ask for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fodfaeste.formats.taxonomy import Taxonomy, read_starter

#: At most so many official occupations stand for one of the starter's.
MOST = 4
#: At most so many essential and optional skills of an occupation are asked for: an advert is no catalogue.
MOST_SKILLS = 8


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation with its skills. `known_as` is what the demo's own tables call it."""

    id: str
    isco: str
    title: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]
    known_as: str


@dataclass(frozen=True, slots=True)
class WorkWords:
    """What each of the starter's occupations and skills is called here, and the titles of the skills."""

    occupations: Mapping[str, tuple[Occupation, ...]]
    skills: Mapping[str, str]
    titles: Mapping[str, str]


@cache
def starter_occupations() -> Mapping[str, Occupation]:
    """The starter taxonomy's occupations by their ids."""
    return {each.id: each for each in _occupations(read_starter())}


def words_of(taxonomy: Taxonomy) -> WorkWords:
    """The demo's occupations and skills as a taxonomy has them; its own where it is the starter."""
    every = _occupations(taxonomy)
    by_id = {each.id: each for each in every}
    by_group: dict[str, list[Occupation]] = defaultdict(list)
    for each in every:
        if each.essential:
            by_group[each.isco].append(each)
    occupations: dict[str, tuple[Occupation, ...]] = {}
    skills: dict[str, str] = {}
    for own in starter_occupations().values():
        same = (by_id[own.id],) if own.id in by_id else tuple(by_group[own.isco][:MOST])
        occupations[own.id] = tuple(_known_as(each, own.id) for each in same)
        skills.update(_skills(own, same, skills))
    return WorkWords(occupations, skills, _titles(taxonomy))


def _known_as(occupation: Occupation, name: str) -> Occupation:
    return Occupation(
        occupation.id,
        occupation.isco,
        occupation.title,
        occupation.essential[:MOST_SKILLS],
        occupation.optional[:MOST_SKILLS],
        name,
    )


def _skills(own: Occupation, same: Sequence[Occupation], known: Mapping[str, str]) -> dict[str, str]:
    """A skill of the starter's occupation beside one of the taxonomy's; what is known already stays."""
    if not same:
        return {}
    ours = (*own.essential, *own.optional)
    theirs = ours if same[0].id == own.id else (*same[0].essential, *same[0].optional)
    return {a: b for a, b in zip(ours, theirs, strict=False) if a not in known}


def _occupations(taxonomy: Taxonomy) -> list[Occupation]:
    titles = _titles(taxonomy)
    asked: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    relations = taxonomy.tables["occupation_skills"].sort("occupation", "skill")
    for occupation, skill, essential in relations.select("occupation", "skill", "essential").iter_rows():
        asked[occupation][not essential].append(skill)
    placed = taxonomy.tables["occupations"].drop_nulls("isco").sort("occupation")
    return [
        Occupation(
            occupation,
            isco,
            titles.get(occupation, occupation)[:160],
            tuple(asked[occupation][0]),
            tuple(asked[occupation][1]),
            occupation,
        )
        for occupation, isco in placed.select("occupation", "isco").iter_rows()
    ]


def _titles(taxonomy: Taxonomy) -> dict[str, str]:
    """The Danish titles, and the English where there is no Danish."""
    labels = taxonomy.tables["labels"]
    found: dict[str, str] = {}
    for language in ("en", "da"):
        for row in labels.select("id", "label", "language", "preferred").iter_rows():
            if row[2] == language and row[3]:
                found[row[0]] = row[1]
    return found
