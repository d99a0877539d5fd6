"""A report as one file that can be opened, printed and sent: nothing in it is fetched from elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_STYLE = """
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #1a1a1a; margin: 0 auto; padding: 1rem; }
body { max-width: 60rem; }
h1, h2, h3 { line-height: 1.25; }
h2 { border-top: 1px solid #767676; padding-top: 1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border-bottom: 1px solid #b8b8b8; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
th.number, td.number { text-align: right; white-space: nowrap; }
.wide { overflow-x: auto; }
.wide:focus { outline: 3px solid #0b4f71; }
figure { margin: 1rem 0; }
svg { max-width: 100%; height: auto; }
.first { font-size: 1.125rem; }
@media print { body { max-width: none; } h2, table, figure { break-inside: avoid; } }
""".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading each; the first columns hold names, the others numbers."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    names: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG that carries its own name and description, and what stands under it."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its own heading."""

    title: str
    parts: Sequence[str | Table | Picture]


def report_page(title: str, language: str, first: Sequence[str], sections: Sequence[Section]) -> str:
    """The whole report as one HTML file; everything but the drawings is escaped."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}\n</style></head>",
        f"<body><main>\n<h1>{escape(title)}</h1>",
        *(f'<p class="first">{escape(sentence)}</p>' for sentence in first),
        *(line for section in sections for line in _section(section)),
        "</main></body>\n</html>\n",
    ]
    return "\n".join(lines)


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(section.title)}</h2>"
    for part in section.parts:
        if isinstance(part, Table):
            yield from _table(part, f"{section.title}: {part.caption}")
        elif isinstance(part, Picture):
            yield f"<figure>{part.svg}<figcaption>{escape(part.caption)}</figcaption></figure>"
        else:
            yield f"<p>{escape(part)}</p>"
    yield "</section>"


def _table(table: Table, label: str) -> Iterator[str]:
    """A table in a frame of its own that can be scrolled by keyboard, named unlike all others."""
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(label)}">'
    yield f"<table><caption>{escape(table.caption)}</caption>"
    heads = (f'<th scope="col"{_kind(at, table)}>{escape(of)}</th>' for at, of in enumerate(table.headings))
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cell(at, cell, table) for at, cell in enumerate(row))}</tr>"
    yield "</tbody></table></div>"


def _cell(at: int, cell: str, table: Table) -> str:
    if at == 0:
        return f'<th scope="row">{escape(cell)}</th>'
    return f"<td{_kind(at, table)}>{escape(cell)}</td>"


def _kind(at: int, table: Table) -> str:
    return "" if at < table.names else ' class="number"'
