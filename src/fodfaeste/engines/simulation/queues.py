"""Who waits for each offer, by the month of the right, and how many seats are held."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.spells import Now
from fodfaeste.engines.simulation.tables import Ground, Numbers, Policy, Rows


class Queues(NamedTuple):
    """For each offer a chain of people for every month of a right, also of months to come."""

    first: Rows  # (O, months from the policy's earliest on) a place; -1: nobody
    links: Rows  # (places, O, 2) the place after and the place before; below 0: none
    who: Rows  # by place; everybody in the effort has one, so that they lie close to each other
    free: Rows  # places that are free again
    places: Numbers  # how many of these there are, and how many places were ever given
    oldest: Numbers  # by offer: no chain before this one holds anybody
    held: Numbers  # by offer: seats now
    ends: Rows  # (M + 1, O) seats that are free from the month
    line: Numbers  # the chain that seats are given from


def queues_for(people: int, ground: Ground, policy: Policy) -> Queues:
    offers = len(ground.held)
    chains = ground.months - policy.earliest
    return Queues(
        np.full((offers, chains), -1, np.int32),
        np.empty((people, offers, 2), np.int32),
        np.empty(people, np.int32),
        np.empty(people, np.int32),
        np.zeros(2, np.int64),
        np.full(offers, chains, np.int64),
        np.zeros(offers, np.int64),
        np.zeros((ground.months + 1, offers), np.int32),
        np.empty(people, np.int64),
    )


@laid_in
def join(ground: Ground, policy: Policy, now: Now, queues: Queues, person: int) -> None:
    """Into the queue of every offer one has or will have a right to in the spell and has not begun."""
    place = _new_place(queues)
    now.place[person], queues.who[place] = place, person
    for offer in range(len(ground.held)):
        if now.right[person, offer] < ground.months and not (now.begun[person] >> offer) & 1:
            chain = now.right[person, offer] - policy.earliest
            after = queues.first[offer, chain]
            queues.first[offer, chain] = place
            queues.links[place, offer, 0], queues.links[place, offer, 1] = after, -1
            if after >= 0:
                queues.links[after, offer, 1] = place
            queues.oldest[offer] = min(queues.oldest[offer], chain)


@laid_in
def _new_place(queues: Queues) -> Whole:
    place: Whole = queues.places[1]
    if queues.places[0] > 0:
        queues.places[0] -= 1
        place = np.int64(queues.free[queues.places[0]])
    else:
        queues.places[1] += 1
    return place


@laid_in
def leave(ground: Ground, policy: Policy, now: Now, queues: Queues, person: int) -> None:
    for offer in range(len(ground.held)):
        if now.right[person, offer] < ground.months and not (now.begun[person] >> offer) & 1:
            leave_one(policy, now, queues, person, offer)
    queues.free[queues.places[0]] = now.place[person]
    queues.places[0] += 1


@laid_in
def leave_one(policy: Policy, now: Now, queues: Queues, person: int, offer: int) -> None:
    place = now.place[person]
    after, before = queues.links[place, offer, 0], queues.links[place, offer, 1]
    if before >= 0:
        queues.links[before, offer, 0] = after
    else:
        queues.first[offer, now.right[person, offer] - policy.earliest] = after
    if after >= 0:
        queues.links[after, offer, 1] = before


@laid_in
def take_seat(ground: Ground, now: Now, queues: Queues, person: int) -> None:
    """A seat is held from now until it is free by itself, or until `give_back`."""
    offer = now.offer[person]
    queues.held[offer] += 1
    queues.ends[min(_free_from(ground, now, person), ground.months), offer] += 1


@laid_in
def give_back(ground: Ground, queues: Queues, offer: int, free_from: Whole, month: int) -> None:
    """One who is in the offer leaves the effort within the month: the seat is free from the next."""
    if free_from > month:
        queues.ends[min(free_from, ground.months), offer] -= 1
        queues.ends[month + 1, offer] += 1


@laid_in
def _free_from(ground: Ground, now: Now, person: int) -> Whole:
    free: Whole = np.int64(now.entered[person]) + ground.held[now.offer[person]]
    return free
