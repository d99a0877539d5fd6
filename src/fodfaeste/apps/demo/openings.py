"""What is open at the invented workplaces, of every kind, as plain rows; the same for a seed and day."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fodfaeste.apps.demo.companies import Companies, Unit
from fodfaeste.apps.demo.companies_sizes import WorkSizes
from fodfaeste.apps.demo.openings_sizes import Kind, asks_of, kinds, licences, shares
from fodfaeste.apps.demo.openings_tasks import TaskRow, tasks_of
from fodfaeste.apps.demo.openings_words import Occupation, WorkWords, starter_occupations
from fodfaeste.core.openings import BETWEEN_CODES, DAILY, REMOTE, STAY

#: A full week in Denmark and in Greenland.
FULL_WEEK, FULL_WEEK_GREENLAND = 37, 40
WORTH_A_STAY = 30  # hours a week
#: The weights that an employer gives the needs, where it gives any.
OWN_WEIGHTS = (3.0, 2.0, 1.0, 1.0, 0.5)
SOME, FEW = 2, 1
TASKS = "opgaver"
#: At most so many at a time are taken on where there is much fish.
SEASON_SEATS = 6


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A skill that an opening needs."""

    skill: str
    weight: float | None
    essential: bool


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Something open. `unit` is the workplace's place in the list; codes have a space between."""

    reference: str
    unit: int
    kind: str
    title: str
    place: str | None
    attendance: str
    hours: tuple[int | None, int | None]
    shifts: str
    seats: int
    opens: date | None
    closes: date | None
    demands: str
    licences: str
    languages: str
    occupation: str
    isco: str
    needs: tuple[NeedRow, ...]
    tasks: tuple[TaskRow, ...]


def openings_make(
    work: WorkSizes, companies: Companies, words: WorkWords, *, today: date, rng: random.Random
) -> tuple[OpeningRow, ...]:
    """Invent what is open: so many of each kind as the table says, at workplaces by their size."""
    maker = _Maker(work, companies.units, words, today, rng)
    drawn = [
        each
        for kind in kinds()
        if kind.greenland or not work.is_greenland
        for each in maker.of_kind(kind, max(3, round(kind.per_1000 * work.jobs / 1000)))
    ]
    return tuple(maker.row(number, *each) for number, each in enumerate(drawn, start=1))


