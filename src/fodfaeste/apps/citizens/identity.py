"""A citizen's CPR number: stored encrypted, found again by a keyed index, shown masked.

The index is an HMAC under a key of its own, so that neither the database alone nor the database with
the encryption keys lets anyone try out numbers. The numbers never leave this module but on purpose.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Identity
from fodfaeste.core.errors import Rejected
from fodfaeste.installation.secrets import SecretsError, installation_secrets

PURPOSE = "cpr"
BATCH = 500
HIDDEN = "••••"

_WRITTEN = re.compile(r"\s*(\d{6})[ -]?(\d{4})\s*")


def cpr_digits(text: str) -> str:
    """The ten digits of a CPR number as people write it; anything else is refused without repeating it."""
    match = _WRITTEN.fullmatch(text)
    if match is None or not match[1].isascii() or not match[2].isascii():
        raise Rejected(_("CPR-nummeret skal være seks cifre, en bindestreg og fire cifre"), field="cpr")
    return match[1] + match[2]


def cpr_store(citizen: Citizen, cpr: str) -> None:
    """Keep a citizen's CPR number, encrypted. The same number again changes nothing."""
    digits = cpr_digits(cpr)
    keys = installation_secrets()
    index = _index(citizen.authority, digits)
    with transaction.atomic():
        kept = Identity.objects.filter(citizen=citizen).first()
        if kept is not None and kept.cpr_index == index:
            return
        if Identity.objects.filter(authority=citizen.authority, cpr_index=index).exists():
            raise Rejected(_("CPR-nummeret hører allerede til en anden borger"), field="cpr")
        values = {
            "authority": citizen.authority,
            "cpr_encrypted": keys.encrypt(digits.encode("ascii"), purpose=PURPOSE),
            "key_id": keys.current,
            "cpr_index": index,
        }
        Identity.objects.update_or_create(citizen=citizen, defaults=values)


def cpr_store_many(authority: Authority, pairs: Iterable[tuple[Citizen, str]]) -> None:
    """Keep the CPR numbers of citizens that have none yet, all or none of them."""
    keys, rows = installation_secrets(), []
    for citizen, cpr in pairs:
        digits = cpr_digits(cpr)
        encrypted = keys.encrypt(digits.encode("ascii"), purpose=PURPOSE)
        index = _index(authority, digits)
        rows.append(
            Identity(
                authority=authority,
                citizen=citizen,
                cpr_encrypted=encrypted,
                key_id=keys.current,
                cpr_index=index,
            )
        )
    try:
        with transaction.atomic():
            Identity.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError:
        raise Rejected(_("CPR-nummeret hører allerede til en anden borger"), field="cpr") from None


def cpr_find(authority: Authority, cpr: str) -> Citizen | None:
    """The citizen of the authority with this CPR number."""
    found = Identity.objects.filter(authority=authority, cpr_index=_index(authority, cpr_digits(cpr)))
    identity = found.select_related("citizen").first()
    return identity.citizen if identity else None


def cpr_masked(citizen: Citizen) -> str:
    """The number as it may be shown: `010190-••••`. Empty where none is known."""
    identity = Identity.objects.filter(citizen=citizen).first()
    return f"{_open(identity)[:6]}-{HIDDEN}" if identity else ""


def cpr_to_send(citizen: Citizen) -> str:
    """The whole number, for a message to a system that must know who it is. Empty where none is known.

    Only for content that is locked at once (`apps.outbox`); never for a page, a log or a file.
    """
    identity = Identity.objects.filter(citizen=citizen).first()
    return _open(identity) if identity else ""


def _open(identity: Identity) -> str:
    return installation_secrets().decrypt(bytes(identity.cpr_encrypted), purpose=PURPOSE).decode("ascii")


def _index(authority: Authority, digits: str) -> str:
    message = f"{authority.slug}:{digits}".encode("ascii")
    return hmac.new(installation_secrets().index_key, message, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What a check of the keys found."""

    identities: int
    unreadable: int


def keys_check() -> KeyReport:
    """Open every CPR number and compute its index again."""
    total = unreadable = 0
    for identity in Identity.objects.select_related("authority").iterator(chunk_size=BATCH):
        total += 1
        unreadable += not _fits(identity)
    return KeyReport(total, unreadable)


def _fits(identity: Identity) -> bool:
    try:
        return hmac.compare_digest(_index(identity.authority, _open(identity)), identity.cpr_index)
    except SecretsError:
        return False
