"""Everybody the snapshot does not have, and everybody who comes later: made from the population, by age."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.industries import section_of
from fodfaeste.core.population import MEN
from fodfaeste.core.simulation import Country
from fodfaeste.engines.population.people import OF_AGE, Persons, residents
from fodfaeste.engines.population.rates import Whole
from fodfaeste.engines.simulation.making import ids
from fodfaeste.engines.simulation.model import NO_OFFER, Axes, People

_STATE, _SINCE, _EDUCATION, _FIELD = 2, 3, 4, 5  # what a number is drawn for
_LONGEST = 120  # how long someone who is here already has been in their state is drawn up to so many months
_ENOUGH = 20  # people of an age whose education is known, before it is drawn by age
_OLDEST = 100
_SPELL = "spell"

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn for those of whom only age and sex are known: shares added up, by age and in all."""

    states: Shares  # (ages in years, S)
    educations: Shares  # (told bands of age, E)
    fields: Shares  # (F,)


def drawn_from(
    tables: Mapping[str, pl.DataFrame], country: Country, axes: Axes, citizens: People, people: Whole
) -> Drawn:
    """States by the country's table, education as citizens of the same age, field as the place's jobs."""
    states = np.zeros((_OLDEST + 1, len(axes.states)))
    for age in range(_OLDEST + 1):
        for state, share in country.shares_at(age).items():
            states[age, axes.states.index(state)] = share
    states *= _left(states, country, axes, citizens, people)
    return Drawn(_added_up(states), _educations(axes, citizens), _fields(tables, axes, citizens))


def _left(states: Shares, country: Country, axes: Axes, citizens: People, people: Whole) -> Shares:
    """How much of each state's share is left when the snapshot's citizens in it are counted.

    Where a status tells the state, those the snapshot has are some of all there are, and all of them where
    it is one of the effort. A job or an education it may tell of anybody, so there nothing is taken off.
    """
    told = {code.state for code in country.codes if _SPELL not in code.asked}
    told -= {state.id for state in country.states if state.role}
    here = np.bincount(citizens.state, minlength=len(axes.states))
    expected = people.sum(axis=0) @ states
    share = 1 - here / np.maximum(expected, 1e-9)
    share = np.where(np.array(axes.in_effort), here == 0, np.clip(share, 0, 1))
    return np.where([state in told for state in axes.states], share, 1.0)


def _added_up(shares: Shares) -> Shares:
    """Shares of one added up; the last is past one, so that no number lies beyond it."""
    total = np.cumsum(shares, axis=-1)
    found: Shares = total / np.maximum(total[..., -1:], 1e-300)
    found[..., -1] = 1.0
    return found


def _educations(axes: Axes, citizens: People) -> Shares:
    band = np.searchsorted(axes.told_age_from, citizens.age_months, side="right") - 1
    size = len(axes.educations)
    known = citizens.education < size - 1
    counts = np.zeros((len(axes.told_age_from), size))
    np.add.at(counts, (band[known], citizens.education[known]), 1)
    everybody = counts.sum(axis=0)
    if not everybody.any():
        everybody[-1] = 1.0
    return _added_up(np.where(counts.sum(axis=1, keepdims=True) >= _ENOUGH, counts, everybody))


def _fields(tables: Mapping[str, pl.DataFrame], axes: Axes, citizens: People) -> Shares:
    """Shares of work-years in the latest month; where no employer is known, of the citizens' last jobs."""
    counts = np.bincount(citizens.field, minlength=len(axes.fields)).astype(np.float64)
    employers = tables["employers"]
    latest = employers.filter(pl.col("month") == pl.col("month").max()).drop_nulls("ordinary_fte")
    totals = latest.group_by("industry").agg(pl.col("ordinary_fte").sum())
    if totals.height:
        counts[:] = 0
        for industry, fte in totals.sort("industry", nulls_last=True).iter_rows():
            section = section_of(industry)
            counts[axes.fields.index(section) if section else -1] += fte
    if not counts.any():
        counts[-1] = 1.0
    return _added_up(counts)


def others_of(people: Whole, citizens: People, axes: Axes, drawn: Drawn) -> tuple[People, int]:
    """Everybody of 16 or more but the citizens; and how many citizens there are beyond the people."""
    left, beyond = _without(people, citizens.age_months // 12)
    return _people(residents(left), axes, drawn, is_here=True), beyond


def comers_of(persons: Persons, axes: Axes, drawn: Drawn, months: int) -> People:
    """Those who come of age or move in within the months tried."""
    within = persons.month < months
    few = Persons(persons.month[within], persons.age_months[within], persons.sex[within], persons.id[within])
    return _people(few, axes, drawn, is_here=False)


def _without(people: Whole, ages: NDArray[np.int16]) -> tuple[Whole, int]:
    """People less the citizens of each age, by sex as all of that age: the citizens' own is not told."""
    gone = np.bincount(np.clip(ages, 0, _OLDEST), minlength=_OLDEST + 1)
    gone[: OF_AGE // 12] = 0
    everybody = people.sum(axis=0)
    taken = np.minimum(gone, everybody)
    men = np.rint(taken * people[MEN] / np.maximum(everybody, 1)).astype(np.int64)
    men = np.clip(men, taken - people[1 - MEN], people[MEN])
    left = people.copy()
    left[MEN] -= men
    left[1 - MEN] -= taken - men
    return left, int((gone - taken).sum())


def _people(persons: Persons, axes: Axes, drawn: Drawn, *, is_here: bool) -> People:
    person = ids.of_residents(persons.id) if is_here else ids.of_comers(persons.id)
    size, years = len(person), np.minimum(persons.age_months // 12, _OLDEST)
    band = np.searchsorted(axes.told_age_from, persons.age_months, side="right") - 1
    state = _which(drawn.states, years, ids.drawn(person, _STATE))
    of_age = np.minimum(np.maximum(persons.age_months - OF_AGE, 0), _LONGEST)
    since = np.floor(ids.drawn(person, _SINCE) * of_age) if is_here else np.zeros(size)
    in_effort = np.array(axes.in_effort)[state]
    none = len(axes.groups) - 1
    return People(
        ids=person,
        arrives=persons.month.astype(np.int16),
        state=state,
        since=since.astype(np.int16),
        age_months=persons.age_months.astype(np.int16),
        sex=np.where(persons.sex == MEN, axes.sexes.index("male"), axes.sexes.index("female")).astype(
            np.uint8
        ),
        education=_which(drawn.educations, band, ids.drawn(person, _EDUCATION)),
        field=_which(drawn.fields[None], np.zeros(size, np.int64), ids.drawn(person, _FIELD)),
        group=np.full(size, none, np.uint8),
        came_from=np.full(size, none, np.uint8),
        in_effort_since=np.where(in_effort, since, 0).astype(np.int16),
        earlier=np.zeros(size, np.int16),
        offer=np.full(size, NO_OFFER, np.uint8),
        offer_month=np.zeros(size, np.int16),
        begun=np.zeros(size, np.uint8),
    )


def _which(shares: Shares, row: NDArray[np.int64], number: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Which share of its row each number falls in."""
    flat = (shares + np.arange(len(shares))[:, None]).reshape(-1)
    place = np.searchsorted(flat, row + number, side="right") - row * shares.shape[1]
    found: NDArray[np.uint8] = np.clip(place, 0, shares.shape[1] - 1).astype(np.uint8)
    return found
