"""What is answered when somebody asks what an offer does: an effect with all that it rests on, or why not."""

from dataclasses import dataclass

import polars as pl

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """When an answer is refused. Ours, none of them decided by anybody."""

    fewest_began: int = 200  # people who began and were followed long enough
    fewest_outcomes: int = 20  # people with the outcome, and without it, on either side
    fewest_alike: int = 100  # comparisons, as many as they are worth when weighted
    most_unlike: float = 0.05  # share of those who began with nobody like them
    most_unfollowed: float = 0.5  # share of those who began who were not followed to the day
    most_unknown: float = 0.2  # share of those who began of whom a needed trait is not known
    control_level: float = 0.95  # of the interval that must hold no effect before the course


@dataclass(frozen=True, slots=True)
class Overlap:
    """How alike those who began and the comparisons are, by their chance of beginning in the month.

    The chance is that among the rows learned from, where comparisons are drawn: it is no person's chance.
    """

    without_like: float  # share of those who began with a chance over 0.98
    outside: float  # share of all rows with a chance under 0.02 or over 0.98
    bins: pl.DataFrame  # low, high, began, compared (people; empty: held back)


@dataclass(frozen=True, slots=True)
class Control:
    """The same reckoning of what the offer cannot have changed: work on a day before the course began."""

    months_before: int
    estimate: float  # percentage points
    low: float
    high: float
    level: float

    @property
    def holds(self) -> bool:
        """Whether no effect is found where there can be none."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How strong a cause that is not measured would have to be to take the effect away."""

    to_nothing: float  # share from 0 to 1 that it must explain of both sides, to bring the effect to 0
    to_interval: float  # the same, to bring the interval to 0; 0 where it already holds 0
    strongest: str  # the measured covariate that would move the effect most, were it not measured
    strongest_of_outcome: float  # share that it explains of what is left of the outcome
    strongest_of_offer: float  # share that it explains of who is given the offer
    would_move: float  # percentage points that a hidden cause of just that strength would move the effect


@dataclass(frozen=True, slots=True)
class Effect:
    """What beginning an offer in a month of the course did to the outcome, for those who began it.

    Against not beginning in that month; who did not may begin later. In percentage points.
    """

    offer: str
    outcome: str
    months: int  # after the offer's first day
    definition: Indicator
    estimate: float
    low: float
    high: float
    error: float
    began_percent: float  # share of those who began with the outcome
    otherwise_percent: float  # the share that is reckoned for them, had they not begun in that month
    began: int  # people
    compared: int  # people, some of them in several months
    alike: int  # how many comparisons they are worth, when weighted to be like those who began
    unfollowed: float  # share of those who began who were not followed so long
    overlap: Overlap
    balance: pl.DataFrame  # covariate, level, before, after, suppressed: standardised differences
    control: Control
    sensitivity: Sensitivity
    unmeasured: tuple[str, ...]  # what is known to matter and is not in the records


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no effect is told, in words. `began` is empty where they are few."""

    offer: str
    outcome: str
    months: int
    reason: str
    words: Words
    began: int | None
    control: Control | None = None
    overlap: Overlap | None = None


#: What an answer can be.
Answer = Effect | Refusal
