"""Who may change an agreement: whoever may change the citizen's case."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import citizen_to_change
from fodfaeste.apps.offers.models import Agreement


def agreement_to_change(user: User, public_id: str, agreement: int, *, session: SessionBase) -> Agreement:
    """One agreement of a citizen whose case this person may change."""
    citizen = citizen_to_change(user, public_id, what="Aftale", session=session)
    found = citizen.agreements.filter(pk=agreement).first()
    if found is None:
        raise Http404(_("Aftalen findes ikke."))
    found.citizen = citizen
    return found
