"""What a policy gives whom and when, and how many can be given it: rights for the engine to run on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import AddedRule
from fodfaeste.core.simulation import Country
from fodfaeste.engines.rules import FACT_TYPES
from fodfaeste.engines.rules.truth import facts_of
from fodfaeste.engines.simulation.making.asked import AGE, Tried, asked_by
from fodfaeste.engines.simulation.making.axes import offers_of
from fodfaeste.engines.simulation.making.first import first_months
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.relabelled import Naming
from fodfaeste.engines.simulation.making.standing import standing, with_rules
from fodfaeste.engines.simulation.making.wait import Kinds, kinds_of, wait_months
from fodfaeste.engines.simulation.model import NEVER, Axes, Model, Rights

#: Places of an offer through all months, or a number for each month, the last of which goes on.
Seats = int | Sequence[int]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy to be tried: a pack, what a scenario changes, and what own labels are called in it.

    `seats`: places by offer; an offer that is not named keeps those of today. `labels`: own label to the
    pack's, where the pack is another municipality's and a user has chosen.
    """

    name: str
    pack: Pack
    rules: tuple[AddedRule, ...] = ()
    seats: Mapping[str, Seats] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def tried(policy: Policy, country: Country, on: date, months: int) -> tuple[Tried, list[Note]]:
    """A policy as rules are asked, and what that takes for granted."""
    pack, notes = standing(policy.pack, on, months)
    pack = with_rules(pack, policy.rules)
    asked = asked_by(pack)
    notes += [Note(What.DAY_ASKED, rule) for rule in asked.days]
    notes += [Note(What.AGE_TURNS, rule.id) for rule in pack.entries if AGE in facts_of(rule)]
    begins = {state.id: state.begins for state in country.states}
    return Tried(pack, asked, on, begins), notes


def kinds_told(policies: Sequence[Tried], axes: Axes, named: Sequence[Naming | None]) -> Kinds:
    """The kinds of people that must be told apart when several policies are tried beside each other."""
    kinds = (
        kinds_of(one.asked, axes, by_state=name is not None)
        for one, name in zip(policies, named, strict=True)
    )
    return reduce(Kinds.beside, kinds)


def rights_of(
    name: str,
    policy: Tried,
    citizens: pl.DataFrame,
    model: Model,
    *,
    kinds: Kinds,
    seats: NDArray[np.int32],
    naming: Naming | None = None,
) -> tuple[Rights, list[Note]]:
    """The rights of everybody; the snapshot's `citizens` are the first of the people.

    Everybody else comes into the effort later, and has what their kind has then. A right is for people in
    the effort: who has a label in a state outside it has none here, and is told.
    """
    size, axes, people = citizens.height, model.axes, model.people
    facts = citizens.select(list(FACT_TYPES))
    if naming is not None:
        facts = facts.with_columns(target_group=naming.citizens, came_from=naming.came_from)
    in_effort = np.array(axes.in_effort)[people.state[:size]]

    def of(rows: NDArray[np.int64]) -> tuple[NDArray[np.int16], list[Note]]:
        ages, since = people.age_months[rows], people.in_effort_since[rows]
        return first_months(policy, facts[rows], axes.offers, model.months, ages, since)

    first = np.full((len(axes.offers), len(people.ids)), NEVER, dtype=np.int16)
    inside = np.flatnonzero(in_effort)
    first[:, inside], notes = of(inside)
    others, _ = of(np.flatnonzero(~in_effort & _has_label(facts)))
    outside = int((others != NEVER).any(axis=0).sum())
    notes += [Note(What.OUTSIDE_EFFORT, people=outside)] if outside else []
    wait = wait_months(policy, axes, kinds, naming)
    return Rights(name, first, wait, seats), notes


def _has_label(facts: pl.DataFrame) -> NDArray[np.bool_]:
    return (facts["target_group"] != NO_OTHER_GROUP).fill_null(value=False).to_numpy()


def seats_by_month(
    policy: Policy, axes: Axes, months: int, today: Mapping[str, int], ruled: Collection[str]
) -> tuple[NDArray[np.int32], list[Note]]:
    """Places of each offer in each month: the policy's own number, else as many as are in use today.

    Those in use are the rule's own where today's policy has a rule (`ruled`). Elsewhere they stay with those
    who get them without one, and a new rule is given as many again.
    """
    found = np.zeros((len(axes.offers), months), dtype=np.int32)
    notes = []
    asked = offers_of([with_rules(policy.pack, policy.rules)])
    for number, offer in enumerate(axes.offers):
        given = policy.seats.get(offer)
        if given is None:
            found[number] = today[offer]
            if offer in asked:
                in_use = What.SEATS_FROM_AGREEMENTS if offer in ruled else What.SEATS_BESIDE
                notes.append(Note(in_use if today[offer] else What.SEATS_NONE, offer, today[offer]))
        else:
            line = np.atleast_1d(np.array(given, dtype=np.int32))
            found[number] = line[np.minimum(np.arange(months), len(line) - 1)]
    return found, notes
