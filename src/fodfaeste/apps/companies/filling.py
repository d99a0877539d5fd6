"""What stands in the form of an opening before anyone writes in it, and languages as they are stored."""

from collections.abc import Mapping

from fodfaeste.apps.companies.models import Opening, ProductionUnit
from fodfaeste.apps.companies.needs import NEEDS_FOR, stored_needs
from fodfaeste.core.openings import BETWEEN_CODES, DAILY, LANGUAGES, language_level


def new_values(unit: ProductionUnit | None) -> dict[str, object]:
    """What is known of a new opening: where it is, if it was begun from a workplace."""
    values: dict[str, object] = {"attendance": DAILY, "seats": 1, "shifts": ["dag"]}
    if unit is not None:
        values |= {"p_number": unit.p_number, "place": unit.place.code if unit.place else ""}
    return values


def stored_values(opening: Opening) -> dict[str, object]:
    """An opening as it stands."""
    needs = stored_needs(opening)
    return {
        "kind": opening.kind,
        "p_number": opening.unit.p_number if opening.unit else "",
        "place": opening.place.code if opening.place else "",
        "occupation": opening.occupation,
        NEEDS_FOR: opening.occupation,
        "title": opening.title,
        "must": [skill for skill, essential in needs.items() if essential],
        "helps": [skill for skill, essential in needs.items() if not essential],
        "attendance": opening.attendance,
        "hours_min": opening.hours_min,
        "hours_max": opening.hours_max,
        "shifts": opening.shifts.split(),
        "seats": opening.seats,
        "opens": opening.opens,
        "closes": opening.closes,
        "demands": opening.demands.split(),
        "licences": opening.licences.split(),
        **{f"language_{code}": level for code, level in _levels(opening.languages).items()},
    }


def _levels(text: str) -> dict[str, str]:
    """The level asked of each language; what is written otherwise is not shown as a level."""
    levels = dict.fromkeys(LANGUAGES, "")
    for part in text.split():
        try:
            language, level = language_level(part)
        except ValueError:
            continue
        levels[language] = str(level)
    return levels


def languages_of(levels: Mapping[str, str]) -> str:
    """Languages with their levels as one text: `da:2 en:1`."""
    return BETWEEN_CODES.join(f"{language}:{level}" for language, level in levels.items() if level)
