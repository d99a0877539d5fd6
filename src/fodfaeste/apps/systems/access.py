"""The gates to other systems: leaders, in their own authority."""

from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.systems.models import System, Token

KEEPERS = (Role.LEADER,)

#: What a system may be let in as: for the municipality itself, or for one company or one partner.
OWN_ROLES = (Role.CASE_WORKER, Role.CONSULTANT, Role.LEADER, Role.COMMITTEE)
OUTSIDE_ROLES = (Role.COMPANY, Role.PARTNER)
#: No system is let in as a citizen: what a person says of themselves, the person says.
SYSTEM_ROLES = OWN_ROLES + OUTSIDE_ROLES


def system_for(user: User, public_id: str) -> System:
    """One system of the leader's own municipality."""
    systems = System.objects.filter(authority=user.authority_id, public_id=public_id)
    found = systems.select_related("user__unit", "user__company", "user__partner", "authority").first()
    if found is None:
        raise Http404(_("Systemet findes ikke her."))
    return found


def token_for(user: User, public_id: str, prefix: str) -> Token:
    """One token of such a system."""
    system = system_for(user, public_id)
    found = system.tokens.filter(prefix=prefix).first()
    if found is None:
        raise Http404(_("Adgangen findes ikke."))
    found.system = system
    return found
