"""What a person is in, and what a new spell brings: how long it lasts, where, which label and rights."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled, laid_in, own
from fodfaeste.engines.simulation.keys import LOT_BITS, ROW_BITS, SEATS, SPELL, Whole, part, waiting, words
from fodfaeste.engines.simulation.model import FACTOR_ONE, NEVER, NO_OFFER, People
from fodfaeste.engines.simulation.tables import Chance, Ground, Months, Numbers, Policy, Rows, Small

_NEVER, _NONE = int(NEVER), int(NO_OFFER)

#: What a rate of 2^-32 is times to be one of 2^-48.
UP = 16

#: Folds one entry after another into a number: odd, so that nothing is lost.
_FOLD, _LOW = np.uint64(0x9E3779B1), np.uint64(0xFFFFFFFF)


class Now(NamedTuple):
    """Everybody in the running month, a row each; those who have not come yet stand as they will arrive.

    What belongs to one person lies side by side in 64 bytes, which a processor fetches at once.
    """

    left: Numbers  # waiting time left of the spell, in 2^-48
    way: NDArray[np.uint32]  # which offers one has entered and when, folded into a number
    place: Rows  # in the queues
    ids: NDArray[np.uint32]
    arrives: Months
    age: Months  # in months, on arriving
    since: Months  # the month the spell began; before the start it is negative
    effort: Months  # the month the running effort began
    earlier: Months
    entered: Months  # the month one entered the offer
    work: Months  # months in work so far, and in states of the effort
    claimed: Months
    spell: NDArray[np.uint16]  # how many have gone before
    state: Small
    sex: Small
    education: Small
    field: Small
    group: Small
    came_from: Small
    offer: Small
    begun: Small
    carried: Small  # of these, begun before the running spell
    right: Months  # (n, O) the month a right arose or arises in the spell


#: The columns of `Now` but for the last, and where each begins in a person's row.
_KINDS = (*("i8", "u4", "i4", "u4"), *["i2"] * 8, "u2", *["u1"] * 9)
_PLACES = tuple(sum(int(kind[1]) for kind in _KINDS[:at]) for at in range(len(_KINDS)))
_ROW = 64


def everybody(people: People, policy: Policy, left: Numbers) -> Now:
    """All people as they are on arriving."""
    kinds = [*_KINDS, ("i2", (max(len(policy.first), 1),))]  # none at all would be another kind of array
    places = [*_PLACES, _ROW - 16]
    row = np.dtype({"names": Now._fields, "formats": kinds, "offsets": places, "itemsize": _ROW})
    room = np.empty((len(people.ids) + 1) * _ROW, np.uint8)
    begins = -room.ctypes.data % _ROW
    table = room[begins : begins + len(people.ids) * _ROW].view(row)
    for name, column in _columns(people, policy, left).items():
        table[name] = column
    return Now(*(table[name] for name in Now._fields))


def _columns(people: People, policy: Policy, left: Numbers) -> dict[str, Any]:
    return {
        "left": left,
        "way": 0,
        "place": -1,
        "ids": people.ids,
        "arrives": people.arrives,
        "age": people.age_months,
        "since": people.arrives - people.since,
        "effort": people.arrives - people.in_effort_since,
        "earlier": people.earlier,
        "entered": people.arrives - people.offer_month,
        "work": 0,
        "claimed": 0,
        "spell": 0,
        "state": people.state,
        "sex": people.sex,
        "education": people.education,
        "field": people.field,
        "group": people.group,
        "came_from": people.came_from,
        "offer": people.offer,
        "begun": people.begun,
        "carried": people.begun,
        "right": policy.first.T if len(policy.first) else NEVER,
    }


def first_waiting(people: People, ground: Ground, chance: Chance) -> Numbers:
    """How much is left of the spell that each is in; what has gone of it does not count."""
    left = np.empty(len(people.ids), np.int64)
    _first_waiting(own(people.ids, np.uint32), ground.seed, chance.replicate, left)
    return left


@compiled
def _first_waiting(ids: NDArray[np.uint32], seed: int, replicate: int, left: Numbers) -> None:
    for person in range(len(left)):
        left[person] = waiting(words(seed, replicate, ids[person], SPELL, 0)[0])


@laid_in
def band(bands: Small, months: Whole) -> Whole:
    return np.int64(bands[min(max(months, 0), len(bands) - 1)])


@laid_in
def row_of(ground: Ground, now: Now, person: int, state: Whole, age: Whole, duration: Whole) -> Whole:
    """Where the rates stand of one in that state, at that age in months, after so long."""
    row = state * len(ground.age_from) + band(ground.age_band, age)
    row = row * ground.sexes + np.int64(now.sex[person])
    row = row * ground.educations + np.int64(now.education[person])
    return row * len(ground.duration_from) + band(ground.duration_band, duration)


@laid_in
def offer_factor(chance: Chance, now: Now, person: int, month: Whole) -> Whole:
    """What the offer one is or was in does to the rate to work: lock-in first, then an effect that fades."""
    offer, after = now.offer[person], month - now.entered[person]
    if offer == _NONE or after >= chance.offer_factors.shape[1]:
        return FACTOR_ONE
    return np.int64(chance.offer_factors[offer, after])


@laid_in
def holds_seat(ground: Ground, now: Now, person: int, month: Whole) -> bool:
    offer = now.offer[person]
    return bool(offer != _NONE and month - now.entered[person] < ground.held[offer])


@laid_in
def is_waiting(ground: Ground, now: Now, person: int, offer: int, month: Whole) -> bool:
    """Whether one has a right to the offer, has not begun it in this effort, and sits in no other."""
    return bool(
        now.right[person, offer] <= month
        and ground.in_effort[now.state[person]]
        and not (now.begun[person] >> offer) & 1
        and not holds_seat(ground, now, person, month)
    )


@laid_in
def enter(now: Now, person: int, offer: int, month: Whole) -> None:
    now.offer[person] = offer
    now.entered[person] = month
    now.begun[person] |= 1 << offer
    now.way[person] = (np.uint64(now.way[person]) * _FOLD + np.uint64(month * 8 + offer + 1)) & _LOW


@laid_in
def lot(ground: Ground, chance: Chance, now: Now, person: int, offer: int) -> Whole:
    """What decides between two whose rights are as old: drawn by the month the spell began, then the row.

    That month is the same under two policies that give the right at different times.
    """
    drawn = words(ground.seed, chance.replicate, now.ids[person], SEATS + offer, now.since[person])[0]
    return (np.int64(drawn) >> (32 - LOT_BITS)) << ROW_BITS | person


@laid_in
def move(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    person: int,
    month: Whole,
    row: Whole,
    to_work: Whole,
) -> None:
    """The spell ends within the month, and the next begins with the month after.

    `to_work` is the month's rate to work in 2^-48; the other rates are the row's.
    """
    begins, state = month + 1, now.state[person]
    now.spell[person] += 1
    draw = words(ground.seed, chance.replicate, now.ids[person], SPELL, now.spell[person])
    to = destination(ground, chance, draw[1], row, to_work)
    if ground.searching[state]:
        now.earlier[person] += begins - now.since[person]
    now.state[person], now.since[person], now.left[person] = to, begins, waiting(draw[0])
    if ground.in_effort[to]:
        _into_effort(ground, policy, now, person, draw[2], ground.in_effort[state] != 0)
    elif ground.in_effort[state]:
        _out_of_effort(ground, now, person)


@laid_in
def destination(ground: Ground, chance: Chance, word: np.uint64, row: Whole, to_work: Whole) -> Whole:
    """Where one goes, each state by its share of the rates."""
    at = part(word, to_work + (chance.leave[row, 1] << UP)) - to_work
    if at < 0:
        return ground.work
    at, last = at >> UP, 0
    for to in range(chance.rates.shape[1]):
        rate = chance.rates[row, to]
        if to == ground.work or rate == 0:
            continue
        last = to
        if at < rate:
            break
        at -= rate
    return last


@laid_in
def _into_effort(
    ground: Ground, policy: Policy, now: Now, person: int, word: np.uint64, straight: bool
) -> None:
    """A new label, drawn for the state and age, and the rights that come with it."""
    none, begins = ground.labels.shape[2] - 1, now.since[person]
    if not straight:
        now.effort[person], now.begun[person] = begins, 0
    now.came_from[person] = now.group[person] if straight else none
    age = band(ground.age_band, now.age[person] + begins - now.arrives[person])
    shares, label = ground.labels[now.state[person], age], 0
    while label < none and np.int64(word) >= shares[label]:
        label += 1
    now.group[person] = label
    for offer in range(len(ground.held)):
        now.right[person, offer] = right_of(ground, policy, now, person, offer, age)


@laid_in
def right_of(ground: Ground, policy: Policy, now: Now, person: int, offer: int, age: Whole) -> Whole:
    """The month a right arises in the spell that has just begun, as the policy's table has it."""
    wait, begins = policy.wait, np.int64(now.since[person])
    months = wait[
        offer,
        min(np.int64(now.state[person]), wait.shape[1] - 1),
        min(np.int64(now.group[person]), wait.shape[2] - 1),
        min(np.int64(now.came_from[person]), wait.shape[3] - 1),
        min(begins - now.effort[person], wait.shape[4] - 1),
        min(np.int64(now.earlier[person]), wait.shape[5] - 1),
        min(np.int64(now.education[person]), wait.shape[6] - 1),
        min(age, wait.shape[7] - 1),
    ]
    return _NEVER if months == _NEVER else begins + months


@laid_in
def _out_of_effort(ground: Ground, now: Now, person: int) -> None:
    """No label, no right; an offer that one was in ends, and its seat is free from the next month."""
    none = ground.labels.shape[2] - 1
    now.group[person], now.came_from[person] = none, none
    now.offer[person], now.begun[person] = _NONE, 0
    for offer in range(len(ground.held)):
        now.right[person, offer] = _NEVER
