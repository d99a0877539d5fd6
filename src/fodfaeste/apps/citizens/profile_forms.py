"""The forms of what a citizen can and wants."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.profile_words import basis_text, level_text, skill_names
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.workplace_search import workplace_field
from fodfaeste.apps.learning.search_fields import OccupationField, SkillField
from fodfaeste.bridge.search import isco_of
from fodfaeste.core.industries import SECTIONS
from fodfaeste.core.openings import (
    LEVELS,
    OPENING_KINDS,
    OWN_WORD,
    SKILL_BASES,
    WANTS,
    WILL_NOT,
    WISH_STRENGTHS,
    Codes,
)
from fodfaeste.design.searching import SearchingForm

CAN_ALONE = 3
STAY_WANTED = "ja"

STRENGTHS = {WANTS: gettext_lazy("Vil gerne"), WILL_NOT: gettext_lazy("Vil ikke")}

PICK = {"required": gettext_lazy("Vælg en."), "invalid_choice": gettext_lazy("Vælg en fra listen.")}


def level_field() -> forms.ChoiceField:
    """How well a skill is mastered."""
    choices = [(str(level), level_text(level)) for level in LEVELS]
    label = _("Hvor godt")
    return forms.ChoiceField(label=label, choices=choices, initial=str(CAN_ALONE), error_messages=PICK)


def basis_field() -> forms.ChoiceField:
    """Where a skill is known from."""
    choices = [(basis, basis_text(basis)) for basis in SKILL_BASES]
    return forms.ChoiceField(
        label=_("Kendt fra"), choices=choices, initial=OWN_WORD, error_messages=PICK, widget=forms.RadioSelect
    )


class _LevelForm(SearchingForm):
    """A form about skills: a level, and where they are known from unless the citizen says it."""

    def add_levels(self, *, is_own: bool) -> None:
        self.fields["level"] = level_field()
        if not is_own:
            self.fields["basis"] = basis_field()

    @property
    def level_chosen(self) -> int:
        """The level chosen."""
        return int(self.cleaned_data["level"])

    @property
    def known_from(self) -> str:
        """Where the skills are known from; what a citizen writes is the citizen's own word."""
        return str(self.cleaned_data.get("basis", OWN_WORD))


class SkillsForm(_LevelForm):
    """Skills found by typing."""

    def __init__(self, data: Any = None, *, is_own: bool) -> None:
        super().__init__(data)
        self.fields["skills"] = SkillField(name="skills", several=True, label=_("Kompetencer"))
        self.add_levels(is_own=is_own)


class SkillForm(_LevelForm):
    """Another level of a skill that is there."""

    def __init__(self, data: Any = None, *, is_own: bool, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        self.add_levels(is_own=is_own)


class OccupationForm(SearchingForm):
    """An occupation one has worked in."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["erhverv"] = OccupationField(name="erhverv", label=_("Erhverv"))


class ProposedForm(_LevelForm):
    """The skills that an occupation asks for, to be ticked by a person."""

    def __init__(self, skills: Iterable[str], data: Any = None, *, is_own: bool) -> None:
        super().__init__(data)
        asked = list(skills)
        names = skill_names(asked)
        self.fields["skills"] = forms.MultipleChoiceField(
            label=_("Kompetencer"),
            choices=[(skill, names[skill].text) for skill in asked],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Sæt kryds ved mindst én."),
                "invalid_choice": _("Vælg fra listen."),
            },
        )
        self.add_levels(is_own=is_own)


class WishForm(SearchingForm):
    """One wish: what it is about depends on its kind."""

    def __init__(self, kind: str, authority: Authority, data: Any = None) -> None:
        super().__init__(data)
        self.kind = kind
        if kind == "erhverv":
            self.fields["what"] = OccupationField(name="what", label=_("Erhverv"))
            self.fields["wide"] = forms.BooleanField(required=False, label=_("Også fag, der ligner"))
        elif kind == "branche":
            self.fields["what"] = _choice(_("Branche"), SECTIONS)
        elif kind == "aabning":
            self.fields["what"] = _choice(_("Slags åbning"), OPENING_KINDS)
        elif kind == "arbejdssted":
            self.fields["what"] = workplace_field(authority, name="what")
        self.fields["strength"] = forms.ChoiceField(
            label=_("Vil eller vil ikke"),
            choices=[(strength, STRENGTHS[strength]) for strength in WISH_STRENGTHS],
            error_messages=PICK,
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        """An occupation is kept as its ISCO-08 group, so that the wish outlives a change of taxonomy."""
        cleaned = super().clean() or {}
        if self.kind == "ophold":
            cleaned["what"] = STAY_WANTED
        if self.kind == "erhverv" and cleaned.get("what"):
            isco = isco_of(cleaned["what"])
            if isco is None:
                self.add_error("what", _("Det erhverv har ingen kode, der kan søges på. Vælg et andet."))
            else:
                cleaned["what"] = isco[:3] if cleaned.get("wide") else isco
        return cleaned


def _choice(label: str, codes: Codes) -> forms.ChoiceField:
    choices = sorted(((code, in_language(words)) for code, words in codes.items()), key=_by_title)
    return forms.ChoiceField(label=label, choices=[("", _("Vælg")), *choices], error_messages=PICK)


def _by_title(choice: tuple[str, str]) -> str:
    return sort_key(choice[1])
