"""Random numbers by their key: the published ones, and the waiting times made of them."""

from typing import Any

import numpy as np
import pytest

from fodfaeste.engines.simulation import keys

#: Counter, key and the four words, from kat_vectors of Random123 1.14 (philox4x32, 10 rounds).
KNOWN = (
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
)


def plain(function: Any) -> Any:
    """What is compiled into others, as it stands in its file."""
    return function.py_func


def from_hex(words: str) -> list[np.uint64]:
    return [np.uint64(int(word, 16)) for word in words.split()]


@pytest.mark.parametrize(("counter", "key", "found"), KNOWN)
def test_the_words_are_those_published_with_the_method(counter: str, key: str, found: str) -> None:
    words = plain(keys.philox)(*from_hex(counter), *from_hex(key))
    assert [f"{int(word):08x}" for word in words] == found.split()


def test_each_part_of_the_key_changes_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "philox", plain(keys.philox))
    told = {"seed": 1 << 40, "replicate": 3, "person": 7, "stream": 1, "when": np.int64(-5)}
    seen = {plain(keys.words)(**told)}
    for name, value in told.items():
        seen.add(plain(keys.words)(**{**told, name: value + 1}))
    assert len(seen) == 1 + len(told)


def test_waiting_times_are_the_logarithm_to_eleven_places() -> None:
    words = np.random.default_rng(1).integers(0, 2**32, 500, dtype=np.uint64)
    for word in [*words, np.uint64(0), np.uint64(2**32 - 1)]:
        expected = -np.log((float(word) + 0.5) / 2**32)
        assert plain(keys.waiting)(word) / 2**48 == pytest.approx(expected, abs=1e-11, rel=1e-4)


def test_every_waiting_time_is_above_nothing() -> None:
    assert plain(keys.waiting)(np.uint64(2**32 - 1)) > 0


@pytest.mark.parametrize("whole", [1, 7, 2**20, 2**47])
def test_a_part_stays_below_the_whole(whole: int) -> None:
    assert plain(keys.part)(np.uint64(0), whole) == 0
    assert plain(keys.part)(np.uint64(2**32 - 1), whole) == pytest.approx(whole - 1, rel=1e-6)
    assert plain(keys.part)(np.uint64(2**32 - 1), whole) < whole
