"""A CV text that a citizen put in, and what was read in it."""

from django.conf import settings
from django.db import models

from fodfaeste.installation.own_words import words_locked, words_opened

#: What the lock of the text is for: it opens no other.
CV = "citizens.cv"


class CvText(models.Model):
    """A CV as text. Emptied where the citizen chose not to keep it; what was said of it stays."""

    authority = models.ForeignKey("accounts.Authority", on_delete=models.PROTECT)
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.CASCADE, related_name="cv_texts")
    text_encrypted = models.BinaryField(default=b"")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, help_text="null: nobody has chosen among the proposals")
    deleted_at = models.DateTimeField(null=True, help_text="when the text itself was deleted")

    @property
    def text(self) -> str:
        """The CV as it was put in; empty once it is deleted."""
        return words_opened(self.text_encrypted, CV)

    @text.setter
    def text(self, text: str) -> None:
        self.text_encrypted = words_locked(text, CV)


class CvProposal(models.Model):
    """Something read in a CV, with its place there. It counts once the citizen has accepted it."""

    class Choice(models.TextChoices):
        """What the citizen said to it."""

        TAKEN = "must"
        STRUCK = "struck"

    cv_text = models.ForeignKey(CvText, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=20, help_text="a kind of core.readings")
    code = models.CharField(max_length=200)
    essential = models.BooleanField(default=True)
    start = models.PositiveIntegerField(help_text="characters from the start of the text")
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    choice = models.CharField(max_length=10, choices=Choice, blank=True, help_text="empty: not chosen yet")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cv_text", "kind", "start"], name="cv_proposal_once_per_place")
        ]
