"""Form fields for days and times of day, written as Danes write them in every language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day written 31.01.2026. A browser's own date field would show it in the browser's order instead."""

    def __init__(self, **kwargs: Any) -> None:
        hint = kwargs.pop("help_text", _("Skriv dag, måned og år, for eksempel 31.01.2026."))
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 10, "class": "input-width-s"}
        super().__init__(
            widget=forms.DateInput(format="%d.%m.%Y", attrs=attrs),
            help_text=hint,
            error_messages={
                "invalid": _("Skriv en dato, der findes, for eksempel 31.01.2026."),
                "required": _("Skriv en dato."),
            },
            **kwargs,
        )


class ClockField(forms.TimeField):
    """A time of day written 10.30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 5, "class": "input-width-xs"}
        super().__init__(
            widget=forms.TimeInput(format="%H.%M", attrs=attrs),
            input_formats=["%H.%M", "%H:%M", "%H%M", "%H"],
            help_text=_("Skriv time og minutter, for eksempel 10.30."),
            error_messages={
                "invalid": _("Skriv et klokkeslæt, for eksempel 10.30."),
                "required": _("Skriv et klokkeslæt."),
            },
            **kwargs,
        )
