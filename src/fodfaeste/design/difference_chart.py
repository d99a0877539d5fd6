"""How a difference moves over the months, with a band for each kind of doubt around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fodfaeste.design.charts import COLOURS, DASHES, Row, _svg, _time_axis

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True, slots=True)
class Doubt:
    """A band by its name: from and to at each day; None where it is held back."""

    name: str
    low: Sequence[float | None]
    high: Sequence[float | None]


def difference_chart(
    title: str,
    description: str,
    middle: Sequence[tuple[date, float | None]],
    doubts: Sequence[Doubt],
    unit: str,
    language: str,
    prefix: str = "",
) -> str:
    """A difference month by month around nought, as SVG. The widest band is given first: it lies below.

    Bands differ by the dashes of their edges, named above, not by colour alone. `prefix` keeps the names
    inside the drawing apart from those of other drawings on the same page.
    """
    import altair as alt

    rows = [
        {"name": doubt.name, "day": day.isoformat(), "lower": low, "upper": high}
        for doubt in doubts
        for (day, _), low, high in zip(middle, doubt.low, doubt.high, strict=True)
    ]
    line: list[Row] = [{"day": day.isoformat(), "value": value} for day, value in middle]
    names = [doubt.name for doubt in doubts]
    x = alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=_time_axis(line))
    layers = [
        *_bands(alt.Chart(alt.Data(values=rows)).encode(x=x), names, unit),
        alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(strokeWidth=1.5).encode(y="value:Q"),
        alt.Chart(alt.Data(values=line)).mark_line(strokeWidth=3, color=COLOURS[0]).encode(x=x, y="value:Q"),
    ]
    return _apart(_svg(alt.layer(*layers), title, description, language), prefix)


def _bands(base: "alt.Chart", names: Sequence[str], unit: str) -> list["alt.Chart"]:
    import altair as alt

    dashes = alt.Scale(domain=list(names), range=DASHES[: len(names)])
    legend = alt.Legend(title=None, orient="top", labelLimit=0, symbolType="stroke", symbolSize=900)
    fill = base.mark_area(opacity=0.14, color=COLOURS[0]).encode(
        y=alt.Y("lower:Q", title=unit, axis=alt.Axis(tickCount=6)), y2="upper:Q", detail="name:N"
    )
    edge = base.mark_line(strokeWidth=1.25, color=COLOURS[4])
    return [
        fill,
        *(
            edge.encode(
                y=f"{end}:Q",
                strokeDash=alt.StrokeDash("name:N", sort=list(names), scale=dashes, legend=legend),
            )
            for end in ("lower", "upper")
        ),
    ]


def _apart(drawing: str, prefix: str) -> str:
    """The drawing as part of a page: one picture, with every name inside it opened by the prefix."""
    head, inside = drawing.split(">", 1)
    inside = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", inside)
    named = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}\1"', inside)
    named = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}\1)", named)
    labelled = head.replace('"t d"', f'"{prefix}t {prefix}d"')
    return f"{labelled}>{named}"
