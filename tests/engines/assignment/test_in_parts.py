"""The look at all pairs at some prices, part by part: the whole's answer, and no name goes out."""

import pickle

import numpy as np
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.engines.assignment.in_parts import InParts
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.priced import FAR, priced_pairs, ready_for

SCALE = 16


class Elsewhere:
    """Does tasks as another machine would: everything is sent, and the last task is done first."""

    threads = 1

    def __init__(self):
        self.sent = []

    def held(self, value):
        self.sent.append(pickle.dumps(value))
        return pickle.loads(self.sent[-1])

    def each(self, work, tasks):
        self.sent += [pickle.dumps(task) for task in tasks]
        return (work(*pickle.loads(task)) for task in reversed(self.sent[2:]))


@pytest.fixture(scope="module")
def case():
    return case_of(made_up(300, 250, is_country=True, seed=5), ON, None)


def asked(case):
    """Prices and thresholds; some citizens are not looked at."""
    chance = np.random.default_rng(2)
    price = chance.integers(0, 800 * SCALE, len(case.offered.ids))
    least = chance.integers(0, 400 * SCALE, len(case.seekers.ids))
    least[::7] = FAR
    return price, least


@pytest.mark.parametrize("most", [1_000, 40])
def test_the_parts_find_what_the_whole_finds(case, most):
    price, least = asked(case)
    whole = priced_pairs(ready_for(case), price, least, top=5, scale=SCALE)
    parts = InParts(case, Elsewhere(), most)(price, least, top=5, scale=SCALE)
    assert len(whole.opening) > 150
    for name in ("first", "opening", "score"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))


def test_what_goes_out_names_nobody_and_nothing(case):
    executor = Elsewhere()
    InParts(case, executor, 40)(*asked(case), top=5, scale=SCALE)
    names = [*case.offered.ids, *case.seekers.ids, *case.skills.names, *case.courses.ids, *case.travel.places]
    assert not [name for name in names if any(name.encode() in sent for sent in executor.sent)]
