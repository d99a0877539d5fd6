"""A municipality's rates from its snapshot: out of the effort, within it and into it."""

from datetime import date

import polars as pl

from fodfaeste.core.dates import add_months
from fodfaeste.core.simulation import OUTSIDE, Country
from fodfaeste.engines.simulation.making.inflow import with_inflow
from fodfaeste.engines.simulation.making.observed import (
    DAYS_A_MONTH,
    by_month,
    complete_from,
    entered,
    inside_of,
    observe,
)
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.shrink import Estimated, defaults_only, estimate
from fodfaeste.engines.simulation.model import Axes, People

#: Older spells than so many years say how it was, not how it is.
_YEARS = 5
_LEAST_DAYS = 90


def estimated_for(
    states: pl.DataFrame,
    citizens: pl.DataFrame,
    people: People,
    country: Country,
    axes: Axes,
    on: date,
    *,
    is_everybody: bool,
) -> Estimated:
    """The municipality's own rates where its people moved often enough, else the country's.

    `states`: the citizens' time in each state, from `state_spells`. `is_everybody`: the people outside the
    effort are among `people`, so that what comes into the effort can be held against them.
    """
    default, spread = default_rates(country, axes), default_spread(country, axes)
    complete = complete_from(states, inside_of(axes), on)
    if complete is None or (on - complete).days < _LEAST_DAYS:
        return defaults_only(default, spread)
    since = max(complete, add_months(on, -12 * _YEARS))
    seen = by_month(states, on)
    found = estimate(observe(seen, citizens, axes, since, on), default, spread, axes)
    if not is_everybody:
        return found
    months = (on - since).days / DAYS_A_MONTH
    outside = axes.states.index(country.role(OUTSIDE))
    return with_inflow(found, people, axes, entered(seen, axes, since, on), months, else_from=outside)
