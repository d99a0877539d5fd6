"""Any pair explained: what of the needs is there, and every limit, met or not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from fodfaeste.engines.matching import limits
from fodfaeste.engines.matching.answers import Limit, Pair, Verdict
from fodfaeste.engines.matching.case import Case, case_of
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.parts import needs_in_parts
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.sides import lacking
from fodfaeste.engines.matching.weights import need_weights
from fodfaeste.engines.matching.wishes import with_section

#: Tables that say something of the citizen or of the opening, cut down to the one that is asked about.
_OF_CITIZEN = ("citizens", "citizen_skills", "wishes", "kinds_ruled_out")


def explain_pair(
    tables: Mapping[str, pl.DataFrame],
    citizen: str,
    opening: str,
    on: date,
    settings: Settings | None = None,
) -> Pair:
    """Why an opening is on a citizen's list or not, limit by limit and need by need.

    Raises KeyError for a citizen or opening that is not there.
    """
    settings = settings or settings_of(tables)
    read = _cut(only_read(tables), citizen, opening)
    case = case_of({**read, "numbers": tables["numbers"]}, on, settings)
    needs = needs_in_parts(case.skills, citizen=0, opening=0)
    score = sum(need.part for need in needs)
    group, course = _group(case) if score else (None, None)
    found = _limits(read, case, on, settings)
    is_listed = score > 0 and all(limit.verdict is Verdict.MET for limit in found)
    return Pair(citizen, opening, score, group, course, is_listed, needs, found)


def _cut(read: dict[str, pl.DataFrame], citizen: str, opening: str) -> dict[str, pl.DataFrame]:
    """The tables of one citizen and one opening; its needs keep the weights they have among all."""
    cut = {**read, **{name: read[name].filter(citizen=citizen) for name in _OF_CITIZEN}}
    cut["openings"] = read["openings"].filter(opening=opening)
    cut["opening_skills"] = need_weights(read["opening_skills"]).filter(opening=opening)
    for table, name in (("citizens", citizen), ("openings", opening)):
        if cut[table].is_empty():
            raise KeyError(name)
    return cut


def _group(case: Case) -> tuple[str, str | None]:
    """The pair's group and course, told as a listed pair is."""
    from fodfaeste.engines.matching.listing import listed
    from fodfaeste.engines.matching.scan import Best

    zero, one = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    row = listed(case, Best(zero, zero, one, one)).row(0, named=True)
    return row["group"], row["course"]


def _limits(read: dict[str, pl.DataFrame], case: Case, on: date, settings: Settings) -> tuple[Limit, ...]:
    citizen: dict[str, Any] = read["citizens"].row(0, named=True)
    opening: dict[str, Any] = read["openings"].row(0, named=True)
    bits = int(lacking(case.seekers.have)[0] & case.offered.need[0])
    return (
        limits.dates(opening, on),
        limits.seats(opening),
        limits.place(citizen, opening, read["wishes"], read["reach"], on, settings),
        limits.hours(citizen, opening),
        limits.lacked("shifts", bits),
        limits.lacked("licences", bits, is_known=citizen["licences"] is not None),
        limits.lacked("languages", bits, is_known=citizen["languages"] is not None),
        limits.lacked("demands", bits),
        limits.wish(read["wishes"], with_section(read["openings"], read["employers"])),
        limits.law(read["kinds_ruled_out"], opening),
    )
