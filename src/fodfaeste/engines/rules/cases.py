"""A pack's own examples, run: what a lawyer wrote down must be what the rules answer."""

from dataclasses import dataclass, replace

import polars as pl

from fodfaeste.core.answers import Answer
from fodfaeste.core.policy import Case, Pack
from fodfaeste.engines.rules.explain import explain
from fodfaeste.engines.rules.truth import FACT_TYPES


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An example whose answer is another than the pack says."""

    case: Case
    answer: Answer

    def __str__(self) -> str:
        expected, found = self.case, self.answer
        wanted = _told(expected.state, expected.due_on, expected.missing)
        given = _told(found.state, found.due_on, found.missing)
        return f"eksemplet »{expected.id}« skal give {wanted}, men giver {given}"


def run_cases(pack: Pack) -> list[Mismatch]:
    """Run every example of a pack, each against its own rule alone; the ones that do not hold."""
    wrong = []
    for case in pack.cases:
        versions = tuple(entry for entry in pack.entries if entry.id == case.rule)
        rule = versions[0]
        facts = {"citizen": case.id, "target_group": rule.group, **case.facts}
        row = pl.DataFrame([{name: facts.get(name) for name in FACT_TYPES}], schema=FACT_TYPES)
        answer = explain(replace(pack, entries=versions), row, case.on, str(rule.offer)).answer
        if (answer.state, answer.due_on, answer.missing) != (
            case.state,
            case.due_on,
            tuple(sorted(case.missing)),
        ):
            wrong.append(Mismatch(case, answer))
    return wrong


def _told(state: str, due_on: object, missing: tuple[str, ...]) -> str:
    parts = [str(state)]
    if due_on is not None:
        parts.append(f"den {due_on}")
    if missing:
        parts.append(f"fordi {', '.join(sorted(missing))} mangler")
    return " ".join(parts)
