"""Who may share with partners, and what a partner may see; every look at a person is journalled."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizen_for, citizen_to_change, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import partners_here, shares_of, shares_with

PAGE = "Delt med samarbejdspartnere"
READERS = (Role.CASE_WORKER, Role.LEADER)


def partner_of(user: User) -> Partner:
    """The partner that somebody acts for."""
    if user.role != Role.PARTNER or user.partner is None:
        raise PermissionDenied(_("Siden er for samarbejdspartnere."))
    return user.partner


def partners_known_to(user: User) -> QuerySet[Partner]:
    """The municipality's partners, for those who may keep the list."""
    if user.role != Role.LEADER:
        raise PermissionDenied(_("Kun ledere kan oprette samarbejdspartnere."))
    return partners_here(user.authority)


def shares_visible_to(user: User) -> QuerySet[Share]:
    """What is shared with the partner of this person today. The page that shows it journals whom it shows."""
    partner_of(user)
    return shares_with(user)


def share_for(user: User, share: str) -> Share:
    """One share with the partner of this person; 404 once its last day is over or it was taken back."""
    found = shares_visible_to(user).filter(public_id=share).first()
    if found is None:
        raise Http404(_("Det er ikke delt med jer. Det kan være slut eller taget tilbage."))
    what = f"Det, der er delt med {partner_of(user).name}"
    journal_write(actor=user, authority=user.authority, action="see", what=what, citizen=found.citizen)
    return found


def shares_to_read(user: User, public_id: str, *, session: SessionBase) -> Citizen:
    """The citizen whose shares are looked at by staff."""
    return citizen_for(user, public_id, what=PAGE, session=session)


def shares_to_change(user: User, public_id: str, *, session: SessionBase) -> Citizen:
    """The citizen of whom something is to be shared."""
    return citizen_to_change(user, public_id, what=PAGE, session=session)


def share_to_withdraw(user: User, public_id: str, share: str, *, session: SessionBase) -> Share:
    """A share that a case worker may take back."""
    found = shares_of(shares_to_change(user, public_id, session=session)).filter(public_id=share).first()
    if found is None:
        raise Http404(_("Delingen findes ikke."))
    return found


def own_shares_for(user: User) -> Citizen:
    """The signed-in citizen."""
    return own_citizen_for(user, what=PAGE)
