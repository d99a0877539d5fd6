"""A list of companies: who they are, where, in which industry, their staff and what is open there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fodfaeste.apps.companies.models import Company, ProductionUnit, StaffMonth
from fodfaeste.apps.companies.selectors import openings_counted, staff_latest, units_of
from fodfaeste.apps.companies.wording import section_name, work_years
from fodfaeste.core.industries import section_of


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A line of the list."""

    company: Company
    towns: list[str]
    industries: list[str]
    staff: str
    openings: int


def company_rows(companies: Sequence[Company], on: date) -> list[CompanyRow]:
    """The lines of one page of the list, in three questions to the database."""
    keys = [company.pk for company in companies]
    by_company: dict[int, list[ProductionUnit]] = {key: [] for key in keys}
    for unit in units_of(keys):
        by_company[unit.company_id].append(unit)
    staff = staff_latest(unit.pk for units in by_company.values() for unit in units)
    counts = openings_counted(keys, on)
    return [_row(company, by_company[company.pk], staff, counts.get(company.pk, 0)) for company in companies]


def _row(
    company: Company, units: Sequence[ProductionUnit], staff: dict[int, StaffMonth], openings: int
) -> CompanyRow:
    sections = dict.fromkeys(section_name(section_of(unit.industry)) for unit in units)
    towns = dict.fromkeys(unit.place.name for unit in units if unit.place)
    known = [staff[unit.pk].ordinary_fte if unit.pk in staff else None for unit in units]
    return CompanyRow(
        company, list(towns), [section for section in sections if section], staff_in_words(known), openings
    )


def staff_in_words(known: Sequence[float | None]) -> str:
    """The staff of all workplaces; "mindst" where some of them have none that is known."""
    numbers = [number for number in known if number is not None]
    if not numbers:
        return work_years(None)
    total = work_years(sum(numbers))
    return total if len(numbers) == len(known) else _("mindst %(number)s") % {"number": total}
