"""Law and policy on the same thing, both lines side by side: where they differ, the law binds."""

from dataclasses import dataclass
from datetime import date

from fodfaeste.core.law import Act, LawPack, LawRule
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.explain import Explanation
from fodfaeste.engines.rules.law import Facts, LawCondition


@dataclass(frozen=True, slots=True)
class LawLine:
    """A rule of the law in force on a day, with its act."""

    rule: LawRule
    act: Act

    @property
    def reference(self) -> str:
        """The place in the law as a caseworker cites it: `LAB § 61, stk. 1`."""
        return f"{self.act.short} {self.rule.reference}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What shows that a policy gives less, or later, than the law: the sentence, the rule, and the place.

    `key` is where the worse value stands: a key of the entry's own table, or the id of a figure.
    """

    words: Words
    rule: LawRule
    key: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line of a policy and the rules of the law on the same thing. The law's are binding."""

    entry: Entry
    law: tuple[LawLine, ...]
    conflict: Conflict | None


@dataclass(frozen=True, slots=True)
class Met:
    """A policy's answer for one citizen, and what the law says of them on the same thing, which binds."""

    explanation: Explanation
    law: tuple[LawCondition, ...]
    conflict: Conflict | None


def meetings(policy: Pack, law: LawPack, on: date) -> tuple[Meeting, ...]:
    """Every line of a policy that names a rule of the law, with the rules that are in force on a day."""
    raise NotImplementedError


def meet(policy: Pack, explanation: Explanation, law: LawPack, facts: Facts, on: date) -> Met:
    """A policy's answer for one citizen beside the law's conditions on the same thing."""
    raise NotImplementedError
