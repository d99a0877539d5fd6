"""The fewest courses that together give some skills: then the fewest weeks, the lowest price, the first ids.

Found by trying every way up to a bound, so that nothing better is overlooked; beyond the bound step by step,
and then it is said that fewer may do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: How many part-ways are tried. More takes longer than a page may.
MOST_TRIES = 20_000

Cost = tuple[int, int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Giving:
    """A course as the search sees it: what it gives of what is missing, each skill a bit, and its cost."""

    course: str
    skills: int
    milliweeks: int  # whole numbers: a sum of fractions would depend on its order
    price: int | None  # kr.; None: not known, and after every known one

    def cost(self) -> Cost:
        """What orders courses that give the same."""
        return cost_of([self])


def cost_of(courses: Sequence[Giving]) -> Cost:
    """What orders as many courses: weeks, how many prices are unknown, price, ids."""
    return (
        sum(one.milliweeks for one in courses),
        sum(one.price is None for one in courses),
        sum(one.price or 0 for one in courses),
        tuple(sorted(one.course for one in courses)),
    )


def fewest(courses: Sequence[Giving], tries: int = MOST_TRIES) -> tuple[list[Giving], bool]:
    """The fewest courses that give all that these courses can give, and whether that is certain."""
    useful = _not_outdone(courses)
    wanted = 0
    for one in useful:
        wanted |= one.skills
    search = _Search(useful, tries)
    for count in range(wanted.bit_count() + 1):
        best = search.best_of(wanted, count)
        if search.left < 0:
            break
        if best is not None:
            return sorted(best, key=Giving.cost), True
    return _step_by_step(useful, wanted), False


def _not_outdone(courses: Sequence[Giving]) -> list[Giving]:
    """The courses but those of which another gives as much and costs no more: no best way needs them."""
    kept: list[Giving] = []
    for one in sorted((one for one in courses if one.skills), key=Giving.cost):
        if not any(one.skills & ~other.skills == 0 and _no_dearer(other, one) for other in kept):
            kept.append(one)
    return kept


def _no_dearer(one: Giving, other: Giving) -> bool:
    """Whether a course comes before another in the order of courses."""
    return one.cost() <= other.cost()


class _Search:
    """Every way with so many courses: some course must give the skill that the fewest give."""

    def __init__(self, courses: Sequence[Giving], tries: int) -> None:
        self.courses, self.left = courses, tries
        self.best: tuple[Giving, ...] | None = None
        self.widest = max((one.skills.bit_count() for one in courses), default=1)
        bits = sorted({bit for one in courses for bit in _bits(one.skills)})
        giving = {bit: [one for one in courses if one.skills & bit] for bit in bits}
        self.rarest = sorted(giving.items(), key=lambda each: (len(each[1]), each[0]))

    def best_of(self, wanted: int, count: int) -> tuple[Giving, ...] | None:
        """The best of all ways with at most so many courses; None where there is none."""
        self.best = None
        self._go(wanted, (), count)
        return self.best

    def _go(self, wanted: int, taken: tuple[Giving, ...], count: int) -> None:
        self.left -= 1
        if not wanted:
            if self.best is None or cost_of(taken) < cost_of(self.best):
                self.best = taken
            return
        if self.left < 0 or wanted.bit_count() > count * self.widest:
            return
        choices = next(giving for bit, giving in self.rarest if wanted & bit)
        for one in choices:
            self._go(wanted & ~one.skills, (*taken, one), count - 1)


def _bits(skills: int) -> list[int]:
    return [1 << place for place in range(skills.bit_length()) if skills >> place & 1]


def _step_by_step(courses: Sequence[Giving], wanted: int) -> list[Giving]:
    """Each time the course that gives most of what is left; then without those that became needless."""
    taken: list[Giving] = []
    while wanted:
        best = min(courses, key=lambda one: (-(one.skills & wanted).bit_count(), one.cost()))
        taken.append(best)
        wanted &= ~best.skills
    for one in sorted(taken, key=Giving.cost, reverse=True):
        others = [other for other in taken if other is not one]
        given = 0
        for other in others:
            given |= other.skills
        if one.skills & ~given == 0:
            taken = others
    return sorted(taken, key=Giving.cost)
