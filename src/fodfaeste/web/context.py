"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.web.languages import GREENLAND, languages_for


def installation(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demo, and the languages the reader is offered."""
    return {
        "is_demo": settings.DEMO,
        "languages_offered": SimpleLazyObject(lambda: languages_for(_time_zone(request))),
    }


def _time_zone(request: HttpRequest) -> str:
    """The clock of the reader's municipality; before signing in Greenland's, where it is served."""
    user = getattr(request, "user", None)
    if isinstance(user, User):
        return user.authority.time_zone
    return GREENLAND if Authority.objects.filter(time_zone=GREENLAND).exists() else ""
