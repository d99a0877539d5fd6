"""What each need of an opening weighs: whole numbers that sum to exactly 2^14."""

import math
from dataclasses import dataclass

import polars as pl

from fodfaeste.engines.matching.checks import check_weights
from fodfaeste.engines.matching.forbidden import WEIGHT14

TOTAL = 2**14

#: A weight as a whole number counts millionths: sums of whole numbers do not depend on the order of rows.
_UNIT = 1_000_000
#: The heaviest own weight: beyond it a sum would leave 64 bits.
HEAVIEST = 1_000_000
_OPTIONAL_TENTHS = 4  # an optional need weighs 0.4 of an essential one


@dataclass(frozen=True, slots=True)
class SkillsCounted:
    """How many openings needed each skill on some day. Kept, weights stay when openings change."""

    openings: int
    needing: pl.DataFrame  # skill, count


def skills_counted(opening_skills: pl.DataFrame) -> SkillsCounted:
    """How many of the openings given need each skill."""
    once = opening_skills.select("opening", "skill").unique()
    return SkillsCounted(once["opening"].n_unique(), once.group_by("skill").agg(count=pl.len()))


def need_weights(opening_skills: pl.DataFrame, counted: SkillsCounted | None = None) -> pl.DataFrame:
    """The needs of openings with `weight14`, whole weights that sum to 2^14 in each opening.

    A need's own weight, else 1 (essential) or 0.4 (optional) times how rare the skill is among the openings
    counted, else among all that are given: ln((openings + 1) / (openings that need it + 1)) + 1. What is left
    after rounding down goes to the largest remainders, ties by the skill's id. An opening whose weights are
    all 0 keeps zeros. Columns: opening, skill, weight14, essential, in the order of opening and skill; each
    need once.
    """
    weighed = WEIGHT14 in opening_skills.columns
    column, most = (WEIGHT14, TOTAL) if weighed else ("weight", HEAVIEST)
    check_weights(opening_skills, column, most)
    once = opening_skills.group_by("opening", "skill").agg(pl.col("essential").any(), pl.col(column).max())
    if not weighed:
        once = _largest_remainder(_raw(once, counted or skills_counted(opening_skills)))
    columns = "opening", "skill", pl.col(WEIGHT14).cast(pl.Int64), "essential"
    return once.select(columns).sort("opening", "skill")


def _raw(needs: pl.DataFrame, counted: SkillsCounted) -> pl.DataFrame:
    """`raw`: each weight in whole millionths."""
    tenths = pl.when("essential").then(10).otherwise(_OPTIONAL_TENTHS)
    own = (pl.col("weight") * _UNIT).round().cast(pl.Int64)
    default = tenths * pl.col("rarity") // 10
    return _with_rarity(needs, counted).with_columns(raw=pl.coalesce(own, default))


def _with_rarity(needs: pl.DataFrame, counted: SkillsCounted) -> pl.DataFrame:
    """`rarity`: how rare each skill is, in whole millionths: the logarithm is taken once for each count."""
    known = needs.join(counted.needing, on="skill", how="left").with_columns(pl.col("count").fill_null(0))
    times = counted.openings + 1
    rarity = {n: round(_UNIT * (1 + math.log(times / (n + 1)))) for n in known["count"].unique()}
    return known.with_columns(
        rarity=pl.col("count").replace_strict(rarity, default=None, return_dtype=pl.Int64)
    )


def _largest_remainder(needs: pl.DataFrame) -> pl.DataFrame:
    total = pl.col("raw").sum().over("opening")
    share = pl.when(total > 0).then(pl.col("raw") * TOTAL // total).otherwise(0)
    left = pl.when(total > 0).then(pl.col("raw") * TOTAL % total).otherwise(0)
    shared = needs.with_columns(share=share, left=left)
    missing = (TOTAL - pl.col("share").sum()).over("opening")
    place = pl.int_range(pl.len()).over("opening")
    weighed = pl.col("raw").sum().over("opening") > 0
    return shared.sort("opening", "left", "skill", descending=[False, True, False]).with_columns(
        weight14=pl.col("share") + (weighed & (place < missing)).cast(pl.Int64)
    )
