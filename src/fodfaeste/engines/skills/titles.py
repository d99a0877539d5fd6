"""Titles as people write them, and the labels of occupations that come nearest.

Each label is a list of features with weights (`titles_features`). A title's score against it is how much of
their features they share, about 1 for the same words; an occupation is as near as its nearest label. The
first row of an id is its name; but for that, the order of the rows changes nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.titles_features import KINDS, Features, TitleFeatures, Weights

_DIGITS = 6  # scores nearer than this are equal, so that the machine's last bits decide nothing
_COMMON = 16  # letters that more than one label in so many has are not looked up, ...
_NOT_COMMON = 50  # ... but never those that only so many have

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


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
        self._ids = sorted({row[0] for row in rows})
        texts = [label for _id, _number, label in rows]
        self._make = TitleFeatures(texts, table, self._weights)
        starts = [place for place, row in enumerate(rows) if place == 0 or row[0] != rows[place - 1][0]]
        self._starts = np.array(starts, dtype=np.int64)
        self._has_one_each = len(starts) == len(rows)
        self._field = np.array(
            [self._weights.field if self._make.names_field(text) else 1.0 for text in texts]
        )
        self._index([self._make.features(text) for text in texts])

    def _index(self, vectors: Sequence[Features]) -> None:
        """For each feature, the labels that have it and its weight there."""
        spread = Counter(name for vector in vectors for name in vector)
        self._rarity = {name: math.log((len(vectors) + 1) / (n + 1)) + 1 for name, n in spread.items()}
        lengths = np.array([self._length(vector) for vector in vectors])
        usual = float(np.mean(lengths)) if len(lengths) else 1.0
        even = lengths ** (1 - self._weights.long_labels) * usual**self._weights.long_labels
        gathered: dict[str, tuple[list[int], list[float]]] = {name: ([], []) for name in spread}
        for row, vector in enumerate(vectors):
            for name, weight in vector.items():
                rows, weights = gathered[name]
                rows.append(row)
                weights.append(weight * self._rarity[name] / even[row])
        for name in [name for name, n in spread.items() if _is_common(name, n, len(vectors))]:
            del gathered[name]
        self._rows = {name: np.array(rows, dtype=np.int64) for name, (rows, _weights) in gathered.items()}
        self._shares = {name: np.array(weights) for name, (_rows, weights) in gathered.items()}

    def nearest(self, title: str, top: int) -> tuple[Near, ...]:
        """The ids nearest to a title, nearest first, at most `top` and none that shares nothing with it."""
        scores = self._scores(title)
        if scores is None:
            return ()
        by_id = self._by_id(scores)
        return tuple(Near(self._ids[place], float(by_id[place])) for place in _highest(by_id, top))

    def _scores(self, title: str) -> Floats | None:
        """The score of every label, 0 where nothing is shared; None where no label shares anything."""
        vector = {name: w for name, w in self._make.features(title).items() if name in self._rows}
        if not vector:
            return None
        length = self._length(vector)
        rows = [self._rows[name] for name in vector]
        asked = np.array([weight * self._rarity[name] / length for name, weight in vector.items()])
        shares = np.concatenate([self._shares[name] for name in vector])
        shares *= np.repeat(asked, [len(each) for each in rows])
        scores: Floats = np.asarray(
            np.bincount(np.concatenate(rows), shares, minlength=len(self._field)), dtype=np.float64
        )
        if not self._make.names_field(title):
            scores *= self._field
        return scores

    def _by_id(self, scores: Floats) -> Floats:
        """The score of every id: that of its best label, its first one being a little ahead."""
        if self._has_one_each:
            best = scores
        else:
            best = np.maximum.reduceat(scores, self._starts)
            names = scores[self._starts]
            best = np.maximum(best, np.where(names > 0, names + self._weights.first_label, 0.0))
        rounded: Floats = np.round(best, _DIGITS)
        return rounded

    def _length(self, vector: Features) -> float:
        squares = math.fsum((weight * self._rarity[name]) ** 2 for name, weight in vector.items())
        return math.sqrt(squares) or 1.0


def _is_common(name: str, count: int, labels: int) -> bool:
    """Whether a stretch of letters is in so many labels that looking it up costs more than it tells."""
    return not name.startswith(KINDS) and count > max(labels / _COMMON, _NOT_COMMON)


def _sorted(labels: Iterable[tuple[str, str]]) -> list[tuple[str, int, str]]:
    """The labels by id, the first of each id first, the others in the order of their letters."""
    firsts: set[str] = set()
    rows: set[tuple[str, int, str]] = set()
    for id_, label in labels:
        rows.add((id_, int(id_ in firsts), label))
        firsts.add(id_)
    return sorted(rows)


def _highest(scores: Floats, top: int) -> Places:
    """The places of the highest scores above 0, highest first; equals by their place."""
    if top < len(scores):
        least = np.partition(scores, len(scores) - top)[len(scores) - top]
        places = np.flatnonzero(scores >= max(least, 10.0**-_DIGITS))
    else:
        places = np.flatnonzero(scores > 0)
    ordered: Places = places[np.argsort(-scores[places], kind="stable")][:top]
    return ordered
