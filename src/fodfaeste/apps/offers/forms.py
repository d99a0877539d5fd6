"""The forms of an agreement: begin an offer, end it, take it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.workplace_search import workplace_field
from fodfaeste.apps.offers.codes import NO, YES
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import NEW, UNKNOWN, WORKED, IndustryChoice, industry_proposed
from fodfaeste.design.searching import SearchingForm

#: How far back a beginning may be written down, and how far ahead one may be agreed.
DAYS_BACK, DAYS_AHEAD = 31, 92
LONGEST_TEXT = 2000
LONGEST_ANSWER = 400

HISTORY = {
    NEW: gettext_lazy("ny for borgeren"),
    WORKED: gettext_lazy("har arbejdet her før"),
    UNKNOWN: gettext_lazy("ved ikke, om borgeren har arbejdet her"),
}


class BeginForm(SearchingForm):
    """When the offer begins, toward which industry, at which workplace, and why."""

    begins = DayField(label=gettext_lazy("Begynder"))
    industry = forms.ChoiceField(
        label=gettext_lazy("Mod hvilken branche?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg den branche, sporet skal gå mod.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "da"}),
        help_text=gettext_lazy("Borgeren kan få den at se. Ret den, så den passer."),
        error_messages={"required": gettext_lazy("Skriv, hvorfor tilbuddet begynder nu.")},
    )
    citizen_view = forms.CharField(
        label=gettext_lazy("Borgerens eget syn"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Hvad siger borgeren selv til det?"),
    )

    def __init__(
        self, authority: Authority, choices: Sequence[IndustryChoice], on: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workplace"] = workplace_field(authority, name="workplace", required=False, initial="")
        self.on = on
        self.fields["begins"].initial = on
        self.fields["industry"].choices = [(one.industry.id, _choice_text(one)) for one in choices]
        self.fields["industry"].initial = industry_proposed(choices)
        # Without industries in the pack there is nothing to choose between.
        if not choices:
            del self.fields["industry"]

    def clean_begins(self) -> date:
        """A day near enough to be meant."""
        day: date = self.cleaned_data["begins"]
        if not self.on - timedelta(days=DAYS_BACK) <= day <= self.on + timedelta(days=DAYS_AHEAD):
            raise forms.ValidationError(_("Vælg en dag højst en måned tilbage og højst tre måneder frem."))
        return day


def _choice_text(choice: IndustryChoice) -> str:
    return f"{in_language(choice.industry.title)} – {HISTORY[choice.history]}"


class AnswerForm(forms.Form):
    """Yes or no to an agreement before it begins, and more if one will."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Hvad siger du?"),
        choices=[(YES, gettext_lazy("Ja, det vil jeg")), (NO, gettext_lazy("Nej, lad os tale om det"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Vælg ja eller nej.")),
    )
    words = forms.CharField(
        label=gettext_lazy("Vil du sige mere?"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Skriv det kortere: højst 400 tegn.")},
    )


class CompanyAnswerForm(AnswerForm):
    """The company's yes or no to an agreement at its workplace."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Hvad siger I?")
        self.fields["answer"].choices = [(YES, _("Ja, vi er med")), (NO, _("Nej, det kan vi ikke"))]
        self.fields["words"].label = _("Vil I sige mere?")


class PlaceForm(SearchingForm):
    """Where an agreement takes place, found after it was made."""

    def __init__(self, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workplace"] = workplace_field(authority, name="workplace")


class CloseForm(forms.Form):
    """End an agreement on a day, or take it back, with the reason."""

    END, WITHDRAW = "end", "withdraw"

    how = forms.ChoiceField(
        label=gettext_lazy("Hvad skal der ske?"),
        choices=[
            (END, gettext_lazy("Afslut: forløbet har været i gang")),
            (WITHDRAW, gettext_lazy("Træk tilbage: det blev ikke til noget")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, om aftalen slutter eller trækkes tilbage.")},
    )
    ends = DayField(
        label=gettext_lazy("Sidste dag"),
        required=False,
        help_text=gettext_lazy("Bruges kun, når forløbet afsluttes. Skriv for eksempel 31.01.2026."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv, hvorfor aftalen slutter.")},
    )

    def __init__(self, agreement: Agreement, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement, self.on = agreement, on
        self.fields["ends"].initial = on

    def clean(self) -> dict[str, Any]:
        """An ended offer has a last day, not before its first and not in the future."""
        cleaned = super().clean() or {}
        if cleaned.get("how") != self.END or "ends" not in cleaned:
            return cleaned
        ends = cleaned["ends"]
        if ends is None:
            self.add_error("ends", _("Skriv den sidste dag."))
        elif ends < self.agreement.begins:
            self.add_error("ends", _("Den sidste dag kan ikke ligge før den første."))
        elif ends > self.on:
            self.add_error("ends", _("Skriv først, at forløbet er slut, når dagen er kommet."))
        return cleaned
