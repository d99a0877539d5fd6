"""What is not settled: questions of the text, numbers that are ours, and what nobody has verified."""

from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.goals.policy_page import LawName, law_names
from fodfaeste.core.law import PLANNED, UNVERIFIED, LawPack, LawRule
from fodfaeste.core.policy import Entry, Indicator, Industry, Pack, ProposedValue, Question

OPEN = "open"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the text with the lines it is about."""

    question: Question
    lines: list[Entry]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything beside the text that nobody has decided: numbers, figures and fields of work."""

    values: tuple[ProposedValue, ...]
    indicators: tuple[Indicator, ...]
    industries: tuple[Industry, ...]


def questions_asked(pack: Pack, on: date) -> list[AskedQuestion]:
    """The questions of the text, the open ones first, each with the lines it is about."""
    lines = {entry.id: entry for entry in pack.entries if entry.in_force(on)}
    ordered = sorted(pack.questions, key=lambda question: question.state != OPEN)
    return [AskedQuestion(one, [lines[id_] for id_ in one.about if id_ in lines]) for one in ordered]


def proposals(pack: Pack) -> Proposals:
    """What we propose beside the text and show as not decided."""
    return Proposals(
        values=tuple(value for value in pack.values if value.basis == "proposed"),
        indicators=tuple(one for one in pack.indicators if one.basis == "proposed"),
        industries=tuple(one for one in pack.industries if one.basis == "proposed"),
    )


def groups_unverified(pack: Pack, on: date) -> list[LawName]:
    """The municipality's groups whose place in the law nobody has verified."""
    return [name for name in law_names(pack, on) if name.group.certainty == UNVERIFIED]


def rules_unverified(law: LawPack, on: date) -> list[LawRule]:
    """The rules in force on a day that were not found where they should stand."""
    return [rule for rule in law.rules_on(on) if rule.certainty == UNVERIFIED and rule.state != PLANNED]
