"""Invented people: common names put together by chance, and CPR numbers that no living person has."""

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path

#: CPR: the seventh digit 5-8 with a year 58-99 means the century 1858-1899, so nobody alive has the number.
_CENTURY_DIGITS = "5678"
_YEARS = (1858, 1899)

_PARTS = ("first", "middle", "last")


class Names:
    """Names and numbers for people, each combination once."""

    def __init__(self, rng: random.Random, table: str) -> None:
        self._rng = rng
        tables = tomllib.loads((Path(__file__).resolve().parent / "names.toml").read_text(encoding="utf-8"))
        self._parts: list[list[str]] = [tables[table][part] for part in _PARTS]
        self._names: set[str] = set()
        self._numbers: set[str] = set()

    def name(self) -> str:
        """A name that nobody else here has."""
        while True:
            name = " ".join(filter(None, (self._rng.choice(part) for part in self._parts)))
            if name not in self._names:
                self._names.add(name)
                return name

    def cpr(self) -> str:
        """A CPR number of the century 1858-1899 that nobody else here has."""
        while True:
            first, last = date(_YEARS[0], 1, 1), date(_YEARS[1], 12, 31)
            born = first + timedelta(days=self._rng.randrange((last - first).days + 1))
            number = f"{born:%d%m%y}{self._rng.choice(_CENTURY_DIGITS)}{self._rng.randrange(1000):03d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def public_id(self) -> str:
        """An id for addresses that says nothing about the person."""
        return f"{self._rng.getrandbits(64):016x}"
