"""A simulation as files: the same bytes for the same answer, whoever asks for them."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fodfaeste import __version__
from fodfaeste.core.scenario import Scenario
from fodfaeste.core.words import Words
from fodfaeste.design.simulation_report import Reported, simulation_report
from fodfaeste.engines.simulation.telling import Moved, Net, Told, Total, Whole
from fodfaeste.engines.simulation.telling.rows import (
    GROUPS,
    INDICATORS,
    MONTHS,
    groups_rows,
    indicators_rows,
    month_ends,
    months_rows,
    rounded,
)
from fodfaeste.engines.simulation.telling.trust import Trust
from fodfaeste.formats.output import write_csv

SUMMARY = "summary.json"


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that the files tell. `inputs`: what was reckoned on, by name, with its hash."""

    scenario: Scenario
    whole: Whole
    on: date
    inputs: Sequence[tuple[str, str]]
    trust: Trust
    language: str


def simulation_files(written: Written) -> dict[str, str]:
    """The text of each file by its name; the summary has the hashes of the others."""
    answer, ends = written.whole.answer, month_ends(written.on, written.whole.answer.months)
    page = Reported(_title(written), written.whole, ends, _told_inputs(written), written.language)
    files = {
        "groups.csv": _csv(GROUPS, groups_rows(answer, ends)),
        "indicators.csv": _csv(INDICATORS, indicators_rows(answer, ends)),
        "months.csv": _csv(MONTHS, months_rows(answer, ends)),
        "report.html": simulation_report(page),
        "scenario.json": written.scenario.to_json(),
    }
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    told = {**summary(written), "files": hashes}
    return {**files, SUMMARY: json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"}


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    write_csv(out, headings, rows)
    return out.getvalue()


def _title(written: Written) -> str:
    scenario = written.scenario
    if scenario.name:
        return scenario.name
    words = Words(f"Prøvet på {scenario.policy}", f"Tried on {scenario.policy}")
    return words.in_language(written.language)


def _told_inputs(written: Written) -> list[tuple[str, str]]:
    scenario = written.scenario
    policies = [(scenario.policy, scenario.policy_hash), (scenario.against, scenario.against_hash)]
    return [
        *((name, value) for name, value in policies if name),
        *written.inputs,
        ("scenario", scenario.hash),
        ("seed", str(scenario.seed)),
        ("runs", str(scenario.runs)),
        ("fodfaeste", __version__),
    ]


def summary(written: Written) -> dict[str, object]:
    """Everything told of the whole time, with what it was reckoned from."""
    whole, answer = written.whole, written.whole.answer
    return {
        "version": 1,
        "fodfaeste": __version__,
        "on": written.on.isoformat(),
        "months": answer.months,
        "scenario": json.loads(written.scenario.to_json()),
        "inputs": dict(written.inputs),
        "sentences": [{"about": one.about, **_words(one.words)} for one in whole.sentences],
        "binds_nobody": answer.binds_nobody,
        "totals": [_total(total) for total in answer.totals],
        "work_months": _net(answer.work),
        "effort_months": _net(answer.claimed),
        "moved": [_moved(moved) for moved in answer.moved],
        "not_simulated": {one.indicator.id: _words(one.reason) for one in answer.not_simulated},
        "granted": [_words(words) for words in whole.granted],
        "trusted": {"words": _words(written.trust.words), "levels": dict(written.trust.levels)},
        "aligned": _aligned(whole),
    }


def _words(words: Words) -> dict[str, str]:
    return {"da": words.da, "en": words.en}


def _told(told: Told) -> dict[str, object]:
    """A figure of one month: its middle, its three bands, and its error."""
    bands = {"chance": told.chance, "knowledge": told.knowledge, "country": told.country}
    return {
        "middle": rounded(told.middle[0]),
        **{name: [rounded(band.low[0]), rounded(band.high[0])] for name, band in bands.items()},
        "error": rounded(told.error[0]),
    }


def _total(total: Total) -> dict[str, object]:
    difference = None if total.held_back else _told(total.of.difference)
    named = {"measure": total.measure.id, "unit": total.unit, "group": total.group}
    return {**named, "difference": difference}


def _moved(moved: Moved) -> dict[str, object]:
    return {"assumption": moved.id, **_words(moved.title), "ends": _ends(moved.ends)}


def _net(net: Net) -> dict[str, object]:
    return {"direct": _told(net.direct), "displaced": _told(net.displaced), "net": _told(net.net)}


def _ends(ends: Mapping[str, tuple[float, float]]) -> dict[str, list[float | None]]:
    return {name: [rounded(low), rounded(high)] for name, (low, high) in ends.items()}


def _aligned(whole: Whole) -> list[dict[str, object]] | None:
    """Each known total, with what was expected before the rates were made to meet it, and after."""
    if whole.aligned is None:
        return None
    of = whole.aligned
    told = zip(of.totals, of.raw, of.met, of.factors, strict=True)
    return [
        {"total": total.total, "raw": rounded(raw), "aligned": rounded(met), "odds_factor": rounded(factor)}
        for total, raw, met, factor in told
    ]
