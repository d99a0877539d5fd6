"""Who gains and who loses: direct, displaced and net."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.model import Shifted
from fodfaeste.engines.simulation.telling.bands import Band, Real, Told, told

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Net:
    """What those gain whose way through the offers changes, what all others lose by it, and both together."""

    direct: Told
    displaced: Told
    net: Told


def net_work(chance: Shifted, knowledge: Shifted, country: Mapping[str, Shifted]) -> Net:
    """Months in work gained and lost."""
    return _net(
        (chance.work_direct, chance.work_others),
        (knowledge.work_direct, knowledge.work_others),
        {path: (of.work_direct, of.work_others) for path, of in country.items()},
    )


def net_claimed(chance: Shifted, knowledge: Shifted, country: Mapping[str, Shifted]) -> Net:
    """Months in the effort, more or fewer."""
    return _net(
        (chance.claimed_direct, chance.claimed_others),
        (knowledge.claimed_direct, knowledge.claimed_others),
        {path: (of.claimed_direct, of.claimed_others) for path, of in country.items()},
    )


_Pair = tuple[Whole, Whole]


def _net(chance: _Pair, knowledge: _Pair, country: Mapping[str, _Pair]) -> Net:
    def of(part: slice) -> Told:
        def months(pair: _Pair) -> Real:
            summed: Real = np.sum(pair[part], axis=0)[:, :1].astype(np.float64)
            return summed

        return told(months(chance), months(knowledge), {path: months(pair) for path, pair in country.items()})

    return Net(of(slice(0, 1)), of(slice(1, 2)), of(slice(0, 2)))


def holds_zero(band: Band) -> bool:
    """Whether a band of a single figure holds nothing at all."""
    return bool(band.holds_zero().all())
