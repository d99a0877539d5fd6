"""What an examination of the installation finds: one thing a line, with what it means and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

FINE, LOOK, BROKEN = "fine", "look", "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination. Never a name, a number of a person, or anything of a key but its id."""

    area: str
    state: str
    says: str
    do: str = ""


#: Looks at one area; `True` asks for the quick look only.
Check = Callable[[bool], Iterator[Finding]]


def fine(area: str, says: str) -> Finding:
    """All is well here."""
    return Finding(area, FINE, says)


def look(area: str, says: str, do: str) -> Finding:
    """Somebody should look, and nothing stops meanwhile."""
    return Finding(area, LOOK, says, do)


def broken(area: str, says: str, do: str) -> Finding:
    """Something does not work, or is not safe."""
    return Finding(area, BROKEN, says, do)


def in_words(seconds: float) -> str:
    """A stretch of time in its largest whole unit."""
    for size, one, many in ((86400, "døgn", "døgn"), (3600, "time", "timer"), (60, "minut", "minutter")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {one if count == 1 else many}"
    return f"{int(seconds)} sekunder"
