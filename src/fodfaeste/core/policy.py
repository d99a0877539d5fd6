"""A policy pack as plain values: what a council adopted, and how each line of it runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fodfaeste.core.dates import Period
from fodfaeste.core.words import Words

KINDS = ("rule", "right", "priority", "goal", "pledge", "principle")
FORMS = (
    "mission", "vision", "value", "principle", "focus_area", "goal", "aim", "sub_goal", "we_will", "action",
    "guidepost", "statement", "actor", "partner", "neighbour", "sdg", "swot", "figure_note", "period", "rule",
)  # fmt: skip
SWOT = ("strength", "weakness", "opportunity", "threat")
UNITS = ("persons", "full_time_persons", "jobs", "companies", "hours", "days", "percent", "percentage_points")
BASES = ("adopted", "law", "proposed")


@dataclass(frozen=True, slots=True)
class Source:
    """The place in the adopted text."""

    section: str
    paragraph: int | None = None
    bullet: int | None = None
    table: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one fact: `earlier_unemployment_months over 6`."""

    fact: str
    operator: str  # over, at_least, under, at_most, in, not_in
    value: float | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way into an offer: a day counted from a fact, where other facts hold."""

    start: str | None  # the fact the day is counted from; None: no day, only conditions
    after: Period
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """Several ways taken together: any_of, all_of or none_of."""

    operator: str
    members: tuple["Way | Clause", ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a goal is to reach: a level or a growth of so much, or another area's level, by a day."""

    value: float | None
    unit: str | None
    change: bool
    by: date | None
    start: str | None  # the figure it is counted from
    level_of: Words | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the adopted text gives, with what exactly is counted and of when."""

    id: str
    title: Words
    definition: Words
    value: float
    unit: str
    approximate: bool
    as_of: str | None  # 2023, 2023-08, 2023-Q2 or 2023-08-31; None where the text does not say
    basis: str
    source: Source
    not_with: Words | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the policy: what it says in our words, where it stands, and how it runs."""

    id: str
    form: str
    kind: str
    basis: str
    source: Source
    title: Words
    statement: Words
    under: str | None = None
    offer: str | None = None
    group: str | None = None
    indicators: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()  # all must hold
    swot: str | None = None
    step: Words | None = None  # a right: what must be done
    check: Words | None = None  # a right: how one sees that it was done
    orders: Words | None = None  # a priority: what is put before what
    figures: tuple[str, ...] = ()
    target: Target | None = None
    valid_from: date | None = None
    valid_to: date | None = None  # inclusive
    law: tuple[str, ...] = ()  # rules of the law that rule the same thing; they bind

    def in_force(self, on: date) -> bool:
        """Whether this dated version of the line is the one that counts on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class LawGroup:
    """What one of the municipality's own labels is called in an act, from one date to another."""

    act: str
    section: str
    numbers: tuple[int, ...]
    benefits: tuple[str, ...]
    readiness: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One of the municipality's own labels for a group of people."""

    id: str
    title: Words
    law: tuple[LawGroup, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a policy gives people, such as a branch track."""

    id: str
    title: Words
    statement: Words
    source: Source
    basis: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a line of the policy is followed: the definition travels with the figure."""

    id: str
    basis: str
    measure: str
    title: Words
    statement: Words
    numerator: Words
    denominator: Words
    unit: str
    better: str
    reason: Words
    offer: str | None = None
    target: float | None = None
    series: str | None = None  # a public statistic that could be read for it


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """A number that no text gives and the product needs: ours, and shown as not decided."""

    id: str
    basis: str
    value: float
    unit: str
    title: Words
    reason: Words


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry in shortage that a track may aim at."""

    id: str
    basis: str
    db07: tuple[str, ...]
    title: Words
    reason: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What the text leaves open, and the reading used meanwhile."""

    id: str
    about: tuple[str, ...]
    question: Words
    reading: Words
    owner: Words
    state: str


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule with its right answer, for a lawyer to read."""

    id: str
    rule: str
    title: Words
    on: date
    facts: dict[str, object]
    state: str
    due_on: date | None
    missing: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class AdoptedText:
    """The text a pack was read from. `None` where the text does not say."""

    title: str
    adopted: date | None
    adopted_by: str | None
    address: str | None
    sha256: str
    read_on: date
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A municipality's policy for one period."""

    id: str
    version: str
    hash: str
    municipality_code: str
    municipality_name: str
    legal_system: str
    title: Words
    period_from: date
    period_to: date
    on_expiry: str
    text: AdoptedText
    groups: tuple[Group, ...] = ()
    offers: tuple[Offer, ...] = ()
    entries: tuple[Entry, ...] = ()
    figures: tuple[Figure, ...] = ()
    questions: tuple[Question, ...] = ()
    cases: tuple[Case, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    values: tuple[ProposedValue, ...] = ()
    industries: tuple[Industry, ...] = ()
    files: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def name(self) -> str:
        """How an answer names its pack: `norddjurs/2020`."""
        return f"{self.id}/{self.version}"

    def rules(self, on: date) -> tuple[Entry, ...]:
        """The rules that count on a day, in the order of the pack.

        A version that ends with the policy's period has no end of its own: it runs on with the policy.
        Before the period the first versions stand, so that the answer can be "not covered yet".
        """
        versions = [entry for entry in self.entries if entry.kind == "rule"]
        current = {entry.id for entry in versions if entry.in_force(on)}
        return tuple(
            entry
            for entry in versions
            if entry.in_force(on) or (entry.id not in current and self._lasts_with_period(entry, on))
        )

    def _lasts_with_period(self, entry: Entry, on: date) -> bool:
        if on > self.period_to:
            return entry.valid_to == self.period_to
        return on < self.period_from and entry.valid_from == self.period_from

    def entry(self, entry_id: str, on: date | None = None) -> Entry | None:
        """A line by its id; where it has dated versions, the one in force on the day."""
        found = [e for e in self.entries if e.id == entry_id]
        if on is not None:
            found = [e for e in found if e.in_force(on)] or found
        return found[-1] if found else None

    def children(self, entry_id: str | None) -> Iterator[Entry]:
        """The lines that stand directly under a line; under `None` the outermost ones."""
        return (e for e in self.entries if e.under == entry_id)

    def indicator(self, indicator_id: str) -> Indicator | None:
        """A figure's definition by its id."""
        return next((i for i in self.indicators if i.id == indicator_id), None)

    def figure(self, figure_id: str) -> Figure | None:
        """A number of the text by its id."""
        return next((f for f in self.figures if f.id == figure_id), None)

    def value(self, value_id: str) -> ProposedValue | None:
        """A proposed number by its id."""
        return next((v for v in self.values if v.id == value_id), None)
