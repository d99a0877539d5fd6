"""What someone is writing in a form, until it is sent or forgotten."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority


class Draft(models.Model):
    """The fields of one form as its writer left them, encrypted; nobody else can read them.

    `token` follows the draft into the browser, so that a copy there can be told from one already sent.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120, help_text="which form, and about what")
    token = models.CharField(max_length=32)
    content = models.BinaryField(help_text="empty once sent")
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], condition=Q(finished_at__isnull=True), name="one_draft_per_form"
            )
        ]
        indexes = [models.Index(fields=["authority", "saved_at"], name="draft_by_age")]
