"""What a call asks for, found through the same gates as the screens."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.api.purpose import stated
from fodfaeste.apps.citizens.access import citizen_for, citizen_to_change
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.systems.ids import inside_id


def seen(request: HttpRequest, pid: str, what: str) -> Citizen:
    """A citizen whom the system may see. The look is journalled with its purpose."""
    return citizen_for(request.user, pid, what=what, session=stated(request, pid))


def changed(request: HttpRequest, pid: str, what: str) -> Citizen:
    """A citizen whose case the system may change."""
    return citizen_to_change(request.user, pid, what=what, session=stated(request, pid))


def row_of(rows: Any, kind: str, outside: str, **among: object) -> Any:
    """A row by its outside id, among those that may be seen."""
    pk = inside_id(kind, outside)
    found = None if pk is None else rows.filter(pk=pk, **among).first()
    if found is None:
        raise Http404(_("Det findes ikke her."))
    return found


def number_of(kind: str, outside: str) -> int:
    """The number a gate of the screens takes; one that no row has where the id is none."""
    pk = inside_id(kind, outside)
    return -1 if pk is None else pk
