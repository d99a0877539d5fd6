"""What studies say an offer does to the way to work: how sure each finding is, and where it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from fodfaeste.core.evidence_codes import GRADES, HAZARD, HORIZON_CODES, LOG_HAZARD, PARTICIPANTS, READ, SPELL
from fodfaeste.core.words import Words

_NORMAL = {80: 1.2816, 90: 1.6449, 95: 1.9600, 99: 2.5758}  # quantiles of the normal distribution
INTERVAL_PERCENTS = tuple(_NORMAL)


@dataclass(frozen=True, slots=True)
class Grade:
    """A step of our own scale of evidence, and the error we assume where a study gives none that we read."""

    id: str
    title: Words
    statement: Words
    assumed_error_percent: float  # of the estimate; ours, proposed
    reason: Words


@dataclass(frozen=True, slots=True)
class Study:
    """A study, experiment or meta-analysis."""

    id: str
    authors: tuple[str, ...]
    year: int | None  # None: not read
    title: str
    publication: str
    countries: tuple[str, ...]
    period_from: int | None
    period_to: int | None
    design: str
    people: int | None  # how many took part, where read


@dataclass(frozen=True, slots=True)
class Estimate:
    """A published size: one number, a span of several results, or only a least."""

    lowest: float
    highest: float | None  # the same where there is one number; None: only the least was given
    unit: str
    interval: tuple[float, float] | None = None
    interval_percent: int | None = None
    standard_error: float | None = None

    @property
    def middle(self) -> float:
        """The number, the middle of a span, or the least that was given."""
        return self.lowest if self.highest is None else (self.lowest + self.highest) / 2


@dataclass(frozen=True, slots=True)
class SideEffect:
    """Something a finding says beside the effect: people held back meanwhile, or others pushed aside."""

    seen: str
    what: Words
    weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a finding was read, when, which part of what, and whose words they are."""

    address: str
    read_on: date
    part: str
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one study says of one kind of offer, for a group, an outcome and a time."""

    id: str
    study: str
    offers: tuple[str, ...]  # ids of offers in the law
    measures: tuple[str, ...]  # what is tried and is no offer in the law
    sector: str | None
    about: Words  # whom it is about, as the study says
    groups: tuple[str, ...]  # groups of the law that come nearest today; none: all, or no group of the law
    effect_on: str
    outcome: str
    horizon: str
    counted_from: str
    direction: str
    estimate: Estimate | None
    lock_in: SideEffect | None
    displacement: SideEffect | None
    strength: str
    says: Words
    reading: Reading
    status: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All findings, their studies, and the scale they are graded on."""

    grades: tuple[Grade, ...]
    studies: tuple[Study, ...]
    findings: tuple[Finding, ...]

    def study(self, study_id: str) -> Study | None:
        """A study by its id."""
        return next((study for study in self.studies if study.id == study_id), None)

    def finding(self, finding_id: str) -> Finding | None:
        """A finding by its id."""
        return next((finding for finding in self.findings if finding.id == finding_id), None)

    def grade(self, grade_id: str) -> Grade | None:
        """A step of the scale by its id."""
        return next((grade for grade in self.grades if grade.id == grade_id), None)


def speaking(
    evidence: Evidence,
    code: str,
    *,
    group: str | None = None,
    horizon: str | None = None,
    sector: str | None = None,
    effect_on: str = PARTICIPANTS,
) -> tuple[Finding, ...]:
    """The findings that speak of an offer or measure, nearest and surest first.

    A finding about no group of the law speaks for every group, after those about the very group. A change of
    a rate speaks at every horizon. One about a single sector does not speak of the other.
    """
    found = [
        finding
        for finding in evidence.findings
        if code in (*finding.offers, *finding.measures)
        and finding.effect_on == effect_on
        and (group is None or not finding.groups or group in finding.groups)
        and (horizon is None or finding.horizon in (horizon, SPELL))
        and (sector is None or finding.sector in (sector, None))
    ]
    return tuple(sorted(found, key=lambda finding: _nearness(evidence, finding, group)))


def _nearness(
    evidence: Evidence, finding: Finding, group: str | None
) -> tuple[bool, bool, int, bool, int, int, str]:
    study = evidence.study(finding.study)
    return (
        group is not None and group not in finding.groups,
        finding.status != READ,
        GRADES.index(finding.strength),
        study is None or "Denmark" not in study.countries,
        -(study.year or 0) if study else 0,
        HORIZON_CODES.index(finding.horizon),
        finding.id,
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """An estimate as it can be drawn: its middle, its standard error, and who the error comes from."""

    middle: float
    error: float
    unit: str
    published: bool  # False: the error is assumed by us from the grade, and proposed


def spread(evidence: Evidence, finding: Finding) -> Spread | None:
    """How a finding's size is drawn. None where no size was read. Per cent of a rate become its logarithm.

    The log of a rate is what adds up; a change of 30 per cent is log(1.30).
    """
    estimate, grade = finding.estimate, evidence.grade(finding.strength)
    if estimate is None or grade is None:
        return None
    is_rate = estimate.unit == HAZARD
    unit = LOG_HAZARD if is_rate else estimate.unit
    middle = _on_scale([estimate.middle], is_rate)[0]
    if estimate.interval and estimate.interval_percent:
        low, high = _on_scale(estimate.interval, is_rate)
        return Spread(middle, (high - low) / 2 / _NORMAL[estimate.interval_percent], unit, published=True)
    if estimate.standard_error is not None:
        slope = 100 + estimate.middle if is_rate else 1.0  # the log's own slope there
        return Spread(middle, estimate.standard_error / slope, unit, published=True)
    return Spread(middle, abs(middle) * grade.assumed_error_percent / 100, unit, published=False)


def _on_scale(values: Sequence[float], is_rate: bool) -> list[float]:
    return [log(1 + value / 100) for value in values] if is_rate else list(values)
