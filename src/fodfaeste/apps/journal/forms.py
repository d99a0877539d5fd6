"""The filter of the log review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.selectors import users_in_journal


class ReviewForm(forms.Form):
    """Narrow the journal to one user, one person or one day. Each may be left out."""

    bruger = forms.ModelChoiceField(queryset=None, required=False, label=_("Hvem"), empty_label=_("Alle"))
    borger = forms.CharField(
        required=False,
        max_length=40,
        label=_("Borgerens sagsnummer"),
        help_text=_("Det nummer, kommunen selv bruger. Skriv aldrig et CPR-nummer her."),
    )
    dag = DayField(required=False, label=_("Dag"))

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        self.fields["bruger"].queryset = users_in_journal(authority)

    def clean_borger(self) -> Citizen | None:
        reference = self.cleaned_data["borger"]
        if not reference:
            return None
        citizen = Citizen.objects.filter(authority=self.authority, reference=reference).first()
        if citizen is None:
            raise forms.ValidationError(_("Ingen borger i kommunen har det sagsnummer."))
        return citizen
