"""A law's own examples, run: what a lawyer wrote down must be what the rules answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from fodfaeste.core.law import CAP, Condition, LawCase, LawPack
from fodfaeste.engines.rules.law import LawAnswer, judge

_NOTHING = LawAnswer(Condition.NOT_IN_FORCE, ())


@dataclass(frozen=True, slots=True)
class LawMismatch:
    """An example whose answer is another than the law says."""

    case: LawCase
    answer: LawAnswer

    def __str__(self) -> str:
        case, answer = self.case, self.answer
        wanted = _told(case.state, case.values)
        given = _told(answer.state, _values(case, answer) if case.values is not None else None)
        return f"eksemplet »{case.id}« skal give {wanted}, men giver {given}"


def run_law_cases(pack: LawPack) -> list[LawMismatch]:
    """Run every example of a law on its own day; the ones that do not hold."""
    answers = ((case, _answer(pack, case)) for case in pack.cases)
    return [LawMismatch(case, answer) for case, answer in answers if not _holds(case, answer)]


def _answer(pack: LawPack, case: LawCase) -> LawAnswer:
    """What the version of that day says; nothing where there is none."""
    version = next((rule for rule in pack.rules_on(case.on) if rule.id == case.rule), None)
    return judge(version, case.facts, case.on) if version is not None else _NOTHING


def _holds(case: LawCase, answer: LawAnswer) -> bool:
    if case.state is None and answer.state is Condition.NOT_IN_FORCE:
        return False
    same_state = case.state is None or case.state == answer.state
    return same_state and (case.values is None or case.values == _values(case, answer))


def _values(case: LawCase, answer: LawAnswer) -> Mapping[str, float]:
    """The values that the example asks about; all of them where it says that there are none."""
    cap = {CAP: float(answer.cap)} if answer.cap is not None else {}
    given = {**answer.values, **cap}
    return {name: given[name] for name in case.values if name in given} if case.values else given


def _told(state: Condition | None, values: Mapping[str, float] | None) -> str:
    parts = [state.value] if state is not None else []
    if values is not None:
        parts.append(", ".join(f"{name} = {value:g}" for name, value in values.items()) or "ingen værdier")
    return " med ".join(parts)
