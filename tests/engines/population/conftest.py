"""National rates that are easy to reckon with, and stocks made from them."""

import numpy as np
import pytest

from fodfaeste.core.population import Bands, Month, MoveCurve, NationalRates, Stock, Uncertain


@pytest.fixture(scope="session")
def national() -> NationalRates:
    """Deaths rise with age, births at 20 to 39, moves by Rogers and Castro's curve."""
    deaths = tuple(0.0001 * 1.095 ** (max(age, 1) + 2) for age in (0, 1, *range(5, 101, 5)))
    groups = tuple(range(0, 101, 5))
    shares = tuple(1 / 40 if age < 80 else 1 / 25 for age in groups)
    return NationalRates(
        id="somewhere",
        deaths=Bands((0, 1, *range(5, 101, 5)), deaths, deaths),
        births_a_woman=1.8,
        births_by_age=Bands(tuple(range(15, 50, 5)), (0.0,) * 7, (0.0, 0.25, 0.25, 0.25, 0.25, 0.0, 0.0)),
        boys=0.514,
        move_curve=MoveCurve(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003),
        leaving=0.05,
        profile=Bands(groups, shares, shares),
        uncertain=Uncertain(0.05, 0.05, 0.08),
        sources=(),
        certainties=("proposed",) * 5,
    )


def stock(*people: np.ndarray, first: int = 2020) -> Stock:
    """People by sex and age on the first of January of years that follow each other."""
    at = tuple(Month(first + year) for year in range(len(people)))
    return Stock(
        "stock.csv", "Nordby", at, tuple(tuple(tuple(map(float, side)) for side in each) for each in people)
    )


@pytest.fixture(scope="session")
def people() -> np.ndarray:
    """About 30,000 people, fewer with age."""
    return np.rint(np.tile(220 * np.exp(-((np.arange(101) / 75) ** 4)), (2, 1))).astype(np.int64)
