"""Reads `packs/evidence`: studies and what they found, refused with every line that is wrong."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fodfaeste.core import evidence_codes as codes
from fodfaeste.core.evidence import (
    INTERVAL_PERCENTS,
    Estimate,
    Evidence,
    Finding,
    Grade,
    Reading,
    SideEffect,
    Study,
)
from fodfaeste.formats.packs.data_tables import parse_all, read_data_texts
from fodfaeste.formats.packs.evidence_checks import check_evidence
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.table import Table

STUDIES, FINDINGS = FILES = ("studies.toml", "findings.toml")
_UNKNOWN = "unknown"
_EARLIEST, _LATEST = 1950, 2100


@dataclass(frozen=True, slots=True)
class LawCodes:
    """The ids of a law's offers and groups, to which findings refer."""

    offers: Collection[str]
    groups: Collection[str]


def read_evidence(folder: Path | None = None) -> Evidence:
    """The evidence in a folder, or the installed one, held against the installed Danish law."""
    folder = folder or packs_folder() / "evidence"
    return evidence_from(read_data_texts(folder, FILES), shown(folder), installed_codes())


def installed_codes() -> LawCodes | None:
    """The ids of the installed Danish law; None where there is none that can be read."""
    law = packs_folder() / "law" / "denmark"
    try:
        offers, groups = (
            tomllib.loads((law / f"{name}s.toml").read_text(encoding="utf-8-sig"))[name]
            for name in ("offer", "group")
        )
        return LawCodes({offer["id"] for offer in offers}, {group["id"] for group in groups})
    except (OSError, ValueError, KeyError, TypeError):
        return None  # what is wrong with a law is told where the law is read


def evidence_from(texts: dict[str, str], shown_as: str, law: LawCodes | None) -> Evidence:
    """The evidence in the texts of its files."""
    problems: list[Problem] = []
    roots = parse_all(texts, shown_as, problems)
    found = Evidence(
        read_items(roots[STUDIES], "strength", _grade),
        read_items(roots[STUDIES], "study", _study),
        read_items(roots[FINDINGS], "finding", _finding),
    )
    for root in roots.values():
        root.close()
    offers, groups = (law.offers, law.groups) if law else (None, None)
    check_evidence(found, roots[STUDIES].file, roots[FINDINGS].file, offers, groups)
    if problems:
        raise PackRefused(problems)
    return found


def _grade(table: Table) -> Grade:
    table.choice("basis", ("proposed",))
    return Grade(
        id=table.choice("id", codes.GRADES),
        title=table.words("title"),
        statement=table.words("statement"),
        assumed_error_percent=table.number("assumed_error_percent") or 0.0,
        reason=table.words("reason"),
    )


def _study(table: Table) -> Study:
    period = table.inner("period", '{ from = 2005, to = 2006 }, eller "unknown" for hvert år') or (
        Table.stand_in()
    )
    study = Study(
        id=table.identifier(),
        authors=table.texts("authors", required=True, empty=False),
        year=_year(table, "year"),
        title=table.text("title"),
        publication=table.text("publication"),
        countries=table.texts("countries", required=True, empty=False),
        period_from=_year(period, "from"),
        period_to=_year(period, "to"),
        design=table.choice("design", tuple(codes.DESIGNS)),
        people=table.integer_or_none("people"),
    )
    period.close()
    return study


def _year(table: Table, key: str) -> int | None:
    """A year, or None where the pack says `unknown`."""
    if table.data.get(key) == _UNKNOWN:
        table.has(key)
        return None
    value = table.number(key)
    if value is not None and not (value == int(value) and _EARLIEST <= value <= _LATEST):
        right = f'skriv et år fra {_EARLIEST} til {_LATEST}, eller "{_UNKNOWN}"'
        table.problem(key, f"»{value:g}« er intet år", right)
        return None
    return None if value is None else int(value)


def _finding(table: Table) -> Finding:
    sector = table.choice("sector", tuple(codes.SECTORS)) if table.has("sector") else ""
    return Finding(
        id=table.identifier(),
        study=table.identifier("study"),
        offers=table.texts("offers"),
        measures=table.texts("measures"),
        sector=sector or None,
        about=table.words("about"),
        groups=table.texts("groups"),
        effect_on=table.choice("effect_on", tuple(codes.EFFECT_ON)),
        outcome=table.choice("outcome", tuple(codes.OUTCOMES)),
        horizon=table.choice("horizon", codes.HORIZON_CODES),
        counted_from=table.choice("counted_from", tuple(codes.COUNTED_FROM)),
        direction=table.choice("direction", codes.DIRECTION_CODES),
        estimate=_estimate(table),
        lock_in=_side_effect(table, "lock_in"),
        displacement=_side_effect(table, "displacement"),
        strength=table.choice("strength", codes.GRADES),
        says=table.words("says"),
        reading=_reading(table),
        status=table.choice("status", codes.STATUSES),
    )


def _estimate(table: Table) -> Estimate | None:
    """The published size; None where there is none, or none that can be judged."""
    inner = table.inner("estimate", '{ value = 30, unit = "percent_hazard" }', required=False)
    if inner is None:
        return None
    keys = [key for key in ("value", "from", "to", "at_least") if key in inner.data]
    numbers = [inner.number(key, required=False) for key in ("value", "from", "to", "at_least")]
    is_size = keys in (["value"], ["from", "to"], ["at_least"])
    if not is_size:
        wrong = "størrelsen er ikke ét tal, et spænd eller et mindste tal"
        inner.problem(None, wrong, "skriv value, eller from og to, eller at_least")
    read = [number for number in numbers if number is not None]
    unit = inner.choice("unit", tuple(codes.UNITS))
    interval, percent = _interval(inner)
    error = inner.number("standard_error", required=False)
    inner.close()
    if not is_size or len(read) != len(keys):
        return None
    return Estimate(read[0], None if keys == ["at_least"] else read[-1], unit, interval, percent, error)


def _interval(table: Table) -> tuple[tuple[float, float] | None, int | None]:
    """The published interval and its level; none where none was read."""
    inner = table.inner("interval", "{ low = 1.0, high = 3.0, percent = 95 }", required=False)
    if inner is None:
        return None, None
    low, high, percent = inner.number("low"), inner.number("high"), inner.number("percent")
    if percent is not None and percent not in INTERVAL_PERCENTS:
        right = f"skriv en af {', '.join(map(str, INTERVAL_PERCENTS))}"
        inner.problem("percent", f"et interval på {percent:g} pct. kendes ikke", right)
        percent = None
    inner.close()
    if low is None or high is None or percent is None:
        return None, None
    return (low, high), int(percent)


def _side_effect(table: Table, key: str) -> SideEffect | None:
    inner = table.inner(key, '{ seen = "yes", what = { da = "…", en = "…" } }', required=False)
    if inner is None:
        return None
    weeks = inner.number("weeks", required=False) if key == "lock_in" else None
    found = SideEffect(inner.choice("seen", tuple(codes.SEEN)), inner.words("what"), weeks)
    inner.close()
    return found


def _reading(table: Table) -> Reading:
    inner = table.inner("read", '{ at = "https://…", on = 2026-11-22, part = "resumé", by = "study" }')
    inner = inner or Table.stand_in()
    reading = Reading(
        address=inner.text("at"),
        read_on=inner.day("on") or date.max,
        part=inner.text("part"),
        by=inner.choice("by", tuple(codes.READ_BY)),
    )
    inner.close()
    return reading
