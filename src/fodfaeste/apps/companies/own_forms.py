"""The forms on a company's own pages: writing an opening, and how many seats there are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.forms import LONGEST_REASON, MOST_HOURS, MOST_SEATS
from fodfaeste.apps.companies.models import ProductionUnit
from fodfaeste.apps.companies.own_services import ProposalFacts
from fodfaeste.core.openings import BETWEEN_CODES, OPENING_KINDS, SHIFTS

#: What a company can write itself. Tasks carved from a job are found together with a consultant.
KINDS = tuple(kind for kind in OPENING_KINDS if kind not in ("opgaver", "traeningsplads"))
LONGEST_TEXT = 4000


def number_field(label: Any, most: int, *, required: bool = False) -> forms.IntegerField:
    """A whole number from 1."""
    too_few = gettext_lazy("Skriv et helt tal på mindst 1.")
    messages = {
        **dict.fromkeys(("invalid", "min_value", "required"), too_few),
        "max_value": gettext_lazy("Tallet er for højt. Det kan højst være %(limit_value)s."),
    }
    field = forms.IntegerField(
        label=label, min_value=1, max_value=most, required=required, error_messages=messages
    )
    field.widget.attrs["class"] = "input-width-xs"
    return field


class SeatsForm(forms.Form):
    """How many seats there are now."""

    seats = number_field(gettext_lazy("Pladser"), MOST_SEATS, required=True)


class DeclineForm(forms.Form):
    """Why an opening is not published."""

    reason = forms.CharField(
        label=gettext_lazy("Begrundelse til virksomheden"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv, hvorfor den ikke bliver lagt ud.")},
    )


class ProposalForm(forms.Form):
    """An opening in the company's own words; the consultant adds what it takes to find people."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hvad tilbyder I?"),
        error_messages={"required": gettext_lazy("Vælg, hvad I tilbyder.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=160,
        help_text=gettext_lazy("For eksempel: Medhjælper i køkkenet."),
        error_messages={"required": gettext_lazy("Skriv, hvad det er for et arbejde.")},
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Arbejdssted"),
        error_messages={"required": gettext_lazy("Vælg et arbejdssted.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Hvad skal man lave, og hvad skal man kunne?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Skriv ikke om bestemte personer."),
    )
    hours_min = number_field(gettext_lazy("Færrest timer om ugen"), MOST_HOURS)
    hours_max = number_field(gettext_lazy("Flest timer om ugen"), MOST_HOURS)
    shifts = forms.MultipleChoiceField(
        label=gettext_lazy("Arbejdstider"), widget=forms.CheckboxSelectMultiple, required=False
    )
    seats = number_field(gettext_lazy("Pladser"), MOST_SEATS, required=True)
    opens = DayField(
        label=gettext_lazy("Begynder"), required=False, help_text=gettext_lazy("Tomt felt: åben nu.")
    )
    closes = DayField(
        label=gettext_lazy("Sidste dag"),
        required=False,
        help_text=gettext_lazy("Tomt felt: åben, til den er besat."),
    )

    def __init__(self, units: Sequence[ProductionUnit], on: date, data: Any = None) -> None:
        super().__init__(data, initial={"seats": 1, "unit": units[0].p_number if len(units) == 1 else ""})
        self.on = on
        self.units = {unit.p_number: unit for unit in units}
        self.fields["kind"].choices = [
            ("", _("Vælg")),
            *((kind, in_language(OPENING_KINDS[kind])) for kind in KINDS),
        ]
        self.fields["unit"].choices = [
            ("", _("Vælg")),
            *((number, f"{unit.name} ({number})") for number, unit in self.units.items()),
        ]
        self.fields["shifts"].choices = [(code, in_language(words)) for code, words in SHIFTS.items()]

    def clean(self) -> dict[str, Any]:
        """Fewest and most, first and last must stand in that order, and the last day is to come."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("hours_min"), cleaned.get("hours_max")
        if least and most and least > most:
            self.add_error("hours_max", _("Flest timer kan ikke være færre end færrest timer."))
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if closes and closes < self.on:
            self.add_error("closes", _("Den sidste dag er allerede gået."))
        elif opens and closes and opens > closes:
            self.add_error("closes", _("Den sidste dag kan ikke ligge før den første."))
        return cleaned

    def facts(self) -> ProposalFacts:
        """What was written, as it is stored."""
        said = dict(self.cleaned_data)
        said["unit"] = self.units[said["unit"]]
        said["shifts"] = BETWEEN_CODES.join(dict.fromkeys(said["shifts"]))
        return ProposalFacts(**said)
