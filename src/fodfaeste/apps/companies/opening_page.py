"""One opening in words: what it is, what it asks for, and the law's offer that it is taken as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import (
    code_name,
    code_names,
    hours_a_week,
    kind_name,
    language_here,
    languages_asked,
)
from fodfaeste.apps.offers.law_page import RuleLine, rule_line, rules_on
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.law import IN_FORCE, LawOffer, LawPack
from fodfaeste.core.openings import ATTENDANCE, DEMANDS, LICENCES, SHIFTS
from fodfaeste.core.taxonomy import Shown

Fact = dict[str, object]


@dataclass(frozen=True, slots=True)
class Needs:
    """The skills an opening asks for, by name: those one must have, and those that help."""

    essential: list[Shown]
    optional: list[Shown]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of an opening in words."""

    title: str
    hours: str
    days: str
    demands: str
    skills: list[Shown]


def facts_of(opening: Opening) -> list[Fact]:
    """What an opening is, each thing by its name; what is not known is said so."""
    unit = opening.unit
    return [
        _fact(_("Slags"), kind_name(opening.kind)),
        _fact(_("Arbejdssted"), unit.name if unit else _("ikke oplyst")),
        _fact(_("By"), opening.place.name if opening.place else _("ikke oplyst")),
        _fact(_("Fremmøde"), code_name(ATTENDANCE, opening.attendance)),
        _fact(_("Timer"), hours_a_week(opening.hours_min, opening.hours_max)),
        _fact(_("Arbejdstider"), _listed(code_names(SHIFTS, opening.shifts), _("ikke oplyst"))),
        _fact(_("Pladser"), number_format(opening.seats)),
        _fact(_("Begynder"), _day(opening.opens) or _("nu")),
        _fact(_("Sidste dag"), _day(opening.closes) or _("til den er besat")),
        _fact(_("Kræver af krop og sind"), _listed(code_names(DEMANDS, opening.demands), _("intet særligt"))),
        _fact(_("Kørekort og beviser"), _listed(code_names(LICENCES, opening.licences), _("ingen"))),
        _fact(_("Sprog"), _listed(languages_asked(opening.languages), _("intet krav"))),
    ]


def _fact(name: str, value: str) -> Fact:
    return {"name": name, "value": value}


def _listed(names: Sequence[str], otherwise: str) -> str:
    return ", ".join(names) or otherwise


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def occupation_of(opening: Opening) -> Shown | None:
    """The occupation by name, with the language it is in."""
    if not opening.occupation:
        return None
    return names_shown("occupation", [opening.occupation], language_here())[opening.occupation]


def needs_of(opening: Opening) -> Needs:
    """What one must be able to, and what helps, by name in the order of the alphabet."""
    rows = list(opening.needs.all())
    names = names_shown("skill", [row.skill for row in rows], language_here())
    return Needs(
        essential=_by_name(names[row.skill] for row in rows if row.essential),
        optional=_by_name(names[row.skill] for row in rows if not row.essential),
    )


def _by_name(shown: Iterable[Shown]) -> list[Shown]:
    return sorted(shown, key=lambda name: sort_key(name.text))


def tasks_of(opening: Opening) -> list[TaskLine]:
    """The tasks that were carved from a position, in their order."""
    tasks = list(opening.tasks.order_by("number"))
    names = names_shown("skill", {skill for task in tasks for skill in task.skills.split()}, language_here())
    return [
        TaskLine(
            title=task.title,
            hours=_hours(task.hours),
            days=", ".join(_weekday(day) for day in task.days.split()),
            demands=", ".join(code_names(DEMANDS, task.demands)),
            skills=_by_name(names[skill] for skill in task.skills.split()),
        )
        for task in tasks
    ]


def _weekday(day: str) -> str:
    """The name of weekday 1-7, of which Monday is the first."""
    names = {str(number + 1): name for number, name in WEEKDAYS.items()}
    return str(names.get(day, day))


def _hours(hours: float | None) -> str:
    if hours is None:
        return _("ikke oplyst")
    number = number_format(hours, decimal_pos=0 if hours == int(hours) else 1)
    count = 1 if hours == 1 else 2
    return ngettext("%(number)s time om ugen", "%(number)s timer om ugen", count) % {"number": number}


def offers_behind(pack: LawPack, kind: str, on: date) -> list[tuple[LawOffer, list[RuleLine]]]:
    """The offers of the law that a kind of opening is taken as on a day, each with its rules."""
    found = [offer for offer in pack.offers if kind in offer.openings and offer.state(on) == IN_FORCE]
    return [
        (offer, [rule_line(pack, rule) for rule in rules_on(pack, on) if rule.offer == offer.id])
        for offer in found
    ]


def state_of(opening: Opening, on: date) -> str:
    """Whether an opening is open on a day, in a word."""
    if opening.withdrawn_at is not None:
        return _("trukket tilbage")
    if opening.closes is not None and opening.closes < on:
        return _("lukket")
    if opening.opens is not None and opening.opens > on:
        return _("åbner senere")
    return _("åben")
