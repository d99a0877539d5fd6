"""Who is signed in, read with the municipality: every page asks for both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from fodfaeste.apps.accounts.models import User


class LocalAccounts(ModelBackend):
    """Local accounts by name and password."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, if they may still sign in."""
        user = User.objects.select_related("authority").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
