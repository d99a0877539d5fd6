"""Messages to other systems."""

from itertools import count

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.services import message_put

_numbers = count(1)


def message(citizen: Citizen | None = None, authority: Authority | None = None, **fields: object) -> Message:
    """A message to DFDG about a talk, refused unless another state is given."""
    from tests.make.people import authority as known

    number = next(_numbers)
    owner = authority or (citizen.authority if citizen else known())
    later = {"state": "rejected", "code": "404", "words": "kender ikke samtalen", "attempts": 1}
    receiver, kind = fields.pop("receiver", "dfdg"), fields.pop("kind", "talk")
    made = message_put(
        authority=owner,
        receiver=receiver,
        kind=kind,
        key=f"talk:{number}:prøve",
        content=fields.pop("content", {"text": str(number)}),
        citizen=citizen,
        order=str(fields.pop("order", "")),
        source=str(fields.pop("source", "")),
    )
    for name, value in {**later, **fields}.items():
        setattr(made, name, value)
    made.save()
    return made
