"""The rows of a recognised file, read by our own field names and refused by the file's."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.taxonomy.files import Opened
from fodfaeste.formats.taxonomy.layouts import Layout

LONGEST_NAME = 500
LONGEST_ID = 300


@dataclass(slots=True)
class Line:
    """One row."""

    file: str
    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]

    def refuse(self, field: str, reason: str) -> Rejected:
        """The row refused, by the heading that the file has for one of our fields."""
        return Rejected(reason, file=self.file, row=self.row, field=self.columns[field])

    def text(self, field: str) -> str:
        """A cell with its spaces made single; empty where the file has no such column."""
        heading = self.columns.get(field)
        return "" if heading is None else clean(self.cells[heading])

    def id(self, field: str) -> str:
        """An address or number: never empty, never with a space in it."""
        value = self.cells[self.columns[field]].strip()
        if not value:
            raise self.refuse(field, "Feltet er tomt.")
        if len(value) > LONGEST_ID or any(sign.isspace() for sign in value):
            raise self.refuse(field, "Det er ingen adresse: den er for lang eller har mellemrum.")
        return value

    def name(self, field: str) -> str:
        """A name, or nothing where the language has none."""
        value = self.text(field)
        if len(value) > LONGEST_NAME:
            raise self.refuse(field, f"Navnet er længere end {LONGEST_NAME} tegn.")
        return value

    def names(self, field: str, separator: str) -> list[str]:
        """Several names in one cell."""
        heading = self.columns.get(field)
        if heading is None:
            return []
        found = [clean(part) for part in self.cells[heading].split(separator)]
        if any(len(name) > LONGEST_NAME for name in found):
            raise self.refuse(field, f"Et navn er længere end {LONGEST_NAME} tegn.")
        return [name for name in found if name]

    def digits(self, field: str, *lengths: int) -> str:
        """A code of digits; leading zeros count."""
        value = self.text(field)
        if not (value.isascii() and value.isdigit()) or (lengths and len(value) not in lengths):
            wanted = " eller ".join(map(str, lengths))
            raise self.refuse(
                field, f"Koden skal have {wanted} cifre." if lengths else "Koden skal være cifre."
            )
        return value


class Lines:
    """The rows of a file, counted as they are read."""

    def __init__(self, opened: Opened, layout: Layout) -> None:
        self.opened, self.layout = opened, layout
        self.columns = layout.columns(opened.headings)
        self.count = 0

    def __iter__(self) -> Iterator[Line]:
        for row, cells in self.opened.rows:
            self.count += 1
            yield Line(self.opened.name, row, cells, self.columns)

    def note(self, text: str) -> None:
        """Tell something of the file that the person should know."""
        self.opened.notes.append(text)


class Once:
    """Tells a row whose id an earlier row of the same file has."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    def check(self, line: Line, field: str, value: str) -> None:
        earlier = self.rows.setdefault(value, line.row)
        if earlier != line.row:
            raise line.refuse(field, f"»{value}« står også i række {earlier}.")


def clean(text: str) -> str:
    """A text with its spaces made single and its letters composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
