"""From what was gathered to tables: relations made single, coverage counted, every row in its order."""

from collections.abc import Iterable

import polars as pl

from fodfaeste.core.taxonomy import CODE, OCCUPATION, SKILL
from fodfaeste.formats.taxonomy.gathered import Gathered
from fodfaeste.formats.taxonomy.model import Coverage, frame


def build(gathered: Gathered, notes: list[str]) -> tuple[dict[str, pl.DataFrame], dict[str, Coverage]]:
    """The tables and their coverage by language; what had to be decided is added to the notes."""
    relations = _known(gathered, notes)
    pairs = _single(relations, notes)
    titles = {pair: how for pair, how in gathered.title_occupations.items() if _leads(gathered, pair)}
    if lost := len(gathered.title_occupations) - len(titles):
        notes.append(f"{lost} par af stilling og erhverv nævner et erhverv, der ikke findes, og er udeladt")
    rows: dict[str, Iterable[tuple[object, ...]]] = {
        "occupations": ((concept, facts.isco, facts.code) for concept, facts in gathered.occupations.items()),
        "skills": gathered.skills.items(),
        "occupation_skills": ((*pair, essential) for pair, essential in pairs.items()),
        "titles": gathered.titles.items(),
        "title_occupations": ((*pair, relation) for pair, relation in titles.items()),
        "codes": ((*key, facts.level, facts.parent, facts.field) for key, facts in gathered.codes.items()),
        "labels": _labels(gathered),
    }
    return {name: frame(name, list(given)) for name, given in rows.items()}, _coverage(gathered, relations)


def _leads(gathered: Gathered, pair: tuple[str, str]) -> bool:
    """Whether a title's occupation is there; with the crosswalk alone there are no occupations to ask."""
    return not gathered.occupations or pair[1] in gathered.occupations


def _known(gathered: Gathered, notes: list[str]) -> list[tuple[str, str, bool]]:
    """The relations whose both ends there are."""
    known = [
        (occupation, skill, essential)
        for occupation, skill, essential in gathered.relations
        if occupation in gathered.occupations and skill in gathered.skills
    ]
    if lost := len(gathered.relations) - len(known):
        notes.append(
            f"{lost} relationer nævner et erhverv eller en kompetence, der ikke findes, og er udeladt"
        )
    return known


def _single(relations: list[tuple[str, str, bool]], notes: list[str]) -> dict[tuple[str, str], bool]:
    """Each pair once; one that is both essential and optional is essential."""
    pairs: dict[tuple[str, str], bool] = {}
    for occupation, skill, essential in relations:
        pairs[(occupation, skill)] = pairs.get((occupation, skill), False) or essential
    if repeated := len(relations) - len(pairs):
        notes.append(f"{repeated} relationer står to gange; er de uenige, gælder essential")
    return pairs


def _labels(gathered: Gathered) -> Iterable[tuple[object, ...]]:
    for (kind, concept, language), names in gathered.names.items():
        if names.preferred:
            yield kind, concept, language, names.preferred, True
        for other in names.others:
            yield kind, concept, language, other, False


def _coverage(gathered: Gathered, relations: list[tuple[str, str, bool]]) -> dict[str, Coverage]:
    """Counted over the relations as they are written, as the publishers count them."""
    named: dict[str, dict[str, set[str]]] = {}
    for (kind, concept, language), names in gathered.names.items():
        if names.preferred:
            named.setdefault(language, {}).setdefault(kind, set()).add(concept)
    counted = {}
    for language in sorted(named):
        occupations, skills = named[language].get(OCCUPATION, set()), named[language].get(SKILL, set())
        both = sum(occupation in occupations and skill in skills for occupation, skill, _ in relations)
        codes = len(named[language].get(CODE, ()))
        counted[language] = Coverage(len(occupations), len(skills), both, codes)
    return counted
