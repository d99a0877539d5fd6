"""A request sent twice is done once: the answer is kept under the key the caller gave."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from fodfaeste.apps.systems.models import Remembered, System
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import true_now
from fodfaeste.installation.secrets import installation_secrets

KEPT_FOR = timedelta(hours=24)
LOCK = "api-answer"


class OtherRequest(FodfaesteError):
    """The key was used before, for another request."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given the first time."""

    status: int
    headers: dict[str, str]
    body: bytes


def request_claim(*, system: System, key: str, asked: str) -> Remembered | KeptAnswer:
    """Take a key for this request, or give the answer it got before. In the caller's transaction."""
    try:
        with transaction.atomic():
            return Remembered.objects.create(system=system, key=key, asked=asked, at=true_now())
    except IntegrityError:
        kept = Remembered.objects.get(system=system, key=key)
    if kept.at < true_now() - KEPT_FOR:
        kept.delete()
        return request_claim(system=system, key=key, asked=asked)
    if kept.asked != asked:
        raise OtherRequest("the key was used for another request")
    opened = json.loads(installation_secrets().decrypt(bytes(kept.answer), purpose=LOCK))
    return KeptAnswer(kept.status, opened["headers"], opened["body"].encode())


def answer_keep(*, claimed: Remembered, status: int, headers: dict[str, str], body: bytes) -> None:
    """Keep what was answered; a refusal is not kept, so that it can be put right under the same key."""
    if status >= 400:
        claimed.delete()
        return
    content = json.dumps({"headers": headers, "body": body.decode()}).encode()
    claimed.status = status
    claimed.answer = installation_secrets().encrypt(content, purpose=LOCK)
    claimed.save(update_fields=["status", "answer"])


def answers_forget_old() -> int:
    """Remove answers that nobody will ask for again."""
    return Remembered.objects.filter(at__lt=true_now() - KEPT_FOR).delete()[0]
