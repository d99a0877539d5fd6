"""What people will not: for each such wish the openings that it rules out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.industries import section_of
from fodfaeste.core.openings import STAY, WILL_NOT

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Refused:
    """What people will not: each different wish once, with those who have it and the openings it means."""

    citizens: tuple[Numbers, ...]
    openings: tuple[Numbers, ...]  # in step with `citizens`

    def bars(self) -> Iterator[tuple[Numbers, Numbers]]:
        """The citizens and the openings of each wish."""
        return zip(self.citizens, self.openings, strict=True)


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


def is_meant(openings: pl.DataFrame, kind: str, what: str) -> pl.Series:
    """Whether a wish speaks of each opening. What an opening does not tell is never held against it."""
    stay = (pl.col("attendance") == STAY) & pl.lit(what == "ja")
    meant = {
        "erhverv": pl.col("isco").str.starts_with(what),
        "branche": pl.col("section") == what,
        "aabning": pl.col("kind") == what,
        "arbejdssted": pl.col("employer") == what,
        "ophold": stay,
    }[kind]
    return openings.select(meant=meant.fill_null(value=False) & pl.lit(what != ""))["meant"]


def refused_by(wishes: pl.DataFrame, citizens: pl.Series, openings: pl.DataFrame) -> Refused:
    """What the citizens will not; each different wish is looked up once."""
    rows = pl.DataFrame({"citizen": citizens}).with_row_index("row")
    refused = wishes.filter(strength=WILL_NOT).join(rows, on="citizen")
    whose = refused.group_by("kind", "what", maintain_order=True).agg("row").sort("kind", "what")
    return Refused(
        citizens=tuple(rows.unique().to_numpy().astype(np.int64) for rows in whose["row"]),
        openings=tuple(
            is_meant(openings, kind, what).arg_true().to_numpy().astype(np.int64)
            for kind, what in whose.select("kind", "what").iter_rows()
        ),
    )
