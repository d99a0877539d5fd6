"""Skills, wishes and profile facts in the reader's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.models import Wish
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.companies.models import ProductionUnit
from fodfaeste.bridge.search import isco_title, occupations_of_isco
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.industries import SECTIONS
from fodfaeste.core.openings import BETWEEN_CODES, LEVELS, OPENING_KINDS, OWN_WORD, SKILL_BASES
from fodfaeste.core.profile import PROFILE
from fodfaeste.core.taxonomy import OCCUPATION, SKILL, Shown

#: An ISCO group of the starter taxonomy has no name of its own: so many of its occupations stand for it.
NAMED_AT_MOST = 3


def language() -> str:
    """The reader's language."""
    return get_language() or "da"


def skill_names(skills: Iterable[str]) -> dict[str, Shown]:
    """What skills are called, with the language of each name."""
    return names_shown(SKILL, skills, language())


def skills_title(skills: Sequence[str]) -> str:
    """Skills in one line."""
    names = skill_names(skills)
    return ", ".join(names[skill].text for skill in skills)


def level_text(level: int) -> str:
    """How well a skill is mastered: kan selv."""
    return in_language(LEVELS[level])


def basis_text(basis: str, *, is_own: bool = False) -> str:
    """Where a skill is known from; said to the citizen where it is the citizen's own."""
    if is_own and basis == OWN_WORD:
        return _("Dit eget ord")
    return in_language(SKILL_BASES[basis]) if basis in SKILL_BASES else basis


def isco_name(start: str) -> Shown:
    """What a start of an ISCO-08 code is called: by the classification, else by its occupations."""
    known = isco_title(start, language())
    if known is not None:
        return known
    names = list(names_shown(OCCUPATION, occupations_of_isco(start), language()).values())
    if not names:
        return Shown(start, "")
    ordered = sorted(names, key=lambda name: (name.language != language(), name.text))
    text = ", ".join(name.text for name in ordered[:NAMED_AT_MOST])
    if len(names) > NAMED_AT_MOST:
        text = _("%(names)s med flere") % {"names": text}
    return Shown(text, ordered[0].language)


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish as a page shows it."""

    wish: Wish
    name: Shown


def wish_lines(wishes: Iterable[Wish]) -> list[WishLine]:
    """Wishes as a page shows them, by what they are about and then by name."""
    rows = list(wishes)
    p_numbers = [wish.what for wish in rows if wish.kind == "arbejdssted"]
    units = _workplaces(rows[0], p_numbers) if p_numbers else {}
    lines = [WishLine(wish, _wish_name(wish, units)) for wish in rows]
    return sorted(lines, key=lambda line: (line.wish.kind, line.name.text))


def wish_title(wish: Wish) -> str:
    """A wish in one line."""
    return wish_lines([wish])[0].name.text


def _workplaces(wish: Wish, p_numbers: Sequence[str]) -> dict[str, str]:
    units = ProductionUnit.objects.filter(authority=wish.authority_id, p_number__in=p_numbers)
    return dict(units.values_list("p_number", "name"))


def _wish_name(wish: Wish, units: dict[str, str]) -> Shown:
    if wish.kind == "erhverv":
        return isco_name(wish.what)
    if wish.kind == "branche" and wish.what in SECTIONS:
        return Shown(in_language(SECTIONS[wish.what]), "")
    if wish.kind == "aabning" and wish.what in OPENING_KINDS:
        return Shown(in_language(OPENING_KINDS[wish.what]), "")
    if wish.kind == "arbejdssted":
        return Shown(units.get(wish.what, wish.what), "")
    if wish.kind == "ophold":
        return Shown(_("Arbejde, hvor man bor på stedet i en periode"), "")
    return Shown(wish.what, "")


def profile_text(name: str, value: str) -> str:
    """What a profile fact says: a number with its unit, the words of its codes, or that there is none."""
    fact = PROFILE[name]
    if fact.codes is None:
        return f"{value} {in_language(fact.unit)}"
    said = [code for code in value.split(BETWEEN_CODES) if code]
    return "; ".join(in_language(fact.codes[code]) if code in fact.codes else code for code in said) or _(
        "Ingen"
    )
