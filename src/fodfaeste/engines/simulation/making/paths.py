"""The country's labour market month by month: straight lines between the points of a national path."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.model import FACTOR_ONE


def path_factors(country: Country, path_id: str, months: int) -> NDArray[np.int32]:
    """The factor on vacancies and on every rate to work in each month, parts of FACTOR_ONE.

    After the last point of the path it stays there.
    """
    at, percents = zip(*country.path(path_id).points, strict=True)
    found = np.interp(np.arange(months), at, percents) / 100
    return np.asarray(np.rint(found * FACTOR_ONE), np.int32)
