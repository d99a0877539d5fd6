"""Codes as bits: what an opening demands and a person has not got, bars the two."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import DEMANDS, LANGUAGES, LEVELS, LICENCES, OPENING_KINDS, SHIFTS

Bits = NDArray[np.int64]

_LISTS: dict[str, tuple[str, ...]] = {
    "shifts": tuple(SHIFTS),
    "licences": tuple(LICENCES),
    "languages": tuple(f"{language}:{level}" for language in LANGUAGES for level in LEVELS),
    "demands": tuple(DEMANDS),
    "kinds": tuple(OPENING_KINDS),
}


def _numbered() -> dict[str, dict[str, int]]:
    place, found = 0, {}
    for name, codes in _LISTS.items():
        found[name] = {code: 1 << (place + index) for index, code in enumerate(codes)}
        place += len(codes)
    if place > 63:
        raise AssertionError("the codes no longer fit one whole number of 64 bits")
    return found


#: Each code of each list has one bit of one whole number.
BITS: dict[str, dict[str, int]] = _numbered()
WHOLE: dict[str, int] = {name: sum(bits.values()) for name, bits in BITS.items()}
ALL_LISTS = sum(WHOLE.values())

#: Who has a language at a level has it at each lower level.
LANGUAGES_HELD: dict[str, int] = {
    f"{language}:{level}": sum(BITS["languages"][f"{language}:{lower}"] for lower in LEVELS if lower <= level)
    for language in LANGUAGES
    for level in LEVELS
}


def bits_of(lists: pl.Series, bits: Mapping[str, int]) -> Bits:
    """The bits of each row's codes; none where the list is empty or missing."""
    rows = pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "code": lists})
    return gathered(rows.explode("code").drop_nulls("code"), len(lists), bits)


def gathered(rows: pl.DataFrame, count: int, bits: Mapping[str, int]) -> Bits:
    """The bits of `count` rows from a table of `row` and `code`, one line a code."""
    known = rows["code"].cast(pl.Enum(list(bits)), strict=False).to_physical().to_numpy()
    found = np.zeros(count, dtype=np.int64)
    for place, bit in enumerate(bits.values()):
        found[rows["row"].to_numpy()[known == place]] |= bit
    return found


def codes_in(bits: int, name: str) -> tuple[str, ...]:
    """The codes of one list that are set in some bits."""
    return tuple(code for code, bit in BITS[name].items() if bits & bit)
