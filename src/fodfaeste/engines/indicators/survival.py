"""How many have left by each month, and to what, when some are still followed and others came in late.

Aalen and Johansen's estimator for competing exits (Scand. J. Statist. 5, 1978, 141-150), for whole months and
many groups at once. Nothing is sorted: people are counted by group, cause and month, and the rest is sums
along the months. With one cause it is Kaplan and Meier's; where all are followed to the end, a plain share.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

#: Shares nearer to nothing or all than this are nothing or all: sums of floats end beside them.
_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class Incidence:
    """Of each group, the share that has left to each cause by the end of each month.

    Months are the last axis, 0 is the start; groups are the first, causes (0: the first cause) between them.
    """

    at_risk: Whole  # [group, month] those followed from the beginning of the month to its end or their exit
    exits: Whole  # [group, cause, month] those seen to leave in the month
    share: Real  # [group, cause, month]
    error: Real  # [group, cause, month] its standard error
    is_known: NDArray[
        np.bool_
    ]  # [group, month] somebody was followed in every month so far, or all have left

    def interval(self, level: float = 0.95) -> tuple[Real, Real]:
        """The lowest and the highest share that the data speak for.

        By the logarithm of minus the logarithm of the share (Choudhury, Stat. Med. 21, 2002, 1129-1144),
        which stays between 0 and 1. Where nobody has left, or all have to one cause, the formula says
        nothing: there the bound is Clopper and Pearson's for those at risk in the month, or for the exits.
        """
        tail = (1 - level) / 2
        quantile = NormalDist().inv_cdf(1 - tail)
        nobody, everybody = self.share <= _EDGE, self.share >= 1 - _EDGE
        inner = np.where(nobody | everybody, 0.5, self.share)
        width = np.exp(quantile * self.error / (inner * -np.log(inner)))
        left = np.maximum(self.exits.sum(1).cumsum(1), 1)[:, None]
        none_seen = 1 - tail ** (1 / self._fewest())[:, None]
        low = np.where(nobody, 0.0, np.where(everybody, tail ** (1 / left), inner**width))
        high = np.where(nobody, none_seen, np.where(everybody, 1.0, inner ** (1 / width)))
        return low, high

    def _fewest(self) -> Real:
        """The fewest ever at risk in a month so far; months without anybody are no measure of how sure."""
        nobody = np.iinfo(np.int64).max
        fewest = np.minimum.accumulate(np.where(self.at_risk > 0, self.at_risk, nobody), axis=1)
        fewest[:, 0] = fewest[:, 1] if fewest.shape[1] > 1 else nobody
        # Nearly none where there never was anybody: the bound is then all.
        return np.where(fewest == nobody, 1e-9, fewest.astype(np.float64))


def aalen_johansen(
    month: Whole,
    cause: Whole,
    group: Whole | None = None,
    entry: Whole | None = None,
    *,
    causes: int,
    groups: int = 1,
    months: int | None = None,
) -> Incidence:
    """Count people by group, cause and month, and tell what share has left by when.

    `month` is the last month in which a person was followed, from 1; `cause` is what they left to in it, from
    1, and 0 where they did not leave: they are then at risk in that whole month and not after it (an exit
    comes before an end of following in the same month). `entry` is the number of months gone by before the
    person was followed: at risk from the month after it. Ties are exact, for months are what is counted.

    The variance of the share F of cause k is the delta method's on each month's multinomial counts:

        sum over months j to t of  S(j-1)^2 d(r-d)/r^3  -  2 [F(t)-F(j)] S(j-1) d/r^2
                                   +  [F(t)-F(j)]^2 D / (r(r-D))

    with r at risk, d exits to k, D exits in all and S the share still in (Dinse & Larson, Biometrika 73,
    1986, 379-386; Marubini & Valsecchi, Analysing Survival Data, 1995, chapter 10; the same as Stata's
    stcompet). With one cause it is Greenwood's; without loss of anybody F(1-F)/n.
    """
    last = int(month.max(initial=1)) if months is None else months
    _check(month, cause, group, entry, causes, groups, last)
    counts = _counted(month, cause, group, causes, groups, last)
    exits = counts[:, 1:]
    at_risk = counts.sum(1)[:, ::-1].cumsum(1)[:, ::-1]
    at_risk[:, 0] = 0
    if entry is not None:
        cells = entry if group is None else group * (last + 1) + entry
        came = np.bincount(cells, minlength=groups * (last + 1)).reshape(groups, last + 1)
        at_risk[:, 1:] -= came[:, ::-1].cumsum(1)[:, ::-1][:, 1:]
    return _estimated(at_risk, exits)


def _counted(month: Whole, cause: Whole, group: Whole | None, causes: int, groups: int, last: int) -> Whole:
    """How many people there are of each group, cause (0: still followed) and last month."""
    cell = cause * (last + 1) if group is None else group * (causes + 1)
    if group is not None:
        cell += cause
        cell *= last + 1
    cell += month
    size = groups * (causes + 1) * (last + 1)
    return np.bincount(cell, minlength=size).reshape(groups, causes + 1, last + 1)


def _estimated(at_risk: Whole, exits: Whole) -> Incidence:
    risk = np.maximum(at_risk, 1)[:, None].astype(np.float64)
    left = exits.astype(np.float64)
    gone = left.sum(1, keepdims=True)
    stay = 1 - gone / risk
    stay[gone == risk] = 0
    still = np.cumprod(stay, axis=2)
    before = np.concatenate([np.ones_like(still[:, :, :1]), still[:, :, :-1]], axis=2)
    step = before / risk
    share = np.cumsum(step * left, axis=2)
    own = np.cumsum(step**2 * left * (1 - left / risk), axis=2)
    paired = step * left / risk
    # Where all who were at risk have left, nothing is added afterwards: F(t)-F(j) is 0.
    others = np.where(gone < risk, gone / (risk * np.maximum(risk - gone, 1)), 0)
    variance = (
        own
        - 2 * (share * np.cumsum(paired, axis=2) - np.cumsum(share * paired, axis=2))
        + share**2 * np.cumsum(others, axis=2)
        - 2 * share * np.cumsum(share * others, axis=2)
        + np.cumsum(share**2 * others, axis=2)
    )
    followed = (at_risk > 0) | (before[:, 0] == 0)
    followed[:, 0] = True
    is_known = np.logical_and.accumulate(followed, axis=1)
    return Incidence(at_risk, exits, share, np.sqrt(np.maximum(variance, 0)), is_known)


def _check(
    month: Whole,
    cause: Whole,
    group: Whole | None,
    entry: Whole | None,
    causes: int,
    groups: int,
    last: int,
) -> None:
    columns = [column for column in (month, cause, group, entry) if column is not None]
    if any(len(column) != len(month) for column in columns):
        raise ValueError("the columns must be equally long")
    if not len(month):
        return
    bounds = [("month", month, 1, last), ("cause", cause, 0, causes)]
    if group is not None:
        bounds.append(("group", group, 0, groups - 1))
    if entry is not None:
        bounds.append(("entry", entry, 0, last - 1))
    for name, column, lowest, highest in bounds:
        if column.min() < lowest or column.max() > highest:
            raise ValueError(f"{name} must lie between {lowest} and {highest}")
    if entry is not None and np.any(entry >= month):
        raise ValueError("nobody can leave before they came in: entry must be less than month")
