"""Telling other systems: subscribing, signing, sending in order, again, and giving up with a notice."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.systems.happenings import KINDS, delivery_enqueue
from fodfaeste.apps.systems.models import Delivery, System, Webhook
from fodfaeste.apps.systems.reaching import AddressRefused, NotReached, address_check, send
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import true_now
from fodfaeste.installation.secrets import installation_secrets

LOCK = "webhook-secret"
SECRET_MARK = "whsec_"  # noqa: S105 -- what every secret begins with
MOST_WEBHOOKS = 20
#: How long until the next try, by the number of tries so far; the last again and again.
PAUSES = [timedelta(seconds=s) for s in (30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600)]
#: After so long without one answer the address is told nothing more, until somebody takes it up again.
GIVEN_UP_AFTER = timedelta(days=3)
LEASE = timedelta(seconds=60)
KEPT_FOR = timedelta(days=30)


class WebhookRefused(FodfaesteError):
    """An address or a kind that cannot be subscribed to."""


def webhook_make(*, system: System, url: str, kinds: Sequence[str]) -> tuple[Webhook, str]:
    """Tell an address of some kinds of things. The secret of the signatures is told here and never again."""
    wanted = [kind for kind in KINDS if kind in kinds]
    if not wanted or len(wanted) != len(set(kinds)):
        raise WebhookRefused(_("Vælg, hvad der skal fortælles om."))
    address_check(url)
    key = secrets.token_bytes(32)
    with transaction.atomic():
        System.objects.select_for_update(no_key=True).get(pk=system.pk)
        if system.webhooks.filter(withdrawn_at__isnull=True).count() >= MOST_WEBHOOKS:
            raise WebhookRefused(_("Et system kan højst have 20 adresser."))
        made = Webhook.objects.create(
            system=system,
            url=url,
            kinds=wanted,
            secret=installation_secrets().encrypt(key, purpose=LOCK),
            created_at=true_now(),
        )
        _journal(system.user, f"System {system.name}: adresse til besked oprettet")
    return made, SECRET_MARK + base64.b64encode(key).decode("ascii")


def webhook_withdraw(*, webhook: Webhook) -> None:
    """Tell an address nothing more. Twice is once."""
    with transaction.atomic():
        live = Webhook.objects.filter(pk=webhook.pk, withdrawn_at__isnull=True)
        if live.update(withdrawn_at=true_now()):
            _journal(webhook.system.user, f"System {webhook.system.name}: adresse til besked fjernet")


def webhook_resume(*, webhook: Webhook) -> None:
    """Take an address up again that had stopped answering; what waited is sent, in order."""
    now = true_now()
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(disabled_at=None, failing_since=None)
        waiting = Delivery.objects.filter(webhook=webhook, sent_at__isnull=True)
        orders = sorted(set(waiting.values_list("order", flat=True)))
        waiting.update(next_at=now, attempts=0)
        for order in orders:
            delivery_enqueue(webhook, order, 0)


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """A signature as Standard Webhooks has it: HMAC-SHA256 over id, time and body."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode("ascii")


def body_of(delivery: Delivery) -> bytes:
    """What is sent: the kind and the id of the thing, and nothing of a person."""
    thing = delivery.about.rstrip("/").rpartition("/")[2]
    content = {
        "type": delivery.kind,
        "timestamp": delivery.happened_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "data": {"id": thing, "kind": delivery.kind.partition(".")[0], "href": delivery.about},
    }
    return json.dumps(content, separators=(",", ":")).encode()


def deliveries_send(*, webhook: Webhook, order: str) -> int:
    """Send what waits of one order, one after another; the first that fails holds the rest back."""
    sent = 0
    while (delivery := _next(webhook, order)) is not None:
        if not _try(webhook, delivery):
            break
        sent += 1
    return sent


def _next(webhook: Webhook, order: str) -> Delivery | None:
    """The first that waits, leased so that no two workers send it at once."""
    webhook.refresh_from_db()
    if webhook.withdrawn_at or webhook.disabled_at:
        return None
    now = true_now()
    first = Delivery.objects.filter(webhook=webhook, order=order, sent_at__isnull=True).order_by("pk").first()
    if first is None or first.next_at > now:
        return None
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    taken = Delivery.objects.filter(free, pk=first.pk, sent_at__isnull=True).update(leased_until=now + LEASE)
    return first if taken else None


def _try(webhook: Webhook, delivery: Delivery) -> bool:
    now, body = true_now(), body_of(delivery)
    key = installation_secrets().decrypt(bytes(webhook.secret), purpose=LOCK)
    stamp = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Fodfaeste",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signature(key, delivery.message_id, stamp, body),
    }
    try:
        status, error = send(webhook.url, body, headers), ""
    except (AddressRefused, NotReached) as problem:
        status, error = None, str(problem)[:200]
    row = Delivery.objects.filter(pk=delivery.pk)
    if status is not None and 200 <= status < 300:
        row.update(sent_at=now, status=status, error="", attempts=delivery.attempts + 1, leased_until=None)
        if webhook.failing_since:
            Webhook.objects.filter(pk=webhook.pk).update(failing_since=None)
        return True
    _failed(webhook, delivery, now, status, error)
    return False


def _failed(webhook: Webhook, delivery: Delivery, now: datetime, status: int | None, error: str) -> None:
    attempts = delivery.attempts + 1
    after = now + PAUSES[min(attempts, len(PAUSES)) - 1]
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            attempts=attempts, next_at=after, status=status, error=error, leased_until=None
        )
        since = webhook.failing_since or now
        if now - since >= GIVEN_UP_AFTER:
            Webhook.objects.filter(pk=webhook.pk).update(failing_since=since, disabled_at=now)
            _journal(
                webhook.system.user, f"System {webhook.system.name}: adresse svarer ikke og får intet mere"
            )
            return
        Webhook.objects.filter(pk=webhook.pk).update(failing_since=since)
        delivery_enqueue(webhook, delivery.order, attempts, after)


def deliveries_forget_old() -> int:
    """Remove what was sent more than a month ago."""
    return Delivery.objects.filter(sent_at__lt=true_now() - KEPT_FOR).delete()[0]


def _journal(user: User, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action="change", what=what)
