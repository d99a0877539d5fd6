"""Known totals that a simulation is made to meet, from a small CSV file."""

import csv
from pathlib import Path

from fodfaeste.core.errors import Rejected
from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.align import Flow, Stock, Total
from fodfaeste.engines.simulation.telling.whole import KnownTotals

#: state: where they are, or where they move to. from: where they move from; empty: from everywhere.
COLUMNS = ("kind", "state", "from", "months", "total")
STOCK, FLOW = KINDS = ("stock", "flow")


def read_totals(path: Path, country: Country) -> KnownTotals:
    """Totals by kind, state and months. Raises Rejected with row and column."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Rejected("filen kan ikke læses som tekst i UTF-8", file=str(path)) from None
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or set(rows[0]) != set(COLUMNS):
        raise Rejected(f"filen skal have kolonnerne {', '.join(COLUMNS)} og mindst en række", file=str(path))
    states = [state.id for state in country.states]
    found = [_total(row, number, states, str(path)) for number, row in enumerate(rows, start=2)]
    months = {month for _, month in found}
    if len(months) > 1:
        raise Rejected("alle tal skal gælde lige mange måneder", file=str(path), field="months")
    return KnownTotals(tuple(total for total, _ in found), months.pop(), str(path))


def _total(row: dict[str, str], number: int, states: list[str], file: str) -> tuple[Total, int]:
    def refuse(field: str, reason: str) -> Rejected:
        return Rejected(reason, file=file, row=number, field=field)

    if row["kind"] not in KINDS:
        raise refuse("kind", f"»{row['kind']}« er ingen af {', '.join(KINDS)}")
    for field in ("state", "from"):
        if row[field] not in states and (field == "state" or row[field]):
            raise refuse(field, f"»{row[field]}« er ingen af {', '.join(states)}")
    if not (row["months"] or "").isdecimal() or not 1 <= int(row["months"]) <= 120:
        raise refuse("months", "skal være et helt antal måneder mellem 1 og 120")
    if not (row["total"] or "").isdecimal() or not int(row["total"]):
        raise refuse("total", "skal være et helt tal over 0")
    total = float(row["total"])
    if row["kind"] == FLOW:
        return Flow(row["state"], total, row["from"] or None), int(row["months"])
    return Stock(row["state"], total), int(row["months"])
