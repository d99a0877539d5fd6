"""The address that receivers call when they know what became of a message: late, and perhaps twice.

Whoever calls holds the secret of one receiver of one municipality, and is told nothing of what is here: the
answer is the same for a message we know and for one we do not.
"""

import hmac
import logging
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.answers import receipt_take
from fodfaeste.apps.outbox.settings import OutboxSettingsError, all_settings
from fodfaeste.apps.outbox.transport.polling import answer_of
from fodfaeste.formats.outbound.post_status import (
    NOT_READ,
    TAKEN,
    PostStatus,
    envelopes_named,
    post_statuses,
    taken_answer,
)
from fodfaeste.formats.outbound.xml_reading import Unreadable

log = logging.getLogger(__name__)

SECRET_FILE = "answers_secret_file"  # noqa: S105 - the name of a setting
#: A shorter secret can be guessed and is not used.
SHORTEST = 32
MOST_BYTES = 1_000_000
XML = "application/xml; charset=utf-8"


@csrf_exempt  # no browser calls here, and no session counts: the secret alone lets in
@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """Take what became of messages, from whoever holds a receiver's secret."""
    caller = _caller(request.headers.get("Authorization", ""))
    if caller is None:
        return HttpResponseForbidden("ikke adgang\n", content_type="text/plain; charset=utf-8")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _told(NOT_READ, "for langt", 413)
    try:
        found = post_statuses(request.body)
    except Unreadable:
        found = []
    if not found:
        return _told(NOT_READ, "kan ikke læses")
    slug, receiver = caller
    authority = Authority.objects.filter(slug=slug).first()
    for status in found if authority else ():
        _take(authority, receiver, status)
    return _told(TAKEN)


def _told(code: str, words: str = "", status: int = 200) -> HttpResponse:
    return HttpResponse(taken_answer(code, words), status=status, content_type=XML)


def _take(authority: Authority, receiver: str, status: PostStatus) -> None:
    """Note one status on the message it is about, where there is one."""
    for envelope in envelopes_named(status):
        answer = answer_of(str(envelope), status)
        if answer and receipt_take(authority=authority, receiver=receiver, answer=answer):
            return


def _caller(header: str) -> tuple[str, str] | None:
    """The municipality (as in addresses) and the receiver whose secret this is; every secret is compared."""
    given, found = header.removeprefix("Bearer ").strip().encode(), None
    for caller, secret in _secrets().items():
        if hmac.compare_digest(given, secret):
            found = caller
    return found


def _secrets() -> dict[tuple[str, str], bytes]:
    try:
        known = all_settings()
    except OutboxSettingsError as error:
        log.warning("Nobody can answer: %s", error)
        return {}
    found = {}
    for slug, outbox in known.items():
        for receiver, settings in outbox.receivers.items():
            secret = _secret(settings.more.get(SECRET_FILE))
            if settings.is_on and secret:
                found[slug, receiver] = secret
    return found


def _secret(file: str | None) -> bytes:
    if not file:
        return b""
    try:
        secret = Path(file).read_bytes().strip()
    except OSError:
        log.warning("The secret of a receiver's answers cannot be read: %s", file)
        return b""
    return secret if len(secret) >= SHORTEST else b""
