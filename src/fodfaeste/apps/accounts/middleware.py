"""What every request of somebody signed in goes through: the limits of time."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from fodfaeste.apps.accounts.sessions import is_over, noted, time_out
from fodfaeste.apps.journal.services import acting_via


class SessionLimitsMiddleware:
    """Ends a session whose time is over, and notes that the others are in use.

    What is journalled in a request says by itself how it was done: nothing of that may reach the next.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_via(""):
            if SESSION_KEY in request.session:
                if is_over(request):
                    time_out(request)
                else:
                    noted(request)
            return self.get_response(request)
