"""Which groups are held back. People are simulated, but the first months are near to those who are here now.

Two rules, both on the safe side. A label that is held back among those who are here on the day (by
`engines/indicators/suppress`, subtraction too) is held back in every month and figure, and so is a figure of
who has a right or waits that would be in the first month. And no month is shown that tells of fewer than five
simulated people. A sum over all months is held back only where it is itself so small, or its group is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.indicators import FEWEST, suppress
from fodfaeste.engines.simulation.telling.bands import added
from fodfaeste.engines.simulation.telling.figures import Figure, Real

Flags = NDArray[np.bool_]
_OF_STATES, _OF_LABELS = "state.", "caseload"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What of a figure is held back: months, and the sum of them all."""

    months: Flags
    total: bool


def held_back(
    figures: Sequence[Figure], here: Mapping[str, int], fewest: int = FEWEST
) -> dict[tuple[str, str], HeldBack]:
    """What is held back, by measure and group. `here`: who is in the effort on the day, by label."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure.id, []).append(figure)
    small = _hidden([(label, None, float(people)) for label, people in here.items()], fewest)
    # Nobody is known by a flow before it has flowed: its months are tried one by one.
    now = {name: of for name, of in by_measure.items() if not of[0].measure.is_flow and name != _OF_LABELS}
    hidden = {name: small | _hidden_groups(of, fewest) for name, of in now.items()}
    hidden |= {name: {""} for name in _hidden_states(figures, fewest)}
    found = {}
    for figure in figures:
        is_hidden = figure.group in hidden.get(figure.measure.id, small)
        total = is_hidden or bool(_months(figure, fewest, added).any())
        found[figure.measure.id, figure.group] = HeldBack(_months(figure, fewest) | is_hidden, total)
    return found


def _hidden_states(figures: Sequence[Figure], fewest: int) -> set[str]:
    """The states that would be held back beside each other: together they are everyone."""
    states = [figure for figure in figures if figure.measure.id.startswith(_OF_STATES)]
    if not states:
        return set()
    everyone = replace(states[0], group="", people=np.sum([state.values for state in states], axis=0))
    return _hidden_groups([everyone, *(replace(state, group=state.measure.id) for state in states)], fewest)


def _hidden_groups(figures: Sequence[Figure], fewest: int) -> set[str]:
    """The groups that could point at a person in the first month, under one policy or the other."""
    counted = [figure for figure in figures if figure.people is not None]
    hidden: set[str] = set()
    if not counted:
        return hidden
    for policy in range(counted[0].values.shape[1]):
        hidden |= _hidden([(figure.group, *_first_month(figure, policy)) for figure in counted], fewest)
    return hidden


def _hidden(rows: Sequence[tuple[str, float | None, float]], fewest: int) -> set[str]:
    """The groups that are held back among groups with those who have the trait, and those counted."""
    frame = pl.DataFrame(
        rows,
        schema={"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64},
        orient="row",
    )
    marked = suppress(frame.with_columns(value=pl.col("denominator")), fewest)
    return set(marked.filter("suppressed")["group"])


def _first_month(figure: Figure, policy: int) -> tuple[float | None, float]:
    """The people counted in the first month and those of them with the trait, in the middle of the runs."""
    people = figure.people[:, policy, 0] if figure.people is not None else np.zeros(1)
    trait = None if figure.trait is None else float(np.rint(figure.trait[:, policy, 0].mean()))
    return trait, float(np.rint(people.mean()))


def _months(figure: Figure, fewest: int, over: Callable[[Real], Real] = np.asarray) -> Flags:
    """The months (or what is made `over` of them) in which one policy or the other counts too few."""
    if figure.people is None:
        return np.zeros(figure.values.shape[-1], np.bool_)
    parts = [figure.people]
    if figure.trait is not None:
        parts += [figure.trait, figure.people - figure.trait]
    return np.asarray(np.any([_few(over(part), fewest) for part in parts], axis=(0, 1)))


def _few(people: Real, fewest: int) -> Flags:
    """By policy and month: fewer than may be told of, but somebody, in the middle of the runs."""
    counted = np.rint(people.mean(0))
    return np.asarray((counted > 0) & (counted < fewest))
