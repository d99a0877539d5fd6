"""What a citizen is told, and by which channel: short words that say where to look, never what of."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message, Reach
from fodfaeste.apps.outbox.own_ids import thing_id_of
from fodfaeste.apps.outbox.records import person_of, sender_of
from fodfaeste.apps.outbox.settings import outbox_settings
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.outbound import Mail, PostLetter, Record, Sms
from fodfaeste.core.outbound_content import content_of
from fodfaeste.formats.packs.duties import installed_duties
from fodfaeste.installation import clock

#: What the source is written in.
DANISH = "da"


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a notice: a subject, and one line."""

    subject: str
    text: str


#: By the key that services name. Nothing personal: a mail and an SMS are read by whoever holds the phone.
NOTICES: dict[str, Notice] = {
    "talk_booked": Notice(
        gettext_noop("Tid til en samtale"),
        gettext_noop("Du har fået en tid til en samtale. Se den på Min side."),
    ),
    "talk_cancelled": Notice(
        gettext_noop("En samtale er aflyst"),
        gettext_noop("En tid til en samtale er aflyst. Se mere på Min side."),
    ),
    "letter": Notice(gettext_noop("Ny besked"), gettext_noop("Der ligger en besked til dig på Min side.")),
    "plan": Notice(
        gettext_noop("En plan at læse"),
        gettext_noop("Der ligger en plan til dig på Min side. Læs den, og sig, hvad du mener."),
    ),
    "introduction": Notice(
        gettext_noop("Noget at svare på"),
        gettext_noop("Der er noget, du kan svare ja eller nej til. Se det på Min side."),
    ),
    "link": Notice(
        gettext_noop("Noget at svare på"), gettext_noop("Vi vil gerne høre fra dig. Brug linket her.")
    ),
    "reach_code": Notice(
        gettext_noop("Din kode"), gettext_noop("Skriv koden på den side, hvor du bad om den: %(code)s")
    ),
}


def channel_of(citizen: Citizen) -> str:
    """How a citizen is told something: Digital Post, else a checked mail or phone, else a letter on paper."""
    reach = Reach.objects.filter(citizen=citizen).first()
    has_post = _has_digital_post(citizen.authority)
    if reach is None:
        return codes.DIGITAL_POST if has_post else codes.LETTER
    if reach.letters:
        return codes.LETTER
    if reach.digital_post and has_post:
        return codes.DIGITAL_POST
    if reach.mail_checked_at:
        return codes.MAIL
    if reach.phone_checked_at:
        return codes.SMS
    return codes.DIGITAL_POST if has_post and reach.digital_post is None else codes.LETTER


def _has_digital_post(authority: Authority) -> bool:
    country = policy_here(authority, clock.today(authority)).legal_system
    return any(duty.receiver == codes.DIGITAL_POST for duty in installed_duties(country))


def notice_put(
    *, authority: Authority, citizen: Citizen, kind: str, text_key: str, link: str, key: str
) -> Message:
    """Put a notice to a citizen in the outbox; the same key again gives the one that stands."""
    from fodfaeste.apps.outbox.services import message_put

    told = f"notice:{kind}:{key or uuid.uuid4().hex}"
    there = Message.objects.filter(authority=authority, citizen=citizen, key=told).first()
    if there is not None:
        return there
    receiver = channel_of(citizen)
    return message_put(
        authority=authority,
        receiver=receiver,
        citizen=citizen,
        kind=notice_kind(receiver),
        key=told,
        content=notice_content(citizen, receiver, NOTICES[text_key], link, told),
        order=f"notice:{citizen.public_id}",
        source=f"notice:{text_key}",
    )


def notice_kind(receiver: str) -> str:
    """What a notice is called on its way by a channel."""
    return {codes.MAIL: Mail.KIND, codes.SMS: Sms.KIND}.get(receiver, PostLetter.KIND)


def notice_content(
    citizen: Citizen, receiver: str, notice: Notice, link: str, key: str, *, code: str = ""
) -> dict[str, Any]:
    """A notice as content, in the language the citizen is told in."""
    language, subject, text = _said(notice, language_of(citizen))
    text = text % {"code": code} if code else text
    lines = (text, link) if link else (text, outbox_settings(citizen.authority).text("page"))
    told = _Told(language, subject, tuple(line for line in lines if line))
    return content_of(_record(citizen, receiver, told, key))


def language_of(citizen: Citizen) -> str:
    """The language a citizen is told in: the one they chose, else the municipality's first."""
    reach = Reach.objects.filter(citizen=citizen).only("language").first()
    return (reach.language if reach else "") or citizen.authority.language


def _said(notice: Notice, language: str) -> tuple[str, str, str]:
    """The words in a language, and which they are in: where one is not translated, all are Danish."""
    with override(language):
        subject, text = gettext(notice.subject), gettext(notice.text)
    if notice.subject == subject or notice.text == text:
        return DANISH, notice.subject, notice.text
    return language, subject, text


@dataclass(frozen=True, slots=True)
class _Told:
    """A notice in the words it leaves with."""

    language: str
    subject: str
    lines: tuple[str, ...]


def _record(citizen: Citizen, receiver: str, told: _Told, key: str) -> Record:
    known = outbox_settings(citizen.authority)
    own = thing_id_of(citizen.authority.slug, key, citizen.public_id)
    reach = Reach.objects.filter(citizen=citizen).first()
    if receiver == codes.MAIL:
        return Mail(
            id=own,
            sender_name=known.text("mail_name", citizen.authority.name),
            sender_address=known.text("mail_address"),
            to=reach.mail if reach else "",
            subject=told.subject,
            paragraphs=told.lines,
            written_at=clock.now(),
            language=told.language,
        )
    if receiver == codes.SMS:
        to = reach.phone if reach else ""
        return Sms(id=own, sender_name=known.text("sms_name", "Kommunen"), to=to, text=" ".join(told.lines))
    return PostLetter(
        id=own,
        sender=sender_of(citizen.authority),
        label=told.subject,
        paragraphs=told.lines,
        written_at=clock.now(),
        language=told.language,
        person=person_of(citizen),
    )


def renewed_notice(message: Message, content: dict[str, Any]) -> dict[str, Any]:
    """A notice with the citizen's address and ours as they are now."""
    if message.citizen is None or message.receiver not in (codes.MAIL, codes.SMS):
        return content
    reach = Reach.objects.filter(citizen=message.citizen).first()
    known = outbox_settings(message.authority)
    if message.receiver == codes.MAIL:
        content["sender_address"] = known.text("mail_address")
        content["to"] = reach.mail if reach and reach.mail_checked_at else ""
    else:
        content["sender_name"] = known.text("sms_name", "Kommunen")
        content["to"] = reach.phone if reach and reach.phone_checked_at else ""
    return content
