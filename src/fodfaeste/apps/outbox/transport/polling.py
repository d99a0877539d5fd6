"""Late answers that a receiver keeps for us: asked for by the envelopes' ids, the same one perhaps again.

The municipality's own hand-over point in front of the shared message distributor gives them: one address,
asked for at most fifty ids at a time, answering with PKO_PostStatus documents in a list. Where the
distributor calls by itself, its answers come to `answer_views`.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fodfaeste.apps.outbox.transport import Answer, Receipt, Settings, Unreachable
from fodfaeste.apps.outbox.transport.http import Door, short, still_there
from fodfaeste.formats.outbound.post_status import (
    DELIVERED,
    FAILED,
    TAKEN_IN,
    PostStatus,
    envelopes_named,
    post_statuses,
)
from fodfaeste.formats.outbound.xml_reading import Unreadable

#: Where answers are asked for, and the file with the secret of who brings them to us.
POLLING_SETTINGS: Mapping[str, Any] = {"answers_address": str | None, "answers_secret_file": str | None}
AT_ONCE = 50


class Polling:
    """Asks one address for what became of envelopes."""

    def __init__(self, settings: Settings) -> None:
        address = settings.get("answers_address")
        self.door = Door({**settings, "address": address}) if address else None
        #: Whether more will be heard of what was taken in: asked for, or brought by who holds the secret.
        self.tells_later = bool(address or settings.get("answers_secret_file"))

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        """What is known by now, in the order it was told. The same answer may come again."""
        if self.door is None:
            return []
        known: list[Answer] = []
        for first in range(0, len(ids), AT_ONCE):
            query = urlencode([("id", each) for each in ids[first : first + AT_ONCE]])
            answer = still_there(self.door.ask("GET", f"?{query}"))
            if answer.status != 200:
                raise Unreachable(f"svarede {answer.status}")
            known += _told(answer.body, ids)
        return known


def _told(body: bytes, ids: Sequence[str]) -> list[Answer]:
    try:
        found = post_statuses(body)
    except Unreadable:
        raise Unreachable("svarede med noget, der ikke kan læses") from None
    told = []
    for status in found:
        names = (str(name) for name in envelopes_named(status))
        envelope = next((name for name in names if name in ids), None)
        answer = answer_of(envelope, status) if envelope else None
        told += [answer] if answer else []
    return told


def answer_of(envelope: str, status: PostStatus) -> Answer | None:
    """What a status says of one of our envelopes. A code we do not know says nothing yet."""
    if status.code == DELIVERED:
        return Answer(envelope, receipt=Receipt(short(status.reference or envelope)[:160]))
    if status.code == TAKEN_IN:
        return Answer(envelope, receipt=Receipt(envelope, is_final=False))
    if status.code == FAILED:
        return Answer(envelope, code="fejlet", words=short(status.words))
    return None
