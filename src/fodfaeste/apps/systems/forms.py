"""The forms that let a system in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Authority, Role, Unit
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.journal.words import ROLE_WORDS
from fodfaeste.apps.partners.selectors import partners_here
from fodfaeste.apps.systems.access import SYSTEM_ROLES
from fodfaeste.apps.systems.models import System
from fodfaeste.apps.systems.scopes import SCOPES
from fodfaeste.apps.systems.services import LONGEST_DAYS, MOST_PER_MINUTE, PER_MINUTE

REACHES = {
    System.Reach.UNIT: _("Kun enhedens egne borgere"),
    System.Reach.AUTHORITY: _("Også andre enheders borgere, når systemet begrunder det"),
}
USUAL_DAYS = 180


class SystemForm(forms.Form):
    """A new system: what it is called, who answers for it, and what it may be."""

    name = forms.CharField(
        label=_("Systemets navn"),
        max_length=60,
        help_text=_("Det står i logbogen ved alt, systemet gør."),
        error_messages={"required": _("Skriv, hvad systemet hedder.")},
    )
    contact = forms.CharField(
        label=_("Hvem svarer for det"),
        max_length=120,
        error_messages={"required": _("Skriv, hvem man kan spørge.")},
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        help_text=_("Systemet kan se og gøre det samme som en bruger med den rolle."),
        error_messages={"required": _("Vælg en rolle.")},
    )
    unit = forms.ChoiceField(label=_("Enhed"), required=False)
    cvr = forms.CharField(
        label=_("Virksomhedens CVR-nummer"),
        required=False,
        max_length=11,
        help_text=_("Kun når systemet er en virksomheds."),
    )
    partner = forms.ChoiceField(
        label=_("Samarbejdspartner"),
        required=False,
        help_text=_("Kun når systemet er en samarbejdspartners."),
    )
    reach = forms.ChoiceField(
        label=_("Hvor langt rækker det"), choices=list(REACHES.items()), widget=forms.RadioSelect
    )

    def __init__(self, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority, self.company = authority, None
        self.partners = {one.public_id: one for one in partners_here(authority)}
        self.fields["partner"].choices = [
            ("", _("Ingen")),
            *((key, one.name) for key, one in self.partners.items()),
        ]
        self.units = {str(one.pk): one for one in Unit.objects.filter(authority=authority).order_by("name")}
        self.fields["role"].choices = [("", _("Vælg")), *((role, ROLE_WORDS[role]) for role in SYSTEM_ROLES)]
        self.fields["unit"].choices = [
            ("", _("Ingen")),
            *((key, one.name) for key, one in self.units.items()),
        ]
        self.fields["reach"].initial = System.Reach.UNIT

    def clean(self) -> dict[str, Any]:
        """A case worker's system that is kept to a unit has one."""
        cleaned = super().clean() or {}
        is_kept = cleaned.get("reach") == System.Reach.UNIT and cleaned.get("role") == Role.CASE_WORKER
        if is_kept and not cleaned.get("unit"):
            self.add_error("unit", _("Vælg den enhed, systemet hører til."))
        if (cleaned.get("role") == Role.PARTNER) != bool(cleaned.get("partner")):
            self.add_error("partner", _("Vælg en samarbejdspartner, når rollen er det, og ellers ingen."))
        if (cleaned.get("role") == Role.COMPANY) != (self.company is not None):
            self.add_error("cvr", _("Skriv et CVR-nummer, når rollen er virksomhed, og ellers ingen."))
        return cleaned

    def clean_cvr(self) -> str:
        """The number of a company that the municipality knows."""
        number = "".join(str(self.cleaned_data["cvr"]).split())
        if number:
            self.company = Company.objects.filter(authority=self.authority, cvr=number).first()
            if self.company is None:
                raise forms.ValidationError(_("Kommunen kender ingen virksomhed med det CVR-nummer."))
        return number

    def chosen(self) -> dict[str, Any]:
        """What was said of the new system, as it is let in."""
        said = {name: self.cleaned_data[name] for name in ("name", "contact", "role", "reach")}
        unit, partner = self.units.get(self.cleaned_data["unit"]), self.cleaned_data["partner"]
        return {**said, "unit": unit, "company": self.company, "partner": self.partners.get(partner)}


class TokenForm(forms.Form):
    """A new token: what it is for, and for how long."""

    scopes = forms.MultipleChoiceField(
        label=_("Adgangen gælder"),
        choices=lambda: list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én.")},
    )
    days = forms.IntegerField(
        label=_("Gælder i så mange dage"), min_value=1, max_value=LONGEST_DAYS, initial=USUAL_DAYS
    )
    per_minute = forms.IntegerField(
        label=_("Højst så mange kald i minuttet"), min_value=1, max_value=MOST_PER_MINUTE, initial=PER_MINUTE
    )
