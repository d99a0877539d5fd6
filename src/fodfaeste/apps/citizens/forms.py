"""The forms of a citizen's case: a fact, a talk, a reason for looking."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.access import SHORTEST_REASON
from fodfaeste.apps.citizens.codes import DATED, MAY_NOT_HAVE_HAPPENED, STATUSES, labels_under
from fodfaeste.apps.citizens.fields import ClockField, DayField
from fodfaeste.apps.citizens.slots import is_working_day
from fodfaeste.apps.citizens.wording import fact_title, group_title, in_language
from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED_WORD
from fodfaeste.core.policy import Pack

#: Dates before this are a slip of the pen.
EARLIEST = date(1950, 1, 1)
MOST_MONTHS = 720
LONGEST_REASON = 400


class FactForm(forms.Form):
    """One fact: its value, and the day it holds from where the fact is one that changes."""

    def __init__(self, name: str, pack: Pack, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.on = name, on
        self.fields["value"] = _value_field(name, pack)
        if name in MAY_NOT_HAVE_HAPPENED:
            self.fields["value"].required = False
            self.fields["not_happened"] = forms.BooleanField(
                required=False, label=_("Det ved vi ikke er sket endnu: der er ingen dato")
            )
        if name in DATED:
            self.fields["valid_from"] = DayField(label=_("Gælder fra"), initial=on)

    def clean_value(self) -> Any:
        """Dates within a lifetime, and not far ahead."""
        value = self.cleaned_data["value"]
        if isinstance(value, date):
            self._check_day(value)
        return value

    def clean_valid_from(self) -> date:
        """The day a change holds from, within a lifetime."""
        day: date = self.cleaned_data["valid_from"]
        self._check_day(day)
        return day

    def _check_day(self, day: date) -> None:
        if not EARLIEST <= day <= add_months(self.on, 12):
            raise forms.ValidationError(_("Datoen skal ligge efter 1950 og højst et år frem."))

    def clean(self) -> dict[str, Any]:
        """Either a date or that there is none."""
        cleaned = super().clean() or {}
        if self.name in MAY_NOT_HAVE_HAPPENED and "value" in cleaned:
            if bool(cleaned["value"]) == cleaned["not_happened"]:
                self.add_error("value", _("Skriv en dato, eller sæt kryds ved, at der ingen er."))
            elif cleaned["not_happened"]:
                cleaned["value"] = NOT_HAPPENED_WORD
        return cleaned


def _value_field(name: str, pack: Pack) -> forms.Field:
    title = fact_title(name)
    if name in STATUSES:
        labels = labels_under(name, pack.legal_system)
        return _choice_field(title, [(code, str(label)) for code, label in labels.items()])
    groups = [(group.id, group_title(group.id, pack)) for group in pack.groups]
    if name == "target_group":
        return _choice_field(title, groups)
    if name == "came_from":
        return _choice_field(title, [(NO_OTHER_GROUP, _("Ingen anden målgruppe")), *groups])
    if FACTS[name].codes:
        return _choice_field(title, [(code, in_language(words)) for code, words in FACTS[name].codes])
    return DayField(label=title) if FACTS[name].type == "date" else _number_field(title)


def _choice_field(title: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    messages = {"required": _("Vælg en."), "invalid_choice": _("Vælg en fra listen.")}
    return forms.ChoiceField(
        label=title, choices=[("", _("Vælg")), *choices], error_messages=messages, widget=forms.Select
    )


def _number_field(title: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=title,
        min_value=0,
        max_value=MOST_MONTHS,
        decimal_places=1,
        localize=True,
        help_text=_("Skriv et tal, for eksempel 7 eller 7,5. Skriv 0, hvis der ingen er."),
        error_messages={
            "invalid": _("Skriv et tal, for eksempel 7."),
            "required": _("Skriv et tal. Skriv 0, hvis der ingen er."),
            "min_value": _("Tallet kan ikke være under 0."),
            "max_value": _("Tallet er for højt: der er højst 720 måneder."),
            "max_decimal_places": _("Skriv højst én decimal, for eksempel 7,5."),
        },
        widget=forms.TextInput(
            attrs={
                "inputmode": "decimal",
                "autocomplete": "off",
                "maxlength": 6,
                "class": "input-width-xs",
            }
        ),
    )


class TalkForm(forms.Form):
    """A day and a time for a talk."""

    day = DayField(label=gettext_lazy("Dag"))
    time = ClockField(label=gettext_lazy("Klokken"))

    def __init__(self, now: datetime, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.authority, self.zone = now, authority, ZoneInfo(authority.time_zone)

    def clean_day(self) -> date:
        """A working day, not past and not more than a year ahead."""
        day: date = self.cleaned_data["day"]
        today = self.now.astimezone(self.zone).date()
        if day < today:
            raise forms.ValidationError(_("Dagen er passeret. Vælg en senere."))
        if day > add_months(today, 12):
            raise forms.ValidationError(_("Vælg en dag inden for et år."))
        if not is_working_day(day, self.authority):
            raise forms.ValidationError(_("Dagen er en weekend eller helligdag. Vælg en arbejdsdag."))
        return day

    def clean(self) -> dict[str, Any]:
        """The instant the talk begins, where both day and time are known."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "time" in cleaned:
            starts = datetime.combine(cleaned["day"], cleaned["time"], self.zone)
            if starts <= self.now:
                self.add_error("time", _("Tidspunktet er passeret. Vælg et senere."))
            cleaned["starts_at"] = starts
        return cleaned


class ReasonForm(forms.Form):
    """Why a case worker looks at a citizen of another unit."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor har du brug for at se borgerens sag?"),
        help_text=gettext_lazy(
            "Skriv opgaven med dine egne ord, for eksempel »Afløser for kollega, der er syg«. "
            "Borgeren kan se begrundelsen. Skriv aldrig et CPR-nummer."
        ),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Skriv, hvorfor du har brug for at se sagen."),
            "min_length": gettext_lazy("Skriv lidt mere: mindst 10 tegn, så andre kan forstå det."),
            "max_length": gettext_lazy("Skriv det kortere: højst 400 tegn."),
        },
    )


class SearchForm(forms.Form):
    """Find a citizen by name or reference. Never by CPR: what is searched for stands in the address."""

    q = forms.CharField(
        label=gettext_lazy("Søg på navn eller sagsnummer"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "class": "input-width-m"}),
    )
