"""Writing invented companies, openings and courses into the database, a table at a time."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from django.db.models import Model

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import (
    Company,
    Opening,
    OpeningSkill,
    OpeningTask,
    ProductionUnit,
    StaffMonth,
)
from fodfaeste.apps.demo.companies import Companies
from fodfaeste.apps.demo.companies_staff import months_before, staff_of
from fodfaeste.apps.demo.openings import OpeningRow

#: Written so many at a time: few statements, little memory.
AT_ONCE = 5000

Places = Mapping[str, Place]
Row = TypeVar("Row", bound=Model)


def written(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """The rows, written."""
    return model._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def companies_load(
    companies: Companies, authority: Authority, places: Places, *, now: datetime, rng: random.Random
) -> list[ProductionUnit]:
    """Write the firms with their workplaces and what these had of staff."""
    firms = written(
        Company,
        [
            Company(
                authority=authority,
                public_id=f"{rng.getrandbits(64):016x}",
                cvr=firm.cvr,
                name=firm.name,
                sort_key=sort_key(firm.name),
                is_public=firm.is_public,
                recorded_at=now,
            )
            for firm in companies.firms
        ],
    )
    return written(
        ProductionUnit,
        [
            ProductionUnit(
                authority=authority,
                company=firms[unit.firm],
                p_number=unit.p_number,
                name=unit.name,
                industry=unit.industry.code,
                place=places[unit.place],
                recorded_at=now,
            )
            for unit in companies.units
        ],
    )


def staff_load(companies: Companies, units: list[ProductionUnit], *, today: date, rng: random.Random) -> None:
    """Write each workplace's months."""
    months = months_before(today)
    rows = chain.from_iterable(
        staff_of(number, unit, months, rng) for number, unit in enumerate(companies.units)
    )
    written(
        StaffMonth,
        [
            StaffMonth(
                unit=units[row.unit],
                month=row.month,
                ordinary_fte=row.ordinary,
                supported_fte=row.supported,
            )
            for row in rows
        ],
    )


def openings_load(
    rows: Iterable[OpeningRow],
    authority: Authority,
    units: list[ProductionUnit],
    places: Places,
    *,
    now: datetime,
    rng: random.Random,
) -> None:
    """Write what is open, with what it needs and the tasks it is made of."""
    rows = list(rows)
    openings = written(
        Opening,
        [
            Opening(
                authority=authority,
                public_id=f"{rng.getrandbits(64):016x}",
                reference=row.reference,
                unit=units[row.unit],
                kind=row.kind,
                title=row.title,
                place=places[row.place] if row.place else None,
                attendance=row.attendance,
                hours_min=row.hours[0],
                hours_max=row.hours[1],
                shifts=row.shifts,
                seats=row.seats,
                opens=row.opens,
                closes=row.closes,
                demands=row.demands,
                licences=row.licences,
                languages=row.languages,
                occupation=row.occupation,
                isco=row.isco,
                recorded_at=now,
            )
            for row in rows
        ],
    )
    _needs_and_tasks(rows, openings)


def _needs_and_tasks(rows: list[OpeningRow], openings: list[Opening]) -> None:
    pairs = list(zip(rows, openings, strict=True))
    written(
        OpeningSkill,
        [
            OpeningSkill(opening=opening, skill=need.skill, weight=need.weight, essential=need.essential)
            for row, opening in pairs
            for need in row.needs
        ],
    )
    written(
        OpeningTask,
        [
            OpeningTask(
                opening=opening,
                number=task.number,
                title=task.title,
                hours=task.hours,
                days=task.days,
                demands=task.demands,
                skills=task.skills,
            )
            for row, opening in pairs
            for task in row.tasks
        ],
    )
