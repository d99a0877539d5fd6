"""The form of what work must fit: hours, shifts, limits, licences, languages and the journey.

»Ikke oplyst« and »ingen« are told apart: nothing filled in is not known, and that there is none is ticked.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.core.openings import BETWEEN_CODES, LANGUAGES, LEVELS, language_level
from fodfaeste.core.profile import PROFILE

NONE = "ingen"
MOST_HOURS = 60
MOST_MINUTES = 240
_NUMBERS = {"hours_min": MOST_HOURS, "hours_max": MOST_HOURS, "reach_minutes": MOST_MINUTES}
_CODES = ("shifts", "limits", "licences")


class ProfileForm(forms.Form):
    """Everything that work must fit, in one form. `known` holds what is stored, by name."""

    def __init__(self, known: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, initial=_initial(known))
        for name in ("hours_min", "hours_max"):
            self.fields[name] = _number_field(name)
        for name in _CODES:
            self.fields[name] = _codes_field(name)
        for language in LANGUAGES:
            self.fields[f"language_{language}"] = _language_field(language)
        self.fields["no_language"] = forms.BooleanField(required=False, label=_("Ingen af de fire sprog"))
        self.fields["reach_minutes"] = _number_field("reach_minutes")

    def clean(self) -> dict[str, Any]:
        """The fewest hours are not above the most, and there are not both none and some."""
        cleaned = super().clean() or {}
        fewest, most = cleaned.get("hours_min"), cleaned.get("hours_max")
        if fewest is not None and most is not None and fewest > most:
            self.add_error("hours_min", _("Færrest timer kan ikke være over flest timer."))
        for name in _CODES:
            if NONE in cleaned.get(name, []) and len(cleaned[name]) > 1:
                self.add_error(name, _("Sæt enten kryds ved »Ingen« eller ved de andre."))
        if cleaned.get("no_language") and self._languages(cleaned):
            self.add_error("no_language", _("Sæt ikke kryds her, når der er valgt et niveau for et sprog."))
        return cleaned

    @staticmethod
    def _languages(cleaned: Mapping[str, Any]) -> list[str]:
        spoken = ((language, cleaned.get(f"language_{language}")) for language in LANGUAGES)
        return [f"{language}:{level}" for language, level in spoken if level]

    @property
    def values(self) -> dict[str, str | None]:
        """What to record of each fact: its text, empty where there is none, None where it is not known."""
        cleaned = self.cleaned_data
        values: dict[str, str | None] = {
            name: None if cleaned[name] is None else str(cleaned[name]) for name in _NUMBERS
        }
        for name in _CODES:
            ticked = dict.fromkeys(cleaned[name])  # each once, however often it was sent
            values[name] = BETWEEN_CODES.join(code for code in ticked if code != NONE) if ticked else None
        languages = self._languages(cleaned)
        values["languages"] = BETWEEN_CODES.join(languages) if languages or cleaned["no_language"] else None
        return {name: values[name] for name in PROFILE}


def _initial(known: Mapping[str, str]) -> dict[str, object]:
    initial: dict[str, object] = {name: known[name] for name in _NUMBERS if name in known}
    for name in _CODES:
        if name in known:
            initial[name] = known[name].split() or [NONE]
    if "languages" in known:
        initial["no_language"] = not known["languages"].split()
        for spoken in known["languages"].split():
            language, level = language_level(spoken)
            initial[f"language_{language}"] = str(level)
    return initial


def _number_field(name: str) -> forms.IntegerField:
    fact, most = PROFILE[name], _NUMBERS[name]
    words = {"most": most}
    return forms.IntegerField(
        label=in_language(fact.title),
        required=False,
        min_value=1,
        max_value=most,
        help_text=in_language(fact.unit).capitalize(),
        error_messages={
            "invalid": _("Skriv et helt tal."),
            "min_value": _("Skriv et helt tal fra 1 til %(most)d.") % words,
            "max_value": _("Skriv et helt tal fra 1 til %(most)d.") % words,
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "class": "input-width-xs"}
        ),
    )


def _codes_field(name: str) -> forms.MultipleChoiceField:
    fact = PROFILE[name]
    assert fact.codes is not None  # the facts of `_CODES` have codes
    choices = [(code, in_language(words)) for code, words in fact.codes.items()]
    if name != "shifts":  # a person who can at no time of day is not a wish that work could fit
        choices.append((NONE, _("Ingen")))
    hint = _("Uden kryds står der »ikke oplyst«.")
    if fact.is_sensitive:
        hint = _(
            "Sæt kryds ved det, arbejdet ikke må kræve. Skriv aldrig en diagnose. Uden kryds: ikke oplyst."
        )
    return forms.MultipleChoiceField(
        label=in_language(fact.title),
        required=False,
        choices=choices,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
    )


def _language_field(language: str) -> forms.ChoiceField:
    levels = [(str(level), in_language(words)) for level, words in LEVELS.items()]
    return forms.ChoiceField(
        label=in_language(LANGUAGES[language]), required=False, choices=[("", _("Ikke oplyst")), *levels]
    )
