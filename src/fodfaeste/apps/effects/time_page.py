"""Time to self-support and to lasting work on screen: a table of groups, and a curve of one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import group_title, in_language
from fodfaeste.apps.effects.selectors import Reckoned, Row
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.design.months_chart import Reached, months_chart
from fodfaeste.engines.indicators.survival_clocks import ALL


@dataclass(frozen=True, slots=True)
class Share:
    """How many had left by some months, as a cell shows it."""

    months: int
    value: str
    sure: str  # the interval, and how many were still at risk; empty where nothing is shown


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group, how many it counts, and its shares by months."""

    group: str
    title: str
    people: str
    shares: list[Share]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for an offer or for courses as such."""

    indicator: Indicator
    lines: list[GroupLine]

    @property
    def is_drawn(self) -> bool:
        """Whether there is any number to draw a line to."""
        return any(share.sure for line in self.lines for share in line.shares)


def figure_of(indicator: Indicator, reckoned: Reckoned, offer: str, pack: Pack) -> Figure:
    """A figure with a line for each group, everyone last."""
    rows = reckoned.rows(indicator.id, offer)
    groups = sorted({str(row["group"]) for row in rows}, key=lambda group: (group == ALL, group))
    return Figure(indicator, [_line(group, offer, rows, pack) for group in groups])


def _line(group: str, offer: str, rows: Sequence[Row], pack: Pack) -> GroupLine:
    own = sorted((row for row in rows if row["group"] == group), key=lambda row: int(row["months"]))
    people = next((row["denominator"] for row in own if row["denominator"] is not None), None)
    shown = "–" if people is None else number_format(round(people), force_grouping=True)
    return GroupLine(group, title_of(group, offer, pack), shown, [_share(row) for row in own])


def _share(row: Row) -> Share:
    months = int(row["months"])
    if row["suppressed"]:
        return Share(months, _("vises ikke (under 5 borgere)"), "")
    if row["value"] is None:
        return Share(months, _("ingen er fulgt så længe"), "")
    low, high = (number_format(round(row[name])) for name in ("low", "high"))
    sure = _("%(low)s til %(high)s; mindst %(at_risk)s stadig med") % {
        "low": low,
        "high": high,
        "at_risk": number_format(row["at_risk"], force_grouping=True),
    }
    return Share(months, _("%(number)s %%") % {"number": number_format(round(row["value"]))}, sure)


def title_of(group: str, offer: str, pack: Pack) -> str:
    """What a group is called; of an offer the groups are industries."""
    if group == ALL:
        return _("Alle")
    if not offer:
        return capfirst(group_title(group, pack))
    industry = next((one for one in pack.industries if one.id == group), None)
    return in_language(industry.title) if industry else group


def groups_of(reckoned: Reckoned, offer: str, figures: Iterable[Indicator]) -> set[str]:
    """The groups that have rows, besides everyone."""
    return {str(row["group"]) for figure in figures for row in reckoned.rows(figure.id, offer)} - {ALL}


def figure_chart(
    indicator: Indicator, reckoned: Reckoned, offer: str, group: str, offer_name: str, pack: Pack
) -> str:
    """A figure as lines: everyone, and a group where one is chosen."""
    rows = reckoned.rows(indicator.id, offer)
    named = [ALL, group] if group else [ALL]
    series = [
        Reached(
            title_of(one, offer, pack),
            [
                (int(row["months"]), row["value"], row["low"], row["high"])
                for row in rows
                if row["group"] == one
            ],
        )
        for one in named
    ]
    language = get_language() or "da"
    title = indicator.title.in_language(language)
    return months_chart(
        title=f"{title} ({offer_name})" if offer else title,
        description=indicator.statement.in_language(language),
        series=series,
        months=_("Måneder efter tilbuddets første dag") if offer else _("Måneder efter forløbets første dag"),
        unit=_("procent"),
        language=language,
    )
