"""How a message leaves the house: what a transport is given, and what it may answer.

A transport gets an envelope, hands it over and answers with a receipt, or raises:

    Unreachable   nobody answered, or too late: the same envelope is sent again later
    Refused       the receiver has read it and will not have it: a person must look
    Repeat        the receiver has had an envelope with this id before: as good as a receipt

It must not keep anything, retry anything or know what a message is about. No Django here.

A module `transport/<name>.py` is one way out, chosen by `transport = "<name>"` in `outbox.toml`. It has
`SETTINGS`, the keys it reads there with their types (a type with `| None` may be left out), and
`connect(settings)`, which gives the `Transport`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from fodfaeste.core.errors import FodfaesteError


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is handed over: the same id each time the same content is sent."""

    id: str  # a UUID as text
    kind: str
    body: bytes = field(repr=False)
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receiver has it. Where `is_final` is false it has only taken it in: the answer comes later."""

    reference: str = ""
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A receiver's late answer to an envelope: a receipt, or why it was refused."""

    id: str  # the envelope's
    receipt: Receipt | None = None
    code: str = ""
    words: str = ""


class Unreachable(FodfaesteError):
    """Nobody answered in time. `retry_after` is the receiver's own wish, in seconds."""

    def __init__(self, words: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(words)


class Refused(FodfaesteError):
    """The receiver will not have the message. `code` is looked up in the table of plain words."""

    def __init__(self, code: str, words: str = "") -> None:
        self.code = code
        self.words = words
        super().__init__(f"{code}: {words}")


class Repeat(FodfaesteError):
    """The receiver has had this envelope before."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        super().__init__(receipt.reference)


class Transport(Protocol):
    """Hands envelopes over to one receiver of one authority. Made anew from its settings for each turn."""

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand an envelope over. May be called from several threads at once."""


@runtime_checkable
class Answering(Protocol):
    """A transport whose receiver keeps late answers to be fetched."""

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        """What the receiver has to say by now of these envelopes. The same answer may come again."""


#: What a transport is made from: the table of the receiver in `outbox.toml`.
Settings = Mapping[str, Any]
