"""The snapshot's schema as data: the contract between database and engines.

`docs/snapshot.md` is made from it.
"""

from dataclasses import dataclass

from fodfaeste.core.reach import BASES, PLACE_KINDS

VERSION = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type and unit, what a missing value means, and the codes where they are closed."""

    name: str
    type: str  # text, day, instant, whole or decimal
    meaning: str
    null: str = "never"  # "never", or what a missing value means
    unit: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: what a row is, its columns, and the columns that tell rows apart."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


_CITIZEN = Column("citizen", "text", "the municipality's own id of the person")
_TWO_TIMES = (
    Column("valid_from", "day", "first day it holds", null="it has always held"),
    Column("valid_to", "day", "first day it no longer holds", null="it still holds"),
    Column("recorded_at", "instant", "when it was recorded"),
)
_NOT_HAPPENED = "9999-12-31 means known not to have happened"

TABLES: dict[str, TableSchema] = {
    table.name: table
    for table in (
        TableSchema(
            "citizens",
            "a person in the effort, with the facts that hold on the snapshot's day",
            ("citizen",),
            (
                _CITIZEN,
                Column("authority", "text", "slug of the municipality"),
                Column("place", "text", "code of the town or settlement", null="unknown"),
                Column("birth_year", "whole", "year of birth", null="unknown", unit="year"),
                Column(
                    "target_group",
                    "text",
                    "the municipality's own label; `ingen` = in none that day",
                    null="unknown",
                ),
                Column("effort_started", "day", f"first day of the effort; {_NOT_HAPPENED}", null="unknown"),
                Column(
                    "unemployment_started",
                    "day",
                    f"first day of this unemployment; {_NOT_HAPPENED}",
                    null="unknown",
                ),
                Column(
                    "earlier_unemployment_months",
                    "decimal",
                    "earlier unemployment",
                    null="unknown",
                    unit="months",
                ),
                Column(
                    "became_job_ready", "day", f"day of becoming job-ready; {_NOT_HAPPENED}", null="unknown"
                ),
                Column(
                    "came_from",
                    "text",
                    "target group before this one; `ingen` = from no other",
                    null="unknown",
                ),
                Column(
                    "integration_started",
                    "day",
                    f"first day of the programme; {_NOT_HAPPENED}",
                    null="unknown",
                ),
                Column(
                    "registered_on",
                    "day",
                    f"first day registered as a job seeker; {_NOT_HAPPENED}",
                    null="unknown",
                ),
                Column("age", "decimal", "age on the snapshot's day", null="unknown", unit="whole years"),
                Column(
                    "education",
                    "text",
                    "education that qualifies for work: none, vocational, higher or other",
                    null="unknown",
                ),
            ),
        ),
        TableSchema(
            "statuses",
            "a dated state of one kind; kinds are apart because none follows from another",
            ("citizen", "kind", "valid_from", "recorded_at"),
            (
                _CITIZEN,
                Column(
                    "kind",
                    "text",
                    "what the state is of",
                    codes=("benefit", "target_group", "contact_group", "readiness"),
                ),
                Column("value", "text", "the state"),
                *_TWO_TIMES,
            ),
        ),
        TableSchema(
            "spells",
            "a period in work, unemployment or education",
            ("citizen", "kind", "from"),
            (
                _CITIZEN,
                Column("kind", "text", "what the period is", codes=("work", "unemployment", "education")),
                Column("industry", "text", "DB07 section of a period in work", null="unknown or not in work"),
                Column("from", "day", "first day"),
                Column("to", "day", "last day", null="it still goes on"),
            ),
        ),
        TableSchema(
            "contacts",
            "a talk with the citizen",
            ("citizen", "at", "kind"),
            (
                _CITIZEN,
                Column("kind", "text", "what kind of talk"),
                Column(
                    "state", "text", "what became of it", codes=("booked", "held", "no_show", "cancelled")
                ),
                Column("at", "instant", "when it starts"),
            ),
        ),
        TableSchema(
            "agreements",
            "an offer agreed with the citizen",
            ("citizen", "kind", "from"),
            (
                _CITIZEN,
                Column("kind", "text", "id of the offer"),
                Column("state", "text", "how far it is", codes=("planned", "running", "ended", "withdrawn")),
                Column("industry", "text", "industry aimed at", null="none chosen"),
                Column("from", "day", "first day"),
                Column("to", "day", "last day", null="it still goes on"),
            ),
        ),
        TableSchema(
            "places",
            "a town or settlement",
            ("place",),
            (
                Column("place", "text", "code of the place"),
                Column("authority", "text", "slug of the municipality"),
                Column("name", "text", "its name"),
                Column("kind", "text", "what it is", null="unknown", codes=PLACE_KINDS),
                Column("latitude", "decimal", "north", null="unknown", unit="degrees"),
                Column("longitude", "decimal", "east; west is below 0", null="unknown", unit="degrees"),
            ),
        ),
        TableSchema(
            "reach",
            "a way from one place to another; no row means not known, and none leads to the place itself",
            ("from", "to", "mode", "season"),
            (
                Column("from", "text", "code of the place"),
                Column("to", "text", "code of the other place"),
                Column(
                    "mode",
                    "text",
                    "car, public, bicycle, boat, helicopter, plane or road; in order where several: "
                    "`plane+boat`",
                ),
                Column(
                    "minutes", "whole", "the journey, without weather and waiting overnight", unit="minutes"
                ),
                Column("season", "text", "when it can be made: `all`, or months as `1,4-12`"),
                Column(
                    "per_week", "whole", "journeys a week of the rarest boat or flight", null="not so bound"
                ),
                Column(
                    "basis",
                    "text",
                    "an estimate, one that rests on a choice of ours, or a file someone gave",
                    codes=BASES,
                ),
            ),
        ),
    )
}
