"""What a job text or a CV is read to say: proposals, each with its place in the text.

A text only proposes. Somebody accepts or strikes each proposal; nothing is stored by reading.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fodfaeste.core.openings import LANGUAGES, LEVELS, LICENCES, SHIFTS

SKILL, LICENCE, LANGUAGE, HOURS, PLACE, SHIFT, OCCUPATION = PROPOSAL_KINDS = (
    "skill", "licence", "language", "hours", "place", "shift", "occupation",
)  # fmt: skip

#: One row a name: an id or code and the name. The first name of an id is the one to show.
Names = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a text says, and where. Places count characters of the text; an end is the one after.

    `code` is an id of the taxonomy (skill, occupation), a code of `core/openings` (licence, shift, and a
    language with its level, `da:3`), a place's own code, or hours a week, `30` or `20-30`. A skill that the
    taxonomy has no name for has the code "": it can be told, but not stored.
    """

    kind: str
    code: str
    label: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    essential: bool = True  # False where the text says that it is an advantage, not a demand


#: The lists of words at the top of `packs/taxonomy/reading.toml`, and its tables with the lists of each.
WORD_LISTS = (
    "abbreviations", "no", "no_not", "demand", "optional", "optional_not", "offer", "parts", "finite",
)  # fmt: skip
WORD_TABLES: Mapping[str, Collection[str]] = {
    "licence": LICENCES,
    "category": ("koerekort_b", "koerekort_c", "koerekort_d", "other"),
    "language": LANGUAGES,
    "level": tuple(str(level) for level in LEVELS),
    "about": ("language", "teaching", "after"),
    "hours": ("week", "not_week", "full_time"),
    "shift": SHIFTS,
    "opening": ("words",),
    "place": ("before", "after", "ordinary"),
    "title": ("before",),
    "skill": ("empty", "light", "vague", "same"),
    "phrase": (
        "can", "not_can", "knows", "empty_verbs", "ends", "ends_with_more", "verbs", "not_first", "nouns",
        "sure", "unsure", "manner", "formal", "doing", "person",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """The words by which a text is read: a list or a table with lists by its name in the file."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, name: str, within: str = "") -> tuple[str, ...]:
        """A list, or a list of a table; empty where there is none."""
        return (self.tables.get(within, {}) if within else self.lists).get(name, ())
