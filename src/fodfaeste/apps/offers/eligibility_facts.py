"""The facts that the law's answers rest on: what is known, what is missing, and where to write it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.codes import STATUSES
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.offers.eligibility_page import ConditionLine, Facts
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.core.law import LawGroupDefinition, LawPack
from fodfaeste.core.law_facts import ALL_FACTS
from fodfaeste.design.templatetags.design import day as day_text
from fodfaeste.engines.rules.law_groups import GREENLAND, LAW_GROUP, MATCH_GROUP
from fodfaeste.engines.rules.wording import code_in_words, value_in_words

#: What is asked of a concrete place and of nobody: the page asks for the place instead.
OF_THE_PLACE = ("employer_ordinary_fte", "employer_supported_fte", "self_found")


@dataclass(frozen=True, slots=True)
class LawFact:
    """A fact that the law asks about: its value in words, or that it is missing and where to write it."""

    name: str
    title: str
    value: str
    is_missing: bool
    may_be_written: bool
    is_of_place: bool


def facts_used(law: LawPack, lines: Iterable[ConditionLine], facts: Facts) -> list[LawFact]:
    """Each fact that some of these conditions rest on, once, those that are missing first."""
    names: dict[str, None] = {}
    for line in lines:
        answer = line.condition.answer
        names |= dict.fromkeys(name for reason in answer.reasons for name in reason.facts)
        names |= dict.fromkeys(answer.missing)
    missing = {name for line in lines for name in line.condition.answer.missing}
    found = [law_fact(law, name, facts.get(name), is_missing=name in missing) for name in names]
    return sorted(found, key=lambda fact: not fact.is_missing)


def group_fact(law: LawPack, facts: Facts) -> LawFact:
    """The person's group of the law, which most of its conditions ask about."""
    name = MATCH_GROUP if law.legal_system == GREENLAND else LAW_GROUP
    return law_fact(law, name, facts[name], is_missing=facts[name] is None)


def law_fact(law: LawPack, name: str, value: object, *, is_missing: bool) -> LawFact:
    """One fact in words. What follows of other facts on the day cannot be written down itself."""
    fact = ALL_FACTS[name]
    return LawFact(
        name=name,
        title=in_language(fact.title),
        value=fact_value(law, name, value),
        is_missing=is_missing,
        may_be_written=(name in FACTS and not fact.derived) or name in STATUSES,
        is_of_place=name in OF_THE_PLACE,
    )


def _group(law: LawPack, name: str, value: object) -> LawGroupDefinition | None:
    """The group of the law that a code names; Greenland's groups are called by their number."""
    if name == MATCH_GROUP:
        return next((group for group in law.groups if str(group.number) == value), None)
    return law.group(value) if name == LAW_GROUP and isinstance(value, str) else None


def fact_value(law: LawPack, name: str, value: object) -> str:
    """What a fact's value says; a group of the law by its number and its title."""
    if value is None:
        return _("vides ikke")
    if value == NOT_HAPPENED:
        return _("er ikke sket")
    if isinstance(value, date):
        return day_text(value)
    group = _group(law, name, value)
    if group is not None:
        words = {"number": group.number, "title": in_language(group.title)}
        return _("nr. %(number)s: %(title)s") % words
    if isinstance(value, str):
        return in_language(code_in_words(name, value))
    return f"{in_language(value_in_words(value))}{in_language(ALL_FACTS[name].unit)}"
