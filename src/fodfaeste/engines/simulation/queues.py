"""Who waits for each offer, by the month of the right, and how many seats are held."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.spells import Now
from fodfaeste.engines.simulation.tables import Ground, Numbers, Policy, Rows


class Queues(NamedTuple):
    """For each offer a chain of people for every month of a right, also of months to come."""

    earliest: int  # the month of the first chain
    first: Rows  # (O, months from the earliest on); -1: nobody
    links: Rows  # (n, O, 2) who comes after and who before; below 0: nobody
    oldest: Numbers  # by offer: no chain before this one holds anybody
    held: Numbers  # by offer: seats now
    ends: Rows  # (M + 1, O) seats that are free from the month
    line: Numbers  # the chain that seats are given from


def queues_for(people: int, ground: Ground, policy: Policy) -> Queues:
    offers = len(ground.held)
    rights = [int(table.min(initial=0)) for table in (policy.first, policy.wait)]
    earliest = min(rights)
    return Queues(
        earliest,
        np.full((offers, ground.months - earliest), -1, np.int32),
        np.empty((people, offers, 2), np.int32),
        np.full(offers, ground.months - earliest, np.int64),
        np.zeros(offers, np.int64),
        np.zeros((ground.months + 1, offers), np.int32),
        np.empty(people, np.int64),
    )


@laid_in
def join(ground: Ground, now: Now, queues: Queues, person: int) -> None:
    """Into the queue of every offer one has or will have a right to in the spell and has not begun."""
    for offer in range(len(ground.held)):
        if now.right[person, offer] < ground.months and not (now.begun[person] >> offer) & 1:
            chain = now.right[person, offer] - queues.earliest
            after = queues.first[offer, chain]
            queues.first[offer, chain] = person
            queues.links[person, offer, 0], queues.links[person, offer, 1] = after, -1
            if after >= 0:
                queues.links[after, offer, 1] = person
            queues.oldest[offer] = min(queues.oldest[offer], chain)


@laid_in
def leave(ground: Ground, now: Now, queues: Queues, person: int) -> None:
    for offer in range(len(ground.held)):
        if now.right[person, offer] < ground.months and not (now.begun[person] >> offer) & 1:
            leave_one(now, queues, person, offer)


@laid_in
def leave_one(now: Now, queues: Queues, person: int, offer: int) -> None:
    after, before = queues.links[person, offer]
    if before >= 0:
        queues.links[before, offer, 0] = after
    else:
        queues.first[offer, now.right[person, offer] - queues.earliest] = after
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
