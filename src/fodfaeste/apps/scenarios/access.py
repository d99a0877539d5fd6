"""The gates to scenarios: leaders of the municipality that made them; only the author deletes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.scenarios.models import SavedScenario
from fodfaeste.apps.scenarios.selectors import scenarios_of


def scenario_for(user: User, scenario_id: int) -> SavedScenario:
    """A scenario of the leader's own municipality."""
    found = scenarios_of(user.authority).filter(pk=scenario_id).first()
    if found is None:
        raise Http404(_("Scenariet findes ikke. Det kan være slettet."))
    return found


def own_scenario_for(user: User, scenario_id: int) -> SavedScenario:
    """A scenario that this leader made and therefore may delete."""
    found = scenario_for(user, scenario_id)
    if found.author_id != user.pk:
        raise PermissionDenied(_("Du kan kun slette dine egne scenarier."))
    return found
