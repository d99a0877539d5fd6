"""Titles as people write them, and the labels of occupations that come nearest.

Each label is a list of features with weights (`titles_features`). A title's score against it is how much of
their features they share, about 1 for the same words; an occupation is as near as its nearest label. Of
equals the one comes first whose labels are nearest together; where each label has its own id, those with the
ids before and after are looked at. The first row of an id is its name; but for that, the order of the rows
changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.titles_features import TitleFeatures, Weights
from fodfaeste.engines.skills.titles_postings import Postings

_DIGITS = 6  # scores nearer than this are equal, so that the machine's last bits decide nothing
_LEAST = 10.0**-_DIGITS
_LOOK = 0.6  # of the highest score, what is looked down to first; and then of that, and so on
_BESIDE = 3  # so many on either side: names of one occupation often stand beside each other

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Near:
    """An occupation near to a title. The score orders; it is no probability."""

    id: str
    score: float


class TitleIndex:
    """Labels made ready to be asked for the nearest to a title."""

    def __init__(
        self, labels: Iterable[tuple[str, str]], table: TitleWords, weights: Weights | None = None
    ) -> None:
        self._weights = weights or Weights()
        rows = _sorted(labels)
        self._make = TitleFeatures([label for _id, _number, label in rows], table, self._weights)
        made = [self._make.of_label(place) for place in range(len(rows))]
        self._postings = Postings([each.features for each in made], self._weights)
        self._field = np.array([self._weights.field if each.names_field else 1.0 for each in made])
        self._ids = [id_ for id_, _number, _label in rows]
        self._span = _spans(self._ids)
        self._has_one_each = len(self._span) == len(self._ids)
        self._ahead = 0.0 if self._has_one_each else self._weights.first_label

    def nearest(self, title: str, top: int) -> tuple[Near, ...]:
        """The ids nearest to a title, nearest first, at most `top` and none that shares nothing with it."""
        scores = self._scores(title)
        if scores is None:
            return ()
        found = sorted((-score, id_) for id_, score in self._highest(scores, top).items())
        if len(found) > top:
            found = [each for each in found if each[0] <= found[top - 1][0]]
        equals = Counter(score for score, _id in found)
        order = sorted(
            (score, -self._beside(scores, id_) if equals[score] > 1 else 0.0, id_) for score, id_ in found
        )
        return tuple(Near(id_, -score) for score, _beside, id_ in order[:top])

    def _highest(self, scores: Floats, top: int) -> dict[str, float]:
        """The score of each of the ids that score highest: at least so many, or all that share something."""
        look = float(scores.max()) * _LOOK
        while True:
            if look < _LEAST or np.count_nonzero(scores > look) >= top:
                best = self._best(scores, look - self._ahead - _LEAST)
                found = {id_: score for id_, score in best.items() if score > max(look, 0.0)}
                if len(found) >= top or look < _LEAST:
                    return found
            look *= _LOOK

    def _scores(self, title: str) -> Floats | None:
        """The score of every label, 0 where nothing is shared; None where no label shares anything."""
        asked = self._make.of_title(title)
        scores = self._postings.scores(asked.features)
        if scores is not None and not asked.names_field:
            scores *= self._field
        return scores

    def _best(self, scores: Floats, above: float) -> dict[str, float]:
        """The score of each id that has a label above a score: its best, its name being a little ahead."""
        best: dict[str, float] = {}
        rows = np.flatnonzero(scores > max(above, _LEAST / 2))
        for row, score in zip(rows.tolist(), scores[rows].tolist(), strict=True):
            id_ = self._ids[row]
            if self._ahead and row == self._span[id_][0]:
                score += self._ahead
            if score > best.get(id_, 0.0):
                best[id_] = score
        return {id_: round(score, _DIGITS) for id_, score in best.items()}

    def _beside(self, scores: Floats, id_: str) -> float:
        """How near an id's labels are together; where each id has one, those beside it are taken too."""
        start, end = self._span[id_]
        if self._has_one_each:
            start, end = max(start - _BESIDE, 0), end + _BESIDE
        near = scores[start:end]
        return round(float(near @ near), _DIGITS)


def _spans(ids: list[str]) -> dict[str, tuple[int, int]]:
    """The first row of each id and the row after its last."""
    found: dict[str, tuple[int, int]] = {}
    for place, id_ in enumerate(ids):
        found[id_] = (found.get(id_, (place, 0))[0], place + 1)
    return found


def _sorted(labels: Iterable[tuple[str, str]]) -> list[tuple[str, int, str]]:
    """The labels by id, the first of each id first, the others in the order of their letters."""
    firsts: set[str] = set()
    rows: set[tuple[str, int, str]] = set()
    for id_, label in labels:
        rows.add((id_, int(id_ in firsts), label))
        firsts.add(id_)
    return sorted(rows)
