"""What a taxonomy holds: occupations, skills, what asks for what, official codes, and their names.

The tables' schema is data, as the snapshot's is. A table's name, key and columns are the same in memory,
in the Parquet folder and in `docs/taxonomy.md`. Names stand apart from things, one row a name and
language, because a release may be whole in one language and half in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fodfaeste.core.schema import Column, TableSchema

VERSION = 1

OCCUPATION, SKILL, TITLE, CODE = KINDS = ("occupation", "skill", "title", "code")
SKILL_TYPES = ("skill", "knowledge")
RELATIONS = ("exact", "close", "broad", "narrow")
SCHEMES = ("isco08", "disco08", "db07", "disced15", "disced15-field", "udd", "audd")

#: Where a thing has no name in the language asked for, these are tried, in this order.
FALLBACKS = ("da", "en")

_OCCUPATION = Column("occupation", "text", "address (ESCO) or id (starter) of the occupation")
_SKILL = Column("skill", "text", "address (ESCO) or id (starter) of the skill")
_ISCO = Column("isco", "text", "ISCO-08 unit group, four digits", null="the source gives none")

TABLES: dict[str, TableSchema] = {
    table.name: table
    for table in (
        TableSchema(
            "occupations",
            "an occupation",
            ("occupation",),
            (_OCCUPATION, _ISCO, Column("code", "text", "the source's own number", null="it has none")),
        ),
        TableSchema(
            "skills",
            "a skill, or something one knows",
            ("skill",),
            (_SKILL, Column("type", "text", "which of the two", null="not said", codes=SKILL_TYPES)),
        ),
        TableSchema(
            "occupation_skills",
            "a skill that an occupation asks for",
            ("occupation", "skill"),
            (_OCCUPATION, _SKILL, Column("essential", "flag", "true: nearly every such job asks for it")),
        ),
        TableSchema(
            "titles",
            "a Danish job title of the labour market agency",
            ("title",),
            (Column("title", "text", "the agency's number of the title"), _ISCO),
        ),
        TableSchema(
            "title_occupations",
            "a job title and an occupation that it matches",
            ("title", "occupation"),
            (
                Column("title", "text", "the agency's number of the title"),
                _OCCUPATION,
                Column("relation", "text", "how the occupation lies to the title", codes=RELATIONS),
            ),
        ),
        TableSchema(
            "codes",
            "a code of an official classification",
            ("scheme", "code"),
            (
                Column("scheme", "text", "the classification", codes=SCHEMES),
                Column("code", "text", "the code, its leading zeros kept"),
                Column("level", "whole", "1 is the broadest"),
                Column(
                    "parent",
                    "text",
                    "the code above; for udd and audd a code of disced15",
                    null="there is none above",
                ),
                Column("field", "text", "code of disced15-field", null="not an education"),
            ),
        ),
        TableSchema(
            "labels",
            "a name of something in a language",
            ("kind", "id", "language", "label"),
            (
                Column("kind", "text", "what it names", codes=KINDS),
                Column("id", "text", "which one; a code is written `scheme:code`"),
                Column("language", "text", "two letters: da, en, kl"),
                Column("label", "text", "the name"),
                Column("preferred", "flag", "true: the name to show; at most one a language"),
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an occupation, skill, title or code in a language."""

    id: str
    language: str
    text: str
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """The name that is shown, and the language it is in, so that a page can mark what is not its own."""

    text: str
    language: str


def shown_in(names: Mapping[str, str], language: str) -> Shown | None:
    """The name in a language such as `en-gb`; in Danish, English or another where there is none."""
    for tried in (language.partition("-")[0], *FALLBACKS, *sorted(names)):
        if tried in names:
            return Shown(names[tried], tried)
    return None


def code_id(scheme: str, code: str) -> str:
    """How the names of a code refer to it."""
    return f"{scheme}:{code}"
