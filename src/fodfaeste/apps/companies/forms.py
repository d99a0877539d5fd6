"""Writing an opening down, and taking it back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.filling import languages_of
from fodfaeste.apps.companies.models import Opening, ProductionUnit
from fodfaeste.apps.companies.needs import need_choices, needs_chosen
from fodfaeste.apps.companies.selectors import places_of, unit_numbered
from fodfaeste.apps.companies.services import OpeningFacts
from fodfaeste.apps.learning.search_fields import OccupationField, SkillField
from fodfaeste.bridge.search import isco_of, known_here
from fodfaeste.core.openings import (
    ATTENDANCE,
    BETWEEN_CODES,
    DEMANDS,
    LANGUAGES,
    LEVELS,
    LICENCES,
    OPENING_KINDS,
    SHIFTS,
    Codes,
)
from fodfaeste.core.taxonomy import OCCUPATION
from fodfaeste.design.searching import SearchingForm

MOST_HOURS, MOST_SEATS = 60, 500
P_NUMBER_DIGITS = 10
LONGEST_REASON = 400


def _number(label: Any, most: int, required: bool = False) -> forms.IntegerField:
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


def _several(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, required=False)


class OpeningForm(SearchingForm):
    """All facts of an opening. Kind, title, attendance and seats must be given."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slags"),
        error_messages={"required": gettext_lazy("Vælg, hvad der tilbydes.")},
    )
    p_number = forms.CharField(
        label=gettext_lazy("Arbejdsstedets P-nummer"),
        required=False,
        help_text=gettext_lazy("Ti cifre. Står på virksomhedens side."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-width-s", "maxlength": 14}),
    )
    place = forms.ChoiceField(label=gettext_lazy("By"), required=False)
    occupation = OccupationField(label=gettext_lazy("Stilling"), name="occupation", required=False)
    needs_for = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=160,
        widget=forms.TextInput(attrs={"lang": "da"}),
        help_text=gettext_lazy("Er feltet tomt, får åbningen stillingens navn."),
        error_messages={"required": gettext_lazy("Skriv, hvad det er for et arbejde.")},
    )
    must = _several(gettext_lazy("Skal kunne"))
    helps = _several(gettext_lazy("En fordel at kunne"))
    others = SkillField(
        label=gettext_lazy("Andet, man skal kunne"), name="others", several=True, required=False
    )
    attendance = forms.ChoiceField(label=gettext_lazy("Fremmøde"), widget=forms.RadioSelect)
    hours_min = _number(gettext_lazy("Færrest timer om ugen"), MOST_HOURS)
    hours_max = _number(gettext_lazy("Flest timer om ugen"), MOST_HOURS)
    shifts = _several(gettext_lazy("Arbejdstider"))
    seats = _number(gettext_lazy("Pladser"), MOST_SEATS, required=True)
    opens = DayField(
        label=gettext_lazy("Begynder"), required=False, help_text=gettext_lazy("Tomt felt: åben nu.")
    )
    closes = DayField(
        label=gettext_lazy("Sidste dag"),
        required=False,
        help_text=gettext_lazy("Tomt felt: åben, til den er besat."),
    )
    demands = _several(gettext_lazy("Kræver af krop og sind"))
    licences = _several(gettext_lazy("Kørekort og beviser"))

    def __init__(
        self,
        authority: Authority,
        on: date,
        opening: Opening | None,
        *args: Any,
        beside: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`beside`: skills that may be ticked beside those of the occupation."""
        super().__init__(*args, **kwargs)
        self.authority, self.on, self.opening = authority, on, opening
        self.unit: ProductionUnit | None = None
        self.places = {place.code: place for place in places_of(authority)}
        places = [(code, place.name) for code, place in self.places.items()]
        self.fields["place"].choices = [("", _("Som arbejdsstedet")), *places]
        self.fields["kind"].choices = [("", _("Vælg")), *_named(OPENING_KINDS)]
        coded = {"attendance": ATTENDANCE, "shifts": SHIFTS, "demands": DEMANDS, "licences": LICENCES}
        for name, codes in coded.items():
            self.fields[name].choices = _named(codes)
        self._ask_for_languages()
        self._ask_for_skills(beside)

    def _ask_for_languages(self) -> None:
        levels = [("", _("Intet krav")), *((str(one), in_language(words)) for one, words in LEVELS.items())]
        for code, words in LANGUAGES.items():
            field = forms.ChoiceField(label=in_language(words), choices=levels, required=False)
            self.fields[f"language_{code}"] = field

    def _ask_for_skills(self, beside: Collection[str]) -> None:
        source = self.data if self.is_bound else self.initial
        choices = need_choices(source.get("occupation") or "", beside)
        self.fields["must"].choices = self.fields["helps"].choices = choices

    @property
    def language_fields(self) -> list[forms.BoundField]:
        """The fields for how well one must know each language."""
        return [self[f"language_{code}"] for code in LANGUAGES]

    def clean_p_number(self) -> str:
        """A workplace that the municipality knows, however its number is spaced."""
        number = "".join(str(self.cleaned_data["p_number"]).split())
        if not number:
            return ""
        if not (number.isdecimal() and len(number) == P_NUMBER_DIGITS):
            raise forms.ValidationError(_("Et P-nummer har ti cifre."))
        self.unit = unit_numbered(self.authority, number)
        if self.unit is None:
            raise forms.ValidationError(_("Kommunen kender intet arbejdssted med det P-nummer."))
        return number

    def clean_closes(self) -> date | None:
        """A last day that has not gone by, unless it stood there already."""
        closes: date | None = self.cleaned_data["closes"]
        stood = self.opening.closes if self.opening else None
        if closes is not None and closes < self.on and closes != stood:
            raise forms.ValidationError(_("Den sidste dag er allerede gået."))
        return closes

    def clean(self) -> dict[str, Any]:
        """Fewest and most, first and last must stand in that order."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("hours_min"), cleaned.get("hours_max")
        if least and most and least > most:
            self.add_error("hours_max", _("Flest timer kan ikke være færre end færrest timer."))
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and opens > closes:
            self.add_error("closes", _("Den sidste dag kan ikke ligge før den første."))
        return cleaned

    def facts(self) -> OpeningFacts:
        """What was written, as it is stored. Without a town it is the workplace's."""
        said = self.cleaned_data
        place = self.places.get(said["place"])
        occupation, isco = self._occupation()
        return OpeningFacts(
            kind=said["kind"],
            title=said["title"],
            unit=self.unit,
            place=place or (self.unit.place if self.unit else None),
            attendance=said["attendance"],
            hours_min=said["hours_min"],
            hours_max=said["hours_max"],
            seats=said["seats"],
            opens=said["opens"],
            closes=said["closes"],
            occupation=occupation,
            isco=isco,
            languages=languages_of({code: said[f"language_{code}"] for code in LANGUAGES}),
            **{name: _joined(said[name]) for name in ("shifts", "demands", "licences")},
        )

    def _occupation(self) -> tuple[str, str]:
        """The occupation and its code. One that the taxonomy in use does not know stays as it stood."""
        chosen = self.cleaned_data["occupation"] or ""
        stood = self.opening.occupation if self.opening else ""
        if not chosen and self.opening and not known_here(OCCUPATION, [stood]):
            return stood, self.opening.isco
        return chosen, isco_of(chosen) or ""

    def needs(self) -> dict[str, bool]:
        """The skills that were ticked, and whether one must have each."""
        said = self.cleaned_data
        return needs_chosen(said["must"], said["helps"], said["others"] or [])


def _joined(codes: Sequence[str]) -> str:
    """Each code once, however often it was sent."""
    return BETWEEN_CODES.join(dict.fromkeys(codes))


def _named(codes: Codes) -> list[tuple[str, str]]:
    return [(code, in_language(words)) for code, words in codes.items()]


class WithdrawForm(forms.Form):
    """Why an opening is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv, hvorfor åbningen trækkes tilbage.")},
    )
