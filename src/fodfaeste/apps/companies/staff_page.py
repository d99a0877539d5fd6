"""A company's staff by month: the numbers as a table and as a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fodfaeste.apps.companies.models import Company, ProductionUnit, StaffMonth
from fodfaeste.apps.companies.selectors import staff_since
from fodfaeste.apps.companies.wording import language_here, work_years
from fodfaeste.core.dates import add_months, month_start
from fodfaeste.design.charts import Series, line_chart

#: A year, and the same month of the year before.
MONTHS_SHOWN = 13


@dataclass(frozen=True, slots=True)
class MonthOfStaff:
    """A month's work-years at one or more workplaces; None where one of them is not known."""

    month: date
    ordinary: float | None
    supported: float | None

    @property
    def ordinary_in_words(self) -> str:
        return work_years(self.ordinary)

    @property
    def supported_in_words(self) -> str:
        return work_years(self.supported)


def staff_by_month(units: Sequence[ProductionUnit], on: date) -> list[MonthOfStaff]:
    """The staff of some workplaces together, the oldest month first; months without any row are left out."""
    last = month_start(on)
    rows = staff_since([unit.pk for unit in units], add_months(last, 1 - MONTHS_SHOWN), last)
    by_month: dict[date, list[StaffMonth]] = {}
    for row in rows:
        by_month.setdefault(row.month, []).append(row)
    return [
        MonthOfStaff(
            month,
            _together([row.ordinary_fte for row in found], len(units)),
            _together([row.supported_fte for row in found], len(units)),
        )
        for month, found in by_month.items()
    ]


def _together(numbers: Sequence[float | None], units: int) -> float | None:
    """A sum over all workplaces; not known where it is not known of one."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == units else None


def staff_chart(company: Company, months: Sequence[MonthOfStaff], where: str) -> str:
    """The staff month by month as a picture. Months that are not known are gaps."""
    ordinary = [(month.month, month.ordinary) for month in months]
    supported = [(month.month, month.supported) for month in months]
    title = _("%(company)s: årsværk måned for måned") % {"company": company.name}
    description = _("%(where)s. De samme tal står i tabellen ved billedet.") % {"where": where}
    series = [Series(_("Ordinære"), ordinary), Series(_("Med støtte"), supported)]
    return line_chart(title, description, series, _("årsværk"), language_here())
