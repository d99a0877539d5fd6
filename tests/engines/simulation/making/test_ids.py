"""Ids and drawn numbers belong to the person, whoever else is there."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.engines.simulation.making import ids


@given(st.lists(st.text(max_size=12), min_size=1, max_size=40, unique=True), st.randoms())
def test_a_citizens_id_is_the_same_in_any_order_and_company(names: list[str], chance):
    together = dict(zip(names, ids.of_citizens(pl.Series(names)).tolist(), strict=True))
    some = names[: len(names) // 2 + 1]
    chance.shuffle(some)
    assert ids.of_citizens(pl.Series(some)).tolist() == [together[name] for name in some]
    assert len(set(together.values())) == len(names)


def test_the_hash_is_that_of_fnv_1a():
    # The test vectors that stand in the algorithm's own description.
    found = ids.hashed(pl.Series(["", "a", "foobar"])).tolist()
    assert found == [0xCBF29CE484222325, 0xAF63DC4C8601EC8C, 0x85944171F73967E8]


def test_citizens_residents_and_those_who_come_never_share_an_id():
    numbers = np.arange(50_000, dtype=np.uint64)
    citizens = ids.of_citizens(pl.Series([f"B{number}" for number in range(50_000)]))
    residents, comers = ids.of_residents(numbers), ids.of_comers(numbers)
    assert len(np.unique(np.concatenate([citizens, residents, comers]))) == 150_000
    assert citizens.max() < 2**31 <= residents.min()
    assert residents.max() < 3 * 2**30 <= comers.min()


def test_many_who_want_the_same_id_get_their_own(monkeypatch):
    monkeypatch.setattr(ids, "mixed", lambda numbers: np.full_like(numbers, 2**64 - 1))
    found = ids.of_comers(np.arange(5, dtype=np.uint64))
    assert sorted(found.tolist()) == list(range(2**32 - 5, 2**32))


def test_drawn_numbers_are_even_and_one_use_tells_nothing_of_another():
    person = ids.of_residents(np.arange(40_000, dtype=np.uint64))
    one, other = ids.drawn(person, 1), ids.drawn(person, 2)
    counts = np.bincount((one * 20).astype(int), minlength=20)
    assert abs(counts - 2000).max() < 200  # four standard errors and a half
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.025
