"""Putting a job text in, and saying to each thing found in it whether it is taken over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.companies.models import TextProposal
from fodfaeste.apps.companies.text_page import SINGLE, Found
from fodfaeste.apps.companies.text_services import Thing
from fodfaeste.core.readings import SKILL
from fodfaeste.design.templatetags.searching import in_its_language

LONGEST = 50_000
Choice = TextProposal.Choice


class TextForm(forms.Form):
    """A job text as it was written by the company."""

    text = forms.CharField(
        label=gettext_lazy("Jobteksten"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "da"}),
        help_text=gettext_lazy("Sæt hele teksten ind, som virksomheden har skrevet den."),
        error_messages={
            "required": gettext_lazy("Sæt en jobtekst ind."),
            "max_length": gettext_lazy("Teksten er for lang. Den kan højst være %(limit_value)d tegn."),
        },
    )


class ChoicesForm(forms.Form):
    """One choice for each thing found: as the text says it, until a person has looked it through."""

    def __init__(self, found: Sequence[Found], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        taken: set[str] = set()
        for one in found:
            quote = format_html('<span lang="da">{}</span>', one.quote)
            field = forms.ChoiceField(label=_labelled(one), choices=_choices(one), help_text=quote)
            field.initial = one.choice or _beforehand(one, taken)
            self.fields[_name(one)] = field
            taken.add(one.kind)

    def clean(self) -> dict[str, Any]:
        """An opening has one occupation, one town and one number of hours."""
        cleaned = super().clean() or {}
        for kind in SINGLE:
            kept = [one for one in self.found if one.kind == kind and cleaned.get(_name(one)) == Choice.MUST]
            for one in kept[1:]:
                self.add_error(_name(one), _("Tag kun én med af denne slags, og stryg de andre."))
        return cleaned

    def chosen(self) -> dict[Thing, str]:
        """What was said to each thing."""
        return {one.thing: self.cleaned_data[_name(one)] for one in self.found}


def _name(one: Found) -> str:
    return f"fund_{one.number}"


def _labelled(one: Found) -> str:
    return format_html("{}. {}: {}", one.number, one.title, in_its_language(one.name))


def _choices(one: Found) -> list[tuple[str, str]]:
    strike = (Choice.STRUCK, _("Stryg"))
    if one.kind == SKILL:
        return [(Choice.MUST, _("Skal kunne")), (Choice.HELPS, _("En fordel at kunne")), strike]
    return [(Choice.MUST, _("Tag med")), strike]


def _beforehand(one: Found, taken: set[str]) -> str:
    """As the text says it: what merely helps is no demand, and of what there can be one the first counts."""
    if one.kind == SKILL:
        return Choice.MUST if one.essential else Choice.HELPS
    is_second = one.kind in SINGLE and one.kind in taken
    return Choice.MUST if one.essential and not is_second else Choice.STRUCK
