"""Which arrays of two outcomes differ, and a number for all of them."""

import hashlib
from dataclasses import fields

import numpy as np

from fodfaeste.engines.simulation.model import Counts, Outcome, Shifted


def differing(one: Outcome, other: Outcome) -> list[str]:
    """Names of the arrays that are not equal to the bit, in kind, in shape and in every number."""
    found = []
    for kind, of in (("counts", Counts), ("shifted", Shifted)):
        for field in fields(of):
            left, right = (getattr(getattr(outcome, kind), field.name) for outcome in (one, other))
            if left.dtype != right.dtype or not np.array_equal(left, right):
                found.append(field.name)
    return found


def hash_of(outcome: Outcome) -> str:
    """One text for every number of the outcome."""
    seen = hashlib.sha256()
    for kind, of in (("counts", Counts), ("shifted", Shifted)):
        for field in fields(of):
            seen.update(np.ascontiguousarray(getattr(getattr(outcome, kind), field.name)).tobytes())
    return seen.hexdigest()
