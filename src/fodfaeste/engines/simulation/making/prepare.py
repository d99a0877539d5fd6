"""Everything a simulation runs on, made from a snapshot, a country's numbers and the policies to be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import polars as pl

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.core.simulation import Country
from fodfaeste.engines.population.people import Persons
from fodfaeste.engines.population.rates import Rates as PopulationRates
from fodfaeste.engines.population.rates import Whole
from fodfaeste.engines.simulation.making.asked import Tried
from fodfaeste.engines.simulation.making.axes import axes_of, labels_of, offers_of
from fodfaeste.engines.simulation.making.citizens import citizens_of
from fodfaeste.engines.simulation.making.ending import with_endings
from fodfaeste.engines.simulation.making.estimated import estimated_for
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.offers import InUse, places_in_use, with_offers
from fodfaeste.engines.simulation.making.others import comers_of, drawn_from, others_of
from fodfaeste.engines.simulation.making.relabelled import Naming, relabelled
from fodfaeste.engines.simulation.making.rights import (
    Policy,
    kinds_told,
    rights_of,
    seats_by_month,
    tried,
)
from fodfaeste.engines.simulation.making.shares import label_shares
from fodfaeste.engines.simulation.making.shrink import Estimated
from fodfaeste.engines.simulation.making.standing import standing
from fodfaeste.engines.simulation.making.states import state_spells
from fodfaeste.engines.simulation.model import Axes, Model, Offers, People, Rates, Rights, Vacancies

#: As many offers as there are bits for those begun.
MOST_OFFERS = 8
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality on the day a simulation begins.

    `tables`: the snapshot's. `home`: its own policy, which says what its labels are. `people`: everybody by
    sex and age in years, and `comers` those who come of age or move in; without them only the snapshot's
    citizens are there.
    """

    tables: Tables
    on: date
    home: Pack
    country: Country
    people: Whole | None = None
    comers: Persons | None = None
    rates: PopulationRates | None = None  # how they die and move away; else the country's


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine runs on, and what was taken for granted in making it."""

    model: Model
    rights: tuple[Rights, ...]  # in the order of the policies
    estimated: Estimated  # where the rates come from
    in_use: Mapping[str, InUse]  # places of each offer today
    notes: tuple[Note, ...]  # of the people
    policy_notes: tuple[tuple[Note, ...], ...]  # of each policy


def prepare(
    place: Place, policies: Sequence[Policy], *, months: int, seed: int, displacement: bool = True
) -> Prepared:
    """Make the model of a municipality and the rights of each policy on it."""
    asked = [tried(policy, place.country, place.on, months) for policy in policies]
    axes = _axes(place, [one for one, _ in asked])
    states = state_spells(place.tables["statuses"], place.tables["spells"], place.country)
    offers = Offers(np.array([place.country.offer(offer).months for offer in axes.offers], np.int16))
    people, notes = _people(place, states, axes, offers, months)
    estimated = estimated_for(
        states,
        place.tables["citizens"],
        people,
        place.country,
        axes,
        place.on,
        is_everybody=place.people is not None,
    )
    if place.people is not None and place.rates is not None:
        estimated = with_endings(estimated, people, place.country, axes, place.people, place.rates)
    model = Model(
        axes,
        people,
        Rates(estimated.monthly, label_shares(people, axes)),
        _vacancies(place.country, displacement=displacement),
        offers,
        months,
        seed,
    )
    in_use = places_in_use(place.tables["agreements"], axes.offers, place.on)
    rights = _rights(place, policies, asked, model, in_use)
    return Prepared(
        model, tuple(one for one, _ in rights), estimated, in_use, notes, tuple(told for _, told in rights)
    )


def _axes(place: Place, policies: Sequence[Tried]) -> Axes:
    offers = offers_of(policy.pack for policy in policies)
    if len(offers) > MOST_OFFERS:
        raise UsageError(f"der kan højst prøves {MOST_OFFERS} tilbud ad gangen; her er {len(offers)}")
    return axes_of(
        place.country,
        groups=labels_of(place.home, place.tables["citizens"]),
        offers=offers,
        ages=[age for policy in policies for age in policy.asked.ages],
    )


def _people(
    place: Place, states: pl.DataFrame, axes: Axes, offers: Offers, months: int
) -> tuple[People, tuple[Note, ...]]:
    """Everybody: first the snapshot's citizens, then all others, then those who come."""
    citizens, notes = citizens_of(place.tables, states, place.country, axes, place.on)
    names, agreements = place.tables["citizens"]["citizen"], place.tables["agreements"]
    parts = [with_offers(citizens, names, agreements, axes, offers.months, _ruled(place), place.on)]
    if place.people is None:
        notes.append(Note(What.POPULATION_NONE))
    else:
        drawn = drawn_from(place.tables, place.country, axes, citizens, place.people)
        others, beyond = others_of(place.people, citizens, axes, drawn)
        parts.append(others)
        notes.append(Note(What.STATE_DRAWN, people=len(others.ids)))
        notes += [Note(What.CITIZENS_BEYOND, people=beyond)] if beyond else []
        if place.comers is not None:
            parts.append(comers_of(place.comers, axes, drawn, months))
    columns = [np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(People)]
    return People(*columns), tuple(notes)


def _ruled(place: Place) -> tuple[str, ...]:
    """The offers that the municipality's own policy has rules about today."""
    return offers_of([standing(place.home, place.on, 0)[0]])


def _vacancies(country: Country, *, displacement: bool) -> Vacancies:
    return Vacancies(
        displacement,
        elasticity=country.value("elasticitet"),
        refill=country.value("genopfyldning"),
        least=country.value("mindst"),
        most=country.value("mest"),
    )


def _rights(
    place: Place,
    policies: Sequence[Policy],
    asked: Sequence[tuple[Tried, list[Note]]],
    model: Model,
    in_use: Mapping[str, InUse],
) -> list[tuple[Rights, tuple[Note, ...]]]:
    """The rights of each policy, told apart by the same kinds of people."""
    named = [_naming(place, policy, model) for policy in policies]
    kinds = kinds_told([one for one, _ in asked], model.axes, [naming for naming, _ in named])
    today = {offer: held.today for offer, held in in_use.items()}
    found = []
    for policy, (one, granted), (naming, told) in zip(policies, asked, named, strict=True):
        seats, of_seats = seats_by_month(policy, model.axes, model.months, today, _ruled(place))
        rights, of_rights = rights_of(
            policy.name, one, place.tables["citizens"], model, kinds=kinds, seats=seats, naming=naming
        )
        found.append((rights, (*granted, *told, *of_seats, *of_rights)))
    return found


def _naming(place: Place, policy: Policy, model: Model) -> tuple[Naming | None, list[Note]]:
    """What a policy calls this municipality's people; nothing where the policy is its own."""
    if policy.pack.id == place.home.id:
        return None, []
    size = place.tables["citizens"].height
    states = pl.Series(model.axes.states).gather(model.people.state[:size].astype(np.int64))
    return relabelled(place.tables, states, policy.pack, place.home, place.on, policy.labels)
