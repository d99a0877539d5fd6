"""Letting an errand do its one thing: all or nothing, once where it signs, journalled as what it is."""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.journal.services import acting_via
from fodfaeste.apps.links.behalf import behalf_spend
from fodfaeste.apps.links.models import Behalf, Link
from fodfaeste.apps.links.registry import door_of
from fodfaeste.apps.links.services import link_spend
from fodfaeste.apps.links.thing_pages import thing_gone

REFUSED_FROM = 400


def do(
    request: HttpRequest, errand: Link | Behalf, user: User, authority: Authority, *, via: str, why: str = ""
) -> HttpResponse:
    """Ask the page of an errand. What it wrote stays only where it answers that it was done."""
    door = door_of(errand)
    if door is None:
        return thing_gone(request, errand)
    with (
        timezone.override(ZoneInfo(authority.time_zone)),
        acting_via(via, why=why),
        transaction.atomic(),
    ):
        if request.method == "POST" and not _spend(errand):
            return render(request, "links/already.html", {"errand": errand}, status=409)
        response = door.handler(request, errand, user)
        if request.method == "POST" and response.status_code >= REFUSED_FROM:
            transaction.set_rollback(True)
    return response


def _spend(errand: Link | Behalf) -> bool:
    return link_spend(errand) if isinstance(errand, Link) else behalf_spend(errand)
