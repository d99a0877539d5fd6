"""What must be told elsewhere: a message is a row, made in the transaction of what it tells."""

from django.conf import settings
from django.db import models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox.locking import unlocked_text


class Message(models.Model):
    """One thing that one receiver must know. Sent until it is received, refused or taken back.

    `message_id` follows from authority, receiver, key, version and content: the same content always leaves
    under the same id, so that a receiver can tell a repeat.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    receiver = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)
    message_id = models.UUIDField(unique=True)
    order = models.CharField(max_length=160, blank=True, help_text="those of one order leave one by one")
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, null=True, related_name="messages")
    content_encrypted = models.BinaryField(help_text="empty when the content is no longer kept")
    digest = models.CharField(max_length=64, help_text="keyed digest of the content")
    put_digest = models.CharField(max_length=64, help_text="the same of the content as first put")
    source = models.CharField(max_length=120, blank=True, help_text="what it was made from")
    state = models.CharField(max_length=12, default="waiting")
    put_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="not tried before; the machine's own time")
    trying_since = models.DateTimeField(help_text="given up when this lies too far back")
    attempts = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=160, blank=True, help_text="the receiver's own reference")
    transport = models.CharField(max_length=20, blank=True, help_text="how it left; `file` is no sending")
    code = models.CharField(max_length=80, blank=True, help_text="why it was refused, as the receiver says")
    words = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="messages_to_mend",
        help_text="whom it was handed over to",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "receiver", "key"], name="message_once_per_key")
        ]
        # Not partial ones: SQLite does not use those for values that are handed over as parameters.
        indexes = [
            models.Index(fields=["authority", "receiver", "state", "due_at"], name="message_by_turn"),
            models.Index(fields=["authority", "receiver", "order", "state", "id"], name="message_by_order"),
            models.Index(fields=["state", "due_at"], name="message_by_state"),
        ]

    def __str__(self) -> str:
        return str(self.message_id)


class Step(models.Model):
    """What happened to a message: who, what, when and why. Added to, never changed."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    what = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    why = models.CharField(max_length=400, blank=True)


class Pause(models.Model):
    """A receiver that does not answer is left in peace for a while."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    receiver = models.CharField(max_length=20)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField()
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "receiver"], name="pause_once_per_receiver")
        ]


class Reach(models.Model):
    """How a citizen can be reached. Addresses are encrypted; used once a code has shown them right."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.OneToOneField(Citizen, on_delete=models.CASCADE, related_name="reach")
    mail_encrypted = models.BinaryField(default=b"")
    phone_encrypted = models.BinaryField(default=b"")
    mail_checked_at = models.DateTimeField(null=True)
    phone_checked_at = models.DateTimeField(null=True)
    digital_post = models.BooleanField(null=True, help_text="null: not known")
    letters = models.BooleanField(default=False, help_text="wants letters on paper")
    language = models.CharField(
        max_length=2, blank=True, help_text="what they are told in; empty: the municipality's first"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    @property
    def mail(self) -> str:
        """The address as written down; empty where none is known."""
        return unlocked_text(self.mail_encrypted)

    @property
    def phone(self) -> str:
        """The number with its country, such as +4512345678; empty where none is known."""
        return unlocked_text(self.phone_encrypted)


class ReachCode(models.Model):
    """A code on its way to an address, until someone has typed it in."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="reach_codes")
    channel = models.CharField(max_length=8)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["citizen", "channel"], name="one_code_per_channel")]
