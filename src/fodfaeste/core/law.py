"""A country's law on employment as plain values: dated rules, what was read, and how sure each reading is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fodfaeste.core.policy import Clause, Question
from fodfaeste.core.words import Words

PARTS = (
    "eligibility", "employer", "duration", "economy", "process", "work_duty",
    "contact", "coverage", "group", "sharing",
)  # fmt: skip
IN_FORCE, CLOSED_FOR_NEW, ABOLISHED, PLANNED = STATES = ("in_force", "closed_for_new", "abolished", "planned")
OFFICIAL, SECONDARY, UNVERIFIED = CERTAINTIES = ("official", "secondary", "unverified")
SOURCE_KINDS = ("law", "order", "guidance", "authority", "official_data", "secondary", "draft")
OFFICIAL_KINDS = ("law", "order", "guidance", "authority", "official_data")
OFFER_KINDS = (
    "placement", "wage_subsidy", "useful_work", "mentor", "upskilling", "education",
    "flex_job", "apprentice", "compensation", "small_job", "local",
)  # fmt: skip

#: What a municipality's count of its whole group is of. A count that others make is none of these.
FIRST_TALK, TALKS, OFFERS, LATE_TALK = COUNTS = ("first_talk", "talks", "offers", "late_talk")

#: How many an employer may have with support: one for each so many up to 50, one for each so many beyond.
RATIO = ("ratio_to_50", "ratio_beyond_50", "always")
CAP = "cap"  # what the ratio comes to for one employer; computed, never written in a rule


class Condition(StrEnum):
    """What a rule of the law says of a person on a day. It never allows or denies: a caseworker decides."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Act:
    """An act or order that rules point into."""

    id: str
    title: Words
    short: str


@dataclass(frozen=True, slots=True)
class LawSource:
    """A page or document that was read, and when."""

    id: str
    what: str
    kind: str
    read_on: date


@dataclass(frozen=True, slots=True)
class DatedState:
    """What an offer or a group is from a day, to and with another or until it changes."""

    state: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LawOffer:
    """Something the law lets a municipality offer, and its state by date.

    `openings`: the kinds of opening (`core.openings`) that are taken as this offer.
    """

    id: str
    title: Words
    statement: Words
    kind: str
    states: tuple[DatedState, ...]
    openings: tuple[str, ...] = ()

    def state(self, on: date) -> str | None:
        """in_force, closed_for_new or abolished; None before it is known. What is planned is no state yet."""
        return _state(self.states, on)


@dataclass(frozen=True, slots=True)
class LawGroupDefinition:
    """A group of people as an act numbers it; a number means nothing without its act."""

    id: str
    title: Words
    act: str
    section: str
    number: int
    states: tuple[DatedState, ...]

    def state(self, on: date) -> str | None:
        """in_force, closed_for_new or abolished; None before it is known. What is planned is no state yet."""
        return _state(self.states, on)


def _state(states: tuple[DatedState, ...], on: date) -> str | None:
    return next((one.state for one in states if one.holds(on) and one.state != PLANNED), None)


@dataclass(frozen=True, slots=True)
class LawRule:
    """One version of a rule: what it says in our words, where it stands, from when, and how sure we are.

    `is_demand`: who does not meet it cannot have the offer. Other rules of eligibility give a right, an
    exemption or a purpose, and rule nobody out. `counts`: what is counted of a whole group.
    """

    id: str
    part: str
    title: Words
    statement: Words
    act: str
    reference: str
    valid_from: date
    valid_to: date | None
    state: str
    read_on: date
    certainty: str
    sources: tuple[str, ...]
    offer: str | None = None
    values: dict[str, float] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    is_demand: bool = False
    counts: str | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies within this version's dates."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LawCase:
    """A question to the law on a day with its right answer, for a lawyer to read."""

    id: str
    rule: str
    title: Words
    on: date
    facts: dict[str, object]
    state: Condition | None  # None: only the version and its values are asked
    values: dict[str, float] | None  # None: the values are not asked
    line: int


@dataclass(frozen=True, slots=True)
class LawPack:
    """The law of one country as it was read."""

    id: str
    hash: str
    title: Words
    legal_system: str
    time_zone: str
    acts: tuple[Act, ...] = ()
    sources: tuple[LawSource, ...] = ()
    offers: tuple[LawOffer, ...] = ()
    groups: tuple[LawGroupDefinition, ...] = ()
    rules: tuple[LawRule, ...] = ()
    questions: tuple[Question, ...] = ()
    cases: tuple[LawCase, ...] = ()
    files: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def act(self, act_id: str) -> Act | None:
        """An act by its id."""
        return next((act for act in self.acts if act.id == act_id), None)

    def source(self, source_id: str) -> LawSource | None:
        """What was read, by its id."""
        return next((source for source in self.sources if source.id == source_id), None)

    def offer(self, offer_id: str) -> LawOffer | None:
        """An offer by its id."""
        return next((offer for offer in self.offers if offer.id == offer_id), None)

    def group(self, group_id: str) -> LawGroupDefinition | None:
        """A group by its id."""
        return next((group for group in self.groups if group.id == group_id), None)

    def versions(self, rule_id: str) -> Iterator[LawRule]:
        """Every version of a rule, planned ones too, in the order of the pack."""
        return (rule for rule in self.rules if rule.id == rule_id)

    def rules_on(self, on: date) -> Iterator[LawRule]:
        """The version of each rule on a day, abolished ones too. What is planned is left out."""
        return (rule for rule in self.rules if rule.state != PLANNED and rule.holds(on))
