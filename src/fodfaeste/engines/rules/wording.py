"""A rule's conditions and answers as sentences, in Danish and English."""

from datetime import date
from functools import cache

from fodfaeste.core.dates import Period, day_in_words, period_in_words
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.law_facts import ALL_FACTS
from fodfaeste.core.policy import Clause, Entry, Way, Where
from fodfaeste.core.words import Words

#: What codes are called that no fact lists, such as the groups of a law.
Names = tuple[tuple[str, Words], ...]

_OPERATORS = {
    "over": Words("over", "over"),
    "at_least": Words("mindst", "at least"),
    "under": Words("under", "under"),
    "at_most": Words("højst", "at most"),
}
_JOINING = {
    "any_of": Words("en af disse", "any of these"),
    "all_of": Words("alle disse", "all of these"),
    "none_of": Words("ingen af disse", "none of these"),
}


def conditions_in_words(entry: Entry) -> list[Words]:
    """Each way into an offer as a sentence; nested conditions stand behind what joins them."""
    return [sentence for clause in entry.clauses for sentence in clause_words(clause)]


def clause_words(clause: Clause, names: Names = ()) -> list[Words]:
    """The sentences of a collection: one for each way of an any_of, else one for all."""
    sentences = []
    for member in clause.members:
        if isinstance(member, Way):
            sentences.append(way_in_words(member, names))
        else:
            sentences += clause_words(member, names)
    if clause.operator == "any_of" or (len(sentences) == 1 and clause.operator == "all_of"):
        return sentences
    joining = _JOINING[clause.operator]
    danish = f"{joining.da}: " + "; ".join(s.da for s in sentences)
    english = f"{joining.en}: " + "; ".join(s.en for s in sentences)
    return [Words(danish, english)]


def way_in_words(way: Way, names: Names = ()) -> Words:
    """One way: `6 måneder efter, at indsatsen begyndte`."""
    conditions = [where_in_words(where, names) for where in way.where]
    danish = " og ".join(c.da for c in conditions)
    english = " and ".join(c.en for c in conditions)
    if way.start is None:
        return Words(f"når {danish}", f"when {english}")
    start = start_in_words(way.start, way.after)
    if not conditions:
        return start
    return Words(f"{start.da}, når {danish}", f"{start.en}, when {english}")


@cache
def start_in_words(start: str, after: Period) -> Words:
    """The day a way counts to: from the day something began, or some time after it."""
    phrase = ALL_FACTS[start].phrase
    if after == Period():
        return Words(f"fra den dag, {phrase.da}", f"from the day {phrase.en}")
    length = period_in_words(after)
    return Words(f"{length.da} efter, at {phrase.da}", f"{length.en} after {phrase.en}")


@cache
def where_in_words(where: Where, names: Names = ()) -> Words:
    """One condition on a fact: `den tidligere ledighed er over 6 måneder`."""
    phrase = ALL_FACTS[where.fact].phrase
    if isinstance(where.value, tuple):
        return _codes_in_words(where, where.value, names)
    operator = _OPERATORS[where.operator]
    value = value_in_words(where.value)
    unit = ALL_FACTS[where.fact].unit
    return Words(
        f"{phrase.da} er {operator.da} {value.da}{unit.da}",
        f"{phrase.en} is {operator.en} {value.en}{unit.en}",
    )


def _codes_in_words(where: Where, codes: tuple[str, ...], names: Names) -> Words:
    phrase = ALL_FACTS[where.fact].phrase
    told = [code for code in codes if code != NO_OTHER_GROUP or _is_listed(where.fact, code)]
    named = [code_in_words(where.fact, code, names) for code in told]
    danish, english = _either([n.da for n in named], " eller "), _either([n.en for n in named], " or ")
    if where.operator == "in":
        return Words(f"{phrase.da} er {danish}", f"{phrase.en} is {english}")
    if not named:
        return Words(f"der er oplyst {phrase.da}", f"{phrase.en} is given")
    return Words(f"{phrase.da} er en anden end {danish}", f"{phrase.en} is other than {english}")


def _either(names: list[str], joining: str) -> str:
    """a, b eller c"""
    return joining.join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _is_listed(fact: str, code: str) -> bool:
    return code in dict(ALL_FACTS[fact].codes)


def code_in_words(fact: str, code: str, names: Names = ()) -> Words:
    """What a code of a fact is called; the code itself where nobody has named it."""
    return {**dict(ALL_FACTS[fact].codes), **dict(names)}.get(code, _code(code))


def _code(value: str) -> Words:
    return Words("ingen", "none") if value == NO_OTHER_GROUP else Words(value, value)


def value_in_words(value: object) -> Words:
    """A fact's value as people write it: dates in words, decimal comma in Danish."""
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, float):
        return Words(f"{value:g}".replace(".", ","), f"{value:g}")
    return _code(str(value))
