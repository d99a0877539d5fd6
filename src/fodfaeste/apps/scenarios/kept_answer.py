"""An answer as it is kept: what its page shows in each language, and its files; the same bytes each time."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from fodfaeste.design.simulation_report import DRAWN, Reported, report_sections
from fodfaeste.design.simulation_words import SECTIONS, UNITS
from fodfaeste.engines.simulation.telling import Line, Whole
from fodfaeste.engines.simulation.telling.rows import month_ends, rounded
from fodfaeste.formats.report import Table

LANGUAGES = ("da", "en")
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # a zip file's first day

Page = dict[str, Any]


def page_of(whole: Whole, on: date) -> Page:
    """What the page of an answer shows: sentences, tables and curves."""
    ends = month_ends(on, whole.answer.months)
    return {
        "months": whole.answer.months,
        "runs": whole.answer.runs,
        "curves": {name: _curve(line, ends) for name in DRAWN if (line := whole.answer.line(name))},
        **{language: _told(whole, ends, language) for language in LANGUAGES},
    }


def _told(whole: Whole, ends: tuple[date, ...], language: str) -> Page:
    of = Reported("", whole, ends, (), language, is_drawn=False)
    sections = zip(SECTIONS, report_sections(of), strict=True)
    return {
        "sentences": [(one.about, one.words.in_language(language)) for one in whole.sentences],
        "sections": {
            name: {"title": section.title, "parts": [_part(part) for part in section.parts]}
            for name, section in sections
            if name != "inputs"  # the page tells them in its own words
        },
    }


def _part(part: object) -> object:
    if isinstance(part, Table):
        return {
            "caption": part.caption,
            "headings": list(part.headings),
            "rows": [list(row) for row in part.rows],
            "names": part.names,
        }
    return str(part)


def _curve(line: Line, ends: tuple[date, ...]) -> Page:
    """A difference month by month with its three bands, where it may be told."""
    shown = [month for month in range(len(ends)) if line.shown(month)]
    told = line.of.difference
    bands = {"country": told.country, "knowledge": told.knowledge, "chance": told.chance}
    unit = UNITS[line.measure.unit]
    return {
        "title": {language: line.measure.title.in_language(language) for language in LANGUAGES},
        "unit": {language: unit.in_language(language) for language in LANGUAGES},
        "days": [ends[month].isoformat() for month in shown],
        "middle": [rounded(told.middle[month]) for month in shown],
        "bands": {
            name: [[rounded(end[month]) for month in shown] for end in (band.low, band.high)]
            for name, band in bands.items()
        },
    }


def page_text(page: Page) -> str:
    """The page as text: the same page is always the same text."""
    return json.dumps(page, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def packed_page(page: Page) -> bytes:
    """The page as few bytes."""
    return zlib.compress(page_text(page).encode(), level=9)


def unpacked_page(packed: bytes) -> Page:
    """The page that `packed_page` packed."""
    found: Page = json.loads(zlib.decompress(bytes(packed)))
    return found


def packed_files(files: Mapping[str, str]) -> bytes:
    """Files as one archive, in the order of their names and without a day of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _BEGINNING), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked_files(packed: bytes) -> dict[str, str]:
    """The files that `packed_files` packed."""
    with zipfile.ZipFile(io.BytesIO(bytes(packed))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def answer_hash(page: Page, files: Mapping[str, str]) -> str:
    """SHA-256 of the whole answer, however it is packed."""
    found = hashlib.sha256(page_text(page).encode())
    for name in sorted(files):
        found.update(f"\n{name}\n{files[name]}".encode())
    return found.hexdigest()
