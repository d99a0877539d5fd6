"""The forms of personal links: coming in, making one, and writing for somebody."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.access import SHORTEST_REASON
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.letter_code import code_read
from fodfaeste.apps.links.registry import Door, Thing

LONGEST_FACT, LONGEST_CODE, LONGEST_NAME, LONGEST_REASON = 20, 40, 120, 400
SEND, PRINT, COPY = "send", "letter", "copy"


class Unrepeated(forms.TextInput):
    """A control that never writes back what was typed in it."""

    def format_value(self, value: Any) -> None:
        """Nothing, whatever was typed."""


class FactForm(forms.Form):
    """The second fact of a link. What was typed is never written back on the page."""

    fact = forms.CharField(
        max_length=LONGEST_FACT,
        widget=Unrepeated(
            attrs={"autocomplete": "off", "inputmode": "text", "class": "input-width-s"},
        ),
        error_messages={
            "required": gettext_lazy("Udfyld feltet."),
            "max_length": gettext_lazy("Det er for langt."),
        },
    )

    def __init__(self, bound_to: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fact"]
        if bound_to == codes.BIRTH_DATE:
            field.label = _("Din fødselsdato")
            field.help_text = _("Skriv dag, måned og år, for eksempel 31.01.1990.")
        elif bound_to == codes.TOLD_CODE:
            field.label = _("Koden, du har fået")
            field.help_text = _("Seks tal, som kommunen har sagt til dig.")
        else:
            field.label = _("Din fødselsdato, eller de seks cifre, du har fået")
            field.help_text = _("En fødselsdato skrives for eksempel 31.01.1990.")


class LetterForm(FactForm):
    """The code of a letter, and the second fact."""

    code = forms.CharField(
        label=gettext_lazy("Koden i brevet"),
        help_text=gettext_lazy("12 tegn. Store og små bogstaver er lige gode."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input-width-m",
            }
        ),
        error_messages={"required": gettext_lazy("Skriv koden fra brevet.")},
    )
    field_order = ("code", "fact")

    def clean_code(self) -> str:
        """A code that can stand in a letter: a slip of the finger is told at once, and counts as no try."""
        code = code_read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Koden er skrevet forkert. Se efter i brevet, tegn for tegn."))
        return code


def _things(things: Sequence[tuple[Door, Thing]]) -> list[tuple[str, str]]:
    return [(f"{door.purpose}:{door.about}:{thing.about_id}", thing.words) for door, thing in things]


class _ThingForm(forms.Form):
    """Which thing it is about."""

    thing = forms.ChoiceField(
        label=gettext_lazy("Hvad"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Vælg, hvad det drejer sig om."),
            "invalid_choice": gettext_lazy("Vælg en fra listen."),
        },
    )

    def __init__(self, things: Sequence[tuple[Door, Thing]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = _things(things)

    def chosen(self) -> dict[str, Any]:
        """The thing, as services name it."""
        purpose, about, about_id = self.cleaned_data["thing"].split(":")
        return {"purpose": purpose, "about": about, "about_id": int(about_id)}


class MakeForm(_ThingForm):
    """A new link: to what, bound to what, and how it reaches the citizen."""

    bound_to = forms.ChoiceField(
        label=gettext_lazy("Borgeren bekræfter med"),
        choices=list(codes.BOUND_TO.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad borgeren bekræfter med.")},
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Sådan får borgeren det"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvordan borgeren får det.")},
    )

    def __init__(self, things: Sequence[tuple[Door, Thing]], channel: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(things, *args, **kwargs)
        sends = _("Send det nu: %(channel)s") % {"channel": channel}
        self.fields["how"].choices = [(SEND, sends), (PRINT, _("Udskriv et brev med en kode"))]


class CompanyLinkForm(_ThingForm):
    """A new link for a company: to what, and whether it is printed or copied."""

    how = forms.ChoiceField(
        label=gettext_lazy("Sådan får virksomheden det"),
        choices=[
            (PRINT, gettext_lazy("Udskriv et brev med en kode")),
            (COPY, gettext_lazy("Vis linket, så jeg selv kan sende det")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvordan virksomheden får det.")},
    )


class BehalfForm(_ThingForm):
    """What is written for the citizen, how they gave it, and why somebody else writes it."""

    given = forms.ChoiceField(
        label=gettext_lazy("Hvordan fik du det at vide?"),
        choices=list(codes.GIVEN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvordan du fik det at vide.")},
    )
    given_by = forms.CharField(
        label=gettext_lazy("Hvem handlede for borgeren?"),
        help_text=gettext_lazy("Navnet på partsrepræsentanten, bisidderen eller den, der har fuldmagt."),
        required=False,
        max_length=LONGEST_NAME,
    )
    why = forms.CharField(
        label=gettext_lazy("Hvorfor skriver du det for borgeren?"),
        help_text=gettext_lazy("Borgeren kan se begrundelsen. Skriv aldrig et CPR-nummer."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Skriv, hvorfor du skriver det for borgeren."),
            "min_length": gettext_lazy("Skriv lidt mere: mindst 10 tegn, så andre kan forstå det."),
            "max_length": gettext_lazy("Skriv det kortere: højst 400 tegn."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Whoever acts for the citizen is named."""
        cleaned = super().clean() or {}
        if cleaned.get("given") in codes.GIVEN_BY_OTHERS and not cleaned.get("given_by", "").strip():
            self.add_error("given_by", _("Skriv navnet på den, der handlede for borgeren."))
        return cleaned
