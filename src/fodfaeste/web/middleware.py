"""What is done to every request: a reference, strict headers, the chosen language and the right clock."""

import secrets
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from fodfaeste.apps.accounts.models import User
from fodfaeste.installation.logs import reference

Answer = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class ReferenceMiddleware:
    """Gives each request a short reference that stands in the log and on an error page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = reference.set(secrets.token_hex(4))
        try:
            return self.get_response(request)
        finally:
            reference.reset(token)


class HeadersMiddleware:
    """Lets a page load from this host alone, and keeps pages about people out of every cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        # Static files carry their own; a page is kept nowhere unless its view says otherwise.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class LanguageMiddleware:
    """Danish until the person chooses otherwise; what the browser prefers is not asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ClockMiddleware:
    """Times on a page are those of the reader's municipality, and so is the language until one is chosen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return self.get_response(request)
        authority = request.user.authority
        with timezone.override(ZoneInfo(authority.time_zone)):
            if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") in dict(settings.LANGUAGES):
                return self.get_response(request)
            with translation.override(authority.language):
                request.LANGUAGE_CODE = authority.language
                response = self.get_response(request)
            response.headers["Content-Language"] = authority.language
            return response
