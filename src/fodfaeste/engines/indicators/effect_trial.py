"""From risk sets, traits and outcomes to an answer: an effect with all it rests on, or a refusal in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from fodfaeste.core.words import Words
from fodfaeste.engines.indicators.effect_answers import (
    Answer,
    Control,
    Effect,
    Limits,
    Overlap,
    Refusal,
    Sensitivity,
)
from fodfaeste.engines.indicators.effect_checks import alike, balance, overlap, sensitivity
from fodfaeste.engines.indicators.effect_covariates import Covariates
from fodfaeste.engines.indicators.effect_days import CONTROL_MONTHS
from fodfaeste.engines.indicators.effect_estimate import (
    Contrast,
    Real,
    Rows,
    Truth,
    chances,
    contrast,
    expected,
)
from fodfaeste.engines.indicators.effect_sets import RiskSets
from fodfaeste.engines.indicators.effect_words import COVARIATES, NEEDED, UNMEASURED, definition, refusal
from fodfaeste.engines.indicators.suppress import FEWEST


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which offer, which outcome, and under which limits an answer is refused."""

    offer: str
    outcome: str
    limits: Limits
    needed: tuple[str, ...] = NEEDED


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is the same for every horizon."""

    question: Question
    covariates: Covariates
    rows: Rows
    chance: Real
    control: Control | None  # None: too little is known of the time before
    threads: int
    without: dict[int, Real] = field(default_factory=dict)  # chances learned without a covariate

    def people(self, of: Truth) -> int:
        return len(np.unique(self.rows.person[of]))

    def chance_without(self, covariate: int) -> Real:
        if covariate not in self.without:
            self.without[covariate] = chances(self.rows.without(covariate), self.threads)
        return self.without[covariate]


def answers(
    question: Question,
    sets: RiskSets,
    covariates: Covariates,
    outcomes: Mapping[int, pl.Series],
    before: pl.Series,
    *,
    seed: int,
    threads: int = 1,
) -> tuple[Answer, ...]:
    """What the offer does after each number of months, learned once and told for each.

    Covariates, outcomes and `before` (work long before the course) have a value for each row of
    `sets`; an outcome not followed so far is null. The same seed gives the same bits for any `threads`.
    """
    values = {months: _real(outcome) for months, outcome in outcomes.items()}
    refused = {months: _too_little(question, sets, covariates, of) for months, of in values.items()}
    if all(reason is not None for reason in refused.values()):
        return tuple(
            _refused(question, months, *reason) for months, reason in refused.items() if reason is not None
        )
    learned = _learn(question, sets, covariates, _real(before), seed, threads)
    return tuple(
        _refused(question, months, *reason)
        if reason is not None
        else _answer(learned, months, values[months])
        for months, reason in refused.items()
    )


def _too_little(
    question: Question, sets: RiskSets, covariates: Covariates, outcome: Real
) -> tuple[str, Words, int] | None:
    """The first reason why nothing can be learned, with how many began and were followed."""
    limits, known, person = question.limits, ~np.isnan(outcome), sets.people
    starts = sets.starts
    began, seen, beside = (len(np.unique(person[rows])) for rows in (starts, starts & known, ~starts & known))
    if began < limits.fewest_began:
        return "few_began", refusal("few_began", limits), seen
    if seen < (1 - limits.most_unfollowed) * began:
        return "unfollowed", refusal("unfollowed", limits), seen
    if seen < limits.fewest_began:
        return "few_began", refusal("few_began", limits), seen
    if beside < limits.fewest_began:
        return "few_compared", refusal("few_compared", limits), seen
    for name in question.needed:
        if _unknown(covariates, name, starts) > limits.most_unknown:
            return "unknown", refusal("unknown", limits, COVARIATES.get(name, Words(name, name))), seen
    for side in (starts & known, ~starts & known):
        with_it, without = (len(np.unique(person[side & (outcome == value)])) for value in (1, 0))
        if min(with_it, without) < limits.fewest_outcomes:
            return "few_outcomes", refusal("few_outcomes", limits), seen
    return None


def _unknown(covariates: Covariates, name: str, starts: Truth) -> float:
    if name not in covariates.frame.columns:
        return 1.0
    return float(covariates.frame[name].is_null().to_numpy()[starts].mean())


def _learn(
    question: Question, sets: RiskSets, covariates: Covariates, before: Real, seed: int, threads: int
) -> _Learned:
    traits, categorical = covariates.coded()
    rows = Rows(sets, traits, categorical, seed)
    chance = chances(rows, threads)
    learned = _Learned(question, covariates, rows, chance, None, threads)
    return replace(learned, control=_control(learned, before))


def _control(learned: _Learned, before: Real) -> Control | None:
    """The same reckoning of the time before the course. None where too few of it are known, or all alike."""
    rows, limits, known = learned.rows, learned.question.limits, ~np.isnan(before)
    sides = [known & rows.starts, known & ~rows.starts]
    if min(learned.people(side) for side in sides) < limits.fewest_began:
        return None
    for side in sides:
        if min(learned.people(side & (before == value)) for value in (0, 1)) < limits.fewest_outcomes:
            return None
    found = contrast(rows, before, learned.chance, expected(rows, before, learned.threads))
    low, high = found.interval(limits.control_level)
    return Control(CONTROL_MONTHS, 100 * found.estimate, 100 * low, 100 * high, limits.control_level)


def _answer(learned: _Learned, months: int, outcome: Real) -> Answer:
    question, rows, known = learned.question, learned.rows, ~np.isnan(outcome)
    limits = question.limits
    seen, worth = learned.people(rows.starts & known), alike(rows, learned.chance, outcome)
    lies = overlap(rows, learned.chance, outcome)
    reason = next(_reasons(learned.control, lies, worth, limits), None)
    if reason is not None:
        told = _refused(question, months, reason, refusal(reason, limits), seen)
        return replace(told, control=learned.control, overlap=lies)
    foretold = expected(rows, outcome, learned.threads)
    found = contrast(rows, outcome, learned.chance, foretold)
    return _effect(learned, months, outcome, foretold, found, lies, worth)


def _reasons(control: Control | None, lies: Overlap, worth: int, limits: Limits) -> Iterator[str]:
    if lies.without_like > limits.most_unlike or worth < limits.fewest_alike:
        yield "overlap"
    if control is None:
        yield "control_unknown"
    elif not control.holds:
        yield "control"


def _effect(
    learned: _Learned,
    months: int,
    outcome: Real,
    foretold: Real,
    found: Contrast,
    lies: Overlap,
    worth: int,
) -> Effect:
    question, rows, known = learned.question, learned.rows, ~np.isnan(outcome)
    assert learned.control is not None
    low, high = found.interval()
    return Effect(
        offer=question.offer,
        outcome=question.outcome,
        months=months,
        definition=definition(question.outcome, months),
        estimate=100 * found.estimate,
        low=100 * low,
        high=100 * high,
        error=100 * found.error,
        began_percent=100 * found.began,
        otherwise_percent=100 * (found.began - found.estimate),
        began=learned.people(rows.starts & known),
        compared=learned.people(~rows.starts & known),
        alike=worth,
        unfollowed=1 - float((rows.starts & known).sum() / rows.starts.sum()),
        overlap=lies,
        balance=balance(learned.covariates, rows, learned.chance, outcome),
        control=learned.control,
        sensitivity=_sensitivity(learned, outcome, foretold, found),
        unmeasured=tuple(name for name in UNMEASURED if name not in learned.covariates.frame.columns),
    )


def _sensitivity(learned: _Learned, outcome: Real, foretold: Real, found: Contrast) -> Sensitivity:
    return sensitivity(
        learned.covariates.frame.columns,
        learned.rows,
        outcome,
        learned.chance,
        foretold,
        found,
        learned.chance_without,
        learned.threads,
    )


def _refused(question: Question, months: int, reason: str, words: Words, seen: int) -> Refusal:
    told = seen if seen >= FEWEST else None
    return Refusal(question.offer, question.outcome, months, reason, words, told)


def _real(column: pl.Series) -> Real:
    return column.cast(pl.Float64).to_numpy().astype(np.float64)
