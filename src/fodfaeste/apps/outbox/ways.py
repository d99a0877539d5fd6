"""The ways out: which transport takes a receiver's messages, and how a message becomes an envelope."""

from dataclasses import dataclass

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.locking import canonical, unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.settings import FILE, ReceiverSettings, outbox_settings, transport_module
from fodfaeste.apps.outbox.transport import Envelope, Transport
from fodfaeste.core.outbound_content import record_of
from fodfaeste.formats.outbound import written


@dataclass(frozen=True, slots=True)
class Way:
    """One receiver of one authority, and what takes its messages there."""

    authority: Authority
    receiver: str
    settings: ReceiverSettings
    transport: Transport

    @property
    def is_trial(self) -> bool:
        """Whether messages only go to files."""
        return self.settings.transport == FILE


def way_of(authority: Authority, receiver: str) -> Way:
    """The way to a receiver as the settings are now."""
    chosen = outbox_settings(authority).receiver(receiver)
    told = {**chosen.more, "authority": authority.slug, "receiver": receiver}
    return Way(authority, receiver, chosen, transport_module(chosen.transport).connect(told))


def envelope_of(message: Message, way: Way) -> Envelope:
    """A message as it leaves. A trial shows the record itself: no receiver's form asks for its ids."""
    content, message_id = unlocked_content(message.content_encrypted), str(message.message_id)
    record = record_of(message.kind, content)
    if way.is_trial:
        return Envelope(message_id, message.kind, canonical(content), "application/json")
    form = written(record, message_id)
    return Envelope(message_id, message.kind, form.body, form.content_type, form.headers)
