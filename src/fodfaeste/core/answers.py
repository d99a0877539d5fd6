"""What a rule can answer of a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """The four answers, best first. "Cannot tell" is an answer."""

    DUE = "due"
    CANNOT_TELL = "cannot_tell"
    NOT_DUE = "not_due"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Answer:
    """One offer's answer for one citizen on a day."""

    citizen: str
    offer: str
    rule: str  # empty where no rule of the pack speaks of the group
    state: State
    due_on: date | None
    missing: tuple[str, ...]
    pack: str  # norddjurs/2020
    pack_hash: str
    on: date
