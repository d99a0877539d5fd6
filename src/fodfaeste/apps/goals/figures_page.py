"""A figure as the committee reads it: value, change in plain words, definition beside."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.due_people import beside_figure
from fodfaeste.apps.goals.kinds import UNIT_NAMES
from fodfaeste.apps.goals.models import IndicatorValue, PackVersion
from fodfaeste.apps.goals.selectors import pack_by_hash
from fodfaeste.core.dates import add_months
from fodfaeste.core.policy import Entry, Indicator, Pack
from fodfaeste.design.charts import Series, line_chart
from fodfaeste.engines.indicators import FEWEST

#: The smallest step of a figure that is told as a change; below it the figure is unchanged.
SMALLEST_CHANGE = 0.05

#: The measure of a figure that is defined and that nothing counts yet.
NOT_COMPUTED = "none_yet"

#: Spreadsheets run a cell that begins so as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of a figure as the table shows it."""

    month: date
    as_of: date
    numerator: str
    denominator: str
    value: str
    suppressed: bool
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its newest value and how it has moved."""

    indicator: Indicator
    value: str
    as_of: date | None
    changes: list[str]
    lines: list[Entry] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """What the figure is counted in."""
        return unit_name(self.indicator)

    @property
    def is_computed(self) -> bool:
        """Whether the system counts the figure; else it is defined only."""
        return self.indicator.measure != NOT_COMPUTED


def values_of(authority: Authority, indicators: Iterable[Indicator], group: str = "") -> list[IndicatorValue]:
    """The stored months of some figures for one group, oldest first."""
    ids = [indicator.id for indicator in indicators]
    rows = IndicatorValue.objects.filter(authority=authority, indicator__in=ids, group=group)
    return list(rows.order_by("month"))


def all_values_of(authority: Authority, indicator: Indicator) -> list[IndicatorValue]:
    """The stored months of a figure for everyone and for each group."""
    rows = IndicatorValue.objects.filter(authority=authority, indicator=indicator.id)
    return list(rows.order_by("group", "month"))


def group_name(pack: Pack, group: str) -> str:
    """What a group is called on screen; everyone where it is none of the policy's."""
    language = get_language() or "da"
    titles = {one.id: one.title.in_language(language) for one in pack.groups}
    return titles.get(group) or _("Alle")


def comparable(rows: Iterable[IndicatorValue], indicator: Indicator, pack: Pack) -> list[IndicatorValue]:
    """The months computed by the same definition as today's: others are never put beside them."""
    by_hash: dict[str, bool] = {pack.hash: True}
    kept = []
    for row in rows:
        if row.indicator != indicator.id:
            continue
        if row.pack_hash not in by_hash:
            by_hash[row.pack_hash] = _same_definition(indicator, pack, row.pack_hash)
        if by_hash[row.pack_hash]:
            kept.append(row)
    return kept


def _same_definition(indicator: Indicator, pack: Pack, pack_hash: str) -> bool:
    """Whether an earlier pack computed the figure in the same way."""
    try:
        earlier = pack_by_hash(pack_hash)
    except PackVersion.DoesNotExist:
        return False
    old = earlier.indicator(indicator.id)
    return old is not None and _definition(old, earlier) == _definition(indicator, pack)


def _definition(indicator: Indicator, pack: Pack) -> tuple[object, ...]:
    """What makes a figure the same figure; a value named after it, such as its days, is part of it."""
    values = tuple(value.value for value in pack.values if value.id.startswith(f"{indicator.id}."))
    words = (indicator.numerator, indicator.denominator)
    return (indicator.measure, indicator.offer, indicator.unit, words, values)


def figure_of(indicator: Indicator, rows: Sequence[IndicatorValue], pack: Pack) -> Figure:
    """The newest value of a figure and its changes since last month and the same month last year."""
    kept = comparable(rows, indicator, pack)
    lines = [entry for entry in pack.entries if indicator.id in entry.indicators]
    if not kept:
        return Figure(indicator, _("endnu ikke beregnet"), None, [], lines)
    newest = kept[-1]
    by_month = {row.month: row for row in kept}
    changes = [
        change_in_words(indicator, newest, by_month.get(add_months(newest.month, -1)), _("sidste måned")),
        change_in_words(
            indicator, newest, by_month.get(add_months(newest.month, -12)), _("samme måned sidste år")
        ),
    ]
    return Figure(indicator, value_in_words(indicator, newest), newest.as_of, changes, lines)


def value_in_words(indicator: Indicator, row: IndicatorValue) -> str:
    """A figure with its unit; held back where too few people stand behind it."""
    if row.suppressed:
        return _("under 5 borgere")
    if row.value is None:
        return _("intet at måle på")
    return amount(row.value, indicator.unit)


def under_five() -> str:
    """What stands in the place of a number that is held back."""
    return _("under 5")


