"""A full run whose outcome stays in memory, to be changed from there on."""

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.changes import facts_of
from fodfaeste.engines.matching.columns import Reading
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.kept import best_changed
from fodfaeste.engines.matching.match import Side
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.standing import Standing
from fodfaeste.engines.matching.travel import travel_on
from fodfaeste.engines.matching.vocabulary import Vocabulary
from fodfaeste.engines.matching.weights import SkillsCounted, skills_counted


def standing_for(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    *,
    sides: Collection[Side],
    top: int,
    settings: Settings | None = None,
    counted: SkillsCounted | None = None,
    threads: int | None = None,
) -> Standing:
    """The lists of `match_sides`, kept so that who changes can be told (`Standing.change`).

    Needs that come without weights later are weighed by `counted`, else as the openings are counted now.
    """
    if top < 1:
        raise ValueError("top is at least 1")
    settings = settings or settings_of(tables)
    case = case_of(tables, on, settings)
    kept, _ = best_changed(facts_of(case, tables), None, sides=sides, top=top, threads=threads)
    read = only_read(tables)
    reach = read["reach"]
    places = pl.concat([reach["from"], reach["to"], read["citizens"]["place"], read["openings"]["place"]])
    by = Reading(
        travel=travel_on(reach, places.drop_nulls().unique().sort(), on, settings),
        settings=settings,
        skills=Vocabulary(pl.concat([read["citizen_skills"]["skill"], read["opening_skills"]["skill"]])),
        words=Vocabulary(pl.Series([], dtype=pl.String)),
        counted=counted or skills_counted(read["opening_skills"]),
    )
    lists = tuple((found.keys, found.floor) for found in (kept.openings, kept.citizens))
    return Standing(read, on, by, (lists[0], lists[1]), top)
