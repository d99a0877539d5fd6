"""What the law's offers ask of one person on a day: conditions counted by offer, and shown one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.offers.law_page import Mark, certainty_mark, state_mark
from fodfaeste.apps.offers.law_words import OFFER_KIND_NAMES, PART_NAMES, values_in_words
from fodfaeste.core.law import CAP, IN_FORCE, OFFER_KINDS, PARTS, Condition, LawOffer, LawPack
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.engines.rules.law import LAW_FACT_TYPES, LawCondition, conditions_for
from fodfaeste.engines.rules.meeting import Meeting, meetings

Facts = Mapping[str, object]

MET, NOT_MET, UNKNOWN, BY_PERSON = "met", "not_met", "unknown", "by_person"

#: What a condition says of the person. None of it allows or denies: a caseworker decides.
STANDINGS: dict[str, tuple[str | Promise, str]] = {
    MET: (_("opfyldt"), "success"),
    NOT_MET: (_("ikke opfyldt"), "neutral"),
    UNKNOWN: (_("kan ikke afgøres"), "info"),
    BY_PERSON: (_("gælder; et menneske skal se efter"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One of the law's offers on a day, with how many of its conditions stand how for a person."""

    offer: LawOffer
    state: Mark
    is_in_force: bool
    counts: dict[str, int]
    of_others: int
    policy: list[Meeting]

    @property
    def asks(self) -> bool:
        """Whether the law was read to ask anything of the person."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class OfferKind:
    """The offers of one kind."""

    name: str
    lines: list[OfferLine]


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition by its paragraph, as the page shows it."""

    condition: LawCondition
    part: str
    standing: str
    mark: Mark
    certainty: Mark
    values: list[str]
    policy: list[Meeting]


def facts_of_one(facts: pl.DataFrame) -> dict[str, object]:
    """The law's facts of the one person in a frame."""
    return facts.select(list(LAW_FACT_TYPES)).row(0, named=True)


def offers_by_kind(law: LawPack, policy: Pack, facts: Facts, on: date) -> list[OfferKind]:
    """The offers that the law has or has had by a day, kind by kind, with their conditions counted."""
    met = meetings(policy, law, on)
    lines = [_offer_line(law, met, offer, facts, on) for offer in law.offers if offer.state(on)]
    kinds = [
        OfferKind(str(OFFER_KIND_NAMES[kind]), [line for line in lines if line.offer.kind == kind])
        for kind in OFFER_KINDS
    ]
    return [kind for kind in kinds if kind.lines]


def _offer_line(law: LawPack, met: Sequence[Meeting], offer: LawOffer, facts: Facts, on: date) -> OfferLine:
    state = offer.state(on) or IN_FORCE
    conditions = conditions_for(law, offer.id, facts, on) if state == IN_FORCE else ()
    counts = dict.fromkeys(STANDINGS, 0)
    of_others = 0
    for condition in conditions:
        standing = standing_of(condition)
        if standing and condition.concerns is False:
            of_others += 1
        elif standing:
            counts[standing] += 1
    # A line of the policy that meets a rule about other people says nothing of this one.
    elsewhere = {condition.rule.id for condition in conditions if condition.concerns is False}
    rules = {rule.id for rule in law.rules if rule.offer == offer.id} - elsewhere
    return OfferLine(offer, state_mark(state), state == IN_FORCE, counts, of_others, _named(met, rules))


def standing_of(condition: LawCondition) -> str:
    """How a condition stands for the person; empty where its rule does not answer on the day."""
    answer = condition.answer
    if answer.state is Condition.NOT_IN_FORCE:
        return ""
    return BY_PERSON if answer.by_person else answer.state.value


def _named(met: Sequence[Meeting], rules: set[str]) -> list[Meeting]:
    """The lines of the policy that name one of these rules of the law."""
    return [meeting for meeting in met if any(line.rule.id in rules for line in meeting.law)]


def priorities(policy: Pack, on: date) -> list[Entry]:
    """What the policy puts before what."""
    return [entry for entry in policy.entries if entry.kind == "priority" and entry.in_force(on)]


def condition_lines(
    law: LawPack, policy: Pack, offer: LawOffer, facts: Facts, on: date
) -> list[ConditionLine]:
    """Every condition of an offer by its paragraph, part by part."""
    met = meetings(policy, law, on)
    return [
        _condition_line(condition, standing, met)
        for condition in conditions_for(law, offer.id, facts, on)
        if (standing := standing_of(condition))
    ]


def _condition_line(condition: LawCondition, standing: str, met: Sequence[Meeting]) -> ConditionLine:
    text, tone = STANDINGS[standing]
    rule, answer = condition.rule, condition.answer
    cap = {CAP: float(answer.cap)} if answer.cap is not None else {}
    return ConditionLine(
        condition=condition,
        part=str(PART_NAMES[rule.part]),
        standing=standing,
        mark=Mark(str(text), tone),
        certainty=certainty_mark(rule.certainty),
        values=values_in_words({**rule.values, **cap}),
        policy=_named(met, {rule.id}),
    )


#: What the citizen need not read to know whether an offer fits: others see to it.
SEEN_TO_BY_OTHERS = ("employer", "process")


def said_to_citizen(
    lines: Iterable[ConditionLine],
) -> tuple[list[tuple[str, list[ConditionLine]]], list[tuple[str, list[ConditionLine]]]]:
    """The parts of an offer that are about the citizen, and those that others see to."""
    every = list(lines)
    beside = [line for line in every if line.condition.rule.part in SEEN_TO_BY_OTHERS]
    return by_part(line for line in every if line not in beside), by_part(beside)


def by_part(lines: Iterable[ConditionLine]) -> list[tuple[str, list[ConditionLine]]]:
    """The conditions part by part, in the order of the parts."""
    found: dict[str, list[ConditionLine]] = {}
    for line in sorted(lines, key=lambda one: PARTS.index(one.condition.rule.part)):
        found.setdefault(line.part, []).append(line)
    return list(found.items())
