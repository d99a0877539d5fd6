"""The snapshot's tables of work and learning: openings and what they need, employers, courses."""

from fodfaeste.core.openings import ATTENDANCE, DEMANDS, LICENCES, OPENING_KINDS, SHIFTS
from fodfaeste.core.schema import Column, TableSchema

_OPENING = Column("opening", "text", "the municipality's own id of the opening")
_SKILL = Column("skill", "text", "id of the skill in the taxonomy in use")
_EMPLOYER = Column("employer", "text", "P-number of the production unit")
_HOURS_A_WEEK = "hours a week"
_SHIFTS, _DEMANDS, _LICENCES = tuple(SHIFTS), tuple(DEMANDS), tuple(LICENCES)

WORK: tuple[TableSchema, ...] = (
    TableSchema(
        "openings",
        "a job, task set or seat that somebody can take",
        ("opening",),
        (
            _OPENING,
            Column("authority", "text", "slug of the municipality"),
            Column("kind", "text", "what is open", codes=tuple(OPENING_KINDS)),
            Column("title", "text", "what the employer calls it"),
            Column("employer", "text", "P-number of the production unit", null="none named"),
            Column("place", "text", "code of the town or settlement", null="unknown"),
            Column("attendance", "text", "how one attends", codes=tuple(ATTENDANCE)),
            Column("hours_min", "whole", "fewest hours offered", "no limit", _HOURS_A_WEEK),
            Column("hours_max", "whole", "most hours offered", "no limit", _HOURS_A_WEEK),
            Column("shifts", "texts", "shifts one must be able to work", "none demanded", codes=_SHIFTS),
            Column("seats", "whole", "how many can take it"),
            Column("opens", "day", "first day it can be sought", null="open already"),
            Column("closes", "day", "last day it can be sought", null="until it is filled"),
            Column("demands", "texts", "what it asks of body and mind", "none named", codes=_DEMANDS),
            Column("licences", "texts", "licences that it demands", "none demanded", codes=_LICENCES),
            Column("languages", "texts", "languages with the least level, as `da:2`", "none demanded"),
            Column("occupation", "text", "id of the occupation in the taxonomy in use", null="not named"),
            Column("isco", "text", "ISCO-08 unit group of the occupation", null="not named"),
        ),
    ),
    TableSchema(
        "opening_skills",
        "a skill that an opening needs",
        ("opening", "skill"),
        (
            _OPENING,
            _SKILL,
            Column("weight", "decimal", "how much it counts", "essential 1, else 0.4, times rarity"),
            Column("essential", "flag", "true: it must be there"),
        ),
    ),
    TableSchema(
        "tasks",
        "a task carved from a position",
        ("opening", "task"),
        (
            _OPENING,
            Column("task", "whole", "its number in the opening"),
            Column("title", "text", "what is to be done"),
            Column("hours", "decimal", "how long it takes", "not said", _HOURS_A_WEEK),
            Column("days", "texts", "days of the week, `1` is Monday", null="any"),
            Column("demands", "texts", "what it asks of body and mind", "none named", codes=_DEMANDS),
            Column("skills", "texts", "skills it needs", null="none named"),
        ),
    ),
    TableSchema(
        "employers",
        "a production unit in a month",
        ("employer", "month"),
        (
            _EMPLOYER,
            Column("company", "text", "CVR number of the company"),
            Column("name", "text", "its name"),
            Column("industry", "text", "DB07 code", null="unknown"),
            Column("is_public", "flag", "true: public", null="unknown"),
            Column("place", "text", "code of the town or settlement", null="unknown"),
            Column("month", "day", "first day of the month"),
            Column("ordinary_fte", "decimal", "ordinary staff", null="unknown", unit="work-years"),
            Column("supported_fte", "decimal", "staff with support", null="unknown", unit="work-years"),
        ),
    ),
    TableSchema(
        "courses",
        "a course that gives skills",
        ("course",),
        (
            Column("course", "text", "the municipality's own id of the course"),
            Column("title", "text", "its name"),
            Column("provider", "text", "who holds it", null="unknown"),
            Column("weeks", "decimal", "how long it takes", unit="weeks"),
            Column("price", "whole", "what one seat costs", null="unknown", unit="kr."),
            Column("seats", "whole", "seats on each start", null="unknown"),
            Column("starts", "texts", "days it starts, as 2026-12-01", null="not planned"),
            Column("place", "text", "code of the town or settlement", null="unknown or remote"),
        ),
    ),
    TableSchema(
        "course_skills",
        "a skill that a course gives",
        ("course", "skill"),
        (
            Column("course", "text", "the municipality's own id of the course"),
            _SKILL,
            Column("level", "whole", "the level one leaves with, 1-4"),
        ),
    ),
)
