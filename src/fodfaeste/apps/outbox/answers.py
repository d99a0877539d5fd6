"""What receivers answer, noted once: at once, late, or twice."""

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.apps.outbox.transport import Answer, Receipt
from fodfaeste.installation import clock
from fodfaeste.installation.logs import without_cpr

CODE_LENGTH, WORDS_LENGTH, RECEIPT_LENGTH = 80, 400, 160
REPEATED, SPOKEN_AGAINST = "repeated", "spoken_against"


def receipt_take(*, authority: Authority, receiver: str, answer: Answer) -> Message | None:
    """Note a receiver's answer, whenever it comes. The same answer again changes nothing.

    What a receiver has, it has: its receipt counts also for a message that was given up, refused or taken
    back. The first final answer stands; one that speaks against it is noted and changes nothing.
    """
    with transaction.atomic():
        found = Message.objects.select_for_update(no_key=True)
        message = found.filter(authority=authority, receiver=receiver, message_id=answer.id).first()
        if message is None:
            return None
        if answer.receipt is not None:
            _received(message, answer.receipt)
        else:
            refused(message, answer.code, answer.words)
    return message


def taken_in(message: Message, receipt: Receipt, *, is_repeat: bool = False) -> None:
    """Note what came of handing a message over. In the caller's transaction, the row locked."""
    _received(message, receipt, "Modtageren havde den allerede" if is_repeat else "")


def _received(message: Message, receipt: Receipt, why: str = "") -> None:
    if message.state == codes.RECEIVED:
        return
    if not receipt.is_final:
        if message.state == codes.WAITING:
            _note(message, codes.SENT, receipt=receipt.reference, why=why)
        return
    _note(message, codes.RECEIVED, receipt=receipt.reference, why=why)


def refused(message: Message, code: str, words: str) -> None:
    """Note that a receiver will not have a message. In the caller's transaction, the row locked."""
    kept = without_cpr(words)[:WORDS_LENGTH]
    if message.state == codes.RECEIVED:
        if not message.steps.filter(what=SPOKEN_AGAINST).exists():
            _step(message, SPOKEN_AGAINST, f"{code} {kept}")
        return
    if message.state not in (*codes.UNDER_WAY, codes.GIVEN_UP):
        return
    message.code, message.words = without_cpr(code)[:CODE_LENGTH], kept
    _note(message, codes.REJECTED, why=f"{code} {kept}".strip())


def _note(message: Message, state: str, *, receipt: str = "", why: str = "") -> None:
    message.state, message.answered_at = state, clock.now()
    message.receipt = without_cpr(receipt)[:RECEIPT_LENGTH] or message.receipt
    if state == codes.RECEIVED:
        message.code = message.words = ""
    message.save(update_fields=["state", "answered_at", "receipt", "transport", "code", "words"])
    _step(message, state, why)


def _step(message: Message, what: str, why: str) -> None:
    Step.objects.create(
        message=message, at=clock.now(), what=what, version=message.version, why=why[:WORDS_LENGTH]
    )
