"""Sending a link by the channel that its owner uses. The address it goes to is never shown."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from fodfaeste.apps.links.addresses import letter_address
from fodfaeste.apps.links.letter_code import code_written
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.services import NotPossible, link_letter
from fodfaeste.apps.outbox.codes import LETTER
from fodfaeste.apps.outbox.notices import channel_of
from fodfaeste.apps.outbox.services import notify


def link_send(*, link: Link) -> str:
    """Send a link that was just made to the citizen it belongs to; gives the channel.

    On paper an address of 60 characters is of no use: the letter gets the short address and a code.
    """
    if link.citizen is None or not link.token:
        raise NotPossible(_("Linket kan ikke sendes herfra. Udskriv et brev med en kode."))
    channel = channel_of(link.citizen)
    text = link.url
    if channel == LETTER:
        words = {"address": letter_address(), "code": code_written(link_letter(user=None, link=link))}
        with override("da"):
            text = _("Gå ind på %(address)s, og skriv koden %(code)s.") % words
    notify(
        authority=link.authority,
        citizen=link.citizen,
        kind="link",
        text_key="link",
        link=text,
        key=link.public_id,
    )
    link.sent_by = channel
    Link.objects.filter(pk=link.pk).update(sent_by=channel)
    return channel
