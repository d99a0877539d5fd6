"""Every limit between a citizen and an opening in words: what is asked, what is known, and the verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fodfaeste.apps.citizens.models import Wish
from fodfaeste.apps.citizens.profile_words import wish_title
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import code_names, hours_a_week, kind_name, languages_asked
from fodfaeste.apps.matching.wording import journey_minutes, minutes_text, workplace_text
from fodfaeste.bridge.law import law_here
from fodfaeste.core.law import LawRule
from fodfaeste.core.openings import BETWEEN_CODES, DEMANDS, LICENCES, SHIFTS
from fodfaeste.design.templatetags.design import day as day_text
from fodfaeste.engines.matching import Limit, Settings, Verdict, Why
from fodfaeste.engines.rules.law import law_rule

Person = Mapping[str, object]
Text = str | Promise

TITLES: dict[str, Text] = {
    "dates": gettext_lazy("Dato"),
    "seats": gettext_lazy("Pladser"),
    "place": gettext_lazy("Sted og rejse"),
    "hours": gettext_lazy("Timer"),
    "shifts": gettext_lazy("Arbejdstider"),
    "licences": gettext_lazy("Kørekort og beviser"),
    "languages": gettext_lazy("Sprog"),
    "demands": gettext_lazy("Skånehensyn"),
    "wish": gettext_lazy("Ønsker"),
    "law": gettext_lazy("Loven"),
}

#: What the codes of a limit that is not met say, where they are codes of a list.
FAILS: dict[str, Text] = {
    "shifts": gettext_lazy("Passer ikke: %(codes)s"),
    "licences": gettext_lazy("Mangler: %(codes)s"),
    "languages": gettext_lazy("Mangler: %(codes)s"),
    "demands": gettext_lazy("Skal undgås: %(codes)s"),
}
ASK = gettext_lazy("Spørg om: %(codes)s")

#: What the other codes of a limit say.
WHY: dict[str, Text] = {
    Why.NOT_OPEN_YET: gettext_lazy("Den er ikke åben endnu."),
    Why.CLOSED: gettext_lazy("Fristen er overskredet."),
    Why.NO_SEAT: gettext_lazy("Der er ingen plads tilbage."),
    Why.TOO_FEW_HOURS: gettext_lazy("Der er færre timer, end der ønskes."),
    Why.TOO_MANY_HOURS: gettext_lazy("Der er flere timer, end der er mulige."),
    Why.CITIZEN_PLACE: gettext_lazy("Bopælens by kendes ikke."),
    Why.OPENING_PLACE: gettext_lazy("Arbejdsstedets by kendes ikke."),
    Why.NO_WAY: gettext_lazy("Vejen derhen kendes ikke."),
    Why.OTHER_SEASON: gettext_lazy("Rejsen kan ikke gøres på denne tid af året."),
    Why.TOO_SELDOM: gettext_lazy("Båden eller flyet går for sjældent."),
    Why.TOO_FAR: gettext_lazy("Rejsen er for lang."),
    Why.NO_NUMBER: gettext_lazy("Det er ikke afgjort, hvad en daglig rejse højst kan være."),
    Why.STAY_UNASKED: gettext_lazy("Der er ikke spurgt, om et arbejde med ophold er muligt."),
    Why.STAY_REFUSED: gettext_lazy("Et arbejde med ophold er valgt fra."),
}


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit: what the opening asks, what the citizen has said, and how the two meet."""

    name: str
    title: str
    verdict: Verdict
    asks: str
    has: str
    because: str
    rules: Sequence[LawRule] = ()  # those of the law that speak against it


def limit_lines(
    limits: Sequence[Limit], opening: Opening, person: Person, settings: Settings, on: date
) -> list[LimitLine]:
    """The limits in words: those that are not met first, then those nobody can tell of."""
    lines = [
        LimitLine(
            one.name,
            str(TITLES[one.name]),
            one.verdict,
            ASKS[one.name](opening) or _("Intet krav"),
            _known(one, person, settings),
            _because(one, opening),
            _rules(one, opening, on),
        )
        for one in limits
    ]
    order = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
    return sorted(lines, key=lambda line: order.index(line.verdict))


def not_asked(limits: Sequence[Limit], opening: Opening, person: Person) -> list[str]:
    """What nobody has asked the citizen, though the opening asks it: it counts for no limit."""
    silent = [
        one.name
        for one in limits
        if one.verdict is Verdict.UNKNOWN or (_is_silent(one.name, person) and ASKS[one.name](opening))
    ]
    return [str(TITLES[name]) for name in silent]


