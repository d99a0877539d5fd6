"""Made-up countries in which the effect of an offer is known, because the chances of each day are.

Everybody has one course. Every day one can leave it, and who has not begun the offer can begin it; from then
on the chance of leaving is another. So what would have come of those who began, had they not begun in that
month, is a sum that can be written down (`truth`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import polars as pl

from fodfaeste.engines.indicators.effect_answers import Limits
from fodfaeste.engines.indicators.effect_covariates import Covariates
from fodfaeste.engines.indicators.effect_sets import RiskSets, risk_sets
from fodfaeste.engines.indicators.effect_trial import Question, answers
from fodfaeste.engines.indicators.effect_words import SELF_SUPPORT
from fodfaeste.engines.indicators.survival_courses import OPEN, Recorded

SINCE, UNTIL = date(2020, 1, 1), date(2025, 1, 1)
RECORDED = Recorded(SINCE, UNTIL)
NAMES = tuple(f"x{number}" for number in range(8))


@dataclass(frozen=True)
class World:
    """How the chances of leaving and of beginning, and the effect, hang on what is measured and hidden."""

    leaving: Callable  # logarithms, added to the country's usual chance of a day
    beginning: Callable
    effect: Callable
    begins_daily: float = 0.002
    leaves_daily: float = 0.004


def _nothing(x, u):
    return np.zeros(len(x))


def _some(x, u):
    return np.full(len(x), 0.5)


def _leaves(x, u):
    return 0.5 * x[:, 0] - 0.4 * np.minimum(x[:, 1] ** 2, 4) + 0.3 * x[:, 5] - 0.3 * x[:, 2] * (x[:, 0] > 0)


def _begins(x, u):
    return 0.5 * x[:, 0] + 0.4 * np.minimum(x[:, 1] ** 2, 4) - 0.3 * x[:, 2] * x[:, 5] + 0.3 * x[:, 6]


WORLDS = {
    "nothing is skewed": World(_leaves, _nothing, _some),
    "skewed by what is measured, not in a line": World(_leaves, _begins, _some),
    "no effect, and many who wait": World(
        lambda x, u: 0.4 * x[:, 0], lambda x, u: 0.3 * x[:, 0], _nothing, begins_daily=0.004
    ),
    "another effect for each": World(
        _leaves, _begins, lambda x, u: 0.4 + 0.5 * np.tanh(x[:, 0]) - 0.4 * x[:, 6]
    ),
}
HIDDEN = World(lambda x, u: _leaves(x, u) + 0.6 * u, lambda x, u: _begins(x, u) + 0.8 * u, _nothing)


@dataclass(frozen=True)
class Made:
    """A country's people: their courses and offers as days, their traits and their daily chances."""

    courses: pl.DataFrame  # citizen, begins, left, followed_from
    offers: pl.DataFrame  # citizen, started, over
    traits: pl.DataFrame  # citizen, x0 ...
    worked: pl.DataFrame  # citizen, control: in work long before, which a hidden cause also has a say in
    daily: pl.DataFrame  # citizen, leaves, begins_offer, leaves_after


