"""Why a rule of the law is met, not met or unknown: one line for each thing that must hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.core.dates import Period, day_in_words
from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.law import ABOLISHED, CLOSED_FOR_NEW, PLANNED, LawGroupDefinition, LawRule
from fodfaeste.core.law_facts import ALL_FACTS
from fodfaeste.core.policy import Clause, Way
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.completions import sure_truth
from fodfaeste.engines.rules.explain import Reason
from fodfaeste.engines.rules.truth import facts_of
from fodfaeste.engines.rules.wording import (
    Names,
    clause_words,
    code_in_words,
    start_in_words,
    value_in_words,
    where_in_words,
)

_ANSWERS = {True: Words("ja", "yes"), False: Words("nej", "no"), None: Words("ukendt", "unknown")}


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that must hold, as a rule of its own."""

    clauses: tuple[Clause, ...]


def condition_reasons(
    clauses: tuple[Clause, ...], row: pl.DataFrame, on: date, groups: tuple[LawGroupDefinition, ...]
) -> Iterator[Reason]:
    """Each thing that must hold of one person, in the order of the rule.

    A condition names groups by their number, the person's own group is named in full.
    """
    numbers: Names = tuple((g.id, Words(f"nr. {g.number}", f"no. {g.number}")) for g in groups)
    titles: Names = tuple((g.id, _numbered(g)) for g in groups)
    for member in (part for clause in clauses for part in _parts(clause)):
        part = _Part((member if isinstance(member, Clause) else Clause("all_of", (member,)),))
        truth = (False, None, True)[int(sure_truth(part, row, on).truth[0])]
        facts = tuple(dict.fromkeys(facts_of(part)))
        yield Reason(_told(_words(member, numbers), facts, truth, row, titles), truth, facts)


def _numbered(group: LawGroupDefinition) -> Words:
    return Words(f"nr. {group.number}: {group.title.da}", f"no. {group.number}: {group.title.en}")


def _parts(clause: Clause) -> Iterator[Way | Clause]:
    """What must hold one by one: ways that must all hold are taken apart, others stay together."""
    if clause.operator == "none_of" or (clause.operator == "any_of" and len(clause.members) > 1):
        yield clause
        return
    for member in clause.members:
        if isinstance(member, Clause):
            yield from _parts(member)
            continue
        if member.start is not None:
            yield Way(member.start, member.after)
        yield from (Way(None, Period(), (where,)) for where in member.where)


def _words(part: Way | Clause, names: Names) -> Words:
    if isinstance(part, Clause):
        sentences = clause_words(part, names)
        return Words("; eller ".join(s.da for s in sentences), "; or ".join(s.en for s in sentences))
    if part.start is not None:
        return start_in_words(part.start, part.after)
    return where_in_words(part.where[0], names)


def _told(words: Words, facts: tuple[str, ...], truth: bool | None, row: pl.DataFrame, names: Names) -> Words:
    """The condition, its answer, and what is known where it rests on one fact alone."""
    answer = _ANSWERS[truth]
    danish, english = f"{words.da}: {answer.da}", f"{words.en}: {answer.en}"
    value = row[facts[0]][0] if len(facts) == 1 else None
    if value is None:
        return Words(danish, english)
    known = _value(facts[0], value, names)
    return Words(f"{danish} ({known.da})", f"{english} ({known.en})")


def _value(fact: str, value: object, names: Names) -> Words:
    if value == NOT_HAPPENED:
        return Words("det er ikke sket", "it has not happened")
    if isinstance(value, str):
        return code_in_words(fact, value, names)
    unit = ALL_FACTS[fact].unit
    words = value_in_words(value)
    return Words(words.da + unit.da, words.en + unit.en)


def not_in_force_reason(rule: LawRule, on: date) -> Reason:
    """Why a version of a rule does not answer on a day."""
    begins = day_in_words(rule.valid_from)
    if rule.state == PLANNED:
        words = Words("ventet, men ikke set vedtaget: svarer ikke", "expected, adoption not seen: no answer")
    elif on < rule.valid_from:
        words = Words(f"gælder først fra {begins.da}", f"applies from {begins.en}")
    elif rule.valid_to is not None and on > rule.valid_to:
        ends = day_in_words(rule.valid_to)
        words = Words(f"gjaldt til {ends.da}", f"applied until {ends.en}")
    elif rule.state == CLOSED_FOR_NEW:
        words = Words(f"lukket for nye fra {begins.da}", f"closed for new from {begins.en}")
    else:
        assert rule.state == ABOLISHED
        words = Words(f"afskaffet fra {begins.da}", f"abolished from {begins.en}")
    return Reason(words, truth=False, facts=())
