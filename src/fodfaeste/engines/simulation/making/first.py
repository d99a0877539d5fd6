"""The month a right arose or arises for each person known today: the rules, asked about their own facts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.answers import State
from fodfaeste.core.dates import add_months
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import due
from fodfaeste.engines.simulation.making.asked import AGE, Asked, Tried
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.model import NEVER

Months = NDArray[np.int16]
#: An age nobody reaches, in months, and one that everybody has.
_OLD, _YOUNG = 200 * 12, -200 * 12
_LONG_AGO = date(1000, 1, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The months in which no answer can turn on age: each person is of one age as far as rules can tell."""

    facts: pl.DataFrame
    begins: NDArray[np.int64]  # (n,) the month in which the person comes into it
    ends: NDArray[np.int64]  # (n,) the month in which the person leaves it


def first_months(
    tried: Tried,
    facts: pl.DataFrame,
    offers: Sequence[str],
    months: int,
    age_months: NDArray[np.int16],
    in_effort_since: NDArray[np.int16],
) -> tuple[Months, list[Note]]:
    """For each offer and person the first month on whose first day the rules answer "due"; else NEVER.

    As the rules count on every day, only the facts' own days matter: they are asked once, on the last day,
    for the day each right is from. A right without a day has stood since the effort began. Below 0: it arose
    so many months ago. Who cannot be told on the last day is counted, and so is whose right is lost by age
    before it: who is waiting then keeps it here.
    """
    end = add_months(tried.on, months)
    found = np.full((len(offers), facts.height), NEVER, dtype=np.int16)
    lasts = np.zeros(found.shape, dtype=np.bool_)
    open_answers = []
    for stretch in _stretches(tried.asked, facts, age_months):
        answers = answers_on(tried.pack, stretch.facts, end)
        for number, offer in enumerate(offers):
            rows = answers.filter(pl.col("offer") == offer)
            if rows.is_empty():
                continue
            month = np.maximum(_months_due(rows, tried.on, in_effort_since), stretch.begins)
            is_there = (month < stretch.ends) & (stretch.ends > 0) & (month <= months)
            holds = is_there & (rows["state"] == State.DUE.value).to_numpy()
            found[number] = np.minimum(found[number], np.where(holds, month, NEVER)).astype(np.int16)
            lasts[number] |= holds & (stretch.ends > months)
        within = (stretch.begins <= months) & (stretch.ends > 0)
        open_answers.append(_not_told(answers, facts.filter(pl.Series(within))))
    notes = list(_told(pl.concat(open_answers), found, offers, facts))
    lost = int(((found != NEVER) & ~lasts).any(axis=0).sum())
    return found, [*notes, *([Note(What.RIGHT_LOST, people=lost)] if lost else [])]


def answers_on(pack: Pack, facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """The rules' answers on a day; without a day where some rule gives a right that has none.

    Where a group has several rules for one offer, an answer tells the earliest of their days, also when
    another of them needs none. Such a right is there on any day, however long ago.
    """
    answers = due(pack, facts, on)
    spoken_of = Counter((rule.offer, rule.group) for rule in pack.entries if rule.kind == "rule")
    if max(spoken_of.values(), default=0) < 2 or answers.is_empty():
        return answers
    always = due(pack, facts, _LONG_AGO)["state"] == State.DUE.value
    return answers.with_columns(due_on=pl.when(~always).then("due_on"))


def _stretches(asked: Asked, facts: pl.DataFrame, age_months: NDArray[np.int16]) -> Iterator[Stretch]:
    """One where no rule asks for age; else one for each span of ages that rules treat alike."""
    everywhere = np.full(facts.height, _YOUNG), np.full(facts.height, _OLD)
    if AGE not in asked.facts:
        yield Stretch(facts, *everywhere)
        return
    unknown = facts[AGE].is_null().to_numpy()
    for low, high in zip((0, *asked.ages), (*asked.ages, None), strict=True):
        begins = 12 * low - age_months.astype(np.int64) if low else everywhere[0]
        ends = 12 * high - age_months.astype(np.int64) if high else everywhere[1]
        years = pl.when(pl.col(AGE).is_not_null()).then(pl.lit(float(low))).alias(AGE)
        begins, ends = np.where(unknown, _YOUNG, begins), np.where(unknown, _OLD, ends)
        yield Stretch(facts.with_columns(years), begins, ends)


def _months_due(rows: pl.DataFrame, on: date, in_effort_since: NDArray[np.int16]) -> NDArray[np.int64]:
    """The first month on whose first day the day of each row is reached."""
    days = rows["due_on"]
    return np.where(days.is_null().to_numpy(), -in_effort_since.astype(np.int64), months_to(days, on))


def months_to(days: pl.Series, on: date) -> NDArray[np.int64]:
    """How many months from a day until each day is reached; 0 where there is none.

    A month is over on the same day of the next month, or on its last day where it has no such day.
    """
    whole = 12 * (days.dt.year() - on.year) + days.dt.month().cast(pl.Int32) - on.month
    last = days.dt.month_end().dt.day()
    reached = last.clip(upper_bound=on.day)
    months = whole + (days.dt.day() > reached).cast(pl.Int32)
    found: NDArray[np.int64] = months.fill_null(0).to_numpy().astype(np.int64)
    return found


def _not_told(answers: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Who cannot be told, while in the stretch: citizen, offer, missing."""
    rows = answers.filter(pl.col("state") == State.CANNOT_TELL.value)
    return rows.join(people.select("citizen"), on="citizen", how="semi").select("citizen", "offer", "missing")


def _told(answers: pl.DataFrame, found: Months, offers: Sequence[str], facts: pl.DataFrame) -> Iterator[Note]:
    """How many people have no right told, by what is missing; who has one at another age is left out."""
    without = {
        offer: facts["citizen"].filter(pl.Series(found[number] == NEVER))
        for number, offer in enumerate(offers)
    }
    counted: Counter[str] = Counter()
    for (offer,), rows in answers.unique(["citizen", "offer"]).partition_by("offer", as_dict=True).items():
        left = rows.filter(pl.col("citizen").is_in(without[str(offer)].implode()))
        for missing, number in left.group_by("missing").len().iter_rows():
            counted[missing] += number
    for missing, number in sorted(counted.items()):
        yield Note(What.CANNOT_TELL, missing, number)
