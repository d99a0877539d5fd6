"""What an offer did for those who began it, from a snapshot: how many more are in work afterwards.

It can only be asked month by month of the course, of those who are still in it and have not begun: there is
no way to ask for those who took part against those who did not. Neither sex nor origin is looked at unless
the caller hands it in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import polars as pl

from fodfaeste.engines.indicators.effect_answers import Answer, Limits
from fodfaeste.engines.indicators.effect_covariates import covariates
from fodfaeste.engines.indicators.effect_days import (
    Stretches,
    outcome_after,
    stretches_of,
    worked_before,
)
from fodfaeste.engines.indicators.effect_sets import risk_sets
from fodfaeste.engines.indicators.effect_trial import Question, answers
from fodfaeste.engines.indicators.effect_words import IN_WORK
from fodfaeste.engines.indicators.survival_clocks import course_starts
from fodfaeste.engines.indicators.survival_courses import OPEN, Courses, Recorded, courses_of
from fodfaeste.engines.indicators.survival_definitions import Terms

#: After so many whole months from the offer's first day the outcome is looked at.
HORIZONS = (3, 6, 12, 24)

_TABLES = ("citizens", "statuses", "spells", "contacts", "agreements")


@dataclass(frozen=True, slots=True)
class Asked:
    """How the effect is asked for; what is not given is as proposed."""

    outcome: str = IN_WORK
    horizons: tuple[int, ...] = HORIZONS
    written_from: date | None = None  # of which day spells are first known; None: the first that is told of
    terms: Terms = field(default_factory=Terms)
    limits: Limits = field(default_factory=Limits)


def effects(
    tables: Mapping[str, pl.DataFrame],
    recorded: Recorded,
    *,
    seed: int,
    offers: Iterable[str] | None = None,
    asked: Asked | None = None,
    traits: pl.DataFrame | None = None,
    threads: int = 1,
) -> tuple[Answer, ...]:
    """What each kind of offer did, after 3, 6, 12 and 24 months, or in words why that cannot be told.

    `tables` are those of a snapshot. `seed` should come from the data's hash: the same data then give the
    same bits, for any number of `threads`. `offers` are kinds of agreements; all, if not given. `traits` are
    dated traits that the snapshot has not got (`covariates` says which columns).
    """
    asked = asked or Asked()
    lacking = [name for name in _TABLES if name not in tables]
    if lacking:
        raise ValueError(f"these tables are missing: {', '.join(lacking)}")
    courses = courses_of(tables, recorded, asked.terms)
    lives = _Lives(
        courses, stretches_of(tables, courses, recorded), asked.written_from or _written_from(tables)
    )
    kinds = sorted(set(tables["agreements"]["kind"]) if offers is None else set(offers))
    found = [_of_offer(kind, tables, lives, recorded, asked, traits, seed, threads) for kind in kinds]
    return tuple(answer for of_offer in found for answer in of_offer)


@dataclass(frozen=True, slots=True)
class _Lives:
    """What is read once for all offers."""

    courses: Courses
    stretches: Stretches
    written_from: date  # the first day of which anything is written


def _of_offer(
    kind: str,
    tables: Mapping[str, pl.DataFrame],
    lives: _Lives,
    recorded: Recorded,
    asked: Asked,
    traits: pl.DataFrame | None,
    seed: int,
    threads: int,
) -> tuple[Answer, ...]:
    own = int.from_bytes(sha256(f"{seed}/{kind}".encode()).digest()[:8], "big")
    sets = risk_sets(
        _counted(lives.courses, tables["statuses"]), _begun(tables["agreements"], kind), recorded, seed=own
    )
    stretches, outcome = lives.stretches, asked.outcome
    return answers(
        Question(kind, outcome, asked.limits),
        sets,
        covariates(sets.rows, tables, lives.courses, stretches, offer=kind, traits=traits),
        {
            months: outcome_after(stretches, outcome, sets.rows, months, recorded, asked.terms)
            for months in asked.horizons
        },
        worked_before(stretches, sets.rows, lives.written_from),
        seed=own,
        threads=threads,
    )


def _counted(courses: Courses, statuses: pl.DataFrame) -> pl.DataFrame:
    """Courses of the effort, each followed from the day its target group was given."""
    return course_starts(courses, statuses).select(
        "citizen",
        begins="start",
        left="ends",
        followed_from=pl.max_horizontal("start", "known_from"),
    )


def _begun(agreements: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The days of an offer. A withdrawn one never was, and a planned one is none yet."""
    begun = agreements.filter((pl.col("kind") == kind) & pl.col("state").is_in(["running", "ended"]))
    return begun.select(
        "citizen", started="from", over=pl.col("to").dt.offset_by("1d").fill_null(pl.lit(OPEN))
    )


def _written_from(tables: Mapping[str, pl.DataFrame]) -> date:
    """The first day that any spell or benefit tells of; before it nothing is known of anybody."""
    days = [tables["spells"]["from"], tables["statuses"].filter(pl.col("kind") == "benefit")["valid_from"]]
    told = [day for days_of in days if isinstance(day := days_of.min(), date)]
    return min(told, default=OPEN)
