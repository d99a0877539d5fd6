"""A municipality's own back-cast: its past made from its own snapshot, tried with the policy it has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fodfaeste.core.dates import add_months
from fodfaeste.core.evidence import Evidence
from fodfaeste.engines.simulation.making.backcast import (
    OUT,
    YEAR,
    BackCast,
    Simulate,
    back_cast,
    earliest,
    happened,
)
from fodfaeste.engines.simulation.making.draws import Known, draws
from fodfaeste.engines.simulation.making.effects import effects
from fodfaeste.engines.simulation.making.observed import by_month, complete_from
from fodfaeste.engines.simulation.making.prepare import Place, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.making.states import state_spells
from fodfaeste.engines.simulation.making.then import tables_then


@dataclass(frozen=True, slots=True)
class TooLittle:
    """The data do not carry it. Before `complete` only those are known who are still there."""

    asked: int
    most: int
    complete: date | None
    has_people: bool = True

    def __str__(self) -> str:
        if not self.has_people:
            return (
                "Uden kommunens befolkning er der ingen, der kan komme ind i indsatsen, så fortiden kan ikke "
                "efterprøves. Giv en befolkning."
            )
        if self.complete is None:
            return "Ingen i data har forladt indsatsen, så fortiden kan ikke efterprøves."
        if self.most == 0:
            return (
                f"Først fra {self.complete.isoformat()} kendes også dem, der er gået ud. Der er ikke et "
                "helt år at efterprøve."
            )
        return (
            f"Først fra {self.complete.isoformat()} kendes også dem, der er gået ud. Der kan efterprøves "
            f"{self.most} år, ikke {self.asked}."
        )


def look_back(
    place: Place,
    today: Policy,
    evidence: Evidence,
    *,
    years: int,
    runs: int,
    seed: int,
    simulate: Simulate,
) -> BackCast | TooLittle:
    """Start so many years ago with what was known then, run to today without alignment, and compare.

    The people outside the snapshot are taken as they are in `place`: give it the population of that day where
    it is known. Rates are those that the municipality could have estimated then.
    """
    states = state_spells(place.tables["statuses"], place.tables["spells"], place.country)
    complete = complete_from(states, place.on)
    most = earliest(complete, place.on) if complete else 0
    if place.people is None:
        return TooLittle(years, most, complete, has_people=False)
    if years > most:
        return TooLittle(years, most, complete)
    start = add_months(place.on, -YEAR * years)
    past = replace(place, tables=tables_then(place.tables, start), on=start)
    prepared = prepare(past, (today,), months=YEAR * years, seed=seed)
    axes = prepared.model.axes
    offers = effects(place.country, evidence, axes)
    known = Known(place.country, axes, prepared.estimated, offers, YEAR * years)
    tried = draws(known, seed=seed, runs=runs, kind="knowledge")
    since = happened(by_month(states, place.on), axes, start, years)
    return back_cast(prepared.model, prepared.rights[0], tried, since, simulate=simulate)


def months_trusted(found: BackCast | TooLittle) -> Mapping[str, int] | None:
    """Months ahead by figure, as answers ask for them; None where nothing could be tried.

    Those who go to work and those who go elsewhere are trusted as far as all who leave.
    """
    if not isinstance(found, BackCast):
        return None
    months = found.trusted()
    return {**months, **dict.fromkeys(("to_work", "to_other"), months.get(OUT, 0))}
