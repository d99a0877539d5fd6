"""What may not influence a score, and the only columns that matching reads.

Sex, origin, age and diagnosis are no inputs, nor what stands for them: a benefit, a group, a programme.
A limit is functional, in the citizen's own words, and only bars; it never lowers a score.
"""

from collections.abc import Mapping

import polars as pl

#: Names that no table of matching may have among the columns it reads, in any version of the snapshot.
FORBIDDEN = frozenset(
    {
        "sex", "gender", "origin", "citizenship", "ethnicity", "religion", "name", "birth_year", "birth_date",
        "age", "diagnosis", "health", "benefit", "target_group", "contact_group", "readiness", "law_group",
        "gl_match_group", "came_from", "integration_started", "became_job_ready", "effort_started",
        "unemployment_started", "earlier_unemployment_months", "registered_on", "education", "title",
        "authority",
    }
)  # fmt: skip

#: Tables of people's past and standing that matching never opens.
FORBIDDEN_TABLES = frozenset({"statuses", "spells", "contacts", "agreements"})

#: Every column that decides whether a pair is listed, and its score.
READ: dict[str, tuple[str, ...]] = {
    "citizens": (
        "citizen", "place", "hours_min", "hours_max", "shifts", "limits", "licences", "languages",
        "reach_minutes",
    ),
    "citizen_skills": ("citizen", "skill", "level"),
    "wishes": ("citizen", "kind", "what", "strength"),
    "kinds_ruled_out": ("citizen", "kind", "rule"),
    "openings": (
        "opening", "kind", "employer", "place", "attendance", "hours_min", "hours_max", "shifts", "seats",
        "opens", "closes", "demands", "licences", "languages", "isco",
    ),
    "opening_skills": ("opening", "skill", "weight", "essential"),
    "employers": ("employer", "industry", "month"),
    "reach": ("from", "to", "minutes", "season", "per_week"),
    "courses": ("course", "weeks", "price"),
    "course_skills": ("course", "skill", "level"),
}  # fmt: skip

#: In place of `weight`: weights worked out before, so that some openings can stand for all.
WEIGHT14 = "weight14"

#: Read for the order inside a group of people, and for nothing else.
ORDER_OF_PEOPLE = ("citizen", "waiting_since")


def only_read(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with nothing in them but what may be read."""
    found = {name: tables[name].select(columns) for name, columns in READ.items() if name != "opening_skills"}
    needs = tables["opening_skills"]
    weight = WEIGHT14 if WEIGHT14 in needs.columns else "weight"
    return {**found, "opening_skills": needs.select("opening", "skill", weight, "essential")}
