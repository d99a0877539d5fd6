"""A simulation as a report for a committee: the difference first, how sure it is, and what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from fodfaeste.core.dates import day_in_words
from fodfaeste.core.words import Words
from fodfaeste.design.difference_chart import Doubt, difference_chart
from fodfaeste.design.simulation_words import BANDS, HEADS, NET, SECTIONS, UNITS, heads
from fodfaeste.engines.simulation.telling import Answer, Band, Line, Three, Told, Total, Whole, number, signed
from fodfaeste.engines.simulation.telling.granted import NEVER_SIMULATED
from fodfaeste.engines.simulation.telling.tell import HEADLINES
from fodfaeste.formats.report import Picture, Section, Table, report_page

#: What is drawn, and what is told at the end of each year.
DRAWN = ("caseload", "spending")
_YEARLY = ("caseload", "to_work", "work_within.6", "spending_municipal")
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is made of. `inputs`: what it was reckoned from, with names and hashes."""

    title: str
    whole: Whole
    ends: Sequence[date]  # the day each month ends
    inputs: Sequence[tuple[str, str]]
    language: str
    is_drawn: bool = True  # False: tables and words alone


def simulation_report(of: Reported) -> str:
    """The report as one HTML file, the same bytes for the same answer."""
    first = [sentence.words.in_language(of.language) for sentence in of.whole.sentences]
    return report_page(of.title, of.language, first, list(report_sections(of)))


def report_sections(of: Reported) -> Iterator[Section]:
    """The parts of a report in the order of `SECTIONS`."""
    answer = of.whole.answer
    yield _section(of, "difference", [*_charts(of), _totals(of, [t for t in answer.totals if not t.group])])
    yield _section(of, "net", [_net(of)])
    yield _section(of, "moved", [_moved(of)] if answer.moved else [])
    yield _section(of, "years", list(_years(of, _YEARLY)))
    yield _section(of, "tracks", [_at_end(of, _tracks(answer))])
    yield _section(of, "groups", [_totals(of, [t for t in answer.totals if t.group])])
    yield _section(of, "indicators", list(_indicators(of)))
    yield _section(of, "granted", [words.in_language(of.language) for words in of.whole.granted])
    yield _section(of, "never", [words.in_language(of.language) for words in NEVER_SIMULATED])
    yield _section(of, "inputs", [_inputs(of)])


def _section(of: Reported, name: str, parts: Sequence[str | Table | Picture]) -> Section:
    title, explained = SECTIONS[name]
    return Section(title.in_language(of.language), [explained.in_language(of.language), *parts])


def _charts(of: Reported) -> Iterator[Picture]:
    for name in DRAWN:
        line = of.whole.answer.line(name)
        if of.is_drawn and line is not None and len(of.ends) > 1:
            caption = f"{line.measure.title.in_language(of.language)} ({_unit(of, line.measure.unit)})"
            yield Picture(_chart(of, line), caption)


def _chart(of: Reported, line: Line) -> str:
    """The difference of a figure month by month with its three bands, the widest kind of doubt below."""
    shown = [month for month in range(len(of.ends)) if line.shown(month)]
    difference = line.of.difference

    def values(
        of_month: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]],
    ) -> list[float | None]:
        return [round(float(of_month[month]), 4) for month in shown]

    doubts = [
        Doubt(BANDS[name].in_language(of.language), values(band.low), values(band.high))
        for name, band in reversed(_bands(difference))
    ]
    middle = list(zip((of.ends[month] for month in shown), values(difference.middle), strict=True))
    title = line.measure.title.in_language(of.language)
    return difference_chart(
        title, HEADS["chart"].in_language(of.language), middle, doubts, _unit(of, line.measure.unit),
        of.language, f"{line.measure.id}-",
    )  # fmt: skip


def _bands(told: Told) -> list[tuple[str, Band]]:
    return [("chance", told.chance), ("knowledge", told.knowledge), ("country", told.country)]


def _totals(of: Reported, totals: Sequence[Total]) -> Table:
    """Sums over all months, the difference first."""
    rows = []
    for total in totals:
        names = [_named(of, total.measure.title, total.group), _unit(of, total.unit)]
        cells = _cells(of, total.of.difference, 0, is_back=total.held_back)
        shown = total.shows_levels and not total.held_back
        rows.append([*names, *cells, *_levels(of, total.of, 0, shown=shown)])
    return Table(HEADS["totals"].in_language(of.language), heads(of.language, levels=True), rows, names=2)


def _named(of: Reported, title: Words, group: str) -> str:
    name = title.in_language(of.language)
    return f"{name}: {of.whole.names.group(group).in_language(of.language)}" if group else name


def _unit(of: Reported, unit: str) -> str:
    return UNITS[unit].in_language(of.language) if unit in UNITS else unit


