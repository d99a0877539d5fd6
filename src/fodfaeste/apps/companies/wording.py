"""Companies and openings in the reader's language: codes, numbers of staff, hours and industries."""

from collections.abc import Iterable, Mapping

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.industries import SECTIONS, section_of
from fodfaeste.core.openings import LANGUAGES, LEVELS, OPENING_KINDS, language_level
from fodfaeste.core.taxonomy import Shown, code_id
from fodfaeste.core.words import Words

DB07 = "db07"


def language_here() -> str:
    """The language of the page."""
    return get_language() or "da"


def kind_name(kind: str) -> str:
    """What a kind of opening is called; a code of another version is its own name."""
    return code_name(OPENING_KINDS, kind)


def code_name(codes: Mapping[str, Words], code: str) -> str:
    """What a code is called."""
    words = codes.get(code)
    return in_language(words) if words else code


def code_names(codes: Mapping[str, Words], text: str) -> list[str]:
    """What each code of a stored text is called, in the order of the list of codes."""
    found = text.split()
    known = [code_name(codes, code) for code in codes if code in found]
    return known + [code for code in found if code not in codes]


def languages_asked(text: str) -> list[str]:
    """The languages an opening asks for, each with how well one must know it."""
    return [_language_asked(part) for part in text.split()]


def _language_asked(part: str) -> str:
    try:
        language, level = language_level(part)
    except ValueError:
        return part
    names = {"language": in_language(LANGUAGES[language]), "level": in_language(LEVELS[level])}
    return _("%(language)s: %(level)s") % names


def work_years(value: float | None) -> str:
    """A number of work-years; said so where it is not known."""
    return _("ikke kendt") if value is None else number_format(round(value, 1), decimal_pos=1)


def hours_a_week(least: int | None, most: int | None) -> str:
    """The hours of an opening: 37 timer om ugen, 10-15 timer om ugen, mindst 10, højst 15."""
    if least is None and most is None:
        return _("ikke oplyst")
    if least == most:
        number = least or 0
        return ngettext("%(number)s time om ugen", "%(number)s timer om ugen", number) % {"number": number}
    if most is None:
        said = ngettext("mindst %(number)s time om ugen", "mindst %(number)s timer om ugen", least or 0)
        return said % {"number": least}
    if least is None:
        said = ngettext("højst %(number)s time om ugen", "højst %(number)s timer om ugen", most)
        return said % {"number": most}
    return _("%(least)s-%(most)s timer om ugen") % {"least": least, "most": most}


def section_name(letter: str | None) -> str:
    """The name of an industry's section."""
    return in_language(SECTIONS[letter]) if letter else ""


def section_choices() -> list[tuple[str, str]]:
    """The sections of DB07, for choosing one."""
    return [(letter, in_language(words)) for letter, words in SECTIONS.items()]


def industries_shown(codes: Iterable[str]) -> dict[str, Shown]:
    """The name of each industry: from the taxonomy in use, else its section's."""
    language = language_here()
    asked = {code: code_id(DB07, code) for code in codes if code}
    known = names_shown("code", asked.values(), language)
    found = {}
    for code, concept in asked.items():
        shown = known[concept]
        if shown.text == concept:  # the taxonomy has no name for it
            section = section_of(code)
            shown = Shown(section_name(section) or _("ikke kendt"), language)
        found[code] = shown
    return found
