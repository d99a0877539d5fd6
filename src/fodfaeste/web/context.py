"""What every page knows of the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demo."""
    return {"is_demo": settings.DEMO}
