"""The gates to the policy, its figures and its trials. Which role opens which page stands at the views."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.core.policy import Entry, Indicator, Pack
from fodfaeste.installation.clock import today


def policy_for(user: User) -> Pack:
    """The policy that runs today where this person belongs. Every signed-in person may read it."""
    return policy_in_force(user.authority, today(user.authority))


def entry_for(user: User, item: str) -> tuple[Pack, Entry]:
    """One line of the policy, in the version that is in force today."""
    pack = policy_for(user)
    entry = pack.entry(item, today(user.authority))
    if entry is None:
        raise Http404(_("Politikken har ingen linje med det navn."))
    return pack, entry


def rule_with_people_for(user: User, item: str) -> tuple[Pack, Entry]:
    """A rule whose people may be listed; which of them is decided by the gate of the citizens."""
    pack, entry = entry_for(user, item)
    if entry.kind != "rule":
        raise Http404(_("Linjen er ikke en regel, så den peger ikke på bestemte borgere."))
    return pack, entry


def indicator_for(user: User, indicator_id: str) -> tuple[Pack, Indicator]:
    """One figure's definition. Every signed-in person may read the figures of their municipality."""
    pack = policy_for(user)
    indicator = pack.indicator(indicator_id)
    if indicator is None:
        raise Http404(_("Der er ikke noget tal med det navn."))
    return pack, indicator


def trial_for(user: User, trial_id: int) -> PackCopy:
    """One kept trial of the leader's own municipality."""
    copy = PackCopy.objects.filter(authority=user.authority, pk=trial_id).select_related("author").first()
    if copy is None:
        raise Http404(_("Prøven findes ikke. Den kan være slettet."))
    return copy


def own_trial_for(user: User, trial_id: int) -> PackCopy:
    """A kept trial that this leader made and therefore may delete."""
    copy = trial_for(user, trial_id)
    if copy.author_id != user.pk:
        raise PermissionDenied(_("Du kan kun slette dine egne prøver."))
    return copy
