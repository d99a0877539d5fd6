"""A country's few numbers become a rate for every state, age, sex, education and time in the state."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.axes import axes_of
from fodfaeste.engines.simulation.making.costs import percents_of
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.shares import label_shares
from fodfaeste.engines.simulation.model import Axes
from fodfaeste.formats.packs.law import read_law_folder
from fodfaeste.formats.packs.library import packs_folder
from fodfaeste.formats.packs.simulation import installed_country
from tests.make.simulation import INSURED, WORK, people
from tests.make.simulation import axes as small_axes


@pytest.fixture(scope="module", params=["denmark", "greenland"])
def country(request: pytest.FixtureRequest) -> Country:
    return installed_country(request.param)


@pytest.fixture(scope="module")
def denmark() -> Country:
    return installed_country("denmark")


def axes(country: Country) -> Axes:
    return axes_of(country, groups=("unge",), offers=("branchespor",), ages=[30])


def test_a_rate_is_its_number_times_its_factors(denmark: Country) -> None:
    of = axes(denmark)
    rate = next(rate for rate in denmark.rates if rate.id == "dagpenge.arbejde")
    factor = {profile.id: profile for profile in denmark.profiles}
    expected = rate.per_thousand / 1000
    expected *= factor["job.alder"].at(40) * factor["job.uddannelse"].at("none")
    expected *= factor["ledighed.varighed"].at(12)
    at = (of.states.index("dagpenge"), list(of.age_from).index(480), of.sexes.index("female"))
    found = default_rates(denmark, of)[(*at, of.educations.index("none"), list(of.duration_from).index(12))]
    assert found[of.work] == pytest.approx(expected)


def test_nobody_leaves_a_final_state_or_moves_to_where_they_are(country: Country) -> None:
    of = axes(country)
    found = default_rates(country, of)
    assert not found[np.flatnonzero(of.final)].any()
    assert not any(found[state, ..., state].any() for state in range(len(of.states)))


def test_every_state_but_the_final_can_be_left_and_come_to(country: Country) -> None:
    of = axes(country)
    goes = default_rates(country, of).sum(axis=(1, 2, 3, 4)) > 0
    assert [bool(way) for way in goes.any(axis=1)] == [not final for final in of.final]
    assert goes.any(axis=0).all()


def test_the_uncertainty_stands_where_a_rate_does(country: Country) -> None:
    of = axes(country)
    goes = default_rates(country, of).sum(axis=(1, 2, 3, 4)) > 0
    assert ((default_spread(country, of) > 0) == goes).all()


def test_steps_of_factors_begin_where_bands_do(country: Country) -> None:
    bands = {"age": country.age_from, "duration": country.duration_from}
    for profile in country.profiles:
        assert {start for start, _ in profile.steps} <= set(bands.get(profile.over, ())), profile.id


def test_four_in_ten_insured_are_in_work_after_a_quarter(denmark: Country) -> None:
    """The anchor that the pack names: 40 per cent, by Statistics Denmark's survey of 2017."""
    of = axes(denmark)
    rates = default_rates(denmark, of)[of.states.index("dagpenge"), ..., of.work]
    age, sex, education = list(of.age_from).index(40 * 12), 2, of.educations.index("unknown")
    by_month = rates[age, sex, education][[0, 1, 1]]
    assert 1 - np.exp(-by_month.sum()) == pytest.approx(0.35, abs=0.06)


def test_the_refunds_per_cents_are_the_laws_own(denmark: Country) -> None:
    law = read_law_folder(packs_folder() / "law" / "denmark")
    (rule,) = percents_of(law, denmark, date(2026, 11, 22)).values()
    (refund,) = denmark.refunds
    assert [rule[step.value] for step in refund.steps] == [80, 40, 30, 20]
    assert percents_of(law, denmark, date(2015, 6, 1)) == {}


def test_labels_are_those_of_the_people_and_few_are_drawn_towards_the_rest() -> None:
    of = small_axes()
    everyone = people(of, 4000)
    state = np.where(everyone.state == INSURED, INSURED, WORK).astype(np.uint8)
    group = np.where(everyone.age_months < 300, 0, 1).astype(np.uint8)
    found = label_shares(replace(everyone, state=state, group=group), of)
    assert found[WORK, :, -1] == pytest.approx(1)
    assert found.sum(axis=-1) == pytest.approx(1)
    assert found[INSURED, 0, 0] > 0.8
    assert found[INSURED, 2, 1] > 0.95


def test_a_municipality_without_labels_gets_none() -> None:
    of = small_axes(groups=1)
    assert (label_shares(people(of, 50), of) == 1).all()
