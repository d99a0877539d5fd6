"""The link by which somebody takes an account into use: good once, for three days, and kept nowhere.

It is reckoned from the account as it stands, so it ends by itself when a password is chosen.
"""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from fodfaeste.apps.accounts.models import User

_links = PasswordResetTokenGenerator()


def welcome_link(request: HttpRequest, user: User) -> str:
    """The address to hand over to the account's owner."""
    path = reverse("accounts:welcome", args=[user.pk, welcome_key(user)])
    return request.build_absolute_uri(path)


def welcome_days() -> int:
    """For how many days a link is good."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)


def welcome_key(user: User) -> str:
    """The last part of the link."""
    return _links.make_token(user)


def welcomed(pk: int, key: str) -> User | None:
    """Whose account a link opens; nobody's where it is used, too old, or made for one since closed."""
    user = User.objects.filter(pk=pk, is_active=True).select_related("authority", "person").first()
    return user if user is not None and _links.check_token(user, key) else None
