"""What the law says of a person on a day: each rule met, not met or unknown. It decides nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from fodfaeste.core.errors import UsageError
from fodfaeste.core.law import (
    ABOLISHED,
    CLOSED_FOR_NEW,
    IN_FORCE,
    PARTS,
    PLANNED,
    RATIO,
    Act,
    Condition,
    LawGroupDefinition,
    LawPack,
    LawRule,
)
from fodfaeste.core.law_facts import LAW_FACTS
from fodfaeste.engines.rules.completions import sure_truth
from fodfaeste.engines.rules.explain import Reason
from fodfaeste.engines.rules.law_reasons import condition_reasons, not_in_force_reason
from fodfaeste.engines.rules.ratio import Ratio, ratio_of
from fodfaeste.engines.rules.truth import FALSE, TRUE

Facts = Mapping[str, object] | pl.DataFrame

#: A person's facts as the law asks for them: one row, null = unknown.
LAW_FACT_TYPES: dict[str, pl.DataType] = {
    name: {"date": pl.Date(), "number": pl.Float64(), "code": pl.String()}[fact.type]
    for name, fact in LAW_FACTS.items()
}


@dataclass(frozen=True, slots=True)
class LawAnswer:
    """What one rule says of one person on a day, with its reasons.

    `by_person`: the rule has no condition that can be computed. It holds for all it speaks of, its state is
    `met`, and whether it is kept is for a person to see; a screen shows it as holding, not as fulfilled.
    """

    state: Condition
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    values: dict[str, float] = field(default_factory=dict)
    cap: int | None = None  # how many the employer may have with support
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class LawCondition:
    """One rule of an offer with its answer, its act, and whether it speaks of the person's law group.

    `concerns`: True, False, or None where the person's group is not known.
    """

    rule: LawRule
    act: Act
    answer: LawAnswer
    concerns: bool | None

    @property
    def reference(self) -> str:
        """The place in the law as a caseworker cites it: `LAB § 61, stk. 1`."""
        return f"{self.act.short} {self.rule.reference}"


def law_rule(pack: LawPack, rule_id: str, on: date) -> LawRule | None:
    """The version of a rule in force on a day, be it closed for new; None where none is.

    What is abolished is no longer in force, and what is planned never answers.
    """
    versions = (rule for rule in pack.versions(rule_id) if rule.holds(on))
    return next((rule for rule in versions if rule.state in (IN_FORCE, CLOSED_FOR_NEW)), None)


def judge(rule: LawRule, facts: Facts, on: date, groups: tuple[LawGroupDefinition, ...] = ()) -> LawAnswer:
    """What one version of a rule says of a person on a day. The reasons name the law's groups if given."""
    if rule.state != IN_FORCE or not rule.holds(on):
        return LawAnswer(Condition.NOT_IN_FORCE, (not_in_force_reason(rule, on),))
    row = _row(facts)
    states: list[Condition] = [Condition.MET]
    reasons: list[Reason] = []
    missing: set[str] = set()
    if rule.clauses:
        found = sure_truth(rule, row, on)
        states.append(_as_condition(int(found.truth[0])))
        missing |= {fact for fact, matters in found.missing() if matters[0]}
        reasons += condition_reasons(rule.clauses, row, on, groups)
    ratio = _ratio(rule, row)
    if ratio is not None:
        states.append(ratio.state)
        missing |= set(ratio.missing)
        reasons.append(ratio.reason())
    state = _together(states)
    return LawAnswer(
        state=state,
        reasons=tuple(reasons),
        missing=tuple(sorted(missing)) if state is Condition.UNKNOWN else (),
        values=rule.values,
        cap=ratio.cap if ratio is not None else None,
        by_person=not reasons,
    )


def _ratio(rule: LawRule, row: pl.DataFrame) -> Ratio | None:
    if not set(RATIO) <= set(rule.values):
        return None
    return ratio_of(rule.values, row["employer_ordinary_fte"][0], row["employer_supported_fte"][0])


def _together(states: list[Condition]) -> Condition:
    """All must hold: one that does not settles it, then one that is unknown."""
    worst = (Condition.NOT_MET, Condition.UNKNOWN, Condition.MET)
    return min(states, key=worst.index)


def _as_condition(truth: int) -> Condition:
    if truth == TRUE:
        return Condition.MET
    return Condition.NOT_MET if truth == FALSE else Condition.UNKNOWN


def _row(facts: Facts) -> pl.DataFrame:
    """One row with every fact that the law may ask; what is not given is unknown."""
    if isinstance(facts, pl.DataFrame):
        given = [name for name in LAW_FACT_TYPES if name in facts.columns]
        facts = facts.head(1).select(given).row(0, named=True)
    return pl.DataFrame([{name: facts.get(name) for name in LAW_FACT_TYPES}], schema=LAW_FACT_TYPES)


def conditions_for(pack: LawPack, offer: str, facts: Facts, on: date) -> tuple[LawCondition, ...]:
    """The conditions of an offer for a person on a day, part by part in the order of the parts.

    Rules that are abolished or not yet in force are left out; what is closed for new is shown as such.
    Raises UsageError for an offer that the law does not have.
    """
    if pack.offer(offer) is None:
        raise UsageError(f"loven i {pack.id} har intet tilbud »{offer}«")
    found = conditions_of(pack, _rules_of(pack, offer, on), facts, on)
    return tuple(sorted(found, key=lambda condition: PARTS.index(condition.rule.part)))


def conditions_of(
    pack: LawPack, rules: Iterable[tuple[LawRule, Act]], facts: Facts, on: date
) -> tuple[LawCondition, ...]:
    """What some rules, each with its act, say of a person on a day, in their own order."""
    row = _row(facts)
    group = _group(pack, row)
    return tuple(
        LawCondition(rule, act, judge(rule, row, on, pack.groups), _concerns(rule, group))
        for rule, act in rules
    )


def _rules_of(pack: LawPack, offer: str, on: date) -> Iterator[tuple[LawRule, Act]]:
    for rule in pack.rules_on(on):
        act = pack.act(rule.act)
        if rule.offer == offer and rule.state not in (ABOLISHED, PLANNED) and act is not None:
            yield rule, act


def _group(pack: LawPack, row: pl.DataFrame) -> str | None:
    """The law's group of a person. Greenland's groups are the match groups, by their number."""
    number = row["gl_match_group"][0]
    if pack.legal_system == "greenland":
        return next((group.id for group in pack.groups if str(group.number) == number), None)
    found: str | None = row["law_group"][0]
    return found


def _concerns(rule: LawRule, group: str | None) -> bool | None:
    if not rule.groups:
        return True
    return None if group is None else group in rule.groups
