"""A citizen's copy of everything that stands about them: ordered, made by the worker, and deleted again."""

from django.conf import settings
from django.db import models


class EverythingCopy(models.Model):
    """One copy. `content` is the zip, encrypted; empty before it is made and after it is deleted."""

    authority = models.ForeignKey("accounts.Authority", on_delete=models.PROTECT)
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.CASCADE, related_name="copies")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    why = models.CharField(max_length=400, blank=True, help_text="why staff ordered it to print")
    is_for_print = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    content = models.BinaryField(default=b"")
    made_at = models.DateTimeField(null=True)
    delete_at = models.DateTimeField(help_text="from then on nobody can fetch it")
    fetched_at = models.DateTimeField(null=True, help_text="the first time")
    deleted_at = models.DateTimeField(null=True)
