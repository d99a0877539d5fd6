"""What a receiver can be told to do with its next request, and what it remembers."""

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mood:
    """How the next request is met."""

    name: str
    code: str = ""
    words: str = ""
    seconds: float = 0.0


ACCEPT = Mood("accept")
#: The line is broken before anything is read.
DOWN = Mood("down")
#: What came is registered, and the line broken before the answer.
LOST = Mood("lost")
#: Not now: 503 with a wish of when.
BUSY = Mood("busy", seconds=7)
#: Taken in; the answer comes when the receiver is told to give it.
LATE = Mood("late")


def refuse(code: str, words: str = "") -> Mood:
    """The request is read and turned down, with a code and words."""
    return Mood("refuse", code, words)


def slow(seconds: float) -> Mood:
    """What came is registered; the answer takes its time."""
    return Mood("slow", seconds=seconds)


@dataclass(frozen=True)
class Registered:
    """What a receiver took in: the id it came under, whose it is, what was done, and the content."""

    id: str
    lane: str
    what: str
    content: Any = field(repr=False)


class Memory:
    """The script of a receiver and all it has seen. Safe to use from many threads."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._more = threading.Condition(self.lock)
        self.stopping = threading.Event()
        self.registered: list[Registered] = []
        self.asked: list[str] = []
        self._script: deque[Mood] = deque()
        self.otherwise = ACCEPT

    def then(self, *moods: Mood) -> None:
        """How the next requests are met, one mood each; later ones as `otherwise` says."""
        with self.lock:
            self._script.extend(moods)

    def mood(self) -> Mood:
        """The mood for a request that has come."""
        with self.lock:
            return self._script.popleft() if self._script else self.otherwise

    def register(self, envelope: str, lane: str, what: str, content: Any) -> None:
        """Take something in."""
        with self._more:
            self.registered.append(Registered(envelope, lane, what, content))
            self._more.notify_all()

    def has_taken(self, count: int, seconds: float = 20) -> bool:
        """Wait until so many things are registered: whoever sent them may have hung up before."""
        with self._more:
            return self._more.wait_for(lambda: len(self.registered) >= count, seconds)

    @property
    def ids(self) -> list[str]:
        """The ids of what was registered, in order."""
        return [each.id for each in self.registered]

    def order(self, lane: str) -> list[str]:
        """What was registered of one case or citizen, in order."""
        return [each.id for each in self.registered if each.lane == lane]

    def has_each_once(self, ids: Iterable[str]) -> bool:
        """Whether exactly these were registered, none twice and none lost."""
        return sorted(self.ids) == sorted(ids)

    def wait(self, seconds: float) -> None:
        """Take one's time, but not longer than the server stands."""
        self.stopping.wait(seconds)
