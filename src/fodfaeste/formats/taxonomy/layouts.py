"""Which official file is which, told by its columns.

Each layout is a named mapping from our fields to the file's headings. Where the headings leave something
open, the file's name must say it: the language of ESCO's files (`occupations_da.csv`), and which of the
classifications a list of code, level and title is (`disco08.csv`, `db07.csv`, `disced15_udd.csv`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fodfaeste.core.errors import Rejected

_LANGUAGE = re.compile(r"_([a-z]{2})(?=[_.]|$)")
_VERSION = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)?)(?![\d.])")

#: A classification as Statistics Denmark itself hands it out.
OFFICIAL = "dst-official"

Peek = Callable[[], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of one table: the headings it needs, those it may have, and those it cannot have."""

    name: str
    table: str
    needs: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    concept_type: str = ""  # what ESCO writes in the column conceptType
    separator: str = "\n"  # between alternative names
    named: tuple[str, ...] = ()  # what the file's name must hold

    def fits(self, name: str, headings: tuple[str, ...], peek: Peek) -> bool:
        """Whether a file with these headings, and perhaps this first row, is of this form."""
        there = set(headings)
        if not there.issuperset(self.needs.values()) or there & self.without:
            return False
        if not all(part in name.lower() for part in self.named):
            return False
        first = peek() if self.concept_type else None
        return first is None or first["conceptType"] == self.concept_type

    def columns(self, headings: tuple[str, ...]) -> dict[str, str]:
        """Our field → heading, for those that the file has."""
        return {**self.needs, **{ours: theirs for ours, theirs in self.may.items() if theirs in headings}}


def _esco(table: str, concept_type: str, **needs: str) -> Layout:
    """A table of ESCO's own download. Its collections repeat concepts in another form and are left alone."""
    return Layout(
        "esco-official",
        table,
        {"type_of_concept": "conceptType", "concept": "conceptUri", "label": "preferredLabel", **needs},
        may={"alternatives": "altLabels", "code": "code"},
        without=frozenset({"broaderConceptUri"}),
        concept_type=concept_type,
    )


def _rebuilt(table: str, *, without: tuple[str, ...] = (), **needs: str) -> Layout:
    return Layout(
        "esco-rebuilt",
        table,
        {"concept": "conceptUri", "label": "preferredLabel", **needs},
        may={"alternatives": "altLabels"},
        without=frozenset({"conceptType", *without}),
        separator="|",
    )


def _official(table: str, *named: str) -> Layout:
    """A classification as Statistics Denmark's own download heads it: one list for all levels.

    Beside these columns stand SEKVENS, GENERELLE_NOTER, INKLUDERER, INKLUDERER_OGSÅ, EKSKLUDERER, PARAGRAF
    and MÅLEENHED, which are not used.
    """
    columns = {"code": "KODE", "level": "NIVEAU", "title": "TITEL"}
    return Layout(OFFICIAL, table, columns, named=named)


_PAIR = {"occupation": "occupationUri", "relation": "relationType", "skill": "skillUri"}
_LEVELS = {f"{part}{level}": f"{part}{level}" for level in range(1, 5) for part in ("code", "title")}
_FIELDS = {f"field{level}": f"field{level}" for level in range(1, 4)} | {
    f"field{level}_title": f"field{level}_title" for level in range(1, 4)
}

LAYOUTS: tuple[Layout, ...] = (
    _esco("occupations", "Occupation", isco="iscoGroup"),
    _esco("skills", "KnowledgeSkillCompetence", type="skillType"),
    _esco("groups", "ISCOGroup", code="code"),
    Layout("esco-official", "relations", {**_PAIR, "type": "skillType"}),
    # The rebuilt files: ESCO as others have passed it on, in the columns their READMEs tell.
    _rebuilt("occupations", isco="iscoGroup_v1.2", code="code_v1.2"),
    _rebuilt("skills", type="skillType"),
    _rebuilt("skills", both="altLabelsAndDescription"),
    _rebuilt("groups", code="code"),
    Layout("esco-rebuilt", "relations", _PAIR),
    Layout(
        "crosswalk",
        "crosswalk",
        {
            "occupation": "Classification 1 URI",
            "title": "Classification 2 URI",
            "label": "Classification 2 PrefLabel",
            "relation": "Mapping relation",
        },
    ),
    Layout(
        "db07",
        "db07",
        {name: name for name in ("level", "section", "code2", "code3", "code4", "code6", "title")},
    ),
    Layout("disced15-udd", "udd", {**_LEVELS, **_FIELDS, "code": "udd_code", "title": "udd_title"}),
    Layout("disced15-audd", "audd", {**_LEVELS, **_FIELDS, "code": "audd_code", "title": "audd_title"}),
    Layout("disco08", "disco08", {"code": "code", "level": "level", "title": "title"}, named=("disco",)),
    _official("disco08", "disco"),
    _official("db07", "db07"),
    _official("audd", "disced", "audd"),
    _official("udd", "disced", "udd"),
)


def recognise(name: str, headings: tuple[str, ...], peek: Peek) -> Layout | None:
    """The form of a file; None for one that Fodfæste has no use for."""
    return next((layout for layout in LAYOUTS if layout.fits(name, headings, peek)), None)


def language_of(name: str) -> str:
    """The language that a file's name ends in."""
    found = _LANGUAGE.findall(name)
    if not found:
        raise Rejected("Navnet skal sige sproget, som occupations_da.csv gør det.", file=name)
    return str(found[-1])


def version_of(folder: str) -> str | None:
    """The version that a folder's name tells, as `ESCO dataset - v1.2.0 - classification - da - csv` does."""
    found = _VERSION.search(folder)
    return found[1] if found else None
