"""A municipality's companies and workplaces, all invented, as plain rows; the same for a seed and day."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from fodfaeste.apps.demo.companies_numbers import cvr_made, p_number_made
from fodfaeste.apps.demo.companies_sizes import (
    Industry,
    PublicKind,
    WorkSizes,
    industries,
    names,
    public_kinds,
)
from fodfaeste.apps.demo.population_sizes import Town

#: The owner of the municipality's own institutions.
MUNICIPALITY = "kommune"
#: Schools: in Greenland every town and settlement has one.
SCHOOLS = "852010"
#: So many of the private firms have more than one workplace (our estimate).
WITH_SEVERAL = 0.06
#: How strongly jobs gather in the larger towns: their weight in people, to this power (our estimate).
GATHERING = 1.25
#: Spread of the workplaces' sizes within an industry (log-normal; our estimate).
SPREAD = 1.0


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented company."""

    cvr: str
    name: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """An invented workplace. `firm`: the firm's place in the list; `tenths`: jobs in tenths."""

    firm: int
    p_number: str
    name: str
    industry: Industry
    place: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Companies:
    """Every firm with its workplaces, those of a firm after one another."""

    firms: tuple[Firm, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A workplace before it has its number and size."""

    firm: int
    name: str
    industry: Industry
    place: str
    raw: float


def companies_make(work: WorkSizes, towns: Sequence[Town], name: str, rng: random.Random) -> Companies:
    """Invent the companies. The sums of their jobs are exactly those of the table."""
    maker = _Maker(work, towns, rng)
    owners, public = maker.public(name)
    private_firms, private = maker.private(work.firms - len(owners), len(owners))
    firms = (*owners, *private_firms)
    tenths = [
        *_shared_by_owner(public, work),
        *_shared([plan.raw for plan in private], work.private_jobs * 10),
    ]
    units = tuple(
        Unit(
            plan.firm,
            p_number_made(work.number * 100_000 + number),
            plan.name,
            plan.industry,
            plan.place,
            size,
        )
        for number, (plan, size) in enumerate(zip((*public, *private), tenths, strict=True))
    )
    return Companies(firms, units)


class _Maker:
    """Draws firms and workplaces, one after the other."""

    def __init__(self, work: WorkSizes, towns: Sequence[Town], rng: random.Random) -> None:
        self.work, self.rng, self.towns = work, rng, towns
        self.weights = [town.weight**GATHERING for town in towns]
        known = names()
        prefix = "greenlandic_" if work.is_greenland else ""
        self.stems, self.words = known[f"{prefix}stems"], known[f"{prefix}words"]
        self.owner_names, self.forms = known[f"{prefix}owner"], known["forms"]

    def place(self) -> Town:
        """A town, larger ones more often."""
        return self.rng.choices(self.towns, self.weights)[0]

    def firm(self, number: int, name: str, *, is_public: bool) -> Firm:
        """The firm with its own number."""
        return Firm(cvr_made(self.work.number * 10_000 + number), name, is_public)

    def public(self, municipality: str) -> tuple[list[Firm], list[_Plan]]:
        """The public owners with their workplaces: the municipality first, as the largest employer."""
        owners = _owners()
        titles = {MUNICIPALITY: municipality, **self.owner_names}
        firms = [self.firm(i, titles[owner], is_public=True) for i, owner in enumerate(owners)]
        return firms, [plan for kind in public_kinds() for plan in self._public(kind, owners)]

    def _public(self, kind: PublicKind, owners: list[str]) -> list[_Plan]:
        count = max(1, round(self.work.inhabitants / kind.each))
        towns = [self.place() for _ in range(count)]
        if self.work.is_greenland and kind.code == SCHOOLS:
            towns = list(self.towns)
        words = cycle(self.rng.sample(self.words, len(self.words)))
        found = []
        for town, word in zip(towns, words, strict=False):
            title = kind.name if len(towns) == 1 else f"{kind.name} {word}, {town.name}"
            industry = industries()[kind.code]
            found.append(
                _Plan(owners.index(kind.owner), title, industry, town.code, self._size(industry, 0.5))
            )
        return found

    def private(self, count: int, after: int) -> tuple[list[Firm], list[_Plan]]:
        """So many private firms, each with its workplaces."""
        known = [each for each in industries().values() if each.weight]
        by_section: dict[str, list[Industry]] = {}
        for each in known:
            by_section.setdefault(each.section, []).append(each)
        sections = {key: weight for key, weight in self.work.sections.items() if key in by_section}
        drawn = self.rng.choices(list(sections), list(sections.values()), k=count)
        firms: list[Firm] = []
        plans: list[_Plan] = []
        for number, section in enumerate(drawn, start=after):
            there = by_section[section]
            industry = self.rng.choices(there, [self._weight(each) for each in there])[0]
            stem = self.rng.choice(self.stems)
            name = f"{stem} {industry.trade} {self.rng.choice(self.forms)}".strip()
            firms.append(self.firm(number, name, is_public=False))
            plans += self._workplaces(number, name, industry)
        return firms, plans

    def _weight(self, industry: Industry) -> float:
        """What lives of the sea is common in Greenland, and what lives of the soil is not found there."""
        if not self.work.is_greenland or industry.section not in "AC":
            return industry.weight
        return industry.weight * 12 if industry.sea else industry.weight * (industry.section == "C") * 0.3

    def _workplaces(self, firm: int, name: str, industry: Industry) -> list[_Plan]:
        count = self.rng.randint(2, 5) if self.rng.random() < WITH_SEVERAL else 1
        found = []
        for _ in range(count):
            town = self.place()
            title = name if count == 1 else f"{name}, {town.name}"
            found.append(_Plan(firm, title, industry, town.code, self._size(industry, SPREAD)))
        return found

    def _size(self, industry: Industry, spread: float) -> float:
        return industry.people * self.rng.lognormvariate(-spread * spread / 2, spread)


def _owners() -> list[str]:
    """The public owners, the municipality first; a firm's place in the list is its owner's here."""
    return list(dict.fromkeys(kind.owner for kind in public_kinds()))


def _shared_by_owner(public: Sequence[_Plan], work: WorkSizes) -> list[int]:
    """Each public owner's part of the public jobs, shared among its workplaces."""
    owners = range(len(_owners()))
    parts = [work.owners[owner] for owner in _owners()]
    of_owner = dict(zip(owners, _shared(parts, (work.jobs - work.private_jobs) * 10), strict=True))
    found: dict[int, list[int]] = {
        owner: _shared([plan.raw for plan in public if plan.firm == owner], of_owner[owner])
        for owner in owners
    }
    return [found[plan.firm].pop(0) for plan in public]


def _shared(weights: Sequence[float], whole: int) -> list[int]:
    """A whole number shared by weight, at least 1 to each, so that the sum is exact."""
    left, total = whole - len(weights), sum(weights)
    exact = [weight * left / total for weight in weights]
    parts = [int(share) for share in exact]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_rest[: left - sum(parts)]:
        parts[index] += 1
    return [part + 1 for part in parts]
