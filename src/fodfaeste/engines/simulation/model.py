"""What a simulation runs on: a municipality's people, how they move, and what a policy gives them.

Month 0 begins on the snapshot's day; month m is the m-th after it. A *spell* is unbroken time in one state.
All arrays are read only to the engines; sizes are written as letters:

    n people (newcomers too)   S states      A age bands     X sexes    E educations   D duration bands
    G labels of groups         O offers      F fields of work           M months       T months after entry
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: A month that never comes, and an offer nobody is in.
NEVER = np.int16(32767)
NO_OFFER = np.uint8(255)

#: How many months a right's holder waited is told one by one up to here; the last is as many or more.
WAITED = 25

#: Factors on a rate are whole numbers of this part of one, so that every machine multiplies alike.
FACTOR_ONE = 1 << 16


@dataclass(frozen=True, slots=True)
class Axes:
    """The axes of every table, by id, in the order of their numbers."""

    states: tuple[str, ...]
    searching: tuple[bool, ...]  # the rate to work there depends on vacancies and offers
    final: tuple[bool, ...]  # nobody leaves: moved away, dead
    in_effort: tuple[bool, ...]  # people there are in the effort and have a label
    work: int
    age_from: NDArray[np.int16]  # (A,) first month of age of each band, rising
    duration_from: NDArray[np.int16]  # (D,) first month in the state of each band, rising from 0
    told_age_from: NDArray[np.int16]  # (B,) the age groups that answers are told by, in months, rising
    sexes: tuple[str, ...]  # female, male, unknown
    educations: tuple[str, ...]  # none, vocational, higher, unknown
    fields: tuple[str, ...]  # where vacancies are counted; the last: unknown
    groups: tuple[str, ...]  # the municipality's own labels; the last is empty: no label
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a municipality, a row each, those who come later with the month they arrive in.

    `ids` are the key of every random number of a person: equal under every policy, unlike for everyone.
    """

    ids: NDArray[np.uint32]
    arrives: NDArray[np.int16]  # 0: here from the start
    state: NDArray[np.uint8]  # at the start, or on arrival
    since: NDArray[np.int16]  # whole months already in the state then
    age_months: NDArray[np.int16]  # at the start, or on arrival
    sex: NDArray[np.uint8]
    education: NDArray[np.uint8]
    field: NDArray[np.uint8]
    group: NDArray[np.uint8]
    came_from: NDArray[np.uint8]  # label before, where one went straight over; else the empty
    in_effort_since: NDArray[np.int16]  # whole months in the effort without a break
    earlier: NDArray[np.int16]  # months of earlier unemployment, before the running spell
    offer: NDArray[np.uint8]  # the offer one is in; NO_OFFER: none
    offer_month: NDArray[np.int16]  # months since one entered it (may be past its end while its effect lasts)
    begun: NDArray[np.uint8]  # bits by offer: begun already in the running effort


@dataclass(frozen=True, slots=True)
class Rates:
    """How people move when nothing is offered: rates a month, as in an exponential waiting time.

    `monthly[s, a, x, e, d, t]` is the rate from state s to state t; 0 on the diagonal and from final states.
    """

    monthly: NDArray[np.float64]  # (S, A, X, E, D, S)
    labels: NDArray[np.float64]  # (S, A, G) shares: which label one gets on coming into a state of the effort


@dataclass(frozen=True, slots=True)
class Vacancies:
    """How much work there is to get: hires in one month use up places that others could have had."""

    displacement: bool  # False: as if every effect made its own job
    elasticity: float  # of the rate to work by vacancies a searcher; 0.5 in the usual matching function
    refill: float  # share of the way back to the usual number of vacancies that a month brings
    least: float  # bounds on the factor
    most: float


@dataclass(frozen=True, slots=True)
class Offers:
    """What the offers are: how long one is in them. Effects are drawn, and stand in `Draw`."""

    months: NDArray[np.int16]  # (O,) months from entry that a seat is held


@dataclass(frozen=True, slots=True)
class Model:
    """A municipality as it is tried on: the same for every policy and every run."""

    axes: Axes
    people: People
    rates: Rates
    vacancies: Vacancies
    offers: Offers
    months: int
    seed: int


@dataclass(frozen=True, slots=True)
class Rights:
    """When a policy gives whom a right to which offer, and how many seats there are.

    `first` is reckoned by the rules engine from each person's own facts: the month a right arose or arises in
    the spell at the start; below 0 where it arose before, so that the longest waiting can be told; counted
    from the snapshot's day for newcomers too. `wait` is reckoned by the same engine on one invented person of
    each kind: months from coming into a spell until the right. NEVER: no right in that spell. The axes of
    `wait` are offer, state (a rule may ask whether one has become job-ready), label, label come from, months
    in the effort, months of earlier unemployment, education and age, all as they are on coming into the
    spell; an axis that no rule asks about has length 1, and a number past an axis's end counts as its last.
    """

    name: str
    first: NDArray[np.int16]  # (O, n)
    wait: NDArray[np.int16]  # (O, S, G, C, K, U, E, A)
    seats: NDArray[np.int32]  # (O, M) places to be held at once


@dataclass(frozen=True, slots=True)
class Draw:
    """What a run takes for true, by its number. Factors are parts of FACTOR_ONE, but for those on rates."""

    replicate: int
    rate_factors: NDArray[np.float64]  # (S, S) on the rates
    offer_factors: NDArray[np.int32]  # (O, T) on the rate to work by months since entry; then one
    path: NDArray[np.int32]  # (M,) the country: on vacancies and on every rate to work


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run counted under one policy, in whole people. First axis everywhere: month."""

    stock: NDArray[np.int32]  # (M, S, D) at the month's end, by time in the state
    ages: NDArray[np.int32]  # (M, S, B) the same by age
    labels: NDArray[np.int32]  # (M, S, G) the same by label
    flows: NDArray[np.int32]  # (M, S, S) moved within the month, from and to
    came: NDArray[np.int32]  # (M, G) came into the effort within the month, by the label they got
    left: NDArray[np.int32]  # (M, G) left it, by the label they had
    found_work: NDArray[np.int32]  # (M, G) of them, went to work
    entries: NDArray[np.int32]  # (M, O, G) came into the offer
    held: NDArray[np.int32]  # (M, O) seats held
    due: NDArray[np.int32]  # (M, O, G) with a right in the running spell at the month's end
    begun: NDArray[np.int32]  # (M, O, G) of them, have begun in the running effort
    waited: NDArray[np.int32]  # (M, O, WAITED) entered after so many months of right
    hires: NDArray[np.int32]  # (M, F) searchers who found work, by field


@dataclass(frozen=True, slots=True)
class Shifted:
    """Two policies on the same run, person by person: who gained and who lost, in whole months.

    The axes are the runs and the policies after the first, each against the first. *Direct* are people whose
    way through the offers differs between the two; *others* are everybody else.
    """

    work_direct: NDArray[np.int64]
    work_others: NDArray[np.int64]
    claimed_direct: NDArray[np.int64]  # months in states of the effort
    claimed_others: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all runs came to. In `counts` two axes stand before the month's: the run and the policy."""

    replicates: tuple[int, ...]
    policies: tuple[str, ...]
    counts: Counts
    shifted: Shifted
