"""How a dated fact changes: which beliefs a new one replaces, so that nothing is lost.

Plain values in and out; `services` turns them into rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value and the days it holds: from a day (None: always) to the first day it no longer does."""

    value: str
    valid_from: date | None
    valid_to: date | None
    row: int | None = None  # the row that says so today; None: a new one is to be written

    def holds_on(self, day: date) -> bool:
        """Whether the value holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to > day
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """What to withdraw and what to write; both empty when nothing new is said."""

    withdrawn: tuple[int, ...] = ()
    written: tuple[Stretch, ...] = ()


def revise(believed: Sequence[Stretch], value: str, since: date) -> Revision:
    """The revision that makes a value hold from a day until the next change already known.

    A stretch that covers the day is cut there; one that begins on the day is corrected. Later
    stretches stand, but one with the same value is joined, so that a start can be moved back.
    """
    covering = next((s for s in believed if s.holds_on(since)), None)
    if covering is not None and covering.value == value:
        return Revision()
    following = min(
        (s for s in believed if s.valid_from is not None and s.valid_from > since),
        key=lambda s: s.valid_from or date.max,
        default=None,
    )
    end = covering.valid_to if covering else following.valid_from if following else None
    withdrawn: list[int] = []
    written: list[Stretch] = []
    if covering is not None and covering.row is not None:
        withdrawn.append(covering.row)
        if covering.valid_from != since:
            written.append(Stretch(covering.value, covering.valid_from, since))
    joins = following is not None and following.value == value and following.valid_from == end
    if joins and following is not None and following.row is not None:
        withdrawn.append(following.row)
        end = following.valid_to
    written.append(Stretch(value, since, end))
    return Revision(tuple(withdrawn), tuple(written))


def correct(believed: Sequence[Stretch], value: str, on: date) -> Revision:
    """The revision that puts right what is known today, for the days it is known for; the rest stands."""
    holding = next((s for s in believed if s.holds_on(on)), None)
    if holding is None:
        return revise(believed, value, on) if believed else Revision((), (Stretch(value, None, None),))
    if holding.value == value or holding.row is None:
        return Revision()
    return Revision((holding.row,), (Stretch(value, holding.valid_from, holding.valid_to),))


def replace(believed: Sequence[Stretch], value: str) -> Revision:
    """The revision of a fact without a period: the value known is withdrawn, the new one stands alone."""
    if len(believed) == 1 and believed[0].value == value:
        return Revision()
    withdrawn = tuple(s.row for s in believed if s.row is not None)
    return Revision(withdrawn, (Stretch(value, None, None),))


def cease(believed: Sequence[Stretch], since: date) -> Revision:
    """The revision after which nothing is known from a day on; a change already known for later stands."""
    holding = next((s for s in believed if s.holds_on(since)), None)
    if holding is None or holding.row is None:
        return Revision()
    known = () if holding.valid_from == since else (Stretch(holding.value, holding.valid_from, since),)
    return Revision((holding.row,), known)


def value_on(believed: Sequence[Stretch], day: date) -> str | None:
    """The value that holds on a day, where one is known."""
    return next((s.value for s in believed if s.holds_on(day)), None)


def value_before(believed: Sequence[Stretch], day: date) -> str | None:
    """The value that held just before a day; None where none is known."""
    earlier = [s for s in believed if s.valid_from is None or s.valid_from < day]
    latest = max(earlier, key=lambda s: s.valid_from or date.min, default=None)
    return latest.value if latest else None
