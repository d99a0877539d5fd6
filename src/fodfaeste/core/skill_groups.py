"""Groups of skills and the words that speak for them, as every layer speaks of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupWord:
    """A word, a part of one, or words in a row, and how much it speaks for a group."""

    words: tuple[str, ...]
    group: str
    weight: float
    begins: bool = False  # any word that begins so
    ends: bool = False  # any word that ends so


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The table of words of skill groups; what speaks for a group before any word is read is its `usual`.

    `silent` words say nothing by themselves.
    """

    usual: Mapping[str, float]
    entries: tuple[GroupWord, ...] = ()
    silent: frozenset[str] = frozenset()
