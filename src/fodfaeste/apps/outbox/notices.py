"""What a citizen is told, and by which channel: short words that say where to look, never what of."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message, Reach


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a notice: a subject, and one line."""

    subject: str
    text: str


#: Others add their own by `NOTICES["…"] = Notice(…)` in their `apps.py`.
NOTICES: dict[str, Notice] = {
    "talk_booked": Notice(gettext_noop("Tid til en samtale"), gettext_noop("Du har fået en tid hos os.")),
    "talk_cancelled": Notice(
        gettext_noop("En samtale er aflyst"), gettext_noop("En tid, du havde hos os, er aflyst.")
    ),
    "letter": Notice(gettext_noop("Ny besked"), gettext_noop("Der ligger en besked til dig.")),
    "link": Notice(gettext_noop("Noget at svare på"), gettext_noop("Vi vil gerne høre fra dig.")),
    "reach_code": Notice(gettext_noop("Din kode"), gettext_noop("Skriv koden, hvor du bad om den.")),
}


def channel_of(citizen: Citizen) -> str:
    """How a citizen is told something: Digital Post, else a checked mail or phone, else a letter on paper."""
    reach = Reach.objects.filter(citizen=citizen).first()
    if reach is None:
        return codes.DIGITAL_POST
    if reach.letters:
        return codes.LETTER
    if reach.digital_post:
        return codes.DIGITAL_POST
    if reach.mail_checked_at:
        return codes.MAIL
    if reach.phone_checked_at:
        return codes.SMS
    return codes.LETTER if reach.digital_post is False else codes.DIGITAL_POST


def notice_put(
    *, authority: Authority, citizen: Citizen, kind: str, text_key: str, link: str, key: str
) -> Message:
    """Put a notice to a citizen in the outbox."""
    from fodfaeste.apps.outbox.records import notice_record
    from fodfaeste.apps.outbox.services import message_put

    receiver = channel_of(citizen)
    told = key or uuid.uuid4().hex
    found = Message.objects.filter(authority=authority, key=f"{kind}:{told}", citizen=citizen).first()
    if found is not None:
        return found
    return message_put(
        authority=authority,
        receiver=receiver,
        citizen=citizen,
        key=f"{kind}:{told}",
        order=f"notice:{citizen.public_id}",
        **notice_record(receiver, citizen, NOTICES[text_key], link),
    )
