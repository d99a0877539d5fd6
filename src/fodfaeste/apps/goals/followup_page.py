"""Every goal of the policy with what follows it: now, the target, its own past, and what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fodfaeste.apps.goals.figures_page import Figure, comparable, figure_of, month_name, value_in_words
from fodfaeste.apps.goals.models import IndicatorValue
from fodfaeste.apps.goals.text_figures import TextFigure, target_in_words, text_figures
from fodfaeste.core.policy import Entry, Indicator, Pack


@dataclass(frozen=True, slots=True)
class Following:
    """A figure that follows a goal, as it stands now and stood first."""

    figure: Figure
    first: str

    @property
    def indicator(self) -> Indicator:
        """The figure's definition."""
        return self.figure.indicator


@dataclass(frozen=True, slots=True)
class FollowedGoal:
    """A goal with what it is to reach, the numbers of the text it starts from, and what follows it."""

    entry: Entry
    target: str
    start: list[TextFigure]
    followings: list[Following]


def goals_of(pack: Pack, on: date) -> list[Entry]:
    """The goals in force, in the order of the text."""
    return [entry for entry in pack.entries if entry.kind == "goal" and entry.in_force(on)]


def followed(goals: list[Entry], pack: Pack, months: Sequence[IndicatorValue]) -> list[FollowedGoal]:
    """The goals with their figures; where a text gives none, there is none here either."""
    asked = {id_ for goal in goals for id_ in goal.indicators}
    followings = {one.id: _following(one, months, pack) for one in pack.indicators if one.id in asked}
    return [
        FollowedGoal(
            entry=goal,
            target=target_in_words(goal.target, pack) if goal.target else "",
            start=text_figures(goal, pack),
            followings=[followings[id_] for id_ in goal.indicators if id_ in followings],
        )
        for goal in goals
    ]


def _following(indicator: Indicator, months: Sequence[IndicatorValue], pack: Pack) -> Following:
    figure = figure_of(indicator, months, pack)
    return Following(figure, _first(indicator, months, pack))


def _first(indicator: Indicator, months: Sequence[IndicatorValue], pack: Pack) -> str:
    """The first month that was counted by today's definition, where there is more than one."""
    kept = comparable(months, indicator, pack)
    if len(kept) < 2:
        return ""
    words = {"month": month_name(kept[0].month), "value": value_in_words(indicator, kept[0])}
    return _("Første måned, %(month)s: %(value)s") % words
