"""What a person does with a message that did not come through: mend and send again, take back, hand over."""

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.locking import digest_of, locked_content
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.apps.outbox.own_ids import message_id_of
from fodfaeste.apps.outbox.remaking import content_now
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock

WHY_LENGTH = 400


class NotPossible(FodfaesteError):
    """What is asked for does not fit the state the message is in."""


def message_mend(*, user: User, message: Message) -> Message:
    """Send a message again. A refused one is made anew from what is recorded now, and is a new version.

    One that was given up may have arrived: it leaves unchanged under the same id, so that the receiver can
    tell it is the same.
    """
    with transaction.atomic():
        found = _locked(message)
        if found.state in codes.UNDER_WAY:
            return found
        if found.state not in codes.TO_MEND:
            raise NotPossible(_("Meddelelsen er ikke afvist. Der er intet at sende igen."))
        if found.state == codes.REJECTED:
            _renew(found)
        now = clock.true_now()
        found.state, found.due_at, found.trying_since = codes.WAITING, now, now
        found.attempts, found.code, found.words, found.owner = 0, "", "", None
        found.save()
        _told(user, found, "mended", "", "sendt igen")
    return found


def _renew(message: Message) -> None:
    if not message.content_encrypted:
        raise NotPossible(_("Indholdet gemmes ikke længere. Træk meddelelsen tilbage."))
    content = content_now(message)
    message.version += 1
    message.content_encrypted, message.digest = locked_content(content), digest_of(content)
    message.message_id = message_id_of(
        message.authority.slug, message.receiver, message.key, message.version, message.digest
    )


def message_withdraw(*, user: User, message: Message, why: str) -> Message:
    """Take a message back with the reason: what it tells is told in another way, or shall not be told."""
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor meddelelsen ikke skal sendes."))
    with transaction.atomic():
        found = _locked(message)
        if found.state == codes.WITHDRAWN:
            return found
        if found.state not in codes.TO_MEND and not _goes_by_hand(found):
            raise NotPossible(_("Meddelelsen er på vej eller modtaget og kan ikke trækkes tilbage."))
        found.state, found.answered_at, found.owner = codes.WITHDRAWN, clock.now(), None
        found.save(update_fields=["state", "answered_at", "owner"])
        _told(user, found, codes.WITHDRAWN, why, "trukket tilbage")
    return found


def message_hand_over(*, user: User, message: Message, to: User, why: str = "") -> Message:
    """Let a colleague take care of a message."""
    is_staff = to.role in (Role.CASE_WORKER, Role.LEADER)
    if to.authority_id != message.authority_id or not is_staff or not to.is_active:
        raise NotPossible(_("Vælg en sagsbehandler eller leder i kommunen."))
    with transaction.atomic():
        found = _locked(message)
        if found.owner_id == to.pk:
            return found
        if found.state not in codes.TO_MEND and not _goes_by_hand(found):
            raise NotPossible(_("Meddelelsen er ikke afvist. Der er intet at give videre."))
        found.owner = to
        found.save(update_fields=["owner"])
        _told(user, found, "handed_over", why, f"givet videre til {to.name}")
    return found


def letter_posted(*, user: User, message: Message) -> Message:
    """A letter has been put in the post, or what goes by hand has been written elsewhere. Twice is once."""
    with transaction.atomic():
        found = _locked(message)
        if found.state == codes.RECEIVED:
            return found
        if not _goes_by_hand(found):
            raise NotPossible(_("Meddelelsen venter ikke på, at nogen sender eller skriver den."))
        found.state, found.answered_at, found.transport = codes.RECEIVED, clock.now(), "hand"
        found.owner = None
        found.save(update_fields=["state", "answered_at", "transport", "owner"])
        did = "brevet er sendt" if found.receiver == codes.LETTER else "skrevet af en person"
        _told(user, found, codes.RECEIVED, "", did)
    return found


def _goes_by_hand(message: Message) -> bool:
    return message.receiver in codes.BY_HAND and message.state == codes.WAITING


def _locked(message: Message) -> Message:
    found = Message.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("citizen", "authority").get(pk=message.pk)


def _told(user: User, message: Message, what: str, why: str, words: str) -> None:
    kept = why.strip()[:WHY_LENGTH]
    Step.objects.create(
        message=message, at=clock.now(), by=user, what=what, version=message.version, why=kept
    )
    journal_write(
        actor=user,
        authority=message.authority,
        action="change",
        what=f"Udbakke: {message.kind} til {message.receiver} {words}",
        citizen=message.citizen,
        why=kept,
    )
