"""Words of job titles, as every layer speaks of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The table of words of titles.

    `families`: the numbers of the families that a word belongs to; words of a family count as each other.
    `near`: the families whose words often, not always, mean the same. `rewritten`: short ways of writing and
    older forms, and the words meant. `apprentices`: what says that somebody is learning a trade. `fields`:
    how the name of a field of work ends, which is nobody's title.
    """

    families: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    near: frozenset[int] = frozenset()
    rewritten: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apprentices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
