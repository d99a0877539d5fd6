"""Who may change an agreement: whoever may change the citizen's case. The citizen may answer their own."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import citizen_to_change, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.models import Agreement


def agreement_to_change(user: User, public_id: str, agreement: int, *, session: SessionBase) -> Agreement:
    """One agreement of a citizen whose case this person may change."""
    citizen = citizen_to_change(user, public_id, what="Aftale", session=session)
    return _one(citizen, agreement)


def own_agreement_for(user: User, agreement: int) -> Agreement:
    """One agreement of the signed-in citizen."""
    return _one(own_citizen_for(user, what="Aftale"), agreement)


def _one(citizen: Citizen, agreement: int) -> Agreement:
    found = citizen.agreements.filter(pk=agreement).first()
    if found is None:
        raise Http404(_("Aftalen findes ikke."))
    found.citizen = citizen
    return found
