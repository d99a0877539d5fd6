"""How a citizen can be reached: written down, and used once a code has come back from the address."""

import hashlib
import hmac
import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.locking import locked_text
from fodfaeste.apps.outbox.models import Message, Reach, ReachCode
from fodfaeste.apps.outbox.notices import NOTICES, notice_content, notice_kind
from fodfaeste.apps.outbox.services import message_put
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets

CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5
CHANNELS = (codes.MAIL, codes.SMS)


class WrongCode(FodfaesteError):
    """The code does not fit, is too old or was tried too often."""


def reach_of(citizen: Citizen) -> Reach | None:
    """How a citizen can be reached, where anything is known."""
    return Reach.objects.filter(citizen=citizen).first()


def reach_record(
    *,
    user: User,
    citizen: Citizen,
    mail: str,
    phone: str,
    letters: bool,
    language: str = "",
    digital_post: bool | None = None,
    keeps_post: bool = False,
) -> Reach:
    """Write down how a citizen can be reached; a code goes to each new address.

    With `keeps_post` what is known of Digital Post stays as it is.
    """
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        reach = reach_of(citizen) or Reach(authority=citizen.authority, citizen=citizen)
        new_mail, new_phone = mail != reach.mail, phone != reach.phone
        if new_mail:
            reach.mail_encrypted, reach.mail_checked_at = locked_text(mail), None
        if new_phone:
            reach.phone_encrypted, reach.phone_checked_at = locked_text(phone), None
        if not keeps_post:
            reach.digital_post = digital_post
        reach.letters, reach.language = letters, language
        reach.recorded_at, reach.recorded_by = clock.now(), user
        reach.save()
        for channel, is_new, address in ((codes.MAIL, new_mail, mail), (codes.SMS, new_phone, phone)):
            if is_new:
                _ask_for_code(citizen, channel, address)
        # The journal says that it was changed, and never what it is.
        journal_write(
            actor=user,
            authority=citizen.authority,
            action="change",
            what="Kontaktoplysninger rettet",
            citizen=citizen,
        )
    return reach


def _ask_for_code(citizen: Citizen, channel: str, address: str) -> None:
    """A new address has a code of its own to come back; the one of the address before counts no more."""
    ReachCode.objects.filter(citizen=citizen, channel=channel).delete()
    if address:
        _send_code(citizen, channel)


def code_send(*, user: User, citizen: Citizen, channel: str) -> None:
    """Send a new code to an address that is written down."""
    reach = reach_of(citizen)
    if reach is None or not (reach.mail if channel == codes.MAIL else reach.phone):
        raise WrongCode(_("Der er ingen adresse at sende koden til."))
    with transaction.atomic():
        _send_code(citizen, channel)
        journal_write(
            actor=user,
            authority=citizen.authority,
            action="change",
            what="Kode sendt til kontaktoplysninger",
            citizen=citizen,
        )


def _send_code(citizen: Citizen, channel: str) -> Message:
    code = f"{secrets.randbelow(1_000_000):06}"
    ReachCode.objects.update_or_create(
        citizen=citizen,
        channel=channel,
        defaults={"code_hash": _hash(citizen, channel, code), "made_at": clock.true_now(), "tries": 0},
    )
    key = f"reach_code:{uuid.uuid4().hex}"
    return message_put(
        authority=citizen.authority,
        receiver=channel,
        kind=notice_kind(channel),
        key=key,
        content=notice_content(citizen, channel, NOTICES["reach_code"], "", key, code=code),
        citizen=citizen,
        source="notice:reach_code",
    )


def code_check(*, user: User, citizen: Citizen, channel: str, code: str) -> Reach:
    """Take the code that came to an address: from now on the address is used."""
    with transaction.atomic():
        kept = ReachCode.objects.select_for_update().filter(citizen=citizen, channel=channel).first()
        problem = _problem(kept, _hash(citizen, channel, code))
        reach = reach_of(citizen)
        if problem is None and kept is not None and reach is not None:
            kept.delete()
            name = "mail_checked_at" if channel == codes.MAIL else "phone_checked_at"
            setattr(reach, name, clock.now())
            reach.save(update_fields=[name])
            journal_write(
                actor=user,
                authority=citizen.authority,
                action="change",
                what="Kontaktoplysninger bekræftet med kode",
                citizen=citizen,
            )
            return reach
        if kept is not None:
            kept.tries += 1
            kept.save(update_fields=["tries"])
    # Raised outside the transaction: a wrong try counts.
    raise WrongCode(problem or _("Bed om en ny kode."))


def _problem(kept: ReachCode | None, given: str) -> str | None:
    if kept is None:
        return _("Bed om en ny kode.")
    if kept.tries >= MOST_TRIES:
        return _("Koden er prøvet for mange gange. Bed om en ny.")
    if kept.made_at < clock.true_now() - CODE_LASTS:
        return _("Koden er for gammel. Bed om en ny.")
    return None if hmac.compare_digest(kept.code_hash, given) else _("Koden passer ikke. Prøv igen.")


def _hash(citizen: Citizen, channel: str, code: str) -> str:
    text = f"reach\n{citizen.public_id}\n{channel}\n{code}".encode()
    return hmac.new(installation_secrets().index_key, text, hashlib.sha256).hexdigest()
