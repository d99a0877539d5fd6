"""The groups that people are made in: how many, how long they stay, and which codes they carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from fodfaeste.core.words import Words

#: How people come and go: what the course of a group is made by.
KINDS = ("insured", "job_ready", "on_the_way", "young", "integration", "other", "registered")

#: The key of a code that holds whatever the readiness is.
ANY = "any"


@dataclass(frozen=True, slots=True)
class Label:
    """One of the municipality's own labels, and who of a group may carry it."""

    id: str
    weight: int
    under: int  # only people younger than this
    at_least: int  # and at least this old


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people with its size and how long one stays in it, in months."""

    id: str
    kind: str
    title: Words
    basis: Words
    is_published: bool  # the size comes from a figure of the policy, else it is an assumption
    stay_months: float
    stay_spread: float  # shape of the length's Weibull distribution: 1 is a constant chance of leaving
    ages: tuple[int, int]
    talk_days: int  # 0: no talks
    unit: str
    labels: tuple[Label, ...]
    benefits: Mapping[str, int]  # how often each
    benefit_before: str  # what it was called until a reform renamed it; empty: the same
    readiness: tuple[str, ...]
    law_groups: Mapping[str, str]  # by readiness, or `ANY`; empty: no group of the law
    contact_groups: Mapping[str, str]  # by readiness, or `ANY`
    contact_late: str  # what still stands in the shared system for the few it was not corrected for
    match_group: str
    origins: Mapping[str, int]  # groups people move here from, and how often
    opened: date | None  # nobody from before this day
    closed: date | None  # nobody new from this day
    education: str  # which table of educations
    is_limited: bool  # health limits what most of them can do
    offers: str  # which table of the law's offers; empty: none
    today: int
    left: int


def group_read(row: dict[str, Any], here: Fraction, history_months: int) -> Group:
    """A row of the table, its size a count or the same share of the inhabitants as in the whole country."""
    today = row["count"] if "count" in row else round(row["national"] * here * Fraction(row["part"]))
    benefit = row["benefit"]
    return Group(
        id=row["id"],
        kind=row["kind"],
        title=Words(**row["title"]),
        basis=Words(**row["basis"]),
        is_published=row.get("published", False),
        stay_months=row["stay_months"],
        stay_spread=row["stay_spread"],
        ages=tuple(row["ages"]),
        talk_days=row["talk_days"],
        unit=row["unit"],
        labels=tuple(_label(label) for label in row.get("labels", ({"id": row["id"]},))),
        benefits={benefit: 1} if isinstance(benefit, str) else benefit,
        benefit_before=row.get("benefit_before", ""),
        readiness=tuple(row.get("readiness", ())),
        law_groups=row.get("law_groups", {}),
        contact_groups=row.get("contact_groups", {}),
        contact_late=row.get("contact_late", ""),
        match_group=row.get("match_group", ""),
        origins=row.get("origins", {}),
        opened=row.get("opened"),
        closed=row.get("closed"),
        education=row["education"],
        is_limited=row.get("limited", False),
        offers=row.get("offers", ""),
        today=today,
        left=round(today * history_months / row["stay_months"]),
    )


def _label(row: dict[str, Any]) -> Label:
    return Label(row["id"], row.get("weight", 1), row.get("under", 200), row.get("at_least", 0))


def of_readiness(codes: Mapping[str, str], readiness: str | None) -> str | None:
    """The code that goes with a readiness; the one for any where none is its own."""
    return codes.get(readiness or ANY, codes.get(ANY))
