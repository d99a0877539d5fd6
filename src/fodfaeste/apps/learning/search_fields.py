"""Choosing skills and occupations of the taxonomy in a form: `{% search_field form.skills %}`."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language

from fodfaeste.bridge.search import known_here, search_here
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.design.searching import Named, SearchedField
from fodfaeste.engines.skills import Found

#: What the address calls them.
KINDS = {"kompetence": SKILL, "erhverv": OCCUPATION}


def found_named(kind: str, query: str) -> list[Named]:
    """What a search finds, with the name to show and the other name that fitted."""
    return [_named(found) for found in search_here(kind, query, get_language() or "da")]


def _named(found: Found) -> Named:
    is_other = found.label != found.title
    return Named(
        found.id,
        found.title,
        found.title_language,
        found.label if is_other else "",
        found.language if is_other else "",
    )


def chosen_named(kind: str, ids: Sequence[str]) -> list[Named]:
    """The names of what was chosen, in the order chosen; what the taxonomy does not know is left out."""
    known = known_here(kind, ids)
    names = names_shown(kind, known, get_language() or "da")
    return [Named(one, names[one].text, names[one].language) for one in ids if one in known]


class _TaxonomyField(SearchedField):
    kind, word = "", ""

    def __init__(self, *, name: str, several: bool = False, **kwargs: Any) -> None:
        """`name` is the field's own name in its form: the list is drawn anew under it."""
        super().__init__(
            find=lambda query: found_named(self.kind, query),
            named=lambda ids: chosen_named(self.kind, ids),
            several=several,
            href=_href(self.word, name, several),
            **kwargs,
        )


def _href(word: str, name: str, several: bool) -> str:
    """Worked out when it is drawn: a form's fields are made before any address is known."""
    more = "&flere=1" if several else ""
    address: str = format_lazy("{}?slags={}&felt={}{}", reverse_lazy("learning:search"), word, name, more)
    return address


class SkillField(_TaxonomyField):
    """A skill, or several."""

    kind, word = SKILL, "kompetence"


class OccupationField(_TaxonomyField):
    """An occupation, or several."""

    kind, word = OCCUPATION, "erhverv"
