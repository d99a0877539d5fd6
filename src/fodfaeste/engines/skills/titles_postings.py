"""For each feature the labels that have it, and how much a title shares with every label.

Two scores are taken together: with families of words, and, a little lower, without them. So a label in the
title's own words stands ahead of one that only means the same.
"""

import math
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fodfaeste.engines.skills.titles_features import FAMILIES, KINDS, Features, Weights

_COMMON = 32  # letters that more than one label in so many has are not looked up, ...
_NOT_COMMON = 50  # ... but never those that only so many have

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class _Posting(NamedTuple):
    """The labels with a feature; those with a family are counted on from the last label."""

    rows: Places
    shares: Floats
    many: int
    rarity: float
    is_family: bool


class Postings:
    """Labels as lists of features, to be held against a title's."""

    def __init__(self, vectors: Sequence[Features], weights: Weights) -> None:
        self._count, self._weights = len(vectors), weights
        numbers: dict[str, int] = {}
        flat = [numbers.setdefault(name, len(numbers)) for vector in vectors for name in vector]
        feature = np.array(flat, dtype=np.int64)
        row = np.repeat(np.arange(self._count), [len(vector) for vector in vectors])
        weight = np.fromiter(chain.from_iterable(v.values() for v in vectors), np.float64, len(flat))
        spread = np.bincount(feature, minlength=len(numbers))
        rarity = np.log((self._count + 1) / (spread + 1)) + 1
        weight *= rarity[feature]
        is_family = np.array([name.startswith(FAMILIES) for name in numbers], dtype=np.bool_)
        self._set_lengths(row, weight**2, is_family[feature])
        order = np.argsort(feature, kind="stable")
        rows = row[order] + self._count * is_family[feature[order]]
        shares = (weight * rarity[feature])[order]
        self._of: dict[str, _Posting] = {}
        end = 0
        for number, name in enumerate(numbers):
            start, end = end, end + int(spread[number])
            if not _is_common(name, end - start, self._count):
                rare, family = float(rarity[number]), bool(is_family[number])
                self._of[name] = _Posting(rows[start:end], shares[start:end], end - start, rare, family)

    def _set_lengths(self, row: Places, squares: Floats, is_family: npt.NDArray[np.bool_]) -> None:
        """By what the share of each label is divided, with its families; and without, in proportion."""
        outside = np.where(is_family, 0.0, squares)
        own: Floats = np.asarray(np.bincount(row, outside, minlength=self._count), dtype=np.float64)
        whole: Floats = np.asarray(np.bincount(row, squares, minlength=self._count), dtype=np.float64)
        self._even = self._evened(whole)
        self._plain = self._weights.plain * self._evened(own) / self._even

    def _evened(self, squares: Floats) -> Floats:
        """One over the length of each label, a little nearer to the usual one."""
        lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
        usual = float(np.mean(lengths)) if len(lengths) else 1.0
        part = self._weights.long_labels
        evened: Floats = 1 / (lengths ** (1 - part) * usual**part)
        return evened

    def scores(self, vector: Features) -> Floats | None:
        """What a title shares with each label, 0 for nothing; None where it shares nothing with any."""
        known = [
            (self._of[name], weight) for name, weight in vector.items() if weight > 0 and name in self._of
        ]
        if not known:
            return None
        asked = np.repeat([weight for _posting, weight in known], [each.many for each, _weight in known])
        asked *= np.concatenate([posting.shares for posting, _weight in known])
        rows = np.concatenate([posting.rows for posting, _weight in known])
        shared: Floats = np.asarray(np.bincount(rows, asked, minlength=2 * self._count), dtype=np.float64)
        own, found = shared[: self._count], shared[self._count :]
        squares = [((weight * each.rarity) ** 2, each.is_family) for each, weight in known]
        found += own
        found /= math.sqrt(math.fsum(square for square, _family in squares))
        own *= self._plain
        own /= math.sqrt(math.fsum(square for square, family in squares if not family)) or 1.0
        np.maximum(found, own, out=found)
        found *= self._even
        return found


def _is_common(name: str, count: int, labels: int) -> bool:
    """Whether a stretch of letters is in so many labels that looking it up costs more than it tells."""
    return not name.startswith(KINDS) and count > max(labels / _COMMON, _NOT_COMMON)
