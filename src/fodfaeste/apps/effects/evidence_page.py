"""What studies found of an offer, beside the municipality's own data: about whom, and how sure it is."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import in_language, offer_title
from fodfaeste.core.evidence import Evidence, Finding, speaking
from fodfaeste.core.evidence_codes import OUTCOMES, UNITS, UNVERIFIED
from fodfaeste.core.policy import Pack
from fodfaeste.design.danish import in_danish
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.simulation import installed_country

#: So many findings stand open; the others are behind a press.
FIRST = 4


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding as the page shows it."""

    study: str | SafeString
    year: str
    address: str
    about: str
    says: str
    size: str  # empty: no size was read
    sureness: str
    is_unverified: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What studies say of an offer, or of the nearest that any says something of."""

    nearest: str  # the offer they are about, where it is another
    first: list[FoundLine]
    others: list[FoundLine]


def found_of(offer: str, pack: Pack) -> Found:
    """The findings on an offer; where there are none, those on what it is reckoned together with."""
    evidence = _evidence()
    for code in (offer, *_alike(offer, pack)):
        if lines := [_line(evidence, finding) for finding in speaking(evidence, code)]:
            return Found("" if code == offer else offer_title(code, pack), lines[:FIRST], lines[FIRST:])
    return Found("", [], [])


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    """Read once: the evidence is part of the product, and changes with it."""
    return read_evidence()


@lru_cache(maxsize=2)
def _together(legal_system: str) -> tuple[tuple[str, ...], ...]:
    return tuple(offer.reads for offer in installed_country(legal_system).offers)


def _alike(offer: str, pack: Pack) -> tuple[str, ...]:
    """Offers that a simulation takes to be of one kind with it."""
    return tuple(
        code for reads in _together(pack.legal_system) if offer in reads for code in reads if code != offer
    )


def _line(evidence: Evidence, finding: Finding) -> FoundLine:
    study, grade = evidence.study(finding.study), evidence.grade(finding.strength)
    assert study is not None  # the reader refuses a pack where it is
    assert grade is not None
    first = study.authors[0] if study.authors else study.publication
    named = _("%(first)s m.fl.") % {"first": first} if len(study.authors) > 1 else first
    year = str(study.year) if study.year else _("år ikke læst")
    return FoundLine(
        # A Danish name is read aloud as Danish on an English page too.
        study=in_danish(named) if "Denmark" in study.countries else named,
        year=year,
        address=finding.reading.address,
        about=in_language(finding.about),
        says=in_language(finding.says),
        size=_size(finding),
        sureness=in_language(grade.title),
        is_unverified=finding.status == UNVERIFIED,
    )


def _size(finding: Finding) -> str:
    """What was measured and how much, as published."""
    estimate = finding.estimate
    if estimate is None:
        return ""
    low, high = estimate.lowest, estimate.highest
    values = {
        "outcome": in_language(OUTCOMES[finding.outcome].title),
        "low": _signed(low),
        "high": "" if high is None else _signed(high),
        "unit": in_language(UNITS[estimate.unit]),
    }
    if high is None:
        return _("%(outcome)s: mindst %(low)s %(unit)s") % values
    if high != low:
        return _("%(outcome)s: %(low)s til %(high)s %(unit)s") % values
    return _("%(outcome)s: %(low)s %(unit)s") % values


def _signed(value: float) -> str:
    number = number_format(value, decimal_pos=None if value % 1 else 0).replace("-", "−")
    return f"+{number}" if value > 0 else number
