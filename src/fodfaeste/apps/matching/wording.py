"""Matching in the reader's words: journeys, courses, levels, and whom else an opening is advised to."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.learning.models import Course
from fodfaeste.core.openings import ATTENDANCE, DAILY, LEVELS


def level_text(level: int | None) -> str:
    """How well a skill is mastered; empty where it is not."""
    return in_language(LEVELS[level]) if level in LEVELS else ""


def minutes_text(minutes: int) -> str:
    """A journey each way."""
    words = {"minutes": minutes}
    return ngettext("%(minutes)d minut hver vej", "%(minutes)d minutter hver vej", minutes) % words


def journey_minutes(minutes: int) -> str:
    """A journey each way; none within a town."""
    return minutes_text(minutes) if minutes else _("samme by")


def journey_text(opening: Opening, minutes: int | None) -> str:
    """How one gets to an opening; empty where it is not known."""
    if opening.attendance != DAILY:
        return in_language(ATTENDANCE[opening.attendance])
    return "" if minutes is None else journey_minutes(minutes)


def workplace_text(opening: Opening) -> str:
    """Who offers it and where; a workplace often has its town in its name already."""
    unit, place = opening.unit.name if opening.unit else "", opening.place.name if opening.place else ""
    return ", ".join(part for part in (unit, "" if place in unit else place) if part)


def weeks_text(course: Course) -> str:
    """How long a course takes."""
    number = number_format(course.weeks, decimal_pos=0 if course.weeks.is_integer() else 1)
    return ngettext("%(number)s uge", "%(number)s uger", 1 if course.weeks == 1 else 2) % {"number": number}


def price_text(course: Course) -> str:
    """What a seat costs."""
    if course.price is None:
        return _("prisen er ikke oplyst")
    if course.price == 0:
        return _("gratis")
    return _("%(price)s kr.") % {"price": number_format(course.price, force_grouping=True)}


def shown_to(others: int, *, own: bool) -> str:
    """How many others an opening is advised to, said to the case worker or to the citizen."""
    if others:
        words = {"others": others}
        return ngettext("Vist for %(others)d anden.", "Vist for %(others)d andre.", others) % words
    return _("Vist kun for dig.") if own else _("Vist kun for denne borger.")


def ceiling_text(per_seat: int) -> str:
    """How many people are advised to each seat at most."""
    return ngettext(
        "Hver plads foreslås til højst %(number)d borger.",
        "Hver plads foreslås til højst %(number)d borgere.",
        per_seat,
    ) % {"number": per_seat}


def most_text(most: int) -> str:
    """How many people one opening is advised to at most, where it has several seats."""
    return ngettext(
        "Den har flere pladser og foreslås til højst %(number)d borger.",
        "Den har flere pladser og foreslås til højst %(number)d borgere.",
        most,
    ) % {"number": most}
