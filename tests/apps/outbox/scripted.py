"""A way out that answers as a test tells it, and remembers what it was handed."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.delivering import Turn, deliver
from fodfaeste.apps.outbox.models import Message, Pause
from fodfaeste.apps.outbox.services import message_put
from fodfaeste.apps.outbox.settings import ReceiverSettings
from fodfaeste.apps.outbox.transport import Answer, Envelope, Receipt, Repeat
from fodfaeste.apps.outbox.ways import Way
from fodfaeste.core.outbound import Sms
from fodfaeste.core.outbound_content import content_of
from fodfaeste.installation import clock

RECEIVER = "sms"


class Receiver:
    """A receiver that knows repeats by their id. `says` may raise what a transport raises, or answer."""

    def __init__(self, says: Callable[[Envelope], Receipt | None] | None = None) -> None:
        self.says = says
        self.handed: list[str] = []  # the texts, in the order they came
        self.registered: dict[str, str] = {}  # id to text
        self.late: list[Answer] = []

    def deliver(self, envelope: Envelope) -> Receipt:
        text = envelope.body.decode()
        self.handed.append(text)
        if envelope.id in self.registered:
            raise Repeat(Receipt(envelope.id))
        answer = self.says(envelope) if self.says else None
        self.registered[envelope.id] = text
        return answer or Receipt(f"r-{envelope.id[:8]}")

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        return self.late


def way_to(authority: Authority, receiver: Receiver, **settings: object) -> Way:
    """The way to a scripted receiver."""
    return Way(authority, RECEIVER, ReceiverSettings(**settings), receiver)


def put(authority: Authority, text: str, order: str = "", **more: object) -> Message:
    """A message whose content is a text and nothing else."""
    record = Sms(id=text, sender_name="Kommunen", to="+4512345678", text=text)
    values = {"receiver": RECEIVER, "kind": "sms", "key": text, "content": content_of(record), **more}
    return message_put(authority=authority, order=order, **values)


def turn(authority: Authority, receiver: Receiver, **settings: object) -> Turn:
    """One turn of the receiver."""
    return deliver(authority=authority, receiver=RECEIVER, way=way_to(authority, receiver, **settings))


def later() -> None:
    """So much time goes by that every wait and pause is over."""
    past = clock.true_now() - timedelta(seconds=1)
    Message.objects.filter(state__in=("waiting", "sent")).update(due_at=past)
    Pause.objects.update(until=past)


def states() -> dict[str, str]:
    """The state of each message, by its key."""
    return dict(Message.objects.order_by("pk").values_list("key", "state"))
