"""What a municipality's own systems would show of a world on the snapshot's day: the snapshot's tables."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
from _simulation_world import BACK, BEFORE, OFFER, ON, World

from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.industries import SECTIONS
from fodfaeste.core.population import AGES, MEN
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.population.people import Persons
from fodfaeste.engines.population.rates import Whole
from fodfaeste.engines.simulation.model import NO_OFFER
from fodfaeste.formats.snapshot import TYPES

#: What is recorded of a state. A pension, and living on something else, are not the municipality's to record.
RECORDED = {
    "dagpenge": {"benefit": "dagpenge"},
    "jobparat": {"benefit": "kontanthjaelp", "readiness": "jobparat"},
    "aktivitetsparat": {"benefit": "kontanthjaelp", "readiness": "aktivitetsparat"},
    "uddannelsesparat": {"benefit": "uddannelseshjaelp", "readiness": "uddannelsesparat"},
    "syg": {"benefit": "sygedagpenge"},
    "afklaring": {"benefit": "ressourceforloebsydelse"},
    "ledighedsydelse": {"benefit": "ledighedsydelse"},
    "integration": {"benefit": "selvforsoergelses-og-hjemrejseydelse"},
    "fleksjob": {"benefit": "fleksloentilskud"},
    "foertidspension": {"benefit": "foertidspension"},
}
PERIODS = {"arbejde": "work", "uddannelse": "education"}
_TABLES = ("citizens", "statuses", "spells", "agreements", "employers")
_KNOWN = {"recorded_at": datetime(2026, 10, 31, tzinfo=UTC)}


def citizens_of(world: World) -> np.ndarray:
    """Those who live here and have been in the effort in the years that are seen."""
    effort = np.array(world.setting.axes.in_effort)
    lived = world.lived
    been = (effort[lived.state[BEFORE:]] & lived.here[BEFORE:]).any(axis=0)
    return np.flatnonzero(been & lived.here[-1])


def tables_of(world: World, citizens: np.ndarray) -> dict[str, pl.DataFrame]:
    spells = _spells(world, citizens)
    rows = {
        "citizens": [_citizen(world, person) for person in citizens],
        "statuses": [row for spell in spells for row in _statuses(*spell)],
        "spells": [row for spell in spells for row in _periods(world, *spell)],
        "agreements": _agreements(world, citizens),
        "employers": [],
    }
    return {name: _table(name, rows[name]) for name in _TABLES}


def people_of(world: World) -> Whole:
    """Everybody of 16 or more on the day by sex and age in years, as a register counts them."""
    here, now = world.lived.here[-1], world.now
    age = (now.age.astype(np.int64) - now.arrives)[here] // 12
    men = now.sex[here] == world.setting.axes.sexes.index("male")
    found = np.zeros((2, AGES), np.int64)
    np.add.at(found, (np.where(men, MEN, 1 - MEN), np.minimum(age, AGES - 1)), 1)
    return found


def comers_of(world: World) -> Persons:
    """Those who will come in the months tried: as many as the projection says, known to both."""
    comers = world.setting.comers
    later = comers.month > BACK
    return Persons(comers.month[later] - BACK, comers.age_months[later], comers.sex[later], comers.id[later])


def _name(person: int) -> str:
    return f"b{person:06d}"


def _day(look: int) -> date:
    return add_months(ON, look - BACK)


def _spells(world: World, citizens: np.ndarray) -> list[tuple[str, str, date, date | None]]:
    """Each time in one state: whose, which, the first day and the first day after it."""
    lived, found = world.lived, []
    for person in citizens:
        states, here = lived.state[:, person], lived.here[:, person]
        looks = np.flatnonzero(here & np.append(True, (states[1:] != states[:-1]) | ~here[:-1]))
        for at, look in enumerate(looks):
            until = None if at + 1 == len(looks) else _day(int(looks[at + 1]))
            back = 0 if look else int(world.begun[person])
            state = world.setting.axes.states[states[look]]
            found.append((_name(person), state, _day(int(look) - back), until))
    return found


def _statuses(citizen: str, state: str, begins: date, ends: date | None) -> list[dict[str, object]]:
    days = {"valid_from": begins, "valid_to": ends}
    return [
        {"citizen": citizen, "kind": kind, "value": value, **days, **_KNOWN}
        for kind, value in RECORDED.get(state, {}).items()
    ]


def _periods(
    world: World, citizen: str, state: str, begins: date, ends: date | None
) -> list[dict[str, object]]:
    if state not in PERIODS:
        return []
    field = int(world.now.field[int(citizen[1:])])
    section = world.setting.axes.fields[field]
    industry = section if state == "arbejde" and section in SECTIONS else None
    last = None if ends is None else ends - timedelta(days=1)
    return [{"citizen": citizen, "kind": PERIODS[state], "industry": industry, "from": begins, "to": last}]


def _citizen(world: World, person: int) -> dict[str, object]:
    now, axes = world.now, world.setting.axes
    state = int(now.state[person])
    effort = axes.in_effort[state]
    age = int(now.age[person]) - int(now.arrives[person])
    begins = world.setting.country.states[state].begins
    known: dict[str, object] = {
        "citizen": _name(person),
        "authority": world.setting.home.municipality_name.lower(),
        "birth_year": add_months(ON, -age).year,
        "age": float(age // 12),
        "education": axes.educations[now.education[person]] if now.education[person] < 3 else None,
        "target_group": (axes.groups[now.group[person]] if effort else "") or "ingen",
        "came_from": (axes.groups[now.came_from[person]] if effort else "") or "ingen",
        "earlier_unemployment_months": float(now.earlier[person]),
    }
    in_state, in_effort = add_months(ON, int(now.since[person])), add_months(ON, int(now.effort[person]))
    for fact in ("became_job_ready", "integration_started", "registered_on"):
        known[fact] = (in_effort if fact == "registered_on" else in_state) if fact in begins else NOT_HAPPENED
    known["effort_started"] = in_effort if effort else NOT_HAPPENED
    known["unemployment_started"] = in_state if effort else NOT_HAPPENED
    return known


def _agreements(world: World, citizens: np.ndarray) -> list[dict[str, object]]:
    """Each offer that somebody entered, until its end or until they left the effort."""
    lived, lasts = world.lived, int(world.setting.offers.months[0])
    rows = []
    for person in citizens:
        offer, entered = lived.offer[:, person], lived.entered[:, person]
        for look in np.unique(entered[offer != NO_OFFER]):
            seen = np.flatnonzero((offer != NO_OFFER) & (entered == look))
            planned, left = int(look) + lasts, int(seen[-1]) + 1
            is_running = planned > BACK and left > BACK
            last = _day(planned if is_running else min(planned, left)) - timedelta(days=1)
            rows.append(
                {
                    "citizen": _name(person),
                    "kind": OFFER,
                    "state": "running" if is_running else "ended",
                    "from": _day(int(look)),
                    "to": last,
                }
            )
    return rows


def _table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)
