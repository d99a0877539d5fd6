"""Writing an invented population into the database, a table at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Model

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.identity import cpr_store_many
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Contact, Fact, Place, Spell, Wish
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.demo.population import Population, demo_citizen
from fodfaeste.apps.demo.population_history import TALK
from fodfaeste.apps.demo.population_staff import Staff, door_load, staff_load
from fodfaeste.apps.demo.population_stretches import CASE_WORKER
from fodfaeste.apps.demo.population_tracks import TrackRow
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Pack

#: Made and written so many at a time: few statements, little memory.
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands in the database after the people: what companies, openings and courses hang on.

    They are loaded right after in `services.demo_make`, in the same transaction. They draw from a `Desk` of
    their own (`population.desk_for(sizes, seed, "companies", ...)`), so that no person changes when they do.
    """

    places: Mapping[str, Place]  # by code
    citizens: Sequence[Citizen]  # in the order of `Population.people`
    staff: Mapping[tuple[str, int], User]  # by team and number


def population_load(population: Population, authority: Authority, pack: Pack, on: date) -> Loaded:
    """Write everyone and everything known of them under an authority that has nobody yet."""
    staff = staff_load(population, authority)
    places = _places(population, authority)
    citizens = _citizens(population, authority, staff, places)
    _facts(population, authority, citizens)
    _spells(population, authority, citizens)
    _talks(population, authority, citizens)
    _tracks(population, authority, citizens, pack, on)
    _offers(population, authority, citizens, pack)
    _skills(population, authority, citizens)
    _wishes(population, authority, citizens)
    return Loaded(places, citizens, staff)


def _places(population: Population, authority: Authority) -> dict[str, Place]:
    towns = population.sizes.towns
    places = [Place(authority=authority, code=town.code, name=town.name) for town in towns]
    return {place.code: place for place in Place.objects.bulk_create(places)}


def _citizens(
    population: Population, authority: Authority, staff: Staff, place_of: Mapping[str, Place]
) -> list[Citizen]:
    citizens = []
    shown = demo_citizen(population)
    for number, person in enumerate(population.people):
        worker = staff[person.team.code, person.worker]
        is_shown = number == shown
        user = door_load(Role.CITIZEN, person.name, authority, None) if is_shown else None
        citizens.append(
            Citizen(
                authority=authority,
                public_id=person.public_id,
                reference=person.reference,
                name=person.name,
                sort_key=sort_key(person.name),
                birth_date=person.born,
                place=place_of[person.town.code],
                unit=worker.unit,
                case_worker=worker,
                user=user,
                created_at=person.created_at,
            )
        )
    Citizen.objects.bulk_create(citizens)
    numbers = (person.cpr for person in population.people)
    cpr_store_many(authority, zip(citizens, numbers, strict=True))
    return citizens


def _facts(population: Population, authority: Authority, citizens: list[Citizen]) -> None:
    _write(
        Fact,
        (
            Fact(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                name=row.name,
                value=row.value,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                recorded_at=row.recorded_at,
                withdrawn_at=row.withdrawn_at,
                recorded_by_id=citizens[row.person].case_worker_id if row.source == CASE_WORKER else None,
                source=row.source,
            )
            for row in population.facts
        ),
    )


def _spells(population: Population, authority: Authority, citizens: list[Citizen]) -> None:
    _write(
        Spell,
        (
            Spell(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                kind=row.kind,
                industry=row.industry,
                begins=row.begins,
                ends=row.ends,
                recorded_at=row.recorded_at,
                source=row.source,
            )
            for row in population.spells
        ),
    )


def _talks(population: Population, authority: Authority, citizens: list[Citizen]) -> None:
    _write(
        Contact,
        (
            Contact(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                kind=TALK,
                state=row.state,
                starts_at=row.starts_at,
                recorded_at=row.recorded_at,
                recorded_by_id=citizens[row.person].case_worker_id,
            )
            for row in population.talks
        ),
    )


def _tracks(
    population: Population, authority: Authority, citizens: list[Citizen], pack: Pack, on: date
) -> None:
    _write(
        Agreement,
        (
            Agreement(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                offer=row.offer,
                rule=row.rule,
                pack_hash=pack.hash,
                industry=row.industry,
                begins=row.begins,
                ends=row.ends,
                state=row.state,
                proposal=_proposal(row, pack),
                reason=row.reason,
                citizen_view=row.citizen_view,
                closing_reason=row.closing_reason,
                decided_by_id=citizens[row.person].case_worker_id,
                recorded_at=row.recorded_at,
            )
            for row in population.tracks
        ),
    )


def _proposal(row: TrackRow, pack: Pack) -> dict[str, object]:
    """The answer as it was shown when the offer was agreed on; its reasons are not invented."""
    return {
        "on": row.recorded_at.date().isoformat(),
        "pack": pack.name,
        "state": State.DUE.value,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "missing": [],
        "reasons": [],
        "notes": [],
        "industries": {},
        "industry": row.industry,
    }


def _offers(population: Population, authority: Authority, citizens: list[Citizen], pack: Pack) -> None:
    """The law's offers: no rule of the policy stands behind them, so none is named."""
    _write(
        Agreement,
        (
            Agreement(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                offer=row.offer,
                pack_hash=pack.hash,
                begins=row.begins,
                ends=row.ends,
                state=row.state,
                reason=row.reason,
                closing_reason=row.closing_reason,
                decided_by_id=citizens[row.person].case_worker_id,
                recorded_at=row.recorded_at,
            )
            for row in population.offers
        ),
    )


def _skills(population: Population, authority: Authority, citizens: list[Citizen]) -> None:
    _write(
        CitizenSkill,
        (
            CitizenSkill(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                skill=row.skill,
                level=row.level,
                basis=row.basis,
                recorded_at=row.recorded_at,
                recorded_by_id=citizens[row.person].case_worker_id,
            )
            for row in population.skills
        ),
    )


def _wishes(population: Population, authority: Authority, citizens: list[Citizen]) -> None:
    _write(
        Wish,
        (
            Wish(
                authority_id=authority.pk,
                citizen_id=citizens[row.person].pk,
                kind=row.kind,
                what=row.what,
                strength=row.strength,
                recorded_at=row.recorded_at,
                recorded_by_id=citizens[row.person].case_worker_id,
            )
            for row in population.wishes
        ),
    )


def _write(model: type[Model], rows: Iterable[Model]) -> None:
    waiting: Iterator[Model] = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        model._default_manager.bulk_create(some)
