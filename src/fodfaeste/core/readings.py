"""What a job text or a CV is read to say: proposals, each with its place in the text.

A text only proposes. Somebody accepts or strikes each proposal; nothing is stored by reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """The words by which a text is read, by list name; see `packs/taxonomy/reading.toml`."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
