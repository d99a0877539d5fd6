"""A municipality's people in the effort, all invented, as plain rows; the same for the same seed and day."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fodfaeste.apps.demo.population_courses import Course, courses
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_facts import FactRow, facts_of
from fodfaeste.apps.demo.population_history import SpellRow, TalkRow, spells_of, talks_of
from fodfaeste.apps.demo.population_names import Names
from fodfaeste.apps.demo.population_situations import PLACE
from fodfaeste.apps.demo.population_sizes import Sizes, Team, Town
from fodfaeste.apps.demo.population_tracks import TrackRow, tracks
from fodfaeste.core.policy import Pack

#: So many people in the effort does one case worker have.
CASELOAD = 55


@dataclass(frozen=True, slots=True)
class Person:
    """Someone invented. `worker` counts the case workers of the team; the first of a team is 0."""

    reference: str
    public_id: str
    name: str
    cpr: str
    born: date
    town: Town
    team: Team
    worker: int
    created_at: datetime
    course: Course


@dataclass(frozen=True, slots=True)
class CaseWorker:
    """An invented case worker of a team."""

    team: Team
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Population:
    """Everything that is loaded of people. Rows name their person by the place in `people`.

    `figures` holds what a policy publishes about persons, by the id of the figure in its pack, as it is in
    these people. What is not about persons (companies, openings, courses) is made and loaded beside them:
    see `population_load.Loaded`.
    """

    sizes: Sizes
    workers: tuple[CaseWorker, ...]
    people: tuple[Person, ...]
    facts: tuple[FactRow, ...]
    spells: tuple[SpellRow, ...]
    talks: tuple[TalkRow, ...]
    tracks: tuple[TrackRow, ...]
    figures: Mapping[str, float] = field(default_factory=dict)


def desk_for(sizes: Sizes, seed: int, part: str, *, today: date, now: datetime, zone: ZoneInfo) -> Desk:
    """The desk of one part of the demo: each part has its own chance, so none changes with another."""
    # No secret is made here: the same demo must come out each time.
    rng = random.Random(f"{sizes.slug}:{sizes.total}:{seed}:{today}{part}")  # noqa: S311 - a demo, the same for a seed; no secret
    return Desk(rng, today, now, zone)


def population_make(
    sizes: Sizes, pack: Pack, *, seed: int, today: date, now: datetime, zone: ZoneInfo
) -> Population:
    """Invent everyone. The same sizes, pack, seed and day give the same people."""
    desk = desk_for(sizes, seed, "", today=today, now=now, zone=zone)
    every = tuple(courses(sizes, desk))
    names = Names(desk.rng)
    people = _people(every, sizes, names, desk)
    spells = _spells(people, sizes, desk)
    return Population(
        sizes=sizes,
        workers=tuple(
            CaseWorker(team, number, names.name())
            for team, count in _staff(people).items()
            for number in range(count)
        ),
        people=people,
        facts=tuple(
            row for number, course in enumerate(every) for row in facts_of(number, course, sizes, pack, desk)
        ),
        spells=spells,
        talks=_talks(every, sizes, desk),
        tracks=tuple(tracks(every, spells, sizes, pack, desk)),
    )


def _people(every: Sequence[Course], sizes: Sizes, names: Names, desk: Desk) -> tuple[Person, ...]:
    towns = {town.code: town for town in sizes.towns}
    weights = [town.weight for town in sizes.towns]
    homes = [
        towns[PLACE] if course.situation else desk.rng.choices(sizes.towns, weights)[0] for course in every
    ]
    teams = [
        sizes.team(sizes.group(course.group).unit, home.code)
        for course, home in zip(every, homes, strict=True)
    ]
    staff = _staff_for(teams, every)
    return tuple(
        Person(
            reference=f"ND-{number + 10001}",
            public_id=names.public_id(),
            name=names.name(),
            cpr=names.cpr(),
            born=_born(course, sizes, desk),
            town=home,
            team=team,
            worker=0 if course.situation else desk.rng.randrange(staff[team]),
            created_at=desk.recorded(course.begins),
            course=course,
        )
        for number, (course, home, team) in enumerate(zip(every, homes, teams, strict=True))
    )


def _staff_for(teams: Sequence[Team], every: Sequence[Course]) -> dict[Team, int]:
    """How many case workers each team has: enough for those in the effort today, at least two."""
    load: dict[Team, int] = dict.fromkeys(teams, 0)
    for team, course in zip(teams, every, strict=True):
        load[team] += course.ends is None
    return {team: max(2, -(-people // CASELOAD)) for team, people in load.items()}


def _staff(people: Sequence[Person]) -> dict[Team, int]:
    return _staff_for([person.team for person in people], [person.course for person in people])


def _born(course: Course, sizes: Sizes, desk: Desk) -> date:
    """A realistic day of birth: the person is of the group's age while in it."""
    low, high = sizes.group(course.phases[0].group).ages
    years = desk.rng.triangular(low, high + 1, low + (high - low) * 0.45)
    return max(course.begins, (course.ends or desk.today)) - timedelta(days=int(years * 365.25))


def _spells(people: Sequence[Person], sizes: Sizes, desk: Desk) -> tuple[SpellRow, ...]:
    return tuple(
        row
        for number, person in enumerate(people)
        for row in spells_of(number, person.course, person.born, sizes, desk)
    )


def _talks(every: Sequence[Course], sizes: Sizes, desk: Desk) -> tuple[TalkRow, ...]:
    rare = sizes.share("sjaelden_kontakt")
    return tuple(
        row
        for number, course in enumerate(every)
        for row in talks_of(number, course, sizes.group(course.group).talk_days, rare, desk)
    )
