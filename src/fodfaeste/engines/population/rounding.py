"""Expected numbers as whole persons: what is rounded away in one month is owed in the next."""

import numpy as np

from fodfaeste.engines.population.rates import Real, Whole

_GOLDEN = (5**0.5 - 1) / 2


def shared_out(total: int, shares: Real) -> Whole:
    """A total in whole numbers by shares, with the largest remainders."""
    exact = shares / shares.sum() * total
    found: Whole = np.floor(exact).astype(np.int64)
    first = np.argsort(found - exact, axis=None, kind="stable")[: total - int(found.sum())]
    found.ravel()[first] += 1
    return found


class Owed:
    """Largest remainders with a memory: fractions that were not given stand over to the next time.

    The whole of each call is the sum rounded, and it goes first to the places that are owed most. Each place
    begins with a debt of its own between -1/2 and 1/2, evenly spread: did all begin with none, the places of
    the greatest chance would be the first, and in the beginning only the oldest would die.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._begun = 0
        self._owed: Real = np.zeros(shape)
        self._owed += self._debts(self._owed.size).reshape(shape)

    def whole(self, expected: Real, most: Whole | None = None) -> Whole:
        """Whole numbers near the expected ones, none above its most, and none where none is expected."""
        due = self._owed + expected
        limit = np.full(due.shape, np.iinfo(np.int64).max) if most is None else most
        limit = np.where(expected > 0, limit, 0)
        given = np.clip(np.floor(due), 0, limit).astype(np.int64)
        rest = int(np.floor(due.sum() + 0.5)) - int(given.sum())
        if rest > 0:
            over = np.where((given < limit) & (due > given), due - given, -1.0).ravel()
            first = np.argsort(-over, kind="stable")[:rest]
            given.ravel()[first[over[first] > 0]] += 1
        self._owed = np.asarray(due - given, dtype=np.float64)
        return given

    def grow_older(self) -> None:
        """Let each place's debt follow its people to the next month of age; the last two become one."""
        older = self._owed.copy()
        older[..., 1:] = self._owed[..., :-1]
        older[..., -1] += self._owed[..., -1]
        older[..., 0] = self._debts(older[..., 0].size).reshape(older[..., 0].shape)
        self._owed = older

    def _debts(self, count: int) -> Real:
        at = self._begun + np.arange(1, count + 1)
        self._begun += count
        found: Real = np.mod(at * _GOLDEN, 1.0) - 0.5
        return found
