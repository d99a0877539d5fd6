"""A municipality's people in the effort, all invented, as plain rows; the same for the same seed and day."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fodfaeste.apps.demo.population_courses import GUIDED, Course, courses, labelled
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_educations import with_education
from fodfaeste.apps.demo.population_facts import FactRow, facts_of
from fodfaeste.apps.demo.population_figures import figures_of
from fodfaeste.apps.demo.population_history import SpellRow, TalkRow, spells_of, talks_of
from fodfaeste.apps.demo.population_names import Names
from fodfaeste.apps.demo.population_offers import OfferRow, offers_of
from fodfaeste.apps.demo.population_profile import SkillRow, WishRow, profile_of
from fodfaeste.apps.demo.population_situations import PLACE
from fodfaeste.apps.demo.population_sizes import Sizes, Team, Town
from fodfaeste.apps.demo.population_tracks import TrackRow, tracks
from fodfaeste.apps.demo.population_trades import trades_of
from fodfaeste.core.policy import Pack
from fodfaeste.formats.taxonomy import Taxonomy

#: So many talks has the case worker who is shown today at least.
TALKS_TODAY = 3


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
    offers: tuple[OfferRow, ...]
    skills: tuple[SkillRow, ...]
    wishes: tuple[WishRow, ...]
    figures: Mapping[str, float] = field(default_factory=dict)


def desk_for(sizes: Sizes, seed: int, part: str, *, today: date, now: datetime, zone: ZoneInfo) -> Desk:
    """The desk of one part of the demo: each part has its own chance, so none changes with another."""
    # No secret is made here: the same demo must come out each time.
    rng = random.Random(f"{sizes.slug}:{sizes.total}:{seed}:{today}{part}")  # noqa: S311 - a demo, the same for a seed; no secret
    return Desk(rng, today, now, zone)


def population_make(
    sizes: Sizes, pack: Pack, taxonomy: Taxonomy, *, seed: int, today: date, now: datetime, zone: ZoneInfo
) -> Population:
    """Invent everyone. The same sizes, pack, taxonomy, seed and day give the same people."""
    desk = desk_for(sizes, seed, "", today=today, now=now, zone=zone)
    names = Names(desk.rng, sizes.names)
    people = _people(tuple(courses(sizes, desk)), sizes, names, desk)
    every = [person.course for person in people]
    spells = _spells(people, sizes, desk)
    known, told, given = (
        desk_for(sizes, seed, part, today=today, now=now, zone=zone)
        for part in ("facts", "profile", "offers")
    )
    trades = trades_of(taxonomy)
    profiles = [profile_of(number, course, sizes, trades, told) for number, course in enumerate(every)]
    facts = [row for number, course in enumerate(every) for row in facts_of(number, course, sizes, known)]
    return Population(
        sizes=sizes,
        workers=tuple(
            CaseWorker(team, number, names.name())
            for team, count in _staff(people).items()
            for number in range(count)
        ),
        people=people,
        facts=(*facts, *(row for profile in profiles for row in profile.facts)),
        spells=spells,
        talks=_talks(people, sizes, desk),
        tracks=tuple(tracks(every, spells, sizes, pack, desk)),
        offers=tuple(
            row for number, course in enumerate(every) for row in offers_of(number, course, sizes, given)
        ),
        skills=tuple(row for profile in profiles for row in profile.skills),
        wishes=tuple(row for profile in profiles for row in profile.wishes),
        figures=figures_of(sizes, facts),
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
    people = []
    for number, (course, home, team) in enumerate(zip(every, homes, teams, strict=True)):
        born = _born(course, sizes, desk)
        worker = 0 if course.situation else desk.rng.randrange(staff[team])
        known = with_education(labelled(course, born, sizes, desk), sizes, desk)
        people.append(
            Person(
                reference=f"{sizes.prefix}-{number + 10001}",
                public_id=names.public_id(),
                name=names.name(),
                cpr=names.cpr(),
                born=born,
                town=home,
                team=team,
                worker=worker,
                created_at=desk.recorded(course.begins),
                course=known,
            )
        )
    return tuple(people)


def _staff_for(teams: Sequence[Team], every: Sequence[Course]) -> dict[Team, int]:
    """How many case workers each team has: enough for those in the effort today, at least two."""
    load: dict[Team, int] = dict.fromkeys(teams, 0)
    for team, course in zip(teams, every, strict=True):
        load[team] += course.ends is None
    return {team: max(2, -(-people // team.caseload)) for team, people in load.items()}


def _staff(people: Sequence[Person]) -> dict[Team, int]:
    return _staff_for([person.team for person in people], [person.course for person in people])


def _born(course: Course, sizes: Sizes, desk: Desk) -> date:
    """A realistic day of birth: the person is of the group's age from the first day to the last."""
    low, high = sizes.group(course.phases[0].group).ages
    until = max(course.begins, (course.ends or desk.today))
    lowest = min(low + (until - course.begins).days / 365.25, high)
    years = desk.rng.triangular(lowest, high + 1, lowest + (high - lowest) * 0.45)
    return until - timedelta(days=int(years * 365.25))


def _spells(people: Sequence[Person], sizes: Sizes, desk: Desk) -> tuple[SpellRow, ...]:
    return tuple(
        row
        for number, person in enumerate(people)
        for row in spells_of(number, person.course, person.born, sizes, desk)
    )


def _talks(people: Sequence[Person], sizes: Sizes, desk: Desk) -> tuple[TalkRow, ...]:
    """The talks of everyone; the one who is shown as case worker has some today, also on a Sunday."""
    rare = sizes.share("sjaelden_kontakt")
    to_see = list(_shown(people, sizes))[:TALKS_TODAY] if sizes.slug != GUIDED else []
    rows: list[TalkRow] = []
    for number, person in enumerate(people):
        every_days = sizes.group(person.course.group).talk_days
        if every_days:
            is_today = number in to_see
            rows += talks_of(number, person.course, every_days, rare, desk, is_today=is_today)
    return tuple(rows)


def _shown(people: Sequence[Person], sizes: Sizes) -> Iterator[int]:
    """Those in the effort with the case worker who is shown."""
    for number, person in enumerate(people):
        is_theirs = person.team.code == sizes.shown_team and person.worker == 0
        if is_theirs and person.course.ends is None:
            yield number


def demo_citizen(population: Population) -> int:
    """The person whose own page the demo shows: chosen, else the first with the case worker who is shown."""
    people = population.people
    for number, person in enumerate(people):
        if person.course.situation is not None and person.course.situation.is_demo_citizen:
            return number
    return next(_shown(people, population.sizes))
