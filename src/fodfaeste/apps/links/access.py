"""Who may come in: whoever has opened a link in this browser, and who makes links for a person or company."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import citizen_to_change
from fodfaeste.apps.companies.access import company_for, may_edit_openings
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.links.models import Behalf, Link
from fodfaeste.apps.links.passes import pass_way
from fodfaeste.installation import clock

LINKS = "Personlige links"
ON_BEHALF = "På vegne af borgeren"


def link_opened(request: HttpRequest, public_id: str) -> tuple[Link, str] | None:
    """The link that this browser has opened, and how; nothing where it has not or the link was taken back."""
    way = pass_way(request, public_id)
    if not way:
        return None
    is_here = Q(citizen__isnull=True) | Q(citizen__active=True)
    found = Link.objects.filter(
        is_here, public_id=public_id, withdrawn_at__isnull=True, expires_at__gt=clock.now()
    )
    link = found.select_related("authority", "company", "partner", "citizen__case_worker").first()
    return (link, way) if link is not None else None


def link_to_change(user: User, pid: str, public_id: str, *, session: SessionBase) -> Link:
    """One link of a citizen whose case this person may change."""
    citizen = citizen_to_change(user, pid, what=LINKS, session=session)
    found = Link.objects.filter(citizen=citizen, public_id=public_id).select_related("authority").first()
    if found is None:
        raise Http404(_("Linket findes ikke."))
    found.citizen = citizen
    return found


def behalf_to_do(user: User, pid: str, behalf: int, *, session: SessionBase) -> Behalf:
    """What this person has begun to write for a citizen."""
    citizen = citizen_to_change(user, pid, what=ON_BEHALF, session=session)
    found = Behalf.objects.filter(citizen=citizen, pk=behalf, by=user).select_related("authority").first()
    if found is None:
        raise Http404(_("Det er ikke begyndt endnu."))
    found.citizen = citizen
    return found


def company_to_link(user: User, public_id: str) -> Company:
    """A company that this person may make links for: company consultants and leaders."""
    if not may_edit_openings(user):
        raise PermissionDenied(_("Kun virksomhedskonsulenter og ledere kan lave links til virksomheder."))
    return company_for(user, public_id)


def company_link_to_change(user: User, company: str, public_id: str) -> Link:
    """One link of such a company."""
    owner = company_to_link(user, company)
    found = Link.objects.filter(company=owner, public_id=public_id).select_related("authority").first()
    if found is None:
        raise Http404(_("Linket findes ikke."))
    return found
