"""ESCO's tables and the crosswalk to it, row by row."""

import re

from fodfaeste.core.taxonomy import CODE, OCCUPATION, SKILL, TITLE, code_id
from fodfaeste.formats.taxonomy.gathered import CodeFacts, Gathered, OccupationFacts
from fodfaeste.formats.taxonomy.lines import Line, Lines, Once

_TYPES = {"skill/competence": "skill", "knowledge": "knowledge", "": None}
_ESSENTIAL = {"essential": True, "optional": False}
_RELATIONS = {
    "skos:exactMatch": "exact",
    "skos:closeMatch": "close",
    "skos:broadMatch": "broad",
    "skos:narrowMatch": "narrow",
}
_TITLE_NUMBER = re.compile(r"C?(\d{4})(?:\.\d+)*")  # C1349: the title is the whole unit group
_ISCO_ADDRESS = "/esco/isco/C"


def read_occupations(lines: Lines, language: str, into: Gathered) -> None:
    """Occupations with their ISCO group and names."""
    once = Once()
    for line in lines:
        concept = line.id("concept")
        once.check(line, "concept", concept)
        isco = line.digits("isco", 4) if line.text("isco") else None
        code = line.text("code") or None
        known = into.occupations.setdefault(concept, OccupationFacts(isco, code))
        if isco and known.isco not in (isco, None):
            reason = f"En anden fil i mappen siger {known.isco}. Mappen blander to udgaver."
            raise line.refuse("isco", reason)
        known.isco, known.code = known.isco or isco, known.code or code
        _name(line, lines, OCCUPATION, concept, language, into)


def read_skills(lines: Lines, language: str, into: Gathered) -> None:
    """Skills and knowledge with their names."""
    once, doubled = Once(), 0
    for line in lines:
        concept = line.id("concept")
        once.check(line, "concept", concept)
        written = line.text("type")
        if written not in _TYPES:
            if lines.layout.name != "esco-rebuilt" or set(written.split()) - _TYPES.keys():
                raise line.refuse("type", f"»{written}« er hverken skill/competence eller knowledge.")
            doubled += 1
        into.skills[concept] = into.skills.get(concept) or _TYPES.get(written)
        _name(line, lines, SKILL, concept, language, into)
    if doubled:
        lines.note(f"{doubled} kompetence har to typer på én gang; typen er ladt åben")


def _name(line: Line, lines: Lines, kind: str, concept: str, language: str, into: Gathered) -> None:
    others = line.names("alternatives", lines.layout.separator)
    into.name(kind, concept, language, line.name("label"), others)


def read_groups(lines: Lines, language: str, into: Gathered) -> None:
    """The groups of ISCO-08."""
    once = Once()
    for line in lines:
        code = line.digits("code", 1, 2, 3, 4)
        once.check(line, "code", code)
        into.codes[("isco08", code)] = CodeFacts(len(code), code[:-1] or None)
        into.name(CODE, code_id("isco08", code), language, line.name("label"), [])


def read_relations(lines: Lines, into: Gathered) -> None:
    """Which skills an occupation asks for."""
    for line in lines:
        relation = line.text("relation")
        if relation not in _ESSENTIAL:
            raise line.refuse("relation", f"»{relation}« er hverken essential eller optional.")
        into.relations.append((line.id("occupation"), line.id("skill"), _ESSENTIAL[relation]))


def read_crosswalk(lines: Lines, language: str, into: Gathered) -> None:
    """The agency's Danish job titles, each with the occupations that it matches."""
    groups = 0
    for line in lines:
        title = line.id("title").rpartition("/")[2]
        number = _TITLE_NUMBER.fullmatch(title)
        if number is None:
            raise line.refuse("title", "Adressen slutter ikke på et nummer som 3359.3.")
        relation = _RELATIONS.get(line.text("relation"))
        if relation is None:
            raise line.refuse("relation", f"»{line.text('relation')}« er ingen af {', '.join(_RELATIONS)}.")
        into.titles[title] = number[1]
        into.name(TITLE, title, language, line.name("label"), [])
        pair = title, line.id("occupation")
        if _ISCO_ADDRESS in pair[1]:
            groups += 1
        elif into.title_occupations.setdefault(pair, relation) != relation:
            raise line.refuse("relation", "Parret står også med en anden relation.")
    if groups:
        lines.note(
            f"{groups} rækker peger på en ISCO-gruppe og ikke på et erhverv; titlen har sin egen gruppe"
        )
