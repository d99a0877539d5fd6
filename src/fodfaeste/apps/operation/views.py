"""How it runs, for the leader: the worker, the night, messages and the backup. Nothing about any person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.operation.access import OVERSEERS
from fodfaeste.apps.operation.running_page import lines


@require_safe
@role_required(*OVERSEERS)
def running(request: HttpRequest) -> HttpResponse:
    """Whether the work that nobody sees is done."""
    return render(request, "operation/running.html", {"lines": lines(request.user.authority)})
