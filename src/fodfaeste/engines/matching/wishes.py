"""What people will not: for each such wish the openings that it rules out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.industries import section_of
from fodfaeste.core.openings import STAY, WILL_NOT
from fodfaeste.engines.matching.numbered import NOWHERE, numbered
from fodfaeste.engines.matching.scores import Lists, lists_of

Rows = NDArray[np.int32]

#: What an opening tells that a wish of each kind speaks of. Of an occupation a wish may tell the start only.
TOLD = {
    "erhverv": pl.col("isco"),
    "branche": pl.col("section"),
    "aabning": pl.col("kind"),
    "arbejdssted": pl.col("employer"),
    "ophold": pl.when(pl.col("attendance") == STAY).then(pl.lit("ja")),
}
BY_ITS_START = "erhverv"


@dataclass(frozen=True, slots=True)
class Refused:
    """What people will not: who has which wish, and the openings that each different wish means."""

    citizens: Rows
    wishes: Rows  # in step with `citizens`; one may have a wish twice
    meant: Lists  # wish → openings

    def bars(self) -> Iterator[tuple[Rows, Rows]]:
        """The citizens and the openings of each wish that somebody has."""
        order = np.argsort(self.wishes, kind="stable")
        wishes = self.wishes[order]
        starts = np.flatnonzero(np.diff(wishes, prepend=NOWHERE))
        for wish, citizens in zip(wishes[starts], np.split(self.citizens[order], starts[1:]), strict=False):
            openings = self.meant.rows[self.meant.start[wish] : self.meant.start[wish + 1]]
            yield np.unique(citizens), openings.astype(np.int32, copy=False)


def with_section(openings: pl.DataFrame, employers: pl.DataFrame) -> pl.DataFrame:
    """The openings with `section`, the industry's letter by the employer's latest month that names one."""
    known = employers.drop_nulls("industry").sort("month", "industry")
    latest = known.unique("employer", keep="last", maintain_order=True)
    sections = {code: section_of(code) for code in latest["industry"].unique()}
    lettered = latest.select(
        "employer",
        section=pl.col("industry").replace_strict(sections, default=None, return_dtype=pl.String),
    )
    return openings.join(lettered, on="employer", how="left", maintain_order="left")


def refusals(wishes: pl.DataFrame) -> pl.DataFrame:
    """The different things that somebody will not, in the order of `kind` and `what`."""
    return wishes.filter(strength=WILL_NOT).select("kind", "what").unique().sort("kind", "what")


def is_meant(openings: pl.DataFrame, kind: str, what: str) -> pl.Series:
    """Whether a wish speaks of each opening. What an opening does not tell is never held against it."""
    rows = meant_by(pl.DataFrame({"kind": [kind], "what": [what]}), openings).rows
    return pl.int_range(openings.height, eager=True).is_in(pl.Series(rows).implode()).alias("meant")


def meant_by(wishes: pl.DataFrame, openings: pl.DataFrame) -> Lists:
    """The openings each wish speaks of; an empty wish means none."""
    told = openings.select(**TOLD).with_row_index("opening")
    asked = wishes.with_row_index("wish").filter(pl.col("what") != "")
    found = [pl.DataFrame(schema={"wish": pl.UInt32, "opening": pl.UInt32})]
    for (kind,), of_kind in asked.group_by("kind"):
        lengths = of_kind["what"].str.len_chars().unique() if kind == BY_ITS_START else (None,)
        for length in lengths:
            start = pl.col(str(kind)) if length is None else pl.col(str(kind)).str.head(length)
            pairs = told.select("opening", what=start).join(of_kind, on="what")
            found.append(pairs.select("wish", "opening"))
    rows = pl.concat(found).unique().sort("wish", "opening")
    return lists_of(rows["wish"].to_numpy(), rows["opening"].cast(pl.Int32).to_numpy(), wishes.height)


def refused_by(wishes: pl.DataFrame, citizens: pl.Series, known: pl.DataFrame, meant: Lists) -> Refused:
    """What the citizens will not, by the numbers of the wishes that are `known`, and what these mean."""
    rows = wishes.filter(strength=WILL_NOT).join(
        known.with_row_index("wish"), on=["kind", "what"], maintain_order="left"
    )
    whose = numbered(rows["citizen"], citizens)
    is_there = whose != NOWHERE
    return Refused(whose[is_there], rows["wish"].cast(pl.Int32).to_numpy()[is_there], meant)
