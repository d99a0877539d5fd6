"""Who may see a citizen: the one gate through which every look at a person goes, and is journalled."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.accounts.stand_ins import standing_in, stands_in_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import act_via, journal_write
from fodfaeste.installation.clock import today

#: Where in the session the stated reasons lie: public id to day and reason.
REASONS = "citizen_reasons"
SHORTEST_REASON = 10

#: Where in the session stands whose offer was begun last, for the tour's bar.
BEGUN = "begun_for"

View = Callable[..., HttpResponse]


class ReasonNeeded(Exception):
    """A case worker asks for a citizen of another unit and has not said why today."""

    def __init__(self, public_id: str) -> None:
        self.public_id = public_id
        super().__init__("a reason is needed")


def has_citizens(user: User) -> bool:
    """Whether this person works with citizens: case workers and leaders."""
    return user.role in (Role.CASE_WORKER, Role.LEADER)


def may_change(user: User) -> bool:
    """Whether this person may change a citizen's case: case workers."""
    return user.role == Role.CASE_WORKER


def is_of_own_unit(user: User, citizen: Citizen) -> bool:
    """Whether a citizen is the case worker's own, of the same unit, or not yet given to any unit.

    A citizen without a unit belongs to every case worker until placed, so that nobody falls between units.
    """
    return citizen.case_worker_id == user.pk or citizen.unit_id is None or citizen.unit_id == user.unit_id


def citizens_visible_to(user: User) -> QuerySet[Citizen]:
    """The citizens a person may see without stating a reason."""
    citizens = Citizen.objects.filter(authority=user.authority_id, active=True)
    if user.role == Role.LEADER:
        return citizens
    if user.role == Role.CASE_WORKER:
        own = (
            Q(case_worker=user) | Q(unit__isnull=True) | Q(case_worker__in=standing_in(user).values("absent"))
        )
        return citizens.filter(own | Q(unit=user.unit_id) if user.unit_id else own)
    if user.role == Role.CITIZEN:
        return citizens.filter(user=user)
    return citizens.none()


def citizen_for(user: User, public_id: str, *, what: str, session: SessionBase | None = None) -> Citizen:
    """The citizen, if this person may see them; the look is written in the journal with its reason."""
    citizen = _citizen_within_reach(user, public_id)
    why, standing = "", stands_in_for(user, citizen.case_worker_id)
    if standing is not None:
        # Whatever is done to the person in this request is done in the absent one's place.
        act_via(f"Vikar for {standing.absent.name}")
    elif user.role == Role.CASE_WORKER and not is_of_own_unit(user, citizen):
        why = reason_given(user, citizen, session)
        if not why:
            raise ReasonNeeded(public_id)
    journal_write(actor=user, authority=user.authority, action="see", what=what, citizen=citizen, why=why)
    return citizen


def citizen_to_change(user: User, public_id: str, *, what: str, session: SessionBase) -> Citizen:
    """The citizen, if this person may change the case."""
    if not may_change(user):
        raise PermissionDenied(_("Kun sagsbehandlere kan ændre i en borgers sag."))
    return citizen_for(user, public_id, what=what, session=session)


def citizen_to_explain(user: User, public_id: str) -> Citizen:
    """The citizen that a case worker is about to state a reason for. Nothing is shown of them yet."""
    if user.role != Role.CASE_WORKER:
        raise PermissionDenied(_("Kun sagsbehandlere skal begrunde et opslag."))
    return _citizen_within_reach(user, public_id)


def own_citizen_for(user: User, *, what: str = "Min side") -> Citizen:
    """The signed-in citizen's own case."""
    if user.role != Role.CITIZEN:
        raise PermissionDenied(_("Min side er for borgere."))
    citizen = citizens_visible_to(user).select_related("authority", "unit", "case_worker").first()
    if citizen is None:
        raise Http404(_("Du har ikke en sag her."))
    journal_write(actor=user, authority=user.authority, action="see", what=what, citizen=citizen)
    return citizen


def profile_for(user: User, public_id: str | None, *, what: str, session: SessionBase) -> Citizen:
    """The citizen whose skills and wishes are looked at: one by id, or without one the citizen's own."""
    if public_id is None:
        return own_citizen_for(user, what=what)
    if not has_citizens(user):
        raise PermissionDenied(_("Listen er for sagsbehandlere og ledere."))
    return citizen_for(user, public_id, what=what, session=session)


def profile_to_change(user: User, public_id: str | None, *, what: str, session: SessionBase) -> Citizen:
    """The citizen whose skills and wishes are changed: by a case worker, or by the citizen."""
    if public_id is None:
        return own_citizen_for(user, what=what)
    return citizen_to_change(user, public_id, what=what, session=session)


def day_for(user: User) -> QuerySet[Citizen]:
    """The citizens behind Min dag: the unit's for a case worker, everyone's for a leader."""
    if not has_citizens(user):
        raise PermissionDenied(_("Listen er for sagsbehandlere og ledere."))
    return citizens_visible_to(user)


def _citizen_within_reach(user: User, public_id: str) -> Citizen:
    citizens = Citizen.objects.filter(authority=user.authority_id, active=True)
    if user.role == Role.CITIZEN:
        citizens = citizens.filter(user=user)
    elif not has_citizens(user):
        raise PermissionDenied(_("Din rolle ser ikke enkelte borgere."))
    citizen = (
        citizens.filter(public_id=public_id)
        .select_related("authority", "unit", "place", "case_worker")
        .first()
    )
    if citizen is None:
        raise Http404(_("Borgeren findes ikke her."))
    return citizen


def reason_given(user: User, citizen: Citizen, session: SessionBase | None) -> str:
    """The reason stated today for looking at a citizen of another unit; empty where none is."""
    given = (session or {}).get(REASONS, {}).get(citizen.public_id)
    if not given or given["day"] != today(user.authority).isoformat() or given["user"] != user.pk:
        return ""
    return str(given["why"])


def reason_keep(user: User, citizen: Citizen, session: SessionBase, why: str) -> None:
    """Keep a stated reason for this citizen until the day is over, and write it in the journal."""
    day = today(user.authority).isoformat()
    kept = {key: value for key, value in session.get(REASONS, {}).items() if value["day"] == day}
    session[REASONS] = kept | {citizen.public_id: {"day": day, "user": user.pk, "why": why}}
    journal_write(
        actor=user,
        authority=user.authority,
        action="see",
        what="Begrundet opslag uden for egen enhed",
        citizen=citizen,
        why=why,
    )


def asks_for_reason(view: View) -> View:
    """Lead a case worker who has not said why to the page that asks, and back again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReasonNeeded as needed:
            page = reverse("citizens:reason", args=[needed.public_id])
            # A form cannot be sent twice by a redirect: after a POST the citizen's page is where to go on.
            back = {"next": request.get_full_path()} if request.method == "GET" else {}
            return HttpResponseRedirect(f"{page}?{urlencode(back)}" if back else page)

    return guarded
