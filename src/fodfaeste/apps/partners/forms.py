"""Sharing with a partner: what, on which ground, until when and why; and keeping the list of partners."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.offers.law_page import certainty_mark
from fodfaeste.apps.partners import codes
from fodfaeste.apps.partners.models import Partner
from fodfaeste.apps.partners.services import MOST_DAYS
from fodfaeste.core.law import LawRule

DAYS = (30, 90, MOST_DAYS)
DEFAULT_DAYS = 90
LONGEST_REASON = 400
CVR_DIGITS = 8


def reason_field(label: Any, missing: Any) -> forms.CharField:
    """Why something is shared, or no longer."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class ShareForm(forms.Form):
    """What one partner is to see. Nothing is chosen beforehand."""

    what = forms.MultipleChoiceField(
        label=gettext_lazy("Det skal partneren kunne se"),
        choices=list(codes.PART_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Sæt kryds ved mindst én ting.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Det giver loven lov til, fordi"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad delingen bygger på.")},
    )
    until = forms.TypedChoiceField(label=gettext_lazy("Hvor længe"), coerce=date.fromisoformat)
    reason = reason_field(
        gettext_lazy("Hvorfor partneren skal bruge det"),
        gettext_lazy("Skriv, hvad partneren skal bruge det til. Borgeren kan læse det."),
    )

    def __init__(self, on: date, grounds: Sequence[LawRule], data: Any = None) -> None:
        super().__init__(data)
        self.fields["ground"].choices = [(rule.id, _ground_text(rule)) for rule in grounds]
        self.fields["until"].choices = [
            ((on + timedelta(days=one)).isoformat(), _("%(days)d dage") % {"days": one}) for one in DAYS
        ]
        self.fields["until"].initial = (on + timedelta(days=DEFAULT_DAYS)).isoformat()


def _ground_text(rule: LawRule) -> str:
    said = {"title": in_language(rule.title), "certainty": certainty_mark(rule.certainty).text}
    return _("%(title)s (%(certainty)s)") % said


class PartnerChoiceForm(forms.Form):
    """Whom to share with."""

    partner = forms.ChoiceField(
        label=gettext_lazy("Samarbejdspartner"),
        error_messages={
            "required": gettext_lazy("Vælg en partner."),
            "invalid_choice": gettext_lazy("Vælg en partner."),
        },
    )

    def __init__(self, partners: Sequence[Partner], data: Any = None) -> None:
        super().__init__(data)
        self.fields["partner"].choices = [
            ("", _("Vælg")),
            *((one.public_id, one.name) for one in partners),
        ]


class WithdrawShareForm(forms.Form):
    """Why something is no longer shared."""

    reason = reason_field(
        gettext_lazy("Begrundelse"), gettext_lazy("Skriv, hvorfor det ikke skal deles længere.")
    )


class PartnerForm(forms.Form):
    """A partner that the municipality works with."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv partnerens navn.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slags"),
        error_messages={"required": gettext_lazy("Vælg, hvad det er for en partner.")},
    )
    cvr = forms.CharField(
        label=gettext_lazy("CVR-nummer"),
        required=False,
        help_text=gettext_lazy("Otte cifre. Med det kan partnerens folk logge ind."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-width-s", "maxlength": 11}),
    )

    def __init__(self, data: Any = None, *, kinds: Mapping[str, Promise] = codes.KIND_NAMES) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _("Vælg")), *kinds.items()]

    def clean_cvr(self) -> str:
        """Eight digits, however they are spaced."""
        number = "".join(str(self.cleaned_data["cvr"]).split())
        if number and not (number.isascii() and number.isdecimal() and len(number) == CVR_DIGITS):
            raise forms.ValidationError(_("Et CVR-nummer har otte cifre."))
        return number
