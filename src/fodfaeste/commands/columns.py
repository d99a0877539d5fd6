"""Tables for a terminal: names to the left, numbers to the right, nothing at the end of a line."""

from collections.abc import Sequence


def aligned(headings: Sequence[str], cells_of_rows: Sequence[Sequence[object]], *, names: int) -> str:
    """A table with a heading; the first `names` columns hold names."""
    rows = [[str(cell) for cell in cells] for cells in cells_of_rows]
    widths = [max(len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    lines = []
    for row in [headings, *rows]:
        cells = [
            cell.ljust(width) if column < names else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
