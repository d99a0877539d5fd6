"""What is wrong with a pack, told by file and line."""

from dataclasses import dataclass

from fodfaeste.core.errors import FodfaesteError

#: The files of a pack, in the order in which a person mends them: the other three refer to the first.
FILES = ("pack.toml", "questions.toml", "cases.toml", "local.toml")

#: The files of a law, likewise.
LAW_FILES = (
    "law.toml", "offers.toml", "contact.toml", "groups.toml", "rights.toml", "economy.toml",
    "questions.toml", "cases.toml",
)  # fmt: skip
_ORDER = ("pack.toml", *LAW_FILES, "local.toml")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, what is wrong, and what would be right."""

    file: str
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        # A value of the pack may stand in the message; whatever it holds, the message stays on its line.
        told = f"{self.wrong}; {self.right}"
        return f"{self.file}:{self.line}: {''.join(c if c.isprintable() else ' ' for c in told)}"

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """By pack, by file, by line."""
        folder, _, name = self.file.rpartition("/")
        rank = _ORDER.index(name) if name in _ORDER else len(_ORDER)
        return folder, rank, name, self.line, self.wrong


class PackRefused(FodfaesteError):
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda problem: problem.order)
        super().__init__("\n".join(map(str, self.problems)))
