"""The languages of the screens, and who is offered which."""

from pathlib import Path

from django.conf import locale

DANISH, ENGLISH, KALAALLISUT = "da", "en", "kl"
NAMES = {DANISH: "Dansk", ENGLISH: "English", KALAALLISUT: "Kalaallisut"}

#: Where the clock is Greenland's, Kalaallisut is offered too.
GREENLAND = "America/Nuuk"

LOCALE = Path(__file__).resolve().parent.parent / "locale"

# Django knows no Kalaallisut; without this it refuses the language.
locale.LANG_INFO.setdefault(
    KALAALLISUT,
    {"bidi": False, "code": KALAALLISUT, "name": "Kalaallisut", "name_local": NAMES[KALAALLISUT]},
)


def catalogue_path(language: str) -> Path:
    """The compiled catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "django.mo"


def languages_for(time_zone: str) -> tuple[tuple[str, str], ...]:
    """Code and own name of the languages that a municipality with this clock is shown in."""
    is_greenland = time_zone == GREENLAND
    return tuple((code, name) for code, name in NAMES.items() if code != KALAALLISUT or is_greenland)
