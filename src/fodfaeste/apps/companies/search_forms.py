"""What the lists of companies and openings can be asked for. What is not one of the choices is left out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.selectors import CompanySearch, OpeningSearch
from fodfaeste.apps.companies.wording import section_choices
from fodfaeste.core.openings import OPENING_KINDS

LONGEST = 100
ALL_OPENINGS = "alle"

Choices = list[tuple[str, Any]]


class CompanySearchForm(forms.Form):
    """Name or number, industry and town."""

    q = forms.CharField(label=_("Navn, CVR- eller P-nummer"), max_length=LONGEST, required=False)
    branche = forms.ChoiceField(label=_("Branche"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False)

    def __init__(self, places: Sequence[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branche"].choices = _all(section_choices())
        self.fields["by"].choices = _all([(place.code, place.name) for place in places])

    def search(self) -> CompanySearch:
        """What is asked for."""
        asked = _valid(self)
        return CompanySearch(asked["q"], asked["branche"], asked["by"])


class OpeningSearchForm(forms.Form):
    """Words of the title, kind, industry, town, and whether only what is open now."""

    q = forms.CharField(label=_("Ord i titlen"), max_length=LONGEST, required=False)
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    branche = forms.ChoiceField(label=_("Branche"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False)
    vis = forms.ChoiceField(
        label=_("Hvornår"),
        required=False,
        choices=[("", _("Åbne nu")), (ALL_OPENINGS, _("Alle, også lukkede og kommende"))],
    )

    def __init__(self, places: Sequence[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, in_language(words)) for kind, words in OPENING_KINDS.items()]
        self.fields["slags"].choices = _all(kinds)
        self.fields["branche"].choices = _all(section_choices())
        self.fields["by"].choices = _all([(place.code, place.name) for place in places])

    def search(self) -> OpeningSearch:
        """What is asked for."""
        asked = _valid(self)
        return OpeningSearch(
            text=asked["q"],
            kind=asked["slags"],
            section=asked["branche"],
            place=asked["by"],
            open_now=asked["vis"] != ALL_OPENINGS,
        )


def _all(choices: Choices) -> Choices:
    return [("", _("Alle")), *choices]


def _valid(form: forms.Form) -> dict[str, str]:
    """The values of an address; what is none of the choices is as if it was not asked."""
    form.full_clean()
    return {name: form.cleaned_data.get(name, "") for name in form.fields}
