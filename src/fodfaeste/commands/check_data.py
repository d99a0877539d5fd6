"""The part of `fodfaeste check` that reads the packs of data: figures, travel, evidence, people, duties …"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fodfaeste.core.evidence import Evidence
from fodfaeste.core.population import NationalRates
from fodfaeste.core.reach import CHOICE, ESTIMATE, Place, Reach
from fodfaeste.core.simulation import Country
from fodfaeste.core.statistics import DataSource, Statistics
from fodfaeste.formats.packs import PackRefused, Problem
from fodfaeste.formats.packs.duties import FILE as DUTIES
from fodfaeste.formats.packs.duties import read_duties
from fodfaeste.formats.packs.evidence import FINDINGS, read_evidence
from fodfaeste.formats.packs.population import FILE as PEOPLE
from fodfaeste.formats.packs.population import read_population
from fodfaeste.formats.packs.reach import PLACES, read_reach
from fodfaeste.formats.packs.simulation import FILES as COUNTRIES
from fodfaeste.formats.packs.simulation import read_simulation
from fodfaeste.formats.packs.statistics import FILE, read_statistics

HEADINGS = ("pack", "items", "read", "official", "secondary", "unverified", "estimated", "proposed")
_OFFICIAL_KINDS = ("official_data", "authority")
_COLUMN_OF_BASIS = {ESTIMATE: "estimated", CHOICE: "proposed"}


@dataclass(frozen=True, slots=True)
class FoundData:
    """A pack of data: its folder, how sure its items are."""

    name: str
    certainties: Counter[str]

    @property
    def cells(self) -> list[object]:
        """The row of the table."""
        return [self.name, self.certainties.total(), *(self.certainties[name] for name in HEADINGS[2:])]


def data_folders(paths: Iterable[Path]) -> list[Path]:
    """The folders of such packs at or below some paths; a file stands for its folder."""
    found: dict[Path, Path] = {}
    for path in paths:
        folder = path.parent if path.is_file() else path
        for name in (FILE, PLACES, FINDINGS, COUNTRIES[0], PEOPLE, DUTIES):
            here = [folder / name] if (folder / name).is_file() else sorted(folder.rglob(name))
            for file in here:
                found.setdefault(file.parent.resolve(), file.parent)
    return list(found.values())


def read_data_folders(folders: Iterable[Path]) -> tuple[list[FoundData], list[Problem]]:
    """Read the packs, folder by folder: those that can be used, and all that is wrong with the others."""
    found: list[FoundData] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            if (folder / FILE).is_file():
                found.append(FoundData(folder.name, _of_statistics(read_statistics(folder))))
            elif (folder / FINDINGS).is_file():
                found.append(FoundData(folder.name, _of_evidence(read_evidence(folder))))
            elif (folder / PLACES).is_file():
                found.append(FoundData(folder.name, _of_reach(read_reach(folder))))
            elif (folder / PEOPLE).is_file():
                found.append(FoundData(folder.name, _of_population(read_population(folder))))
            elif (folder / DUTIES).is_file():
                duties = Counter(duty.certainty for duty in read_duties(folder))
                found.append(FoundData(folder.name, duties))
            else:
                found.append(FoundData(folder.name, _of_simulation(read_simulation(folder))))
        except PackRefused as refused:
            problems += refused.problems
    return found, problems


def _of_statistics(statistics: Statistics) -> Counter[str]:
    return Counter(definition.certainty for definition in statistics.definitions)


def _of_evidence(evidence: Evidence) -> Counter[str]:
    """Findings are read or not; the error assumed for each step of the scale is a choice of ours."""
    return Counter(finding.status for finding in evidence.findings) + Counter(proposed=len(evidence.grades))


def _of_simulation(countries: Iterable[Country]) -> Counter[str]:
    """Rates that share a number are one each, as each is drawn for itself; codes are no figures."""
    said = [
        one.said.basis
        for country in countries
        for one in (*country.rates, *country.shares, *country.offers, *country.paths, *country.numbers)
    ]
    return Counter(said) + Counter(cost.basis for country in countries for cost in country.costs)


def _of_population(countries: Iterable[NationalRates]) -> Counter[str]:
    """Each country's parts: deaths, births, moves, ages, and how far the levels may lie."""
    return Counter(certainty for rates in countries for certainty in rates.certainties)


def _of_reach(reach: Reach) -> Counter[str]:
    """Positions are as sure as what was read for them; minutes are estimates, or choices of ours."""
    rule, network = reach.rule, reach.network
    counted = _of_places(reach.rule_places, reach.place_sources) + _of_places(network.places, network.sources)
    bases = [*rule.numbers, *rule.crossings, *network.numbers, *network.links]
    return counted + Counter(_COLUMN_OF_BASIS[item.basis] for item in bases)


def _of_places(places: Iterable[Place], sources: Iterable[DataSource]) -> Counter[str]:
    official = {source.id for source in sources if source.kind in _OFFICIAL_KINDS}
    return Counter("official" if official & set(place.sources) else "secondary" for place in places)
