"""What the inner loops take for granted, and would read past the end without."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.keys import ROW
from fodfaeste.engines.simulation.model import NO_OFFER, Axes, Draw, Model, People, Rights

#: Offers are bits of a byte; months and ages are numbers of 16 bits.
MOST_OFFERS, MOST_MONTHS, MOST_SEED = 8, 1_200, 1 << 63


def check_model(model: Model) -> None:
    """Raises ValueError where a model does not hold together."""
    axes, people = model.axes, model.people
    shape = (len(axes.age_from), len(axes.sexes), len(axes.educations), len(axes.duration_from))
    states = len(axes.states)
    _expect(
        "offers", 0 <= len(axes.offers) <= MOST_OFFERS and model.offers.months.shape == (len(axes.offers),)
    )
    _expect("months", 1 <= model.months <= MOST_MONTHS and 0 <= model.seed < MOST_SEED)
    _expect("rates", model.rates.monthly.shape == (states, *shape, states))
    _expect("labels", model.rates.labels.shape == (states, shape[0], len(axes.groups)))
    _expect("states", len(axes.searching) == len(axes.final) == len(axes.in_effort) == states)
    _expect("bands", axes.duration_from[0] == 0 and all(map(_rises, (axes.age_from, axes.duration_from))))
    _expect("told ages", _rises(axes.told_age_from))
    _expect("people", len(people.ids) <= ROW)
    _check_people(people, axes)


def check_rights(model: Model, rights: Rights) -> None:
    offers, people = len(model.axes.offers), len(model.people.ids)
    _expect("first", rights.first.shape == (offers, people))
    _expect("wait", rights.wait.ndim == 8 and len(rights.wait) == offers and min(rights.wait.shape[1:]) > 0)
    _expect("seats", rights.seats.shape == (offers, model.months))


def check_draw(model: Model, draw: Draw) -> None:
    states, offers = len(model.axes.states), len(model.axes.offers)
    _expect("rate factors", draw.rate_factors.shape == (states, states))
    _expect("offer factors", draw.offer_factors.ndim == 2 and len(draw.offer_factors) == offers)
    _expect("path", draw.path.shape == (model.months,))


def _check_people(people: People, axes: Axes) -> None:
    ends: Sequence[tuple[NDArray[np.uint8], Sequence[str]]] = (
        (people.state, axes.states),
        (people.sex, axes.sexes),
        (people.education, axes.educations),
        (people.field, axes.fields),
        (people.group, axes.groups),
        (people.came_from, axes.groups),
    )
    _expect("codes", all(column.max(initial=0) < len(names) for column, names in ends))
    in_none = people.offer == NO_OFFER
    _expect("offers begun", bool((in_none | (people.offer < len(axes.offers))).all()))
    _expect("arrivals", bool((people.arrives >= 0).all()))


def _rises(begins: NDArray[np.int16]) -> bool:
    return len(begins) > 0 and bool((np.diff(begins) > 0).all())


def _expect(what: str, holds: bool) -> None:
    if not holds:
        raise ValueError(f"a simulation cannot run on these {what}")
