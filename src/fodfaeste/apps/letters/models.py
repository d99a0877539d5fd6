"""Messages between a citizen and the municipality. The citizen writes to the unit, not to one person."""

import secrets

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.installation.own_words import words_locked, words_opened

#: What the locks of the texts are for: one opens no other.
HEADING, TEXT = "letters.heading", "letters.text"


def public_id() -> str:
    """An id for addresses that says nothing about the person."""
    return secrets.token_hex(8)


class Thread(models.Model):
    """Letters about one subject. `waiting_since` is the day of the citizen's first unanswered letter."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="threads")
    subject = models.CharField(max_length=20, help_text="a code of letters.codes")
    heading_encrypted = models.BinaryField()
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, help_text="null: no letter waits for the municipality")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["authority", "waiting_since"], name="thread_by_waiting")]

    @property
    def heading(self) -> str:
        """What whoever began it called it."""
        return words_opened(self.heading_encrypted, HEADING)

    @heading.setter
    def heading(self, text: str) -> None:
        self.heading_encrypted = words_locked(text, HEADING)


class Letter(models.Model):
    """One letter of a thread. Never changed; `read_at` is when the other side opened it first."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="letters")
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="letters")
    written_from = models.CharField(max_length=10, help_text="citizen or staff")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text_encrypted = models.BinaryField()
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    link = models.ForeignKey(
        "links.Link",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="a personal link that the notice of the letter carries",
    )

    @property
    def text(self) -> str:
        """What was written."""
        return words_opened(self.text_encrypted, TEXT)

    @text.setter
    def text(self, text: str) -> None:
        self.text_encrypted = words_locked(text, TEXT)


class ThreadStep(models.Model):
    """A thread begun, closed or opened again: when and by whom. Appended, never changed."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
