"""The form that tries the policy with other values: every number of every rule, as it stands today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fodfaeste.apps.goals.trials import Change
from fodfaeste.core.dates import Period
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Entry, Pack, Way
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.wording import way_in_words
from fodfaeste.formats.packs.edit import Parameter, parameters

#: The units a period may be tried in, and the smallest and largest number of each: up to five years.
UNITS = {"M": gettext_lazy("måneder"), "W": gettext_lazy("uger"), "D": gettext_lazy("dage")}
BOUNDS = {"M": (1, 60), "W": (1, 260), "D": (0, 1826)}
NUMBER_BOUNDS = (1, 60)

OPERATOR_LABELS = {
    "over": gettext_lazy("%(fact)s er over%(unit)s"),
    "at_least": gettext_lazy("%(fact)s er mindst%(unit)s"),
    "under": gettext_lazy("%(fact)s er under%(unit)s"),
    "at_most": gettext_lazy("%(fact)s er højst%(unit)s"),
}


@dataclass(frozen=True, slots=True)
class WayFields:
    """One way into an offer, with the controls for its numbers."""

    words: Words | None
    fields: list[forms.BoundField]


@dataclass(frozen=True, slots=True)
class RuleFields:
    """One rule with its ways."""

    entry: Entry
    ways: list[WayFields]


class TrialForm(forms.Form):
    """What a leader wants to try."""

    unchanged = gettext_lazy("Du har ikke ændret noget. Skriv for eksempel 3 måneder i stedet for 6.")
    name = forms.CharField(
        label=gettext_lazy("Navn på prøven"),
        help_text=gettext_lazy("Kan være tomt. Så får prøven navn efter det, du ændrer."),
        required=False,
        max_length=120,
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = pack
        self.parameters = {field_name(p): p for p in parameters(pack) if _can_be_shown(p)}
        for name, parameter in self.parameters.items():
            self.fields[name] = _number_field(parameter)
            if parameter.operator == "after":
                self.fields[f"{name}-unit"] = _unit_field(parameter)

    def rules(self) -> Iterator[RuleFields]:
        """The controls in the order of the policy: rule by rule, way by way."""
        by_rule: dict[str, dict[str, list[str]]] = {}
        for name, parameter in self.parameters.items():
            way = "/".join(parameter.path.split("/")[:3])
            by_rule.setdefault(parameter.entry, {}).setdefault(way, []).append(name)
        for entry_id, ways in by_rule.items():
            entry = self.pack.entry(entry_id)
            if entry is not None:
                yield RuleFields(entry, [self._way(entry, *way) for way in ways.items()])

    def _way(self, entry: Entry, path: str, names: list[str]) -> WayFields:
        controls = [self[n] for name in names for n in (name, f"{name}-unit") if n in self.fields]
        return WayFields(_words_at(entry, path), controls)

    def clean(self) -> dict[str, Any]:
        """Numbers within reason where they differ from today's, and at least one that does."""
        cleaned = super().clean() or {}
        for name, parameter in self.parameters.items():
            if self._new_value(name) not in (None, parameter.value):
                self._check_bounds(name, parameter)
        if not self.errors and not self.is_changed():
            raise forms.ValidationError(str(self.unchanged), code="unchanged")
        return cleaned

    def _check_bounds(self, name: str, parameter: Parameter) -> None:
        unit = self.cleaned_data.get(f"{name}-unit", "")
        smallest, largest = BOUNDS.get(unit, NUMBER_BOUNDS)
        if smallest <= self.cleaned_data[name] <= largest:
            return
        bounds = {"smallest": smallest, "largest": largest, "unit": UNITS.get(unit, "")}
        if parameter.operator != "after":
            self.add_error(name, _("Skriv et helt tal fra %(smallest)s til %(largest)s.") % bounds)
        elif unit == "D":
            self.add_error(name, _("Skriv et helt tal fra %(smallest)s til %(largest)s dage.") % bounds)
        else:
            message = _(
                "Skriv et helt tal fra %(smallest)s til %(largest)s %(unit)s. "
                "Skal det gælde straks, så vælg 0 dage."
            )
            self.add_error(name, message % bounds)

    def _new_value(self, name: str) -> str | None:
        """What the form says of a value, as the pack writes it; nothing where it was written wrong."""
        count = self.cleaned_data.get(name)
        if count is None:
            return None
        if self.parameters[name].operator != "after":
            return str(count)
        unit = self.cleaned_data.get(f"{name}-unit")
        try:
            return str(Period.parse(f"P{count}{unit}"))
        except ValueError:  # more digits than a period has, or a unit that is none
            return "" if unit else None

    def is_changed(self) -> bool:
        """Whether anything at all is to be tried."""
        return bool(self.changes())

    def changes(self) -> list[Change]:
        """The values that are not as in the policy today: path, old and new."""
        new = {name: self._new_value(name) for name in self.parameters}
        return [
            Change(parameter.entry, parameter.path, parameter.value, value)
            for name, parameter in self.parameters.items()
            if (value := new[name]) and value != parameter.value
        ]


def _words_at(entry: Entry, path: str) -> Words | None:
    """The way a value stands in, as a sentence; none where it stands inside other conditions."""
    _entry, operator, index = path.split("/")
    for clause in entry.clauses:
        if clause.operator == operator:
            member = clause.members[int(index)]
            return way_in_words(member) if isinstance(member, Way) else None
    return None


def field_name(parameter: Parameter) -> str:
    """A control's name: the value's path, with signs that a form can carry."""
    return re.sub(r"[^a-z0-9]+", "-", parameter.path)


def _can_be_shown(parameter: Parameter) -> bool:
    """One number and one unit can show it; a period such as a month and ten days cannot."""
    if parameter.operator == "after":
        period = Period.parse(parameter.value)
        return not (period.months and period.days)
    return parameter.operator in OPERATOR_LABELS and parameter.value.isdigit()


def _number_field(parameter: Parameter) -> forms.IntegerField:
    fact, language = FACTS[parameter.fact], get_language() or "da"
    words = {"fact": fact.phrase.in_language(language), "unit": ""}
    if parameter.operator == "after":
        label, initial = _("Hvor længe efter at %(fact)s") % words, _count_and_unit(parameter)[0]
    else:
        unit = fact.unit.in_language(language).strip()
        words["unit"] = f" ({unit})" if unit else ""
        label, initial = capfirst(str(OPERATOR_LABELS[parameter.operator]) % words), int(parameter.value)
    return forms.IntegerField(
        label=label,
        initial=initial,
        error_messages={
            "invalid": _("Skriv et helt tal, for eksempel 3."),
            "required": _("Skriv et tal. I politikken står der %(number)s.") % {"number": initial},
        },
        # A short text control: a spin button is easily turned by the mouse wheel unseen.
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}),
    )


def _unit_field(parameter: Parameter) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Regnet i"), choices=list(UNITS.items()), initial=_count_and_unit(parameter)[1]
    )


def _count_and_unit(parameter: Parameter) -> tuple[int, str]:
    """A period as a number and a unit; none at all is 0 days."""
    period = Period.parse(parameter.value)
    return (period.months, "M") if period.months else (period.days, "D")
