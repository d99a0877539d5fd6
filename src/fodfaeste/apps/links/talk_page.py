"""A talk by link: choose among free times, move the one that is booked, or call it off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.citizens.services import NotPossible, TimeTaken, talk_book, talk_mark
from fodfaeste.apps.citizens.slots import FIRST, LAST, LENGTH, half_hours, times_taken, working_days
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.codes import BOOK
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_done, thing_gone, thing_page
from fodfaeste.design.templatetags.design import moment
from fodfaeste.installation.clock import now, today

#: How far ahead times are offered, on how many days, and how many on each.
AHEAD_DAYS, OFFERED_DAYS, A_DAY = 28, 6, 2
NOON = 12


@dataclass(frozen=True, slots=True)
class Offered:
    """The free times of one day."""

    day: date
    times: list[datetime]


def times_offered(host: User, on: date) -> list[Offered]:
    """Some free times: the first of the morning and of the afternoon, on the first days that have any."""
    authority = host.authority
    zone, days = ZoneInfo(authority.time_zone), working_days(on, AHEAD_DAYS, authority)
    taken = times_taken(host, datetime.combine(days[0], FIRST, zone), datetime.combine(days[-1], LAST, zone))
    offered: list[Offered] = []
    for day in days:
        free = [one for one in half_hours(day, zone) if all(abs(one - other) >= LENGTH for other in taken)]
        parts = ([one for one in free if one.hour < NOON], [one for one in free if one.hour >= NOON])
        times = [part[0] for part in parts if part][:A_DAY]
        if times:
            offered.append(Offered(day, times))
        if len(offered) == OFFERED_DAYS:
            break
    return offered


def talk_things(citizen: Citizen) -> Iterable[Thing]:
    """A time can be found where somebody has the calendar."""
    if citizen.case_worker is not None:
        yield Thing(citizen.pk, _("En tid til samtale: find, flyt eller aflys"))


@opens(BOOK, "citizens.talk", things=talk_things)
def talk(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """Find a time, move it or call it off."""
    citizen = errand.citizen
    if citizen is None or citizen.case_worker is None:
        return thing_gone(request, errand, _("Ring til kommunen, så finder I en tid sammen."))
    booked = _booked(citizen)
    offered = times_offered(citizen.case_worker, today(citizen.authority))
    if request.method == "POST":
        try:
            return thing_done(request, errand, _do(request, citizen, user, booked, offered))
        except (NotPossible, TimeTaken) as refused:
            return _page(request, errand, citizen, booked, offered, error=str(refused))
    journal_write(
        actor=user, authority=citizen.authority, action="see", what="Tid til samtale", citizen=citizen
    )
    return _page(request, errand, citizen, booked, offered)


def _booked(citizen: Citizen) -> Contact | None:
    coming = citizen.contacts.filter(state=citizen_codes.BOOKED, starts_at__gt=now())
    return coming.select_related("authority").order_by("starts_at").first()


def _do(
    request: HttpRequest, citizen: Citizen, user: User, booked: Contact | None, offered: list[Offered]
) -> str:
    """Do what was asked for, and say it."""
    if "cancel" in request.POST:
        if booked is None:
            raise NotPossible(_("Der er ingen samtale at aflyse."))
        talk_mark(user=user, talk=booked, state=citizen_codes.CANCELLED)
        return _("Samtalen %(moment)s er aflyst.") % {"moment": moment(booked.starts_at)}
    chosen = _chosen(request.POST.get("time", ""), offered)
    with transaction.atomic():
        made = talk_book(user=user, citizen=citizen, starts_at=chosen)
        if booked is not None and booked.pk != made.pk:
            talk_mark(user=user, talk=booked, state=citizen_codes.CANCELLED)
    words = {"moment": moment(made.starts_at)}
    return (
        _("Samtalen er flyttet til %(moment)s.") % words if booked else _("Tiden er din: %(moment)s.") % words
    )


def _chosen(text: str, offered: list[Offered]) -> datetime:
    """One of the times that are offered now: what was free when the page was drawn may be taken since."""
    chosen = next((one for day in offered for one in day.times if one.isoformat() == text), None)
    if chosen is None:
        raise NotPossible(
            _("Tiden er ikke ledig længere. Vælg en anden.") if text else _("Vælg en tid, der passer dig.")
        )
    return chosen


def _page(
    request: HttpRequest,
    errand: Errand,
    citizen: Citizen,
    booked: Contact | None,
    offered: list[Offered],
    error: str = "",
) -> HttpResponse:
    context = {"citizen": citizen, "booked": booked, "offered": offered, "host": citizen.case_worker}
    return thing_page(request, "links/talk.html", errand, context, error=error)
