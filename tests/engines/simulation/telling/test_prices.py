"""Who bears what: the law's per cents by time, and the rest the municipality's."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from fodfaeste.engines.simulation.making.costs import percents_of
from fodfaeste.engines.simulation.telling import prices_of
from fodfaeste.formats.packs.law import installed_law
from fodfaeste.formats.packs.simulation import installed_country


@pytest.fixture(scope="module")
def denmark():
    return installed_country("denmark")


def axes(country, *offers):
    return SimpleNamespace(
        states=tuple(state.id for state in country.states),
        duration_from=np.array(country.duration_from, np.int16),
        offers=offers,
    )


def test_the_state_bears_less_the_longer_it_lasts(denmark):
    law = {
        "refusion.trappe": {"percent_1_4": 80, "percent_5_26": 40, "percent_27_52": 30, "percent_after": 20}
    }
    of = axes(denmark)
    months = prices_of(denmark, of, law).month[of.states.index("dagpenge")]
    shares = 100 * months[:, 1] / months.sum(-1)
    assert dict(zip(of.duration_from.tolist(), shares.tolist(), strict=True)) == {
        0: 80, 1: 40, 3: 40, 6: 30, 12: 20, 24: 20, 36: 20, 60: 20,
    }  # fmt: skip


def test_no_oere_is_lost_between_the_two(denmark):
    law = {
        "refusion.trappe": dict.fromkeys(
            ("percent_1_4", "percent_5_26", "percent_27_52", "percent_after"), 33.3
        )
    }
    of = axes(denmark, "branchespor")
    prices = prices_of(denmark, of, law)
    for cost in denmark.costs:
        assert set(prices.month[of.states.index(cost.state)].sum(-1)) == {cost.oere}
    assert prices.start.sum() == denmark.offer("branchespor").start_oere


def test_the_per_cents_are_those_of_the_law_on_the_day(denmark):
    percents = percents_of(installed_law("denmark"), denmark, date(2026, 11, 22))
    assert percents.keys() == {refund.rule for refund in denmark.refunds}
    assert prices_of(denmark, axes(denmark), percents).month.any()
