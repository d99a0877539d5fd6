"""The numbers that a policy's own text gives, and what its goals are to reach, as a page shows them."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fodfaeste.apps.goals.kinds import UNIT_NAMES
from fodfaeste.core.dates import day_in_words
from fodfaeste.core.policy import Entry, Pack, Source, Target
from fodfaeste.core.words import Words


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A number of the text with its unit, its definition and its place."""

    title: Words
    amount: str
    definition: Words
    as_of: str | None
    not_with: Words | None
    source: Source


def text_figures(entry: Entry, pack: Pack) -> list[TextFigure]:
    """The numbers that a line rests on."""
    found = [figure for figure in map(pack.figure, entry.figures) if figure is not None]
    return [
        TextFigure(
            title=figure.title,
            amount=_("cirka %(amount)s") % {"amount": amount} if figure.approximate else amount,
            definition=figure.definition,
            as_of=figure.as_of,
            not_with=figure.not_with,
            source=figure.source,
        )
        for figure in found
        for amount in [_amount(figure.value, figure.unit)]
    ]


def target_in_words(target: Target, pack: Pack) -> str:
    """What a goal is to reach, by when, and counted from what: as the text has it."""
    language = get_language() or "da"
    if target.value is None:
        level = target.level_of.in_language(language) if target.level_of else ""
        said = _("Samme niveau som: %(level)s") % {"level": level}
    elif target.change:
        said = _("En vækst på %(amount)s") % {"amount": _amount(target.value, target.unit or "count")}
    else:
        said = _amount(target.value, target.unit or "count")
    if target.by is not None:
        said = _("%(said)s senest %(day)s") % {
            "said": said,
            "day": day_in_words(target.by).in_language(language),
        }
    start = pack.figure(target.start) if target.start else None
    if start is not None:
        said = _("%(said)s, regnet fra: %(start)s") % {
            "said": said,
            "start": start.title.in_language(language),
        }
    return said


def _amount(value: float, unit: str) -> str:
    decimals = 0 if value == int(value) else 2
    number = number_format(value, decimal_pos=decimals, force_grouping=True)
    return f"{number} {UNIT_NAMES[unit]}"
