"""Facts in the reader's words: what they are called, what a value says, and what it is used for."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.codes import STATUSES
from fodfaeste.bridge.law import law_under
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED_WORD, UNKNOWN_WORD
from fodfaeste.core.policy import Clause, Entry, LawGroup, Pack, Way
from fodfaeste.core.words import Words
from fodfaeste.design.templatetags.design import day as day_text


def in_language(words: Words) -> str:
    """A text of a pack in the reader's language."""
    return words.in_language(get_language() or "da")


def within_sentence(words: Words) -> str:
    """A title as it stands inside a sentence: branchespor, not Branchespor."""
    text = in_language(words)
    return text[:1].lower() + text[1:]


def fact_title(name: str) -> str:
    """What a fact is called."""
    if name in STATUSES:
        return str(STATUSES[name][0])
    return in_language(FACTS[name].title) if name in FACTS else name


def danish_title(name: str) -> str:
    """What a fact is called in the journal, which is written in Danish."""
    with override("da"):
        return fact_title(name)


def fact_missing(name: str) -> str:
    """A missing fact inside a sentence: tidligere ledighed i måneder, hvornår indsatsen begyndte."""
    if name not in FACTS:
        return fact_title(name)
    phrase = in_language(FACTS[name].phrase)
    return _("hvornår %(it)s") % {"it": phrase} if FACTS[name].type == "date" else phrase


def fact_text(name: str, value: str, pack: Pack) -> str:
    """What a stored value says: a date, a number, or the words of a code."""
    if value == UNKNOWN_WORD:
        return _("Ukendt")
    if value == NOT_HAPPENED_WORD:
        return _("Er ikke sket")
    if name in STATUSES:
        return str(STATUSES[name][1].get(value, value))
    if name == "came_from" and value == NO_OTHER_GROUP:
        return _("Ingen anden målgruppe")
    kind = FACTS[name].type if name in FACTS else "code"
    if name in FACTS and FACTS[name].codes:
        return next((in_language(words) for code, words in FACTS[name].codes if code == value), value)
    if kind == "date":
        return day_text(date.fromisoformat(value))
    if kind == "number":
        return number_format(float(value), use_l10n=True).removesuffix(",0").removesuffix(".0")
    return group_title(value, pack)


def group_title(code: str, pack: Pack) -> str:
    """The municipality's own label for a group; the code itself where the pack does not know it."""
    group = next((group for group in pack.groups if group.id == code), None)
    return in_language(group.title) if group else code


def offer_title(offer: str, pack: Pack) -> str:
    """What an offer of the policy, or one of the law, is called inside a sentence."""
    found = next((one for one in pack.offers if one.id == offer), None)
    found = found or law_under(pack.legal_system).offer(offer)
    return within_sentence(found.title) if found else offer


def group_law(code: str, pack: Pack, on: date) -> LawGroup | None:
    """What a group is called in the act on a day."""
    for group in pack.groups:
        if group.id == code:
            return next((law for law in group.law if _is_in_force(law, on)), None)
    return None


def _is_in_force(law: LawGroup, on: date) -> bool:
    return law.valid_from <= on and (law.valid_to is None or on <= law.valid_to)


def law_text(law: LawGroup) -> str:
    """A group's place in the act: LAB § 6, nr. 2."""
    place = f"{law.act} § {law.section}"
    if not law.numbers:
        return place
    numbers = ", ".join(str(number) for number in law.numbers)
    return _("%(place)s, nr. %(numbers)s") % {"place": place, "numbers": numbers}


def certainty_text(code: str, pack: Pack) -> str:
    """How surely a group's place in the act was read."""
    texts = {
        "official": _("læst i lovteksten"),
        "secondary": _("læst i anden kilde end loven"),
        "unverified": _("ikke efterprøvet"),
    }
    return next((texts[group.certainty] for group in pack.groups if group.id == code), "")


def rules_using(fact: str, pack: Pack, on: date) -> list[Entry]:
    """The rules in force that a fact can change the answer of."""
    if fact == "target_group":
        return list(pack.rules(on))
    return [rule for rule in pack.rules(on) if fact in facts_asked(rule)]


def facts_asked(rule: Entry) -> tuple[str, ...]:
    """The facts a rule asks about, each once, in the order of the rule."""
    return tuple(dict.fromkeys(name for clause in rule.clauses for name in _facts_of(clause)))


def _facts_of(member: Way | Clause) -> Iterator[str]:
    if isinstance(member, Clause):
        for inner in member.members:
            yield from _facts_of(inner)
        return
    if member.start is not None:
        yield member.start
    for where in member.where:
        yield where.fact
