"""What a run takes for true belongs to the seed, the run and the thing's name; the middle is the middle."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.core.evidence import Evidence
from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.axes import axes_of
from fodfaeste.engines.simulation.making.draws import (
    HIGH,
    Known,
    draws,
    one_at_a_time,
    standard,
)
from fodfaeste.engines.simulation.making.effects import effects, offer_factors
from fodfaeste.engines.simulation.making.paths import path_factors
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.shrink import defaults_only
from fodfaeste.engines.simulation.model import FACTOR_ONE
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.simulation import installed_country


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return read_evidence()


@pytest.fixture(scope="module")
def denmark() -> Country:
    return installed_country("denmark")


@pytest.fixture(scope="module")
def known(denmark: Country, evidence: Evidence) -> Known:
    return made(denmark, evidence, ("branchespor", "loentilskud"))


def made(country: Country, evidence: Evidence, offers: tuple[str, ...]) -> Known:
    axes = axes_of(country, groups=(), offers=offers, ages=[])
    estimated = defaults_only(default_rates(country, axes), default_spread(country, axes))
    return Known(country, axes, estimated, effects(country, evidence, axes), 120)


def test_chance_has_everything_in_the_middle(known: Known) -> None:
    one, two = draws(known, seed=1, runs=2, kind="chance")
    assert (one.rate_factors == 1).all()
    assert (one.offer_factors == two.offer_factors).all()
    assert (one.path == FACTOR_ONE).all()
    assert (one.replicate, two.replicate) == (0, 1)


def test_run_seven_alone_is_run_seven_of_many(known: Known) -> None:
    (alone,) = draws(known, seed=3, runs=1, kind="knowledge", first=7)
    of_many = draws(known, seed=3, runs=9, kind="knowledge")[7]
    assert alone.replicate == of_many.replicate == 7
    assert (alone.rate_factors == of_many.rate_factors).all()
    assert (alone.offer_factors == of_many.offer_factors).all()


def test_another_offer_beside_moves_nothing(known: Known, denmark: Country, evidence: Evidence) -> None:
    other = made(denmark, evidence, ("mentor", "branchespor", "loentilskud"))
    (two,), (three,) = (draws(of, seed=3, runs=1, kind="knowledge") for of in (known, other))
    assert (two.rate_factors == three.rate_factors).all()
    assert (two.offer_factors[0] == three.offer_factors[1, : two.offer_factors.shape[1]]).all()


def test_rates_are_drawn_as_far_as_they_are_unsure_and_no_others(known: Known) -> None:
    factors = np.array([draw.rate_factors for draw in draws(known, seed=5, runs=300, kind="knowledge")])
    spread = known.estimated.spread
    assert (factors[:, spread == 0] == 1).all()
    drawn = np.log(factors[:, spread > 0])
    assert drawn.mean(axis=0) == pytest.approx(0, abs=0.2)
    assert (drawn.std(axis=0) / spread[spread > 0]).mean() == pytest.approx(1, abs=0.03)


def test_the_seed_and_the_run_and_the_name_each_make_another_number() -> None:
    numbers = {standard(seed, run, name) for seed in (1, 2) for run in (1, 2) for name in ("a", "b")}
    assert len(numbers) == 8


def test_the_published_part_gives_the_middle_of_the_effect(known: Known) -> None:
    """5.4 points on 40 per cent: log of log(1 - 0.454) / log(1 - 0.4), which is a rate 18 per cent higher."""
    track = known.effects[0]
    assert track.finding == "card2018.alle-mellem"
    assert np.exp(track.log_rate(0)) == pytest.approx(1.1847, abs=1e-3)
    assert track.log_rate(1) > track.log_rate(0) > track.log_rate(-1) > track.log_rate(-3)


def test_an_offer_without_a_size_does_nothing_in_the_middle_and_is_wide(known: Known) -> None:
    subsidy = known.effects[1]
    assert (subsidy.finding, subsidy.published) == (None, False)
    assert subsidy.log_rate(0) == 0
    assert subsidy.log_rate(1) == pytest.approx(subsidy.said.spread)


def test_lock_in_first_then_an_effect_that_fades_to_nothing(known: Known) -> None:
    track, none = known.effects[0], np.zeros(2)
    line = offer_factors(known.effects, none, none)[0] / FACTOR_ONE
    end = track.said.months
    assert line[:end] == pytest.approx(track.said.lock_in_percent / 100, abs=1e-4)
    assert line[end] == pytest.approx(np.exp(track.log_rate(0)), abs=1e-4)
    assert (np.diff(line[end:]) <= 0).all()
    assert line[-1] == pytest.approx(1, abs=0.01)


def test_a_share_can_be_drawn_to_no_less_than_none(known: Known) -> None:
    track = replace(known.effects[0], error=500.0)
    assert np.isfinite([track.log_rate(-3), track.log_rate(3)]).all()


def test_the_country_goes_on_straight_lines_between_its_points(denmark: Country) -> None:
    weaker = path_factors(denmark, "weaker", 130) / FACTOR_ONE
    assert weaker[[0, 12, 24, 120, 129]] == pytest.approx([1, 0.78, 0.71, 1, 1], abs=1e-4)
    assert weaker[6] == pytest.approx(0.89, abs=1e-4)
    assert (path_factors(denmark, "stronger", 130) >= FACTOR_ONE).all()


def test_one_assumption_at_a_time_is_moved_and_all_else_stays(known: Known) -> None:
    found = {(one.what, one.about): one for one in one_at_a_time(known)}
    (middle,) = draws(known, seed=1, runs=1, kind="chance")
    effect = found["effect", "branchespor"]
    assert (effect.high.rate_factors == 1).all()
    assert (effect.high.offer_factors[1] == middle.offer_factors[1]).all()
    assert (effect.high.offer_factors[0] >= middle.offer_factors[0]).all()
    assert (effect.low.offer_factors[0] != effect.high.offer_factors[0]).any()
    rates = found["rate", "to_work"].high.rate_factors
    state, spread = known.axes.states.index("dagpenge"), known.estimated.spread
    assert rates[state, known.axes.work] == pytest.approx(np.exp(HIGH * spread[state, known.axes.work]))
    path = found["path", ""]
    assert (path.low.path <= path.high.path).all()
    assert len(found) == 2 * 2 + 3 + 1


def test_every_rate_is_moved_by_just_one_group(known: Known) -> None:
    moved = [one.high.rate_factors != 1 for one in one_at_a_time(known) if one.what == "rate"]
    assert (np.sum(moved, axis=0) == (known.estimated.spread > 0)).all()
