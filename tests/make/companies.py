"""Companies with their production units and staff, what is open at them, and courses."""

from datetime import date, timedelta
from itertools import count

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import (
    Company,
    Opening,
    OpeningSkill,
    OpeningTask,
    ProductionUnit,
    StaffMonth,
)
from fodfaeste.apps.learning.models import Course, CourseSkill, CourseStart
from fodfaeste.core.dates import add_months
from fodfaeste.installation import clock
from tests.make.people import authority as authority_made
from tests.make.people import place

_numbers = count(1)


def company(authority: Authority | None = None, **fields: object) -> Company:
    """A private company without any workplace yet."""
    number = next(_numbers)
    values = {"cvr": f"{10000000 + number}", "name": f"Prøvefirma {number}", "is_public": False, **fields}
    values.setdefault("sort_key", sort_key(str(values["name"])))
    values.setdefault("recorded_at", clock.now())
    return Company.objects.create(authority=authority or authority_made(), **values)


def production_unit(company: Company | None = None, **fields: object) -> ProductionUnit:
    """A workplace (P-number) in Grenaa that makes food, of a new company unless one is given."""
    owner = company or globals()["company"](fields.pop("authority", None))
    values = {
        "p_number": f"{1000000000 + next(_numbers)}",
        "name": owner.name,
        "industry": "107120",
        "recorded_at": clock.now(),
        **fields,
    }
    if "place" not in values:
        values["place"] = place(owner.authority)
    return ProductionUnit.objects.create(authority=owner.authority, company=owner, **values)


def staff(
    unit: ProductionUnit,
    ordinary: float | None = 20,
    supported: float | None = 0,
    months: int = 4,
    last: date | None = None,
) -> list[StaffMonth]:
    """So many months of the same staff, up to the month before this one unless another is given."""
    newest = last or add_months(clock.today(unit.authority).replace(day=1), -1)
    return [
        StaffMonth.objects.create(
            unit=unit, month=add_months(newest, -back), ordinary_fte=ordinary, supported_fte=supported
        )
        for back in reversed(range(months))
    ]


def opening(unit: ProductionUnit | None = None, **fields: object) -> Opening:
    """An ordinary job of 37 hours by day that is open now; `unit=None` makes a workplace for it."""
    number = next(_numbers)
    where = unit or production_unit(authority=fields.pop("authority", None))
    values = {
        "reference": f"Å{number:05}",
        "kind": "ordinaert_job",
        "title": f"Medhjælper {number}",
        "place": where.place,
        "hours_min": 37,
        "hours_max": 37,
        "shifts": "dag",
        "recorded_at": clock.now(),
        **fields,
    }
    return Opening.objects.create(authority=where.authority, unit=where, **values)


def need(opening: Opening, skill: str = "madlave-efter-opskrift", **fields: object) -> OpeningSkill:
    """A skill that the opening cannot do without."""
    return OpeningSkill.objects.create(opening=opening, skill=skill, **fields)


def task(opening: Opening, title: str = "Dække borde", **fields: object) -> OpeningTask:
    """A task of the opening, after those it has."""
    values = {"number": opening.tasks.count() + 1, "hours": 5, "days": "1 3", **fields}
    return OpeningTask.objects.create(opening=opening, title=title, **values)


def course(
    authority: Authority | None = None, skills: dict[str, int] | None = None, **fields: object
) -> Course:
    """A course of two weeks that starts in a month, and gives the skills in `skills` at these levels."""
    owner = authority or authority_made()
    starts = fields.pop("starts", [clock.today(owner) + timedelta(days=30)])
    number = next(_numbers)
    values = {
        "reference": f"K{number:05}",
        "title": f"Kursus {number}",
        "provider": "Prøveskolen",
        "weeks": 2,
        "price": 4000,
        "seats": 12,
        "recorded_at": clock.now(),
        **fields,
    }
    if "place" not in values:
        values["place"] = place(owner)
    made = Course.objects.create(authority=owner, **values)
    CourseStart.objects.bulk_create(CourseStart(course=made, on=day) for day in starts)
    given = (skills or {}).items()
    CourseSkill.objects.bulk_create(
        CourseSkill(course=made, skill=skill, level=level) for skill, level in given
    )
    return made
