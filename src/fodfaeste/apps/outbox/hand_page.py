"""What a person shall write elsewhere, in words: as little as is asked for there."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.core.outbound import CvRecord, OfferRecord, TalkRecord
from fodfaeste.core.outbound_content import record_of
from fodfaeste.design.templatetags.design import day, moment
from fodfaeste.installation.clock import today


@dataclass(frozen=True, slots=True)
class HandLine:
    """One thing to write, and what it is called."""

    name: str
    value: str


def hand_lines(message: Message) -> list[HandLine]:
    """What a message says, for whoever writes it elsewhere; nothing where it is no longer kept."""
    content = unlocked_content(message.content_encrypted)
    record = record_of(message.kind, content) if content else None
    if isinstance(record, TalkRecord):
        return [
            HandLine(_("Samtale"), str(moment(record.starts_at))),
            HandLine(_("Det skete"), _("Borgeren udeblev")),
        ]
    if isinstance(record, OfferRecord):
        return _offer_lines(message, record)
    if isinstance(record, CvRecord):
        return [HandLine(_("Ønsker om arbejde"), ", ".join(one.title for one in record.wanted) or _("Ingen"))]
    return []


def _offer_lines(message: Message, record: OfferRecord) -> list[HandLine]:
    lines = [
        HandLine(_("Tilbud"), _title(message)),
        HandLine(_("Tilstand"), str(AGREEMENT_STATES[record.state])),
        HandLine(_("Fra"), str(day(record.starts))),
    ]
    lines += [HandLine(_("Til"), str(day(record.ends)))] if record.ends else []
    lines += [HandLine(_("P-nummer"), record.company_unit)] if record.company_unit else []
    return lines


def _title(message: Message) -> str:
    agreement = Agreement.objects.filter(pk=message.source.partition(":")[2]).first()
    pack = policy_in_force(message.authority, today(message.authority))
    return capfirst(offer_title(agreement.offer, pack)) if agreement else ""
