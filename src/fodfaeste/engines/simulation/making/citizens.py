"""The snapshot's citizens as the simulation starts with them: state, time, label, education and field."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.dates import month_end
from fodfaeste.core.simulation import OUTSIDE, Country, education_of
from fodfaeste.engines.simulation.making import ids
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.model import NO_OFFER, Axes, People

Tables = Mapping[str, pl.DataFrame]
_BIRTH = 1  # what a number is drawn for
_MOST_MONTHS = 20_000
_ANY_AGE = 40  # where no citizen's age is known


def citizens_of(
    tables: Tables, states: pl.DataFrame, country: Country, axes: Axes, on: date
) -> tuple[People, list[Note]]:
    """A row for each of the snapshot's citizens, in its order; nobody's offers yet (`with_offers`).

    `states`: their time in each state, from `state_spells`.
    """
    citizens = tables["citizens"]
    today = _now(states, axes, on)
    now = citizens.select("citizen").join(today, on="citizen", how="left", maintain_order="left")
    state = _placed(now["state"], axes.states, axes.states.index(country.role(OUTSIDE)))
    in_effort = np.array(axes.in_effort)[state]
    person = ids.of_citizens(citizens["citizen"])
    age_months, notes = _age_months(citizens, person, on)
    people = People(
        ids=person,
        arrives=np.zeros(len(person), np.int16),
        state=state,
        since=_months_since(now["begins"], on),
        age_months=age_months,
        sex=np.full(len(person), axes.sexes.index("unknown"), np.uint8),
        education=_educations(citizens, axes),
        field=_fields(citizens, tables["spells"], axes),
        group=_labels(citizens["target_group"], axes, in_effort),
        came_from=_labels(citizens["came_from"], axes, in_effort),
        in_effort_since=np.where(in_effort, _months_since(now["effort"], on), 0).astype(np.int16),
        earlier=_whole(citizens["earlier_unemployment_months"]),
        offer=np.full(len(person), NO_OFFER, np.uint8),
        offer_month=np.zeros(len(person), np.int16),
        begun=np.zeros(len(person), np.uint8),
    )
    untold = now.filter(pl.col("state").is_null() & pl.Series(_has_status(tables, on, citizens))).height
    return people, [*notes, *([Note(What.STATE_UNKNOWN, people=untold)] if untold else [])]


def _now(states: pl.DataFrame, axes: Axes, on: date) -> pl.DataFrame:
    """The state of each citizen on the day, since when, and since when in the effort without a break."""
    spells = states.filter(pl.col("begins") <= on)
    names = [state for state, is_in in zip(axes.states, axes.in_effort, strict=True) if is_in]
    is_in = pl.col("state").is_in(names)
    follows = (pl.col("citizen") == pl.col("citizen").shift()) & (pl.col("begins") == pl.col("ends").shift())
    goes_on = is_in & follows & is_in.shift()
    spells = spells.with_columns(effort=pl.when(~goes_on.fill_null(value=False)).then("begins"))
    spells = spells.with_columns(pl.col("effort").forward_fill())
    return spells.filter(pl.col("ends").is_null() | (pl.col("ends") > on)).drop("ends")


def _has_status(tables: Tables, on: date, citizens: pl.DataFrame) -> list[bool]:
    """Whether anything is told of a citizen on the day that could have been a state."""
    statuses = tables["statuses"].filter(
        (pl.col("valid_from").is_null() | (pl.col("valid_from") <= on))
        & (pl.col("valid_to").is_null() | (pl.col("valid_to") > on))
    )
    return citizens["citizen"].is_in(statuses["citizen"].unique().implode()).to_list()


def _placed(values: pl.Series, names: Sequence[str], absent: int) -> NDArray[np.uint8]:
    """The place of each value among names; `absent` for what is not among them."""
    places = {name: place for place, name in enumerate(names)}
    found = values.replace_strict(places, default=absent, return_dtype=pl.UInt8)
    return found.fill_null(absent).to_numpy().copy()


def _labels(labels: pl.Series, axes: Axes, in_effort: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Labels of those in the effort; nobody else has one."""
    none = len(axes.groups) - 1
    return np.where(in_effort, _placed(labels, axes.groups, none), none).astype(np.uint8)


def _months_since(days: pl.Series, on: date) -> NDArray[np.int16]:
    """Whole months passed since each day; 0 where there is none."""
    last = month_end(on).day
    whole = 12 * (on.year - days.dt.year()) + on.month - days.dt.month().cast(pl.Int32)
    months = whole - (days.dt.day().clip(upper_bound=last) > on.day).cast(pl.Int32)
    return _whole(months)


def _whole(values: pl.Series) -> NDArray[np.int16]:
    """Whole numbers from 0 to the most that is told; 0 for what is not known."""
    floored = values.cast(pl.Float64).fill_null(0).floor().clip(0, _MOST_MONTHS)
    return floored.cast(pl.Int16).to_numpy().copy()


def _age_months(
    citizens: pl.DataFrame, person: NDArray[np.uint32], on: date
) -> tuple[NDArray[np.int16], list[Note]]:
    """Ages in months: the birthday in the year is drawn for each, within what year of birth and age allow."""
    by_year = (on.year - pl.col("birth_year")).cast(pl.Float64)
    years = citizens.select(pl.coalesce("age", by_year))["age"]
    unknown = years.null_count()
    middle = years.median()
    years = years.fill_null(_ANY_AGE if middle is None else middle)
    turned = (on.year - citizens["birth_year"]) == years
    # Who has had this year's birthday was born in its months until now, the others in those after.
    low = np.where((~turned).fill_null(value=False).to_numpy(), on.month, 0)
    high = np.where(turned.fill_null(value=False).to_numpy(), on.month, 12)
    low = np.minimum(low, high - 1)
    months = low + np.floor(ids.drawn(person, _BIRTH) * (high - low))
    age = (12 * np.floor(years.to_numpy()) + months).clip(0, 12 * 120)
    return age.astype(np.int16), [Note(What.AGE_UNKNOWN, people=unknown)] if unknown else []


def _educations(citizens: pl.DataFrame, axes: Axes) -> NDArray[np.uint8]:
    unknown = axes.educations.index(education_of(None))
    return _placed(citizens["education"], axes.educations, unknown)


def _fields(citizens: pl.DataFrame, spells: pl.DataFrame, axes: Axes) -> NDArray[np.uint8]:
    """The field of the last work that is known of each."""
    work = spells.filter((pl.col("kind") == "work") & pl.col("industry").is_not_null())
    last = work.sort("from").group_by("citizen", maintain_order=True).agg(pl.col("industry").last())
    found = citizens.select("citizen").join(last, on="citizen", how="left", maintain_order="left")
    return _placed(found["industry"], axes.fields, len(axes.fields) - 1)
