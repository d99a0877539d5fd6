"""Pages behind a personal link: their addresses go nowhere, and a form of ours is still known as ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]

#: What a browser says of a form on one of our own pages, where it says it at all.
OWN = ("same-origin", "")


def private_page(view: View) -> View:
    """Tell no address of this page to anyone, and keep it out of every search."""

    protected = csrf_protect(view)

    @csrf_exempt  # only for the middleware: the same check is made inside, once the origin is known
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _say_origin(request)
        response = protected(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _say_origin(request: HttpRequest) -> None:
    """Put the origin back that the browser hid because no referrer may be sent.

    With `no-referrer` a browser writes `Origin: null` on our own forms. What `Sec-Fetch-Site` says no page
    can forge. A browser too old to say it is held to the form's own token, as ever.
    """
    is_hidden = request.META.get("HTTP_ORIGIN") == "null"
    if is_hidden and request.META.get("HTTP_SEC_FETCH_SITE", "") in OWN:
        scheme = "https" if request.is_secure() else "http"
        request.META["HTTP_ORIGIN"] = f"{scheme}://{request.get_host()}"
