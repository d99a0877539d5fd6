"""A form field whose choices are found by typing: with a script as one types, without one by a button."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

#: The name of the button that only searches: the form is shown again and nothing is stored.
FIND = "find"
#: What is typed is sent under the field's name with this after it.
TYPED = "-soeg"
MOST_CHOSEN = 50
LONGEST = 100
#: One letter begins too many names to be of use, and in a whole taxonomy takes long to find.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, with the language its name is in, and the other name by which it was found."""

    id: str
    title: str
    language: str
    also: str = ""
    also_language: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A thing as one line of the choices."""

    named: Named
    is_chosen: bool


Find = Callable[[str], Sequence[Named]]
Name = Callable[[Sequence[str]], Sequence[Named]]


class SearchInput(forms.Widget):
    """Reads what was chosen; it is drawn by the tag `search_field`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """The ids chosen, each once."""
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return list(dict.fromkeys(values))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """A box without a tick is not sent, so nothing sent does not mean left out."""
        return False

    def id_for_label(self, id_: str) -> str:
        """Where a link from the summary of errors leads: to the box one types in."""
        return f"{id_}{TYPED}"


class SearchedField(forms.Field):
    """One thing or several, found by typing. `href` answers while one types, where a script runs."""

    widget = SearchInput
    default_error_messages = {
        "required": gettext_lazy("Søg, og vælg fra listen."),
        "unknown": gettext_lazy("Vælg fra listen."),
        "many": gettext_lazy("Vælg højst 50 ad gangen."),
    }

    def __init__(
        self, *, find: Find, named: Name, several: bool = False, href: str = "", **kwargs: Any
    ) -> None:
        self.find, self.named, self.several, self.href = find, named, several, href
        super().__init__(**kwargs)

    def clean(self, value: Sequence[str] | None) -> Any:
        """The ids chosen; of a field for one thing the id, or nothing."""
        ids = [one for one in value or [] if one]
        if not ids and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(ids) > (MOST_CHOSEN if self.several else 1):
            raise forms.ValidationError(self.error_messages["many" if self.several else "unknown"])
        if {one.id for one in self.named(ids)} != set(ids):
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return ids if self.several else next(iter(ids), None)


class SearchingForm(forms.Form):
    """A form with fields that are searched in: a press on their button shows it again, unjudged."""

    @property
    def is_searching(self) -> bool:
        """Whether the person only searched, and is not done with the form."""
        return self.is_bound and FIND in self.data

    def full_clean(self) -> None:
        """Judge the form, but not while one searches."""
        if self.is_searching:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        """Whether the form is done and right."""
        return not self.is_searching and super().is_valid()


def options_of(find: Find, named: Name, query: str, chosen: Sequence[str]) -> tuple[list[Option], int]:
    """What was chosen and what is found now, and how many the search found."""
    found = find(query) if len(query.strip()) >= FEWEST else []
    ids = [one for one in chosen if one][:MOST_CHOSEN]
    kept = [Option(one, is_chosen=True) for one in (named(ids) if ids else [])]
    others = [Option(one, is_chosen=False) for one in found if one.id not in chosen]
    return kept + others, len(found)


def said_of_search(query: str, found: int, most: int) -> str:
    """What a search came to, for those who see the list and those who hear it."""
    if not query.strip():
        return ""
    if len(query.strip()) < FEWEST:
        return _("Skriv mindst to bogstaver.")
    if not found:
        return _("Ingen hedder sådan. Prøv et andet ord, eller skriv kun begyndelsen.")
    if found >= most:
        return _("De første %(count)d vises. Skriv mere for at finde færre.") % {"count": found}
    return ngettext("%(count)d fundet.", "%(count)d fundet.", found) % {"count": found}
