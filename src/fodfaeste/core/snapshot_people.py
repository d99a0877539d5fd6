"""The snapshot's tables of people: who they are, what is known of them, what they can and want."""

from fodfaeste.core.openings import (
    DEMANDS,
    LICENCES,
    OPENING_KINDS,
    SHIFTS,
    SKILL_BASES,
    WISH_KINDS,
    WISH_STRENGTHS,
)
from fodfaeste.core.schema import Column, TableSchema

_CITIZEN = Column("citizen", "text", "the municipality's own id of the person")
_SKILL = Column("skill", "text", "id of the skill in the taxonomy in use")
_TWO_TIMES = (
    Column("valid_from", "day", "first day it holds", null="it has always held"),
    Column("valid_to", "day", "first day it no longer holds", null="it still holds"),
    Column("recorded_at", "instant", "when it was recorded"),
)
_NOT_HAPPENED = "9999-12-31 means known not to have happened"
_HOURS_A_WEEK = "hours a week"
_SHIFTS, _DEMANDS, _LICENCES = tuple(SHIFTS), tuple(DEMANDS), tuple(LICENCES)

PEOPLE: tuple[TableSchema, ...] = (
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
            Column("became_job_ready", "day", f"day of becoming job-ready; {_NOT_HAPPENED}", null="unknown"),
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
            Column("hours_min", "whole", "fewest hours the person takes", "no limit", _HOURS_A_WEEK),
            Column("hours_max", "whole", "most hours the person can", "no limit", _HOURS_A_WEEK),
            Column("shifts", "texts", "shifts the person can work", "not asked: any", codes=_SHIFTS),
            Column(
                "limits",
                "texts",
                "demands that must not be made: functional, sensitive, never shown to an employer",
                "not asked: none",
                codes=_DEMANDS,
            ),
            Column("licences", "texts", "licences the person has", "unknown", codes=_LICENCES),
            Column("languages", "texts", "languages with level 1-4, as `da:3`", "unknown"),
            Column("reach_minutes", "whole", "longest journey each way", "the pack's own", "minutes"),
            Column("waiting_since", "day", "the first day of waiting for work or an offer", "unknown"),
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
                codes=(
                    "benefit",
                    "target_group",
                    "contact_group",
                    "readiness",
                    "law_group",
                    "gl_match_group",
                ),
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
            Column("state", "text", "what became of it", codes=("booked", "held", "no_show", "cancelled")),
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
        "citizen_skills",
        "a skill of a person",
        ("citizen", "skill"),
        (
            _CITIZEN,
            _SKILL,
            Column("level", "whole", "1 knows of it, 2 can with help, 3 can alone, 4 can teach it"),
            Column("basis", "text", "where it is known from", codes=tuple(SKILL_BASES)),
        ),
    ),
    TableSchema(
        "wishes",
        "what a person wants, or will not",
        ("citizen", "kind", "what"),
        (
            _CITIZEN,
            Column("kind", "text", "what it is about", codes=tuple(WISH_KINDS)),
            Column(
                "what",
                "text",
                "start of an ISCO-08 code, DB07 section, kind of opening, P-number, or `ja` of a stay",
            ),
            Column("strength", "text", "wants it, or will not: never listed", codes=WISH_STRENGTHS),
        ),
    ),
    TableSchema(
        "kinds_ruled_out",
        "a kind of opening that the law rules out for a person on the day",
        ("citizen", "kind"),
        (
            _CITIZEN,
            Column("kind", "text", "kind of opening", codes=tuple(OPENING_KINDS)),
            Column("rule", "text", "id of the law's rule whose condition is not met"),
        ),
    ),
)