def amount(value: float, unit: str) -> str:
    """A number with its unit, as the language writes it."""
    number = number_format(round(value, 1), decimal_pos=1)
    if unit == "percent":
        return _("%(number)s %%") % {"number": number}
    return ngettext("%(number)s dag", "%(number)s dage", _plural(value)) % {"number": number}


def _plural(value: float) -> int:
    """Which form of the noun a number takes: 1 day, 1.5 days, 2 days."""
    return 1 if round(abs(value), 1) == 1 else 2


def change_in_words(indicator: Indicator, new: IndicatorValue, old: IndicatorValue | None, since: str) -> str:
    """How far a figure has moved, in a sentence; honest where it cannot be told."""
    if old is None:
        return _("Intet tal for %(since)s") % {"since": since}
    if new.suppressed or old.suppressed or new.value is None or old.value is None:
        return _("Kan ikke sammenlignes med %(since)s") % {"since": since}
    difference = round(new.value, 1) - round(old.value, 1)
    if abs(difference) < SMALLEST_CHANGE:
        return _("Uændret siden %(since)s") % {"since": since}
    if indicator.unit == "percent":
        text = _("%(size)s højere end %(since)s") if difference > 0 else _("%(size)s lavere end %(since)s")
    else:
        text = _("%(size)s mere end %(since)s") if difference > 0 else _("%(size)s mindre end %(since)s")
    return text % {"size": _size(abs(difference), indicator.unit), "since": since}


def _size(difference: float, unit: str) -> str:
    if unit == "percent":
        number = number_format(round(difference, 1), decimal_pos=1)
        return ngettext("%(number)s procentpoint", "%(number)s procentpoint", _plural(difference)) % {
            "number": number
        }
    return amount(difference, unit)


def month_rows(indicator: Indicator, rows: Iterable[IndicatorValue], today: date) -> list[MonthRow]:
    """The months of a figure as a table, newest first."""
    return [
        MonthRow(
            month=row.month,
            as_of=row.as_of,
            numerator=_count(row, row.numerator),
            denominator=_count(row, row.denominator),
            value=value_in_words(indicator, row),
            suppressed=row.suppressed,
            unfinished=row.month == today.replace(day=1),
        )
        for row in reversed(list(rows))
    ]


def _count(row: IndicatorValue, number: float | None) -> str:
    if row.suppressed or number is None:
        return "–"
    return number_format(round(number), decimal_pos=0, force_grouping=True)


def beside_in_words(authority: Authority, indicator: Indicator) -> str:
    """The number of people that a figure leaves out, said beside it."""
    people = beside_figure(authority, indicator)
    if people is None:
        return ""
    shown = under_five() if 0 < people < FEWEST else number_format(people, force_grouping=True)
    if indicator.measure == "track_begun_share":
        return _("Kan ikke afgøres i dag og er ikke talt med: %(people)s.") % {"people": shown}
    return _("Venter stadig i dag og er ikke talt med: %(people)s.") % {"people": shown}


def month_name(month: date) -> str:
    """A month as people write it: november 2026."""
    return date_format(month, "F Y")


def figure_chart(indicator: Indicator, rows: Iterable[IndicatorValue], group: str) -> str:
    """A figure as a line over time; months held back or without a value are gaps."""
    language = get_language() or "da"
    points = [(row.month, None if row.suppressed else row.value) for row in rows]
    return line_chart(
        title=indicator.title.in_language(language),
        description=indicator.statement.in_language(language),
        series=[Series(group, points)],
        unit=unit_name(indicator),
        language=language,
    )


def unit_name(indicator: Indicator) -> str:
    """What a figure is counted in."""
    return str(UNIT_NAMES[indicator.unit])


def figure_csv(indicator: Indicator, rows: Iterable[IndicatorValue], groups: dict[str, str]) -> str:
    """A figure as a file for a spreadsheet: semicolons, the language's decimal sign, no live formulas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        safe_cell(text)
        for text in (
            pgettext("one", "Tal"), _("Gruppe"), _("Måned"), _("Opgjort pr."), _("Tæller"), _("Nævner"),
            _("Værdi"), _("Enhed"), _("Politik (kontrolsum)"),
        )
    )  # fmt: skip
    unit = unit_name(indicator)
    title = indicator.title.in_language(get_language() or "da")
    for row in rows:
        numbers = [_cell(row, number) for number in (row.numerator, row.denominator)]
        value = under_five() if row.suppressed else _cell(row, row.value)
        group = groups.get(row.group, row.group) if row.group else _("Alle")
        cells = [
            title,
            group,
            row.month.strftime("%Y-%m"),
            row.as_of.isoformat(),
            *numbers,
            value,
            unit,
            row.pack_hash,
        ]
        writer.writerow(safe_cell(cell) for cell in cells)
    return "\ufeff" + out.getvalue()


def _cell(row: IndicatorValue, number: float | None) -> str:
    if row.suppressed or number is None:
        return ""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return text if (get_language() or "da").startswith("en") else text.replace(".", ",")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
