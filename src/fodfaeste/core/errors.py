"""What can go wrong, told so that the reader knows what to do.

FodfaesteError
├── Rejected     outside input that cannot be read: file, row, field, reason
└── UsageError   a command asked for something that does not exist
"""


class FodfaesteError(Exception):
    """Any error whose message is meant for the person who started the command."""


class Rejected(FodfaesteError):
    """Outside input refused. Row numbers are those a person sees: the heading is row 1."""

    def __init__(self, reason: str, *, file: str = "", row: int | None = None, field: str = "") -> None:
        self.reason, self.file, self.row, self.field = reason, file, row, field
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.row is not None:
            parts.append(f"række {self.row}")
        if self.field:
            parts.append(f"kolonne {self.field}")
        place = ", ".join(parts)
        return f"{place}: {self.reason}" if place else self.reason


class UsageError(FodfaesteError):
    """The command was called with something that does not exist here."""
