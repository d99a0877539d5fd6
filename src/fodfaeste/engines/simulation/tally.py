"""What is counted in a run under one policy, as the inner loops write it."""

from dataclasses import fields
from typing import NamedTuple

import numpy as np

from fodfaeste.engines.simulation.model import WAITED, Axes, Counts
from fodfaeste.engines.simulation.tables import Rows


class Tally(NamedTuple):
    """The arrays of `Counts`, under the same names."""

    stock: Rows
    ages: Rows
    labels: Rows
    flows: Rows
    came: Rows
    left: Rows
    found_work: Rows
    entries: Rows
    held: Rows
    due: Rows
    begun: Rows
    waited: Rows
    hires: Rows


def counts_for(axes: Axes, months: int, *first: int) -> Counts:
    """Counts of nobody yet; further axes stand before the month's."""
    states, labels, offers = len(axes.states), len(axes.groups), len(axes.offers)
    behind = {
        "stock": (states, len(axes.duration_from)),
        "ages": (states, len(axes.told_age_from)),
        "labels": (states, labels),
        "flows": (states, states),
        "came": (labels,),
        "left": (labels,),
        "found_work": (labels,),
        "entries": (offers, labels),
        "held": (offers,),
        "due": (offers, labels),
        "begun": (offers, labels),
        "waited": (offers, WAITED),
        "hires": (len(axes.fields),),
    }
    return Counts(**{name: np.zeros((*first, months, *shape), np.int32) for name, shape in behind.items()})


def tally_of(counts: Counts, *at: int) -> Tally:
    """The part of the counts that a run under one policy writes in."""
    return Tally(*(getattr(counts, field.name)[at] for field in fields(Counts)))


#: Counted by the jumping engine as differences from month to month.
_DIFFERENCES = ("stock", "ages", "labels", "due", "begun")


def add_up(found: Tally, into: Tally) -> None:
    """Counts from differences: `found` has a month more, which is past the end."""
    for name, differences, counts in zip(Tally._fields, found, into, strict=True):
        if name in _DIFFERENCES:
            np.cumsum(differences[:-1], axis=0, out=counts)
        else:
            counts[:] = differences[:-1]
