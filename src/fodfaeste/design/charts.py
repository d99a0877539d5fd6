"""Charts as SVG from our own address: numbers in, the same bytes out each time.

Lines differ by dash and marker and carry their name where they end; bars differ by filling and carry their
number. Colour is never the only sign. A held-back value is a gap. The same numbers stand in a table beside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import altair as alt

#: The converter carries the first of these itself, so the layout is the same on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, QUIET = "#1a1a1a", "#dcdcdc"
COLOURS = ["#0b4f71", "#a04100", "#2f6b1f", "#6a2c70", "#454545", "#7a5c00"]
DASHES = [[1, 0], [8, 4], [2, 3], [12, 4, 2, 4], [4, 8], [16, 4]]
MARKERS = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
WIDTH, HEIGHT = 720, 320
TICKS = 8
HEADROOM = 1.08
NAME_HEIGHT = 18  # pixels that a name at the end of its line needs
LOCALES = {"da": "da-DK", "en": "en-GB"}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values over time; `None` is held back or unknown. Bounds where there is an interval."""

    name: str
    points: Sequence[tuple[date, float | None]]
    lower: Sequence[float | None] = ()
    upper: Sequence[float | None] = ()


def line_chart(title: str, description: str, series: Sequence[Series], unit: str, language: str) -> str:
    """How one or more figures have moved over time, as SVG; at most six lines."""
    import altair as alt

    if len(series) > len(COLOURS):
        raise ValueError(f"a chart holds {len(COLOURS)} lines at most, not {len(series)}")
    rows = _rows(series)
    names = [one.name for one in series]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=_time_axis(rows)),
        color=alt.Color("name:N", legend=None, scale=alt.Scale(domain=names, range=COLOURS[: len(names)])),
    )
    height = alt.Y("value:Q", title=unit, scale=_height(rows), axis=alt.Axis(tickCount=6))
    dashes = alt.Scale(domain=names, range=DASHES[: len(names)])
    markers = alt.Scale(domain=names, range=MARKERS[: len(names)])
    layers: list[alt.Chart | alt.LayerChart] = []
    if any(one.lower for one in series):
        layers.append(base.mark_area(opacity=0.15).encode(y=alt.Y("lower:Q", title=unit), y2="upper:Q"))
    line = base.mark_line(strokeWidth=2.5)
    layers.append(line.encode(y=height, strokeDash=alt.StrokeDash("name:N", legend=None, scale=dashes)))
    mark = base.mark_point(size=50, filled=True, opacity=1)
    layers.append(mark.encode(y=height, shape=alt.Shape("name:N", legend=None, scale=markers)))
    if len(series) > 1:
        ends = base.properties(data=alt.Data(values=_ends(rows, names)))
        layers.append(ends.mark_text(align="left", dx=12, fontSize=13).encode(y="value:Q", text="name:N"))
    return _svg(alt.layer(*layers), title, description, language)


def bar_compare_chart(
    title: str, description: str, series: Sequence[Series], unit: str, language: str
) -> str:
    """Two rows of monthly numbers side by side, as SVG: the first filled, the second an outline."""
    import altair as alt

    first, second = series
    rows = _rows([first, second])
    for row in rows:
        row["label"] = "–" if row["value"] is None else f"{row['value']:g}"
        row["top"] = row["value"] or 0
    names = [first.name, second.name]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("day:O", title=None, axis=alt.Axis(labelAngle=0, labelExpr=_MONTH_ON_TWO_LINES)),
        xOffset=alt.XOffset("name:N", sort=names, scale=alt.Scale(paddingInner=0.15)),
        y=alt.Y("top:Q", title=unit, scale=_height(rows), axis=alt.Axis(tickCount=6)),
    )
    legend = alt.Legend(title=None, orient="top", labelLimit=0, symbolType="square", symbolSize=180)
    fills = alt.Scale(domain=names, range=[COLOURS[0], "white"])
    bars = base.mark_bar(stroke=COLOURS[0], strokeWidth=2)
    numbers = base.mark_text(dy=-9, fontSize=12).encode(text="label:N")
    layers = alt.layer(bars.encode(fill=alt.Fill("name:N", sort=names, scale=fills, legend=legend)), numbers)
    return _svg(layers, title, description, language)


_MONTH_ON_TWO_LINES = "[utcFormat(toDate(datum.value), '%b'), utcFormat(toDate(datum.value), '%Y')]"


def _rows(series: Sequence[Series]) -> list[Row]:
    rows = []
    for one in series:
        for at, (day, value) in enumerate(one.points):
            row: Row = {"name": one.name, "day": day.isoformat(), "value": value}
            if one.lower:
                row |= {"lower": one.lower[at], "upper": one.upper[at]}
            rows.append(row)
    return rows


def _height(rows: Sequence[Row]) -> "alt.Scale":
    """From nought to a little over the highest value, so that what stands above it has room."""
    import altair as alt

    highest = max((row[key] for row in rows for key in ("value", "upper") if row.get(key)), default=1)
    return alt.Scale(domain=[0, highest * HEADROOM], nice=True)


def _time_axis(rows: Sequence[Row]) -> "alt.Axis":
    """Ticks on days that have values, few enough to be read."""
    import altair as alt

    days = sorted({str(row["day"]) for row in rows})
    step = -(-len(days) // TICKS) or 1
    shown = days[::-1][::step][::-1]
    instants = [datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000 for day in shown]
    return alt.Axis(values=instants, format="%b %Y", labelFlush=False, grid=False)


def _ends(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """Where each line's name stands: at its last value, moved up where another name is in the way."""
    last = {row["name"]: row for row in rows if row["value"] is not None}
    ends = sorted((dict(last[name]) for name in names if name in last), key=lambda row: row["value"])
    highest = max((row["value"] for row in rows if row["value"] is not None), default=0)
    gap = highest * NAME_HEIGHT / HEIGHT
    for lower, upper in pairwise(ends):
        upper["value"] = max(upper["value"], lower["value"] + gap)
    furthest = max((row["day"] for row in ends), default="")
    return [{**row, "day": furthest} for row in ends]


def _svg(chart: "alt.LayerChart", title: str, description: str, language: str) -> str:
    """Draw a chart without the network, and give the drawing a name and a description."""
    import vl_convert

    sized = chart.properties(width=WIDTH, height=HEIGHT).configure(font=FONT, background="white", aria=False)
    sized = sized.configure_view(stroke=None).configure_text(color=INK, font=FONT)
    sized = sized.configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=INK)
    sized = sized.configure_axisY(gridColor=QUIET, domain=False, ticks=False, labelPadding=8)
    sized = sized.configure_legend(labelFontSize=13, labelColor=INK)
    locale = LOCALES["en" if language.startswith("en") else "da"]
    drawing = vl_convert.vegalite_to_svg(
        sized.to_dict(), allowed_base_urls=[], format_locale=locale, time_format_locale=locale
    )
    # Inline style is against our content policy when the picture is opened by itself.
    drawing = re.sub(r' style="[^"]*"', "", drawing)
    names = f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>'
    head, rest = drawing.split(">", 1)
    return f'{head} role="img" aria-labelledby="t d" lang="{language[:2]}">{names}{rest}'
