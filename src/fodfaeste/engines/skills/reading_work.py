"""Licences, shifts and hours of work a week in a text: not hours of opening, not telephone numbers."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fodfaeste.core.readings import ReadingWords
from fodfaeste.engines.skills.reading_table import Table
from fodfaeste.engines.skills.reading_text import Word

_LICENCE_B = "koerekort_b"
_NOT_ASKED = "other"  # a category that no demand is made of
_BEFORE_CATEGORY = frozenset(
    ("kategori", "kategorier", "kat", "klasse", "type", "til", "og", "eller", "samt", "kørekort")
)
_MOST_CATEGORIES = 10  # words after »kørekort« that can be letters
_MOST_HOURS = 60
_ALONE = range(15, 41)  # hours that are of a week where nothing else is said
_SHORT = 7  # words of a line that says hours and no more
_AROUND, _BESIDE = 8, 3
_UNITS = ("timer", "t", "time", "timers", "timersstilling", "timersstillinger", "ugentlige")
_UNIT_GOES_ON = frozenset(("pr", "per", "om", "i", "ugen", "uge", "ugentligt", "ugentlig", "ugtl", "timer"))
_WEEKS = frozenset(("ugen", "uge", "ugentligt", "ugentlig", "ugtl", "timer"))
_FULL_TIME = "37"


@dataclass(frozen=True, slots=True)
class Told:
    """A code, and the words that tell it."""

    code: str
    first: int
    last: int


class Licences:
    """Finds driving licences and certificates."""

    def __init__(self, words: ReadingWords) -> None:
        self._table = Table(words.tables.get("licence", {}))
        self._category = {
            letters: code for code, each in words.tables.get("category", {}).items() for letters in each
        }

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Told]:
        """The licences that some words tell."""
        for place in range(first, last):
            found = self._table.at(words, place, last)
            if not found:
                code = self._table.of_shared_end(words, place, last)
                if code:
                    yield Told(code, place, place + 1)
            elif found[1] == _LICENCE_B and found[0] == place + 1:
                yield from self._with_letters(words, place, last)
            else:
                yield Told(found[1], place, found[0])

    def _with_letters(self, words: Sequence[Word], place: int, last: int) -> Iterator[Told]:
        """»kørekort B, C og CE«, or »kørekort« alone."""
        is_alone = True
        for other in range(place + 1, min(last, place + _MOST_CATEGORIES)):
            word = words[other]
            code = self._category.get(word.form)
            if code and (word.is_capital or len(word.form) > 1 or is_alone):
                if code != _NOT_ASKED:
                    is_within = "(" in word.gap or not is_alone
                    yield Told(code, other if is_within else place, other + 1)
                is_alone = False
            elif word.form not in _BEFORE_CATEGORY:
                break
        if is_alone:
            yield Told(_LICENCE_B, place, place + 1)


class Shifts:
    """Finds when somebody works, save where the words are of when a place is open."""

    def __init__(self, words: ReadingWords) -> None:
        self._table = Table(words.tables.get("shift", {}))
        self._opening = Table({"": words.of("words", "opening")})

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Told]:
        """The shifts that some words tell."""
        if self._opening.has(words, first, last):
            return
        for place in range(first, last):
            found = self._table.at(words, place, last)
            code = found[1] if found else self._table.of_shared_end(words, place, last)
            if code:
                yield Told(code, place, found[0] if found else place + 1)


class Hours:
    """Finds hours of work a week."""

    def __init__(self, words: ReadingWords) -> None:
        self._week, self._not_week = (
            frozenset(words.of("week", "hours")),
            frozenset(words.of("not_week", "hours")),
        )
        self._full_time = Table({_FULL_TIME: words.of("full_time", "hours")})

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Told]:
        """The hours a week that some words tell, whole hours: 37,5 is 37, and 20 to 25,5 is 20-26."""
        for place in range(first, last):
            found = self._full_time.at(words, place, last)
            if found:
                yield Told(found[1], place, found[0])
            told = self._number(words, place, first, last)
            if told and self._is_of_week(words, told, first, last):
                yield told

    def _number(self, words: Sequence[Word], place: int, first: int, last: int) -> Told | None:
        if (
            place > first
            and words[place - 1].form.isdecimal()
            and words[place].gap in (" ", ".", ":", ",", "-")
        ):
            return None  # the end of a longer number, a time or a date
        low = _value(words, place, last)
        if low is None or not 0 < low[0] <= _MOST_HOURS:
            return None
        unit = low[1]
        high = None
        if unit + 1 < last and _is_range(words, place, unit, first):
            high = _value(words, unit + (words[unit].form in ("til", "og")), last)
            unit = high[1] if high else unit
        if unit >= last or words[unit].form not in _UNITS or words[unit].gap.strip() not in ("", "-"):
            return None
        if high and not low[0] < high[0] <= _MOST_HOURS:
            return None
        code = f"{math.floor(low[0])}-{math.ceil(high[0])}" if high else f"{math.floor(low[0])}"
        return Told(code, place, _unit_end(words, unit + 1, last)) if code != "0" else None

    def _is_of_week(self, words: Sequence[Word], told: Told, first: int, last: int) -> bool:
        beside = range(max(first, told.first - _BESIDE), min(last, told.last + _BESIDE))
        if any(words[place].form in self._not_week for place in beside):
            return False
        around = range(max(first, told.first - _AROUND), min(last, told.last + _AROUND))
        if any(words[place].form in self._week for place in around):
            return True
        return last - first <= _SHORT and int(told.code.partition("-")[0]) in _ALONE


def _value(words: Sequence[Word], place: int, last: int) -> tuple[float, int] | None:
    """A number such as 37, 37,5 or 37½, and the place after it."""
    if place >= last:
        return None
    form = words[place].form
    half = 0.5 if form.endswith("½") else 0.0
    form = form.removesuffix("½")
    if not (form.isascii() and form.isdecimal() and len(form) <= 2):
        return None
    after = words[place + 1] if place + 1 < last else None
    if after and after.gap == "," and after.form.isascii() and after.form.isdecimal():
        return float(f"{form}.{after.form[:2]}"), place + 2
    return int(form) + half, place + 1


def _is_range(words: Sequence[Word], place: int, unit: int, first: int) -> bool:
    if words[unit].gap.strip() in ("-", "–", "—"):
        return words[unit].form[:1].isdigit()
    if words[unit].gap != " ":
        return False
    return words[unit].form == "til" or (
        words[unit].form == "og" and place > first and words[place - 1].form == "mellem"
    )


def _unit_end(words: Sequence[Word], place: int, last: int) -> int:
    """The place after »timer om ugen«."""
    end = place
    for other in range(place, min(last, place + _BESIDE)):
        if words[other].form not in _UNIT_GOES_ON or words[other].gap.strip() not in ("", ".", "/"):
            break
        if words[other].form in _WEEKS:
            end = other + 1
    return end
