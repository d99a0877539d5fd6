"""Records as their receivers ask for them: `written` gives body and headers, or refuses by field.

Nothing here reads a clock, a row or the network: the same record and id are always the same bytes.
"""

from collections.abc import Callable
from typing import Any

from fodfaeste.core.outbound import Record, Unsendable, Written
from fodfaeste.core.outbound_content import record_of
from fodfaeste.formats.outbound import calendar, case_index, dfdg, digital_post, mail, sms

_WRITERS: dict[tuple[str, str], Callable[[Any, str], Written]] = {
    ("dfdg", "talk"): dfdg.talk,
    ("dfdg", "offer"): dfdg.offer,
    ("dfdg", "plan"): dfdg.plan,
    ("dfdg", "cv"): dfdg.cv,
    ("dfdg", "job_log"): dfdg.job_log,
    ("digital_post", "letter"): digital_post.letter,
    ("case_index", "case"): case_index.case,
    ("mail", "mail"): mail.mail,
    ("sms", "sms"): sms.sms,
    ("calendar", "invitation"): calendar.invitation,
}


def written(receiver: str, record: Record, message_id: str) -> Written:
    """A record in its receiver's form. `message_id` is the envelope's: a UUID."""
    writer = _WRITERS.get((receiver, record.KIND))
    if writer is None:
        raise Unsendable("kind", "kan ikke sendes til denne modtager")
    return writer(record, message_id)


def written_content(receiver: str, kind: str, content: dict[str, Any], message_id: str) -> Written:
    """The same of content that was kept: refused where it is not whole."""
    return written(receiver, record_of(kind, content), message_id)