class _Maker:
    """Draws openings, one after the other."""

    def __init__(
        self,
        work: WorkSizes,
        units: Sequence[Unit],
        words: WorkWords,
        today: date,
        rng: random.Random,
    ) -> None:
        self.work, self.units, self.words, self.today, self.rng = work, units, words, today, rng
        self.share = shares()

    def chance(self, share: str) -> bool:
        """Whether this one is among a share."""
        return self.rng.random() < self.share[share]

    def of_kind(self, kind: Kind, count: int) -> Iterator[tuple[Kind, int, Occupation]]:
        """A kind's workplaces, drawn by size, each with an occupation that the kind is for."""
        fitting = {
            unit.industry.code: [
                one
                for name in unit.industry.occupations
                for one in self.words.occupations[name]
                if one.isco[0] in kind.isco
            ]
            for unit in self.units
        }
        there = [number for number, unit in enumerate(self.units) if fitting[unit.industry.code]]
        weights = [self.units[number].tenths for number in there]
        for number in self.rng.choices(there, weights, k=count):
            yield kind, number, self.rng.choice(fitting[self.units[number].industry.code])

    def row(self, number: int, kind: Kind, unit: int, occupation: Occupation) -> OpeningRow:
        """One opening, whole."""
        at, asks = self.units[unit], asks_of(occupation.isco)
        is_named = not self.chance("no_occupation")
        needs = self._needs(kind, occupation) if is_named else ()
        demands = tuple(each for each in asks.demands if self.rng.random() < 0.75)
        opens, closes = self._days()
        return OpeningRow(
            reference=f"{'S' if self.work.is_greenland else 'Å'}-{number + 1000}",
            unit=unit,
            kind=kind.id,
            title=occupation.title,
            place=None if self.chance("no_place") else at.place,
            attendance=self._attendance(kind, asks.remote),
            hours=self._hours(kind),
            shifts=BETWEEN_CODES.join(self._some(asks.shifts)),
            seats=self._seats(kind, at),
            opens=opens,
            closes=closes,
            demands=BETWEEN_CODES.join(demands),
            licences=BETWEEN_CODES.join(self._licences(kind, occupation)),
            languages=BETWEEN_CODES.join(self._languages(asks.danish)),
            occupation=occupation.id if is_named else "",
            isco=occupation.isco if is_named else "",
            needs=needs,
            tasks=tasks_of(occupation, self.words, demands, self.share["unknown_in_task"], self.rng)
            if kind.id == TASKS
            else (),
        )

    def _some(self, codes: Sequence[str]) -> list[str]:
        """The first, and the others now and then; sometimes none is demanded."""
        if self.rng.random() < 0.15:
            return []
        return [code for i, code in enumerate(codes) if i == 0 or self.rng.random() < 0.5]

    def _needs(self, kind: Kind, occupation: Occupation) -> tuple[NeedRow, ...]:
        """All of the occupation in an ordinary job; in the others its first things, the rest welcome."""
        whole = len(occupation.essential)
        essential = {"all": whole, "some": SOME, "few": FEW}[kind.needs]
        asked = [(skill, i < essential) for i, skill in enumerate(self._shuffled(occupation.essential))]
        asked += [(skill, False) for skill in occupation.optional if self.rng.random() < 0.5]
        has_weights = self.chance("own_weights")
        return tuple(
            NeedRow(skill, OWN_WEIGHTS[min(i, len(OWN_WEIGHTS) - 1)] if has_weights else None, is_essential)
            for i, (skill, is_essential) in enumerate(asked)
        )

    def _shuffled(self, skills: Sequence[str]) -> list[str]:
        return self.rng.sample(skills, len(skills))

    def _attendance(self, kind: Kind, remote: float) -> str:
        """Nobody moves in for a job of few hours."""
        if self.rng.random() < remote:
            return REMOTE
        stays = self.chance("stay_greenland" if self.work.is_greenland else "stay")
        return STAY if stays and kind.hours[1] >= WORTH_A_STAY else DAILY

    def _hours(self, kind: Kind) -> tuple[int | None, int | None]:
        if self.chance("no_hours"):
            return None, None
        low, high = kind.hours
        most = high if low == high else self.rng.randint((low + high) // 2, high)
        if most == FULL_WEEK and self.work.is_greenland:
            most = FULL_WEEK_GREENLAND
        fewest = most if self.rng.random() < 0.5 else self.rng.randint(min(low, most), most)
        return fewest, most

    def _seats(self, kind: Kind, unit: Unit) -> int:
        if unit.industry.sea and self.work.is_greenland and kind.id == "ordinaert_job":
            return self.rng.randint(1, SEASON_SEATS)
        return self.rng.randint(1, kind.seats)

    def _days(self) -> tuple[date | None, date | None]:
        """Most are open now; some open later, and some are closed already."""
        if self.chance("closed"):
            closes = self.today - timedelta(days=self.rng.randint(1, 30))
            return closes - timedelta(days=self.rng.randint(10, 40)), closes
        opens: date | None = None
        if self.chance("not_yet_open"):
            opens = self.today + timedelta(days=self.rng.randint(1, 45))
        elif self.rng.random() < 0.7:
            opens = self.today - timedelta(days=self.rng.randint(0, 60))
        begins = max(opens or self.today, self.today)
        has_last = self.chance("has_last_day")
        return opens, begins + timedelta(days=self.rng.randint(3, 60)) if has_last else None

    def _licences(self, kind: Kind, occupation: Occupation) -> list[str]:
        """Those that go with the work; a place where one learns or tries the work demands none."""
        if kind.needs == "few":
            return []
        asked = starter_occupations()[occupation.known_as].essential
        found = [code for skill, code, share in licences() if skill in asked and self.rng.random() < share]
        return list(dict.fromkeys(found))

    def _languages(self, danish: int) -> list[str]:
        found = [f"da:{max(1, danish - self.rng.randint(0, 1))}"] if self.rng.random() < 0.85 else []
        if self.work.is_greenland and self.chance("greenlandic"):
            # Many places there ask for Greenlandic, and for Danish beside it only half the time.
            found = [*(found if self.rng.random() < 0.5 else []), f"kl:{self.rng.randint(2, 3)}"]
        if self.chance("english"):
            found.append(f"en:{self.rng.randint(1, 3)}")
        if not self.work.is_greenland and self.chance("german"):
            found.append(f"de:{self.rng.randint(1, 2)}")
        return found
