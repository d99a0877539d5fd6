"""The form of the job log: a job applied for, in one short form."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.log_services import Applied
from fodfaeste.apps.plans.models import JobLogEntry

DAYS_BACK = 366


class LogForm(forms.Form):
    """Where, what, how, when, and how it went."""

    company = forms.CharField(
        label=gettext_lazy("Arbejdsplads"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv, hvor du har søgt.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Job"),
        max_length=160,
        widget=forms.TextInput(attrs={"lang": "da"}),  # as the advert calls it
        error_messages={"required": gettext_lazy("Skriv, hvad du har søgt som.")},
    )
    how = forms.ChoiceField(label=gettext_lazy("Hvordan søgte du?"), choices=list(codes.LOG_HOW.items()))
    applied_on = DayField(label=gettext_lazy("Dag"), help_text=gettext_lazy("Den dag, du søgte jobbet."))
    state = forms.ChoiceField(label=gettext_lazy("Hvordan gik det?"), choices=list(codes.LOG_STATES.items()))
    note = forms.CharField(
        label=gettext_lazy("Egne noter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "da"}),
        help_text=gettext_lazy("Kun du kan se dem. For eksempel hvem du talte med."),
    )

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_applied_on(self) -> date:
        """A day that has come, and not long gone."""
        day: date = self.cleaned_data["applied_on"]
        if day > self.on:
            raise forms.ValidationError(_("Skriv først jobbet, når du har søgt det."))
        if day < self.on - timedelta(days=DAYS_BACK):
            raise forms.ValidationError(_("Skriv en dag inden for det seneste år."))
        return day

    def applied(self) -> Applied:
        """What the form says."""
        return Applied(**self.cleaned_data)


def log_initial(entry: JobLogEntry) -> dict[str, Any]:
    """An entry as its form shows it."""
    return {name: getattr(entry, name) for name in LogForm.base_fields}
