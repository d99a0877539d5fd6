"""As many die and move away as the population's rates say, and the weak more often than the strong."""

import numpy as np
import pytest

from fodfaeste.core.population import AGES
from fodfaeste.core.simulation import Country
from fodfaeste.engines.population.rates import Rates
from fodfaeste.engines.simulation.making.axes import axes_of
from fodfaeste.engines.simulation.making.ending import with_endings
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.shrink import Estimated, defaults_only
from fodfaeste.engines.simulation.model import Axes, People
from fodfaeste.formats.packs.simulation import installed_country

DENMARK: Country = installed_country("denmark")
OF: Axes = axes_of(DENMARK, groups=(), offers=(), ages=[])
DEATHS, LEAVING = 0.012, 0.06  # a person and year, men; women half


def population(deaths: float = DEATHS) -> tuple[np.ndarray, Rates]:  # type: ignore[type-arg]
    """A hundred of each sex and age, who die and leave at rates that do not hang on age."""
    sides = np.array([[1.0], [0.5]]) * np.ones((2, AGES))
    zero = np.zeros((2, AGES))
    return np.full((2, AGES), 100), Rates(deaths * sides, np.zeros(AGES), 0.5, LEAVING * sides, zero)


def everybody(count: int = 4000) -> People:
    some = np.random.default_rng(1)
    state = some.choice(
        [OF.states.index(name) for name in ("arbejde", "ude", "aktivitetsparat", "foertidspension")], count
    )
    zero = np.zeros(count, np.int16)
    small = np.zeros(count, np.uint8)
    return People(
        np.arange(count, dtype=np.uint32), zero, state.astype(np.uint8), zero,
        (some.integers(16, 100, count) * 12).astype(np.int16), some.integers(0, 3, count).astype(np.uint8),
        small, small, small, small, zero, zero, small, zero, small,
    )  # fmt: skip


def made(deaths: float = DEATHS) -> Estimated:
    default = defaults_only(default_rates(DENMARK, OF), default_spread(DENMARK, OF))
    whole, rates = population(deaths)
    return with_endings(default, everybody(), DENMARK, OF, whole, rates)


def of_everybody(found: Estimated, to: str, sex: str) -> float:
    """The mean rate a month of all people, were they all of a sex."""
    folk = everybody()
    age = np.searchsorted(OF.age_from, folk.age_months, side="right") - 1
    rates = found.monthly[folk.state, age, OF.sexes.index(sex), 0, 0, OF.states.index(to)]
    return float(rates.mean())


@pytest.mark.parametrize(("sex", "times"), [("male", 1.0), ("female", 0.5), ("unknown", 0.75)])
def test_all_of_a_sex_together_do_as_the_population_says(sex: str, times: float) -> None:
    found = made()
    assert of_everybody(found, "doed", sex) == pytest.approx(DEATHS / 12 * times, rel=1e-6)
    assert of_everybody(found, "flyttet", sex) == pytest.approx(LEAVING / 12 * times, rel=1e-6)


def test_the_weak_die_as_much_more_often_as_the_country_has_it() -> None:
    before, found = default_rates(DENMARK, OF), made().monthly
    work, weak, dead = (OF.states.index(name) for name in ("arbejde", "foertidspension", "doed"))
    assert found[weak, ..., dead] / found[work, ..., dead] == pytest.approx(
        before[weak, ..., dead] / before[work, ..., dead]
    )


def test_other_rates_are_left_alone() -> None:
    before, found = default_rates(DENMARK, OF), made().monthly
    others = [number for number, final in enumerate(OF.final) if not final]
    assert (found[..., others] == before[..., others]).all()


def test_where_nobody_dies_nobody_does() -> None:
    assert of_everybody(made(deaths=0.0), "doed", "male") == 0
