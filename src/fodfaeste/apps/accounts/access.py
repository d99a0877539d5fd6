"""Who may open a page: the gate by role that every view stands behind."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.accounts.signin_file import STAFF

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

ALL_ROLES = tuple(Role)

#: Where each role lands after signing in.
LANDING = {
    Role.CASE_WORKER: "citizens:my_day",
    Role.CONSULTANT: "companies:companies",
    Role.LEADER: "citizens:my_day",
    Role.COMMITTEE: "goals:figures",
    Role.CITIZEN: "citizens:my_page",
    Role.COMPANY: "companies:own_front",
    Role.PARTNER: "partners:own_front",
}


def role_required(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let these roles in; others get 403, and who is not signed in comes back here after signing in."""

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if request.user.role not in roles:
                raise PermissionDenied(_("Din rolle har ikke adgang til denne side."))
            return view(request, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]  # the API lets in whom the screen lets in
        return guarded

    return gate


def colleague_for(user: User, colleague: int) -> User:
    """The account of one who works in the leader's own municipality; citizens and systems do not."""
    found = colleagues_of(user).filter(pk=colleague).first()
    if found is None:
        raise Http404(_("Medarbejderen findes ikke."))
    return found


def colleagues_of(user: User) -> QuerySet[User]:
    """All who work, or have worked, in the leader's municipality, each position a row."""
    if user.role != Role.LEADER:
        raise PermissionDenied(_("Medarbejderne er for ledere."))
    found = User.objects.filter(authority=user.authority_id, role__in=STAFF, system__isnull=True)
    return found.select_related("authority", "unit", "person__second_factor")


def landing_for(user: User) -> str:
    """The first page of a user, by role."""
    return LANDING[Role(user.role)]
