"""The forms of the outbox: a reason, a colleague, and how a citizen can be reached."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.outbox.mending import WHY_LENGTH
from fodfaeste.apps.outbox.outbox_page import colleagues_of

#: A number without its country is one of this country: so many digits, under this code.
GREENLAND, KALAALLISUT = "America/Nuuk", "kl"
COUNTRY_NUMBERS = {GREENLAND: ("+299", 6)}
DENMARK = ("+45", 8)
UNKNOWN, YES, NO = "", "ja", "nej"


class WithdrawForm(forms.Form):
    """Why a message shall not be sent."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor skal den ikke sendes?"),
        max_length=WHY_LENGTH,
        help_text=gettext_lazy("For eksempel: skrevet direkte hos modtageren i dag."),
        error_messages={"required": gettext_lazy("Skriv, hvorfor meddelelsen ikke skal sendes.")},
    )


class HandOverForm(forms.Form):
    """Which colleague takes care of a message."""

    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("Giv videre til"),
        empty_label=gettext_lazy("Vælg en kollega"),
        error_messages={"required": gettext_lazy("Vælg, hvem der skal tage sig af den.")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["to"]
        chosen.queryset = colleagues_of(user)


class ReachForm(forms.Form):
    """How a citizen can be told that something has happened."""

    mail = forms.EmailField(label=gettext_lazy("E-mail"), max_length=200, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Mobilnummer"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Med landekode, hvis nummeret er fra et andet land."),
    )
    letters = forms.BooleanField(label=gettext_lazy("Besked i breve på papir"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Sprog i beskederne"),
        required=False,
        help_text=gettext_lazy(
            "De faste beskeder sendes på det sprog. Det, som nogen har skrevet, oversættes ikke."
        ),
    )

    def __init__(self, time_zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = COUNTRY_NUMBERS.get(time_zone, DENMARK)
        language: Any = self.fields["language"]
        language.choices = [("", _("Kommunens sprog")), *_languages(time_zone)]

    def clean_phone(self) -> str:
        """The number with its country."""
        typed = re.sub(r"[ .()-]", "", self.cleaned_data["phone"])
        if not typed:
            return ""
        code, digits = self.country
        number = f"+{typed[2:]}" if typed.startswith("00") else typed
        number = number if number.startswith("+") else f"{code}{number}"
        is_own = number.startswith(code)
        wanted = rf"\{code}\d{{{digits}}}" if is_own else r"\+\d{7,15}"
        if not number.isascii() or not re.fullmatch(wanted, number):
            raise forms.ValidationError(_("Skriv nummeret med %(digits)s cifre.") % {"digits": digits})
        return number


def _languages(time_zone: str) -> list[tuple[str, str]]:
    """The languages of the screens; Kalaallisut where the clock is Greenland's."""
    is_greenland = time_zone == GREENLAND
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != KALAALLISUT or is_greenland]


class StaffReachForm(ReachForm):
    """The same with what only the municipality knows."""

    digital_post = forms.ChoiceField(
        label=gettext_lazy("Har borgeren Digital Post?"),
        required=False,
        choices=[
            (UNKNOWN, gettext_lazy("Ved ikke")),
            (YES, gettext_lazy("Ja")),
            (NO, gettext_lazy("Nej, fritaget")),
        ],
    )


class CodeForm(forms.Form):
    """The code that came to an address."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=12,
        help_text=gettext_lazy("De seks cifre, der blev sendt."),
        error_messages={"required": gettext_lazy("Skriv de seks cifre.")},
    )

    def clean_code(self) -> str:
        """The digits alone."""
        return re.sub(r"\D", "", self.cleaned_data["code"])
