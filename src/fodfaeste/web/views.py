"""Pages that belong to no part of the trade."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Fodfæste is, what is demo, and the accessibility statement."""
    return render(request, "web/about.html")
