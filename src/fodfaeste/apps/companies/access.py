"""Who may see companies and openings: staff who bring people and work together, in their own authority.

No person is named on these pages, so a look is not journalled; a change is.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.companies.models import Company, JobText, Opening

READERS = (Role.CASE_WORKER, Role.CONSULTANT, Role.LEADER)
EDITORS = (Role.CONSULTANT, Role.LEADER)


def may_edit_openings(user: User) -> bool:
    """Whether this person may write openings down: company consultants and leaders."""
    return user.role in EDITORS


def company_for(user: User, public_id: str) -> Company:
    """One company that the person's own municipality knows."""
    _check(user)
    company = Company.objects.filter(authority=user.authority_id, public_id=public_id).first()
    if company is None:
        raise Http404(_("Virksomheden findes ikke her."))
    return company


def opening_for(user: User, public_id: str) -> Opening:
    """One opening of the person's own municipality, also after it was withdrawn."""
    _check(user)
    openings = Opening.objects.filter(authority=user.authority_id, public_id=public_id)
    opening = openings.select_related(
        "authority", "unit__company", "unit__place", "place", "job_text"
    ).first()
    if opening is None:
        raise Http404(_("Åbningen findes ikke her."))
    return opening


def opening_to_change(user: User, public_id: str) -> Opening:
    """An opening that this person may change; one that was withdrawn stays as it was."""
    if not may_edit_openings(user):
        raise PermissionDenied(_("Kun virksomhedskonsulenter og ledere kan rette åbninger."))
    opening = opening_for(user, public_id)
    if opening.withdrawn_at is not None:
        raise Http404(_("Åbningen er trukket tilbage og kan ikke rettes."))
    return opening


def job_text_for(user: User, public_id: str) -> JobText:
    """A job text that was put in here, for those who may write openings down."""
    if not may_edit_openings(user):
        raise PermissionDenied(_("Kun virksomhedskonsulenter og ledere kan rette åbninger."))
    texts = JobText.objects.filter(authority=user.authority_id, public_id=public_id)
    found = texts.select_related("authority", "opening").prefetch_related("proposals").first()
    if found is None:
        raise Http404(_("Jobteksten findes ikke her."))
    return found


def _check(user: User) -> None:
    if user.role not in READERS:
        raise PermissionDenied(_("Din rolle har ikke adgang til denne side."))
