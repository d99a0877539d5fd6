"""The effect on those who began: what came of them, less what their like came to who did not begin then.

Two things are learned by boosted trees, each for a third of the people from the other two thirds: how likely
it is to begin in the month, and what to expect of those who do not. The estimate is right if either is
(Robins, Rotnitzky & Zhao, JASA 89, 1994, 846-866; Chernozhukov et al., Econom. J. 21, 2018, C1-C68).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from fodfaeste.engines.indicators.effect_sets import RiskSets, drawing

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]

FOLDS, LEVEL = 3, 0.95

#: Outside these chances of beginning there is hardly anybody to compare with.
RARE, SURE = 0.02, 0.98

_TREES = {
    "max_iter": 80,
    "learning_rate": 0.08,
    "max_leaf_nodes": 6,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """What is learned from: a row for each person in a month. Who begins then is read off the risk sets."""

    sets: RiskSets
    traits: Real  # [row, covariate]; nan: not known
    categorical: tuple[bool, ...]  # [covariate]
    seed: int
    starts: Truth = field(init=False)  # [row] begins the offer on the row's day
    person: Whole = field(init=False)  # [row]
    fold: Whole = field(init=False)  # [row] which third of the people

    def __post_init__(self) -> None:
        person = self.sets.people
        object.__setattr__(self, "starts", self.sets.starts)
        object.__setattr__(self, "person", person)
        object.__setattr__(self, "fold", _folds(person, self.seed))

    def without(self, covariate: int) -> "Rows":
        """The same as if one covariate had not been measured."""
        kept = [number for number in range(len(self.categorical)) if number != covariate]
        return Rows(
            self.sets, self.traits[:, kept], tuple(self.categorical[number] for number in kept), self.seed
        )


@dataclass(frozen=True, slots=True)
class Contrast:
    """An effect as a share from -1 to 1, with its standard error, and the share among those who began."""

    estimate: float
    error: float
    began: float

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """The lowest and the highest effect that the data speak for."""
        width = NormalDist().inv_cdf((1 + level) / 2) * self.error
        return self.estimate - width, self.estimate + width


def chances(rows: Rows, threads: int = 1) -> Real:
    """How likely each row's person was to begin then, foretold from other people."""
    everyone = np.ones(len(rows.starts), dtype=bool)
    return _crossed(rows, rows.starts.astype(np.float64), everyone, _chance_learner, threads)


def expected(rows: Rows, outcome: Real, threads: int = 1) -> Real:
    """What would come of each if they do not begin then, foretold from other people who did not."""
    return _crossed(rows, outcome, ~rows.starts & ~np.isnan(outcome), _mean_learner, threads)


def odds(chance: Real) -> Real:
    """How much a comparison with this chance of beginning counts, to stand for those who began."""
    held: Real = np.minimum(chance, SURE)
    return held / (1 - held)


def contrast(rows: Rows, outcome: Real, chance: Real, foretold: Real) -> Contrast:
    """The effect on those who began, its error by person: one is compared in many months, and is still one.

    Rows whose outcome is not known are left out.
    """
    known = ~np.isnan(outcome)
    began, waited = known & rows.starts, known & ~rows.starts
    rest = np.where(known, outcome - foretold, 0)
    weight = np.where(waited, odds(chance), 0)
    total = float(weight.sum())
    above, beside = float(rest[began].mean()), float((weight * rest).sum() / total)
    influence = np.where(began, (rest - above) / began.sum(), -weight * (rest - beside) / total)
    by_person = np.bincount(rows.person, weights=np.where(known, influence, 0))
    people = len(np.unique(rows.person[known]))
    error = float(np.sqrt(people / max(people - 1, 1) * (by_person**2).sum()))
    return Contrast(above - beside, error, float(outcome[began].mean()))


def _folds(person: Whole, seed: int) -> Whole:
    """Which third each row is in: everyone's rows in the same, so that nobody is foretold from themselves."""
    people = int(person.max(initial=-1)) + 1
    order = drawing(seed, "folds").random(people).argsort(kind="stable")
    fold = np.empty(people, np.int64)
    fold[order] = np.arange(people) % FOLDS
    return fold[person]


def _crossed(rows: Rows, target: Real, taught: Truth, learn: "_Learner", threads: int) -> Real:
    """The foretold of each third from the two others. Each fit has one thread: the same bits everywhere."""

    if not rows.traits.shape[1]:
        return np.full(len(target), target[taught].mean())

    def part(number: int) -> tuple[Truth, Real]:
        asked = rows.fold == number
        # Of OpenMP the number is each thread's own; nothing outside this one is changed.
        with threadpool_limits(1, user_api="openmp"):
            return asked, learn(rows, target, taught & ~asked)(rows.traits[asked])

    found = np.empty(len(target))
    with ThreadPoolExecutor(threads) as pool:
        for asked, values in pool.map(part, range(FOLDS)):
            found[asked] = values
    return found


_Learner = Callable[[Rows, Real, Truth], Callable[[Real], Real]]


def _chance_learner(rows: Rows, target: Real, taught: Truth) -> Callable[[Real], Real]:
    learner = HistGradientBoostingClassifier(categorical_features=list(rows.categorical), **_TREES)
    learner.fit(rows.traits[taught], target[taught] > 0)
    return lambda traits: np.asarray(learner.predict_proba(traits)[:, 1], dtype=np.float64)


def _mean_learner(rows: Rows, target: Real, taught: Truth) -> Callable[[Real], Real]:
    learner = HistGradientBoostingRegressor(categorical_features=list(rows.categorical), **_TREES)
    learner.fit(rows.traits[taught], target[taught])
    return lambda traits: np.asarray(learner.predict(traits), dtype=np.float64)