def made(world: World, people: int, seed: int) -> Made:
    """So many people, with courses begun evenly over the years of the records."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(people, len(NAMES)))
    x[:, 5:] = x[:, 5:] > 0
    hidden = chance.normal(size=people)
    leaves = np.clip(world.leaves_daily * np.exp(world.leaving(x, hidden)), 0, 0.2)
    begins = np.clip(world.begins_daily * np.exp(world.beginning(x, hidden)), 0, 0.2)
    after = np.clip(leaves * np.exp(world.effect(x, hidden)), 0, 0.3)
    gone, offered = chance.geometric(leaves), chance.geometric(begins)
    took_part = offered < gone
    gone = np.where(took_part, offered + chance.geometric(after), gone)
    first = chance.integers(0, (UNTIL - SINCE).days, people)
    citizen = pl.Series([f"c{number:07}" for number in range(people)])
    days = pl.DataFrame({"citizen": citizen, "first": first, "gone": gone, "offered": offered}).with_columns(
        begins=pl.lit(SINCE) + pl.duration(days="first")
    )
    courses = days.with_columns(left=pl.col("begins") + pl.duration(days="gone"), followed_from="begins")
    offers = days.filter(pl.Series(took_part)).with_columns(
        started=pl.col("begins") + pl.duration(days="offered"), over=pl.lit(OPEN)
    )
    worked = chance.random(people) < 1 / (1 + np.exp(-0.8 * x[:, 0] + 0.3 * x[:, 1] - 0.8 * hidden))
    return Made(
        courses.select("citizen", "begins", "left", "followed_from"),
        offers.select("citizen", "started", "over"),
        pl.DataFrame({"citizen": citizen, **dict(zip(NAMES, x.T, strict=True))}),
        pl.DataFrame({"citizen": citizen, "control": worked.astype(float)}),
        pl.DataFrame({"citizen": citizen, "leaves": leaves, "begins_offer": begins, "leaves_after": after}),
    )


def truth(rows: pl.DataFrame, country: Made, months: int) -> float:
    """What beginning did to the share out of the course so many months after, among those who began.

    Against not beginning in that month: from the next one they may, with the chances of every day.
    """
    began = rows.filter(pl.col("started") == pl.col("day")).join(country.daily, on="citizen")
    days = (pl.col("day").dt.offset_by(f"{months}mo") - pl.col("day")).dt.total_days()
    month_ends = pl.col("begins").dt.offset_by(pl.col("month").cast(pl.String) + "mo")
    held = pl.min_horizontal((month_ends - pl.col("day")).dt.total_days() - 1, days)
    counted = began.select("leaves", "begins_offer", "leaves_after", days=days, held=held)
    a, s, b, n, alone = (counted[name].to_numpy().astype(float) for name in counted.columns)
    left, neither = n - alone, (1 - a) * (1 - s)
    later = (1 - a) * s * ((1 - b) ** left - neither**left) / (1 - b - neither)
    without = (1 - a) ** alone * (neither**left + later)
    return float(np.mean(without - (1 - b) ** n))


@dataclass(frozen=True)
class Given:
    """What the engine is given of a country: its risk sets, and a value of everything for each row."""

    sets: RiskSets
    covariates: Covariates
    outcomes: dict[int, pl.Series]  # out of the course so many months after
    before: pl.Series


def given(country: Made, months: tuple[int, ...], seed: int) -> Given:
    sets = risk_sets(country.courses, country.offers, RECORDED, seed=seed)
    rows = sets.rows
    traits = rows.join(country.traits, on="citizen", how="left", maintain_order="left")
    outcomes = {}
    for after in months:
        day = pl.col("day").dt.offset_by(f"{after}mo")
        gone = (pl.col("left") <= day).cast(pl.Float64)
        outcomes[after] = rows.select(gone=pl.when(day < UNTIL).then(gone))["gone"]
    before = rows.join(country.worked, on="citizen", how="left", maintain_order="left")["control"]
    known = traits.select(
        *NAMES,
        days=(pl.col("day") - pl.col("begins")).dt.total_days(),
        calendar=pl.col("day").dt.year() * 12 + pl.col("day").dt.month(),
    )
    return Given(sets, Covariates(known), outcomes, before)


def asked(
    country: Made, months: tuple[int, ...], seed: int, *, limits: Limits | None = None, threads: int = 1
):
    """The country's risk sets, and what the engine answers of being out of the course after some months."""
    of = given(country, months, seed)
    question = Question("kursus", SELF_SUPPORT, limits or Limits(), needed=())
    told = answers(question, of.sets, of.covariates, of.outcomes, of.before, seed=seed, threads=threads)
    return of.sets, told


def told(rows: pl.DataFrame, months: int) -> pl.DataFrame:
    """The rows whose outcome so many months after is in the records."""
    return rows.filter(pl.col("day").dt.offset_by(f"{months}mo") < UNTIL)


def tables_of(country: Made) -> dict[str, pl.DataFrame]:
    """The country as a snapshot: work after the course for all who leave it, and long before it for some."""
    people = country.courses.join(country.worked, on="citizen").with_columns(
        born=1960 + pl.int_range(pl.len()) % 40, written=pl.lit(datetime(2025, 1, 1, tzinfo=UTC))
    )
    seen = people.with_columns(
        valid_to=pl.when(pl.col("left") < UNTIL).then("left"), industry=pl.lit(None, pl.String)
    )
    states = [
        seen.select(
            "citizen", pl.lit(kind).alias("kind"), pl.lit(value).alias("value"), valid_from="begins",
            valid_to="valid_to", recorded_at="written",
        )
        for kind, value in (("benefit", "dagpenge"), ("target_group", "forsikret"))
    ]  # fmt: skip
    work = [
        seen.filter(pl.col("control") > 0).select(
            "citizen", pl.lit("work").alias("kind"), "industry",
            pl.col("begins").dt.offset_by("-24mo").alias("from"),
            to=pl.col("begins").dt.offset_by("-17mo"),
        ),
        seen.filter(pl.col("left") < UNTIL).select(
            "citizen", pl.lit("work").alias("kind"), "industry", pl.col("left").alias("from"),
            to=pl.lit(None, pl.Date),
        ),
    ]  # fmt: skip
    talks = people.select(
        "citizen", kind=pl.lit("jobsamtale"), state=pl.lit("held"),
        at=(pl.col("begins") + pl.duration(days=30)).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
    )  # fmt: skip
    agreements = country.offers.filter(pl.col("started") < UNTIL).select(
        "citizen", kind=pl.lit("kursus"), state=pl.lit("ended"), industry=pl.lit(None, pl.String),
        **{"from": "started", "to": pl.col("started") + pl.duration(days=60)},
    )  # fmt: skip
    return {
        "citizens": people.select("citizen", birth_year="born"),
        "statuses": pl.concat(states),
        "spells": pl.concat(work),
        "contacts": talks,
        "agreements": agreements,
    }


def dated_traits(country: Made) -> pl.DataFrame:
    """What is measured, as a caller hands it in: in forty parts of equal size, and always so."""
    parts = country.traits.with_columns(
        (pl.col(name).rank() * 40 / pl.len()).floor().clip(upper_bound=39).cast(pl.Int64).cast(pl.String)
        for name in NAMES
    )
    long = parts.unpivot(on=list(NAMES), index="citizen", variable_name="trait", value_name="value")
    return long.with_columns(valid_from=pl.lit(None, pl.Date))
