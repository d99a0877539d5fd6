"""Who moves out and in, from what there is: moves by age, moves in all, years of stock, or nothing."""

from dataclasses import dataclass, replace

import numpy as np

from fodfaeste.core.population import AGES, ASSUMED, READ, Events, NationalRates
from fodfaeste.engines.population.levels import (
    DRIFT,
    FEWEST_YEARS,
    GROUP,
    LEAST_SPREAD,
    Seen,
    Spread,
    Years,
    seen,
    spread,
)
from fodfaeste.engines.population.project import year_on
from fodfaeste.engines.population.rates import MOST_A_YEAR, Rates, Real, move_curve, stepped

#: How a part of a projection was found.
BY_AGE, TOTALS, BALANCE, NOTHING = "by_age", "totals", "balance", "nothing"

#: From this age few move: who is missing a year later is counted as dead.
FEW_MOVE = 75

_ROUNDS = 6
_MOVING = slice(3, 13)  # the groups of five years from 15 to 64
_OWN = 10.0  # moves of an age and sex that weigh as much as the curve


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Rates of leaving, by the age when the year begins, and those who come, by the age when it ends."""

    leaving: Real
    coming: Real
    leaving_spread: Spread
    coming_spread: Spread
    basis: str
    how: str


def moves(
    years: Years, rates: Rates, national: NationalRates, came: Events | None, left: Events | None
) -> Moves:
    """The moves of a municipality, from the best of what is told; `rates` has its births and deaths."""
    people = years.people[max(years.people)]
    curve = curve_for(people, national, national.leaving)
    if came is not None and left is not None:
        return _told(seen(came, years), seen(left, years), curve, national)
    coming = at_end(people * _now(curve))
    steps = years.steps()
    if steps:
        return balanced(years, steps, replace(rates, leaving=curve, coming=coming), national)
    apart = Spread(national.uncertain.moves, national.uncertain.moves)
    return Moves(curve, coming, apart, apart, ASSUMED, NOTHING)


def curve_for(people: Real, national: NationalRates, share: float) -> Real:
    """The curve at the height where this share of all people leaves in a year."""
    curve = np.tile(move_curve(national.move_curve), (2, 1))
    found: Real = curve * share * people.sum() / (people * curve).sum()
    return found


def _told(came: Seen, left: Seen, curve: Real, national: NationalRates) -> Moves:
    lived = left.lived.sum(0)
    out_curve = curve * left.totals.sum() / (lived * curve).sum()
    # Those who come are spread as those who move in the country: its ages times its curve.
    weights = stepped(national.profile) * curve
    in_curve = weights / weights.sum() * came.totals.mean()
    out, into = out_curve, in_curve
    if left.events is not None:
        weight = _OWN / np.maximum(out_curve, 1e-9)
        out = (left.events.sum(0) + _OWN) / (lived + weight)
    if came.events is not None:
        own = came.events.mean(0)
        into = _blended(own, in_curve, len(came.years))
    by_age = left.events is not None and came.events is not None
    return Moves(
        leaving=np.minimum(at_start(out), MOST_A_YEAR),
        coming=at_end(into),
        leaving_spread=_yearly(left.totals, (left.lived * out_curve).sum((1, 2)), national),
        coming_spread=_yearly(came.totals, np.full(came.totals.size, came.totals.mean()), national),
        basis=READ,
        how=BY_AGE if by_age else TOTALS,
    )


def _blended(own: Real, curve: Real, years: int) -> Real:
    """Own yearly numbers, drawn to the curve where they are few; the sum stays theirs."""
    mixed = (own * years * own.sum() + _OWN * curve) / (years * own.sum() + _OWN)
    found: Real = mixed * own.sum() / mixed.sum()
    return found


def _yearly(happened: Real, expected: Real, national: NationalRates) -> Spread:
    """The spread of past years; with too few of them, the one that is proposed."""
    if happened.size < FEWEST_YEARS:
        return Spread(national.uncertain.moves, national.uncertain.moves)
    return spread(happened, expected, float(happened.sum()) ** -0.5)


def balanced(years: Years, steps: list[int], rates: Rates, national: NationalRates) -> Moves:
    """Moves from years of stock: who is there beyond those who should have lived on has come.

    Only the difference between coming and leaving is known, and it is kept as the mean of the years was.
    Leaving follows the curve; where more are missing than it takes away, more have left.
    """
    leaving, coming = rates.leaving.copy(), rates.coming.copy()
    leaving[:, FEW_MOVE - 1 :] = 0.0
    coming[:, FEW_MOVE:] = 0.0
    unmoved = replace(rates, leaving=np.zeros_like(leaving), coming=np.zeros_like(coming))
    net = np.array([years.people[year + 1] - year_on(years.people[year], unmoved) for year in steps])
    net[..., FEW_MOVE:] = 0.0
    now = years.people[max(years.people)]
    then = year_on(now, unmoved) + net.mean(0)
    for _round in range(_ROUNDS):
        short = then - year_on(now, replace(rates, leaving=leaving, coming=coming))
        short[:, FEW_MOVE:] = 0.0
        unmet = np.minimum(coming + short, 0.0)
        coming = np.maximum(coming + short, 0.0)
        leaving[:, :-1] += np.minimum(-unmet[:, 1:] / np.maximum(now[:, :-1], 1.0), 1.0)
    # The years' swing is known of the difference only; it is given to those who come.
    return Moves(leaving, coming, Spread(0.0, 0.0), _swing(net, coming, national), READ, BALANCE)


def _swing(net: Real, coming: Real, national: NationalRates) -> Spread:
    """How the years differed, in all and by groups of ages, in shares of those who come."""
    if len(net) < FEWEST_YEARS:
        return Spread(national.uncertain.moves, national.uncertain.moves, national.uncertain.moves)
    in_all = net[..., 1:FEW_MOVE].sum((1, 2))
    yearly = max(float(in_all.std(ddof=1)) / float(coming.sum()), LEAST_SPREAD)
    groups = in_groups(net.sum(1)), in_groups(coming.sum(0))
    each = groups[0].std(0, ddof=1)[_MOVING] / np.maximum(groups[1][_MOVING], 1.0)
    chance = 1 / np.maximum(groups[1][_MOVING], 1.0)
    beyond = np.mean(each**2 - chance) - yearly**2
    return Spread(DRIFT * yearly, yearly, DRIFT * float(np.sqrt(max(beyond, LEAST_SPREAD**2))))


def in_groups(numbers: Real) -> Real:
    """Numbers by age (the last axis) in groups of five years."""
    found: Real = np.add.reduceat(numbers, np.arange(0, AGES, GROUP), axis=-1)
    return found


def _now(rate: Real) -> Real:
    found: Real = -np.expm1(-rate)
    return found


def at_start(rates: Real) -> Real:
    """Rates by the age at the event, made rates by the age when the year began: half had a birthday."""
    after = np.concatenate([rates[:, 1:], rates[:, -1:]], axis=1)
    found: Real = (rates + after) / 2
    return found


def at_end(numbers: Real) -> Real:
    """Numbers by the age at the event as numbers by the age at the end of the year."""
    found = numbers / 2
    found[:, 1:] += numbers[:, :-1] / 2
    found[:, -1] += numbers[:, -1] / 2
    return found