def _is_silent(name: str, person: Person) -> bool:
    if name == "hours":
        return person["hours_min"] is None and person["hours_max"] is None
    return name in HAS and person[HAS[name]] is None


def _because(limit: Limit, opening: Opening) -> str:
    if limit.verdict is Verdict.MET or limit.name == "law":
        return ""
    if limit.name == "wish":
        wishes = [Wish(authority=opening.authority, **_wish_of(code)) for code in limit.codes]
        return _("Er valgt fra: %(wishes)s") % {"wishes": ", ".join(wish_title(one) for one in wishes)}
    if limit.name in FAILS:
        said = FAILS[limit.name] if limit.verdict is Verdict.NOT_MET else ASK
        return str(said) % {"codes": SAID[limit.name](BETWEEN_CODES.join(limit.codes))}
    return " ".join(str(WHY[code]) for code in limit.codes)


def _wish_of(code: str) -> dict[str, str]:
    """`branche:C` as the engine writes what is not wanted."""
    kind, _colon, what = code.partition(":")
    return {"kind": kind, "what": what}


def _rules(limit: Limit, opening: Opening, on: date) -> list[LawRule]:
    if limit.name != "law" or limit.verdict is Verdict.MET:
        return []
    law = law_here(opening.authority, on)
    return [rule for code in limit.codes if (rule := law_rule(law, code, on)) is not None]


# What the opening asks ---------------------------------------------------------------------------


def _dates(opening: Opening) -> str:
    words = {"opens": day_text(opening.opens), "closes": day_text(opening.closes)}
    if opening.opens and opening.closes:
        return _("Fra %(opens)s til %(closes)s") % words
    if opening.opens:
        return _("Fra %(opens)s") % words
    return _("Til og med %(closes)s") % words if opening.closes else _("Til den er besat")


def _seats(opening: Opening) -> str:
    seats = opening.seats
    return ngettext("%(seats)d plads", "%(seats)d pladser", seats) % {"seats": seats}


def _hours(opening: Opening) -> str:
    asks_none = opening.hours_min is None and opening.hours_max is None
    return "" if asks_none else hours_a_week(opening.hours_min, opening.hours_max)


#: Stored codes of a limit in words.
SAID: dict[str, Callable[[str], str]] = {
    "shifts": lambda text: ", ".join(code_names(SHIFTS, text)),
    "licences": lambda text: ", ".join(code_names(LICENCES, text)),
    "languages": lambda text: ", ".join(languages_asked(text)),
    "demands": lambda text: ", ".join(code_names(DEMANDS, text)),
}


ASKS: dict[str, Callable[[Opening], str]] = {
    "dates": _dates,
    "seats": _seats,
    "place": workplace_text,
    "hours": _hours,
    "shifts": lambda opening: SAID["shifts"](opening.shifts),
    "licences": lambda opening: SAID["licences"](opening.licences),
    "languages": lambda opening: SAID["languages"](opening.languages),
    "demands": lambda opening: SAID["demands"](opening.demands),
    "wish": lambda opening: kind_name(opening.kind),
    "law": lambda opening: kind_name(opening.kind),
}


# What is known of the citizen --------------------------------------------------------------------


def _known(limit: Limit, person: Person, settings: Settings) -> str:
    """What the citizen has said; empty for limits that ask nothing of the citizen."""
    if limit.name == "hours":
        return hours_a_week(_whole(person, "hours_min"), _whole(person, "hours_max"))
    if limit.name == "place":
        return _journey(limit.minutes, _whole(person, "reach_minutes"), settings)
    if limit.name not in HAS:
        return ""
    said = person[HAS[limit.name]]
    if not isinstance(said, list):
        return _("ikke oplyst")
    return SAID[limit.name](BETWEEN_CODES.join(said)) or _("ingen")


def _journey(minutes: int | None, most: int | None, settings: Settings) -> str:
    longest = settings.daily_minutes if most is None else most
    if longest is None:
        return "" if minutes is None else journey_minutes(minutes)
    words = {"most": minutes_text(longest)}
    if minutes is None:
        return _("Højst %(most)s") % words
    return _("%(journey)s, højst %(most)s") % {**words, "journey": journey_minutes(minutes)}


def _whole(person: Person, name: str) -> int | None:
    value = person[name]
    return value if isinstance(value, int) else None


#: The citizen's column that a limit reads.
HAS = {"shifts": "shifts", "licences": "licences", "languages": "languages", "demands": "limits"}
