"""How the policy's lines stand today, gathered once for a page."""

from collections.abc import Iterable

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.due_people import counts_by_rule
from fodfaeste.apps.goals.figures_page import figure_of, values_of
from fodfaeste.apps.goals.policy_page import Standing
from fodfaeste.core.policy import Indicator, Pack


def standing_today(user: User, pack: Pack, rules: Iterable[str], indicators: Iterable[Indicator]) -> Standing:
    """What is known today of how some rules run and how some figures stand."""
    wanted = list(indicators)
    values = values_of(user.authority, wanted)
    figures = {one.id: figure_of(one, values, pack) for one in wanted}
    return Standing(counts_by_rule(user, rules), figures)
