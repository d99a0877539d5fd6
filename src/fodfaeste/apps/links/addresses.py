"""Where personal links lead: the address of a token, and the short address that stands in a letter."""

from django.conf import settings
from django.urls import reverse

HERE = "http://localhost:8000"


def site_address() -> str:
    """The site's own address: the first that the operator has named, else this machine."""
    return (settings.CSRF_TRUSTED_ORIGINS or [HERE])[0].rstrip("/")


def address_of_token(token: str) -> str:
    """The whole address that a mail or an SMS carries."""
    return site_address() + reverse("links:token", args=[token])


def letter_address() -> str:
    """The address one types from a letter."""
    return site_address() + reverse("links:letter_code")
