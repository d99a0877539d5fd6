"""The skills an opening may ask for: those its occupation asks for, beside those already written down."""

from collections.abc import Iterable, Sequence

from django.http import QueryDict
from django.utils.safestring import SafeString

from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import language_here
from fodfaeste.bridge.search import skills_asked
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.design.templatetags.searching import in_its_language

#: The occupation whose skills stand in the form: another one chosen means that new ones are proposed.
NEEDS_FOR = "needs_for"

Choices = list[tuple[str, SafeString]]


def stored_needs(opening: Opening | None) -> dict[str, bool]:
    """The skills an opening asks for now, and whether one must have each."""
    return {need.skill: need.essential for need in opening.needs.all()} if opening else {}


def need_choices(occupation: str, beside: Iterable[str]) -> Choices:
    """Every skill that may be ticked, by name: the occupation's, and some beside."""
    skills = {*beside, *(skill for skill, _essential in skills_asked(occupation))}
    names = names_shown(SKILL, skills, language_here())
    ordered = sorted(skills, key=lambda skill: (sort_key(names[skill].text), skill))
    return [(skill, in_its_language(names[skill])) for skill in ordered]


def has_new_occupation(data: QueryDict) -> bool:
    """Whether another occupation was chosen than the one whose skills stand in the form."""
    chosen = data.get("occupation", "")
    return bool(chosen) and chosen != data.get(NEEDS_FOR, "")


def with_skills_proposed(data: QueryDict) -> QueryDict:
    """The form with the new occupation's essential skills ticked, and its name as title if there is none."""
    filled = data.copy()
    occupation = filled["occupation"]
    filled[NEEDS_FOR] = occupation
    filled.setlist("must", [skill for skill, essential in skills_asked(occupation) if essential])
    filled.setlist("helps", [])
    if not filled.get("title", "").strip():
        filled["title"] = names_shown(OCCUPATION, [occupation], language_here())[occupation].text
    return filled


def needs_chosen(must: Sequence[str], helps: Sequence[str], others: Sequence[str]) -> dict[str, bool]:
    """The needs that were ticked. What one must have is not also merely a help."""
    return {**dict.fromkeys(helps, False), **dict.fromkeys([*must, *others], True)}