def _cells(of: Reported, told: Told, month: int, *, is_back: bool) -> list[str]:
    """The difference and its three bands in words."""
    if is_back:
        return [HEADS["held_back"].in_language(of.language), "", "", ""]
    spans = [_span(of, band, month) for _, band in _bands(told)]
    return [signed(float(told.middle[month])).in_language(of.language), *spans]


def _span(of: Reported, band: Band, month: int) -> str:
    """From and to; nothing where some run had nobody to count."""
    if np.isnan(band.low[month]) or np.isnan(band.high[month]):
        return HEADS["too_far"].in_language(of.language)
    ends = (signed(float(end[month])).in_language(of.language) for end in (band.low, band.high))
    return HEADS["span"].in_language(of.language).format(*ends)


def _levels(of: Reported, three: Three, month: int, *, shown: bool) -> list[str]:
    if not shown:
        return [HEADS["too_far"].in_language(of.language)] * 2
    return [number(float(told.middle[month])).in_language(of.language) for told in (three.today, three.tried)]


def _net(of: Reported) -> Table:
    rows = []
    for name, net in (("work", of.whole.answer.work), ("claimed", of.whole.answer.claimed)):
        for part, told in (("direct", net.direct), ("displaced", net.displaced), ("net", net.net)):
            title = NET[name, part].in_language(of.language)
            rows.append([title, *_cells(of, told, 0, is_back=False)])
    headings = heads(of.language, levels=False)
    return Table(HEADS["net"].in_language(of.language), [headings[0], *headings[2:]], rows)


def _moved(of: Reported) -> Table:
    rows = []
    for moved in of.whole.answer.moved:
        ends = [signed(end).in_language(of.language) for name in HEADLINES for end in moved.ends[name]]
        rows.append([moved.title.in_language(of.language), *ends])
    headings = [HEADS[name].in_language(of.language) for name in
                ("assumption", "caseload_low", "caseload_high", "spending_low", "spending_high")]  # fmt: skip
    return Table(HEADS["moved"].in_language(of.language), headings, rows)


def _years(of: Reported, measures: Iterable[str]) -> Iterator[Table]:
    """Some figures at the end of each year."""
    headings = heads(of.language, levels=True)
    for name in measures:
        line = of.whole.answer.line(name)
        if line is None:
            continue
        last = len(of.ends) - 1
        months = [*range(_YEAR - 1, last, _YEAR), last]
        rows = [
            _row(of, line, month, [day_in_words(of.ends[month]).in_language(of.language)]) for month in months
        ]
        caption = f"{line.measure.title.in_language(of.language)} ({_unit(of, line.measure.unit)})"
        yield Table(caption, [HEADS["ends"].in_language(of.language), *headings[2:]], rows)


def _row(of: Reported, line: Line, month: int, names: list[str]) -> list[str]:
    is_back = bool(line.held_back[month])
    cells = _cells(of, line.of.difference, month, is_back=is_back)
    return [*names, *cells, *_levels(of, line.of, month, shown=line.shows_levels(month))]


def _tracks(answer: Answer) -> list[Line]:
    kinds = ("entries", "queue", "held", "seats", "full", "wait", "begun_share")
    return [line for line in answer.lines if line.measure.id.split(".")[0] in kinds and not line.group]


def _at_end(of: Reported, lines: Iterable[Line]) -> Table:
    """Some figures in the last month that is told of each."""
    rows = []
    for line in lines:
        month = _last(line)
        if month is not None:
            names = [_named(of, line.measure.title, line.group), _unit(of, line.measure.unit)]
            rows.append(_row(of, line, month, names))
    return Table(HEADS["at_end"].in_language(of.language), heads(of.language, levels=True), rows, names=2)


def _last(line: Line) -> int | None:
    """The last month with a figure, held back or not; none where there never is one."""
    known = ~np.isnan(line.of.difference.middle)
    return int(np.flatnonzero(known)[-1]) if known.any() else None


def _indicators(of: Reported) -> Iterator[str | Table]:
    answer = of.whole.answer
    lines = [line for line in answer.lines if line.measure.id.startswith("indicator.")]
    if lines:
        yield _at_end(of, lines)
    titles = {line.measure.id.removeprefix("indicator."): line.measure.title for line in lines}
    for name, how in answer.counted_as.items():
        yield f"{titles[name].in_language(of.language)}: {how.in_language(of.language)}"
    if answer.not_simulated:
        rows = [
            [one.indicator.title.in_language(of.language), one.reason.in_language(of.language)]
            for one in answer.not_simulated
        ]
        headings = [HEADS[name].in_language(of.language) for name in ("figure", "why_not")]
        yield Table(HEADS["not_simulated"].in_language(of.language), headings, rows, names=2)


def _inputs(of: Reported) -> Table:
    headings = [HEADS[name].in_language(of.language) for name in ("what", "value")]
    return Table(HEADS["inputs"].in_language(of.language), headings, of.inputs, names=2)
