"""Records as their receivers ask for them: `written` gives body and headers, or refuses by field.

Nothing here reads a clock, a row or the network: the same record and id are always the same bytes.
"""

from collections.abc import Callable
from typing import Any

from fodfaeste.core.outbound import Record, Written
from fodfaeste.formats.outbound import calendar, case_index, dfdg, digital_post, mail, sms

_WRITERS: dict[str, Callable[[Any, str], Written]] = {
    "talk": dfdg.talk,
    "offer": dfdg.offer,
    "plan": dfdg.plan,
    "cv": dfdg.cv,
    "job_log": dfdg.job_log,
    "letter": digital_post.letter,
    "case": case_index.case,
    "mail": mail.mail,
    "sms": sms.sms,
    "invitation": calendar.invitation,
}


def written(record: Record, message_id: str) -> Written:
    """A record in its receiver's form. `message_id` is the envelope's: a UUID."""
    return _WRITERS[record.KIND](record, message_id)
