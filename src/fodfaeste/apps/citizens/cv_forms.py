"""Putting a CV text in, and saying to each thing found in it whether it is right."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.cv_services import Thing
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.text_page import Found
from fodfaeste.core.openings import LEVELS
from fodfaeste.core.readings import SKILL
from fodfaeste.design.templatetags.searching import in_its_language

LONGEST = 50_000
STRUCK, TAKEN = "struck", "must"
USUAL_LEVEL = 3


class CvForm(forms.Form):
    """A CV as text."""

    text = forms.CharField(
        label=gettext_lazy("Dit CV"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "da"}),
        help_text=gettext_lazy("Sæt teksten ind, eller skriv den her: hvad du har arbejdet med og lært."),
        error_messages={
            "required": gettext_lazy("Sæt dit CV ind, eller skriv noget om, hvad du kan."),
            "max_length": gettext_lazy("Teksten er for lang. Den kan højst være %(limit_value)d tegn."),
        },
    )


class CvChoicesForm(forms.Form):
    """One choice for each thing found, and whether the text itself is kept."""

    def __init__(self, found: Sequence[Found], data: Any = None) -> None:
        super().__init__(data)
        self.found = found
        for one in found:
            quote = format_html('<span lang="da">{}</span>', one.quote)
            label = format_html("{}. {}: {}", one.number, one.title, in_its_language(one.name))
            field = forms.ChoiceField(label=label, choices=_choices(one), help_text=quote)
            field.initial = str(USUAL_LEVEL) if one.kind == SKILL else TAKEN
            self.fields[_name(one)] = field
        self.fields["keep"] = forms.ChoiceField(
            label=_("Teksten selv"),
            choices=[("slet", _("Slet teksten nu")), ("gem", _("Gem teksten, så jeg kan se den igen"))],
            widget=forms.RadioSelect,
            initial="slet",
            error_messages={"required": _("Vælg, om teksten skal gemmes.")},
        )

    def taken(self) -> dict[Thing, int]:
        """What was accepted, with the level of a skill."""
        answers = {one.thing: self.cleaned_data[_name(one)] for one in self.found}
        return {
            thing: int(said) if said.isdecimal() else 0 for thing, said in answers.items() if said != STRUCK
        }

    @property
    def keeps(self) -> bool:
        """Whether the text is kept."""
        return bool(self.cleaned_data["keep"] == "gem")


def _name(one: Found) -> str:
    return f"fund_{one.number}"


def _choices(one: Found) -> list[tuple[str, str]]:
    strike = (STRUCK, _("Passer ikke, stryg det"))
    if one.kind != SKILL:
        return [(TAKEN, _("Det passer")), strike]
    levels = [(str(level), in_language(words)) for level, words in LEVELS.items()]
    return [*levels, strike]
