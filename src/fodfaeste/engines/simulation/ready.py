"""A hamlet of two people, tried once, so that the inner loops are compiled before anybody waits for them."""

import numpy as np

from fodfaeste.engines.simulation.model import (
    FACTOR_ONE,
    NEVER,
    NO_OFFER,
    Axes,
    Draw,
    Model,
    Offers,
    People,
    Rates,
    Rights,
    Vacancies,
)
from fodfaeste.engines.simulation.run import simulate

_ONE = ("one",)


def compile_loops() -> None:
    """Both engines, from the first loop to the last; what they find is of no interest."""
    model = _hamlet()
    rights = Rights(
        "none",
        np.full((1, 2), NEVER, np.int16),
        np.zeros((1,) * 8, np.int16),
        np.ones((1, 2), np.int32),
    )
    ones = np.full((1, 2), FACTOR_ONE, np.int32)
    draw = Draw(0, np.ones((2, 2)), ones, ones[0])
    simulate(model, [rights, rights], [draw], engine="jumping", threads=1)
    simulate(model, [rights], [draw], engine="monthly", threads=1)


def _hamlet() -> Model:
    months, codes = np.zeros(2, np.int16), np.zeros(2, np.uint8)
    axes = Axes(
        ("work", "seeking"), (False, True), (False, False), (False, True), 0,
        np.array([0], np.int16), np.array([0], np.int16), np.array([0], np.int16),
        _ONE, _ONE, _ONE, ("",), _ONE,
    )  # fmt: skip
    people = People(
        np.arange(2, dtype=np.uint32), months, np.array([0, 1], np.uint8), months, months + 360, codes, codes,
        codes, codes, codes, months, months, codes + NO_OFFER, months, codes,
    )  # fmt: skip
    rates = Rates(np.ones((2, 1, 1, 1, 1, 2)), np.ones((2, 1, 1)))
    vacancies = Vacancies(displacement=True, elasticity=0.5, refill=0.5, least=0.5, most=1.5)
    return Model(axes, people, rates, vacancies, Offers(np.ones(1, np.int16)), months=2, seed=1)
