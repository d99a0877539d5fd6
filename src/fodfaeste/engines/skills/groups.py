"""The skill group of a phrase from a Danish job ad: the one that its words speak most for.

What a group of skills is called before any word is read counts a little: of two groups that are spoken for
alike, the one that ads ask for more often is answered. A phrase that says nothing known gets the most usual
group. In a phrase of several words the names of fields stand for whom or what something is done with, so they
say less about it than they do alone.
"""

from dataclasses import dataclass, field

from fodfaeste.core.skill_groups import GroupWords
from fodfaeste.engines.skills.groups_words import FIRST, GUESSED, LAST, WHOLE, Evidence, Speaking, words_of

_DIGITS = 6  # scores nearer than this are equal, so that the machine's last bits decide nothing
_LONG = 3  # words of a phrase that tells what is done
_FIELDS, _SELF = "K", "A"  # how the names of groups of knowledge and of attitudes begin


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """How much each likeness counts; docs/decisions/0022-skill-groups.md tells how they were found."""

    kinds: dict[str, float] = field(default_factory=lambda: {WHOLE: 1.0, LAST: 0.9, FIRST: 0.5, GUESSED: 0.8})
    rows: float = 1.5  # words that say something together
    opening: float = 1.2  # the first word that speaks
    usual: float = 1.0
    fields_in_long: float = 0.3
    self_in_long: float = 0.5


class GroupFinder:
    """Finds the group of a phrase by a table of words."""

    def __init__(self, table: GroupWords, weights: GroupWeights | None = None) -> None:
        self._table, self._weights = table, weights or GroupWeights()
        self._speaking = Speaking(table.entries)
        self._known: dict[str, str] = {}

    def group(self, phrase: str) -> str:
        """The group of a phrase; of equals, the one that stands first in the table."""
        if phrase not in self._known:
            scores = self.scores(phrase)
            self._known[phrase] = max(scores, key=lambda group: round(scores[group], _DIGITS))
        return self._known[phrase]

    def scores(self, phrase: str) -> dict[str, float]:
        """How much speaks for each group. The scores order; they are no probabilities."""
        weights = self._weights
        words = words_of(phrase)
        is_long = len(words) >= _LONG
        scores = {
            group: usual * weights.usual * self._share(group, is_long=is_long)
            for group, usual in self._table.usual.items()
        }
        used, together = self._speaking.rows(words)
        self._add(scores, together, weights.rows, is_long=is_long)
        opening = weights.opening
        for place, word in enumerate(words):
            spoken = [] if place in used or word in self._table.silent else self._speaking.word(word)
            self._add(scores, spoken, opening, is_long=is_long, is_first=place == 0)
            opening = 1.0 if spoken or place in used else opening
        return scores

    def _add(
        self,
        scores: dict[str, float],
        spoken: Evidence,
        factor: float,
        *,
        is_long: bool,
        is_first: bool = False,
    ) -> None:
        for entry, kind in spoken:
            share = self._share(entry.group, is_long=is_long, is_first=is_first)
            scores[entry.group] += entry.weight * self._weights.kinds[kind] * factor * share

    def _share(self, group: str, *, is_long: bool, is_first: bool = False) -> float:
        """What a group keeps in a phrase that tells what is done; what somebody is may stand first in it."""
        if is_long and group.startswith(_FIELDS):
            return self._weights.fields_in_long
        return self._weights.self_in_long if is_long and not is_first and group.startswith(_SELF) else 1.0
