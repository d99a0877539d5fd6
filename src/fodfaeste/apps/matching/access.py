"""The gates to matching: an opening of one's own municipality, and the people who may stand on its page."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening


def opening_for(user: User, public_id: str) -> Opening:
    """One opening that stands in the user's own municipality. The committee sees no single openings."""
    if user.role == Role.COMMITTEE:
        raise PermissionDenied(_("Udvalget ser tal og politik, ikke enkelte åbninger."))
    openings = Opening.objects.filter(authority=user.authority_id, withdrawn_at__isnull=True)
    found = openings.filter(public_id=public_id).select_related("authority", "unit", "place").first()
    if found is None:
        raise Http404(_("Åbningen findes ikke her. Den kan være trukket tilbage."))
    return found


def people_listed_for(user: User) -> QuerySet[Citizen]:
    """Whom an opening's page may list: a unit's people for its case workers, else the municipality's.

    A company consultant sees on that list who could be asked, and opens nobody's case.
    """
    if user.role == Role.CONSULTANT:
        return Citizen.objects.filter(authority=user.authority_id, active=True)
    return citizens_visible_to(user)


def may_open_cases(user: User) -> bool:
    """Whether the names on an opening's page lead on to the people's cases."""
    return user.role in (Role.CASE_WORKER, Role.LEADER)
