"""How a night's advice was shared out, for who answers for it: figures with definitions, and no names."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import group_title
from fodfaeste.apps.matching.models import Sharing
from fodfaeste.core.policy import Pack
from fodfaeste.engines.indicators import suppress

#: An opening whose needs are all covered.
WHOLE = 2**14

_FIGURES = {"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64}
_EVERYONE, _UNKNOWN = "", "-"
#: Each count of people with what it is a part of: none of the two, nor what is between them, may be small.
_PARTS = (("able", "people"), ("advised", "people"), ("advised", "able"))


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group's people, how many of them have something they can take, and how many were advised one."""

    title: str
    people: str
    able: str
    advised: str
    is_suppressed: bool


@dataclass(frozen=True, slots=True)
class FloorLine:
    """A floor: how many of the group were to have something, how many got it, and what that costs."""

    title: str
    least: int
    reached: int
    without: int
    price: str
    is_met: bool
    is_certain: bool
    is_suppressed: bool


def sharing_page(night: Sharing, pack: Pack) -> dict[str, object]:
    """Everything the page of a night's sharing shows."""
    rows = [_everyone(night), *({**row, "group": row["group"] or _UNKNOWN} for row in night.groups)]
    hidden = _hidden(rows)
    lines = {str(row["group"]): _group_line(row, pack, hidden) for row in rows}
    lost = night.value_without_floors - night.value
    return {
        "night": night,
        "everyone": lines[_EVERYONE],
        "groups": [line for group, line in lines.items() if group != _EVERYONE],
        "spread": night.spread,
        "advised_openings": sum(count for people, count in night.spread if people),
        "gini": number_format(night.gini, decimal_pos=2),
        "gap": percent_at_most(night.bound - night.value, night.bound),
        "floors": [_floor_line(floor, pack, hidden) for floor in night.floors],
        "floors_cost": percent_at_most(lost, night.value_without_floors),
        "packs": night.packs,
    }


def percent_at_most(part: int, whole: int) -> str:
    """A part of a whole in hundredths of a per cent, rounded up: nothing is better than told."""
    hundredths = math.ceil(10_000 * part / whole) if whole else 0
    return number_format(hundredths / 100, decimal_pos=2 if hundredths % 100 else 0)


def _everyone(night: Sharing) -> dict[str, object]:
    return {"group": _EVERYONE, "people": night.people, "able": night.able, "advised": night.placements}


def _hidden(rows: Sequence[Mapping[str, object]]) -> set[str]:
    """The groups whose counts could point at a person, alone or taken from the others."""
    hidden: set[str] = set()
    for part, whole in _PARTS:
        figures = [(row["group"], row[part], row[whole], None) for row in rows]
        found = suppress(pl.DataFrame(figures, schema=_FIGURES, orient="row", strict=False))
        hidden |= set(found.filter("suppressed")["group"])
    return hidden


def _group_line(row: Mapping[str, object], pack: Pack, hidden: set[str]) -> GroupLine:
    counts = (int(str(row[name])) for name in ("people", "able", "advised"))
    people, able, advised = (number_format(count, force_grouping=True) for count in counts)
    group = str(row["group"])
    return GroupLine(_title(group, pack), people, able, advised, group in hidden)


def _floor_line(floor: Mapping[str, object], pack: Pack, hidden: set[str]) -> FloorLine:
    group = str(floor["group"])
    least, reached, without = (int(str(floor[name])) for name in ("least", "reached", "without"))
    return FloorLine(
        title=_title(group, pack),
        least=least,
        reached=reached,
        without=without,
        price=percent_at_most(math.ceil(float(str(floor["price"]))), WHOLE),
        is_met=bool(floor["is_met"]),
        is_certain=bool(floor["is_certain"]),
        is_suppressed=group in hidden,
    )


def _title(group: str, pack: Pack) -> str:
    """What a group is called on screen; everyone, or those whose group nobody has written."""
    if group in (_EVERYONE, _UNKNOWN):
        return _("Målgruppen er ikke skrevet") if group else _("Alle")
    return group_title(group, pack)
