"""How many have got somewhere by some months after a start, as SVG: with how sure each number is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fodfaeste.design.charts import COLOURS, DASHES, MARKERS, Row, _ends, _height, _svg

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True, slots=True)
class Reached:
    """A named row of numbers by months, each with its interval; None is held back or unknown."""

    name: str
    points: Sequence[tuple[int, float | None, float | None, float | None]]  # months, value, low, high


def months_chart(
    title: str, description: str, series: Sequence[Reached], months: str, unit: str, language: str
) -> str:
    """Lines from nothing at the start, as SVG; what is between two numbers is not counted, only joined."""
    import altair as alt

    rows: list[Row] = [
        {"name": one.name, "day": month, "value": value, "lower": low, "upper": high}
        for one in series
        for month, value, low, high in ((0, 0.0, 0.0, 0.0), *one.points)
    ]
    names = [one.name for one in series]
    ticks = sorted({row["day"] for row in rows})
    axis = alt.Axis(values=ticks, format="d", grid=False)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("day:Q", title=months, axis=axis),
        color=alt.Color("name:N", legend=None, scale=_told_apart(names, COLOURS)),
    )
    height = alt.Y("value:Q", title=unit, scale=_height(rows), axis=alt.Axis(tickCount=6))
    line = base.mark_line(strokeWidth=2.5).encode(
        y=height, strokeDash=alt.StrokeDash("name:N", legend=None, scale=_told_apart(names, DASHES))
    )
    mark = base.mark_point(size=60, filled=True, opacity=1).encode(
        y=height, shape=alt.Shape("name:N", legend=None, scale=_told_apart(names, MARKERS))
    )
    ends = base.properties(data=alt.Data(values=_ends(rows, names)))
    layers = [
        base.mark_area(opacity=0.15).encode(y=alt.Y("lower:Q", title=unit), y2="upper:Q"),
        line,
        mark,
        ends.mark_text(align="left", dx=12, fontSize=13).encode(y="value:Q", text="name:N"),
    ]
    return _svg(alt.layer(*layers), title, description, language)


def _told_apart(names: Sequence[str], signs: Sequence[object]) -> "alt.Scale":
    import altair as alt

    return alt.Scale(domain=list(names), range=list(signs[: len(names)]))
