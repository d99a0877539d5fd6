"""The gate to these figures: every signed-in person may read those of their own municipality."""

from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.effects.selectors import Reckoned, reckoned_for
from fodfaeste.bridge.effects import terms_here
from fodfaeste.core.policy import Indicator
from fodfaeste.engines.indicators.survival_definitions import definitions
from fodfaeste.installation.clock import today


def time_figures_for(user: User) -> tuple[Indicator, ...]:
    """Time to self-support and to lasting work, as they are defined here."""
    return definitions(terms_here(user.authority, today(user.authority)))


def time_figure_for(user: User, figure: str) -> tuple[Indicator, Reckoned]:
    """One of the two figures, and what was counted last of it."""
    found = next((one for one in time_figures_for(user) if one.id == figure), None)
    if found is None:
        raise Http404(_("Der er ikke noget tal med det navn."))
    return found, reckoned_for(user)
