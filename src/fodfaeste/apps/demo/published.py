"""What a policy publishes beside what the demo made of it: published, made, difference; or why not made."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fodfaeste.apps.demo.companies_work import Work
from fodfaeste.apps.demo.population_sizes import Sizes
from fodfaeste.core.policy import Figure, Pack
from fodfaeste.core.words import Words

_FILE = Path(__file__).resolve().parent / "published.toml"


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A published figure and what was made of it, with how it is read; or why it is not made (`None`)."""

    figure: Figure
    made: float | None
    why: Words

    @property
    def difference(self) -> float | None:
        """Made less published; `None` where it is not made."""
        return None if self.made is None else round(self.made - self.figure.value, 2)


def published_rows(
    pack: Pack, sizes: Sizes, people: Mapping[str, float], work: Work | None
) -> tuple[PublishedRow, ...]:
    """Every figure of the policy, in its order, beside what the demo made of it."""
    readings = {figure.id: figure.reading for figure in sizes.figures}
    counted = _counted(sizes, work)
    return tuple(_row(figure, people, readings, counted) for figure in pack.figures)


def _row(
    figure: Figure,
    people: Mapping[str, float],
    readings: Mapping[str, Words],
    counted: Mapping[str, float],
) -> PublishedRow:
    if figure.id in people:
        return PublishedRow(figure, people[figure.id], readings[figure.id])
    for row in _table()["made"]:
        if row["id"] == figure.id and row["counts"] in counted:
            return PublishedRow(figure, counted[row["counts"]], Words(**row["reading"]))
    for row in _table()["not_made"]:
        if row["id"] == figure.id:
            return PublishedRow(figure, None, Words(**row["reason"]))
    return PublishedRow(figure, None, Words(**_table()["other"]))


def _counted(sizes: Sizes, work: Work | None) -> dict[str, float]:
    """What can be counted in the demo beside its people."""
    found: dict[str, float] = {"inhabitants": sizes.inhabitants}
    if work is None:
        return found
    firms, units = work.companies.firms, work.companies.units
    private = sum(unit.tenths for unit in units if not firms[unit.firm].is_public)
    return found | {
        "firms": len(firms),
        "jobs": sum(unit.tenths for unit in units) / 10,
        "private_jobs": private / 10,
        "full_week": max(opening.hours[1] or 0 for opening in work.openings),
    }


def published_report(rows: Sequence[PublishedRow]) -> str:
    """The rows as a table of text; empty where the policy publishes nothing."""
    if not rows:
        return ""
    lines = [
        "| tal i politikken | opgjort | offentliggjort | lavet | forskel | læsning |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        cells = (
            row.figure.title.da,
            row.figure.as_of or "ikke oplyst",
            _number(row.figure.value),
            "laves ikke" if row.made is None else _number(row.made),
            "" if row.difference is None else _number(row.difference),
            row.why.da,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    """As Danish writes it: dots between thousands, a comma before decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
