"""Outcomes put together: of several municipalities, or of runs that were done at different times."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from fodfaeste.engines.simulation.model import Counts, Outcome, Shifted


def together(parts: Sequence[Outcome]) -> Outcome:
    """Several municipalities as one: what was counted in each added up, run by run, policy by policy."""
    one = parts[0]
    if any((part.replicates, part.policies) != (one.replicates, one.policies) for part in parts):
        raise ValueError("only the same runs of the same policies can be added up")
    return Outcome(one.replicates, one.policies, *_each(parts, sum))


def in_turn(parts: Sequence[Outcome]) -> Outcome:
    """Runs that were done at different times, as if they had been done at once."""
    one = parts[0]
    if any(part.policies != one.policies for part in parts):
        raise ValueError("only runs of the same policies follow on each other")
    replicates = tuple(replicate for part in parts for replicate in part.replicates)
    return Outcome(replicates, one.policies, *_each(parts, np.concatenate))


def _each(parts: Sequence[Outcome], join: Callable[[list[Any]], Any]) -> tuple[Counts, Shifted]:
    """Every array of the answer, joined."""

    def of(kind: str, names: type[Counts | Shifted]) -> dict[str, Any]:
        found = [getattr(part, kind) for part in parts]
        return {field.name: join([getattr(one, field.name) for one in found]) for field in fields(names)}

    return Counts(**of("counts", Counts)), Shifted(**of("shifted", Shifted))
