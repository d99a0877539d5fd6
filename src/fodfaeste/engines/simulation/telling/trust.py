"""How far ahead figures are told: no further than a back-cast has carried them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from fodfaeste.core.dates import add_months
from fodfaeste.core.evidence import Evidence
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.backcast import (
    CASELOAD,
    OUT,
    YEAR,
    BackCast,
    back_cast,
    earliest,
    happened,
)
from fodfaeste.engines.simulation.making.draws import Known, draws
from fodfaeste.engines.simulation.making.effects import effects
from fodfaeste.engines.simulation.making.observed import complete_from
from fodfaeste.engines.simulation.making.prepare import Place, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.making.states import state_spells
from fodfaeste.engines.simulation.making.then import tables_then
from fodfaeste.engines.simulation.run import simulate
from fodfaeste.engines.simulation.telling.runs import Plan
from fodfaeste.engines.simulation.telling.sentences import number
from fodfaeste.engines.simulation.telling.tell import EVERY_OTHER

#: A year ahead is always told. Beyond five years nothing is told without a back-cast that carries it.
LEAST, UNTRIED = 12, 60


@dataclass(frozen=True, slots=True)
class Trust:
    """How many months ahead figures are told, and why.

    `levels`: how far each figure itself is told, by measure. What a policy changes rests less on them: a rate
    that is wrong is wrong under both policies. Differences are told five years ahead, or as far as levels.
    """

    levels: Mapping[str, int]
    words: Words
    back_cast: BackCast | None = None

    @property
    def months(self) -> int:
        """How far ahead anything is told."""
        return max(UNTRIED, *self.levels.values())


def years_back(place: Place) -> int:
    """Whole years back of which everybody who was there is known: as far as a back-cast can begin.

    None without the people outside the effort: nobody could come into it, and it would only empty.
    """
    if place.people is None:
        return 0
    states = state_spells(place.tables["statuses"], place.tables["spells"], place.country)
    inside = [state.id for state in place.country.states if state.in_effort]
    complete = complete_from(states, inside, place.on)
    return 0 if complete is None else earliest(complete, place.on)


def from_then(
    place: Place, today: Policy, evidence: Evidence, plan: Plan, *, start: date, years: int, seed: int
) -> BackCast:
    """Begin on an earlier day with what was known then, run to today, and compare."""
    then = replace(place, tables=tables_then(place.tables, start), on=start)
    months = YEAR * years
    prepared = prepare(then, [today], months=months, seed=seed)
    axes = prepared.model.axes
    known = Known(place.country, axes, prepared.estimated, effects(place.country, evidence, axes), months)
    states = state_spells(place.tables["statuses"], place.tables["spells"], place.country)
    return back_cast(
        prepared.model,
        prepared.rights[0],
        draws(known, seed=seed, runs=plan.runs, kind="knowledge"),
        happened(states, axes, start, years),
        simulate=partial(simulate, engine=plan.engine, threads=plan.threads),
    )


def trust_in(place: Place, today: Policy, evidence: Evidence, plan: Plan, *, seed: int) -> Trust:
    """How far ahead figures are told of a municipality: from a back-cast over as many years as are known."""
    years = years_back(place)
    if not years:
        return Trust({EVERY_OTHER: UNTRIED}, _UNTRIED)
    start = add_months(place.on, -YEAR * years)
    found = from_then(place, today, evidence, plan, start=start, years=years, seed=seed)
    return trusted_by(found)


def trusted_by(found: BackCast) -> Trust:
    """What a back-cast says of how far ahead each figure is told."""
    levels = {name: max(LEAST, far) for name, far in found.trusted().items()}
    levels[EVERY_OTHER] = levels.get(CASELOAD, LEAST)
    # Where people go is not seen of all who leave, so it is trusted as far as how many leave.
    levels |= dict.fromkeys(("to_work", "to_other"), levels.get(OUT, LEAST))
    first = next(line for line in found.lines if line.measure == CASELOAD)
    off, told = number(abs(first.error) * 100), levels[EVERY_OTHER]
    year = found.start.year
    return Trust(
        levels,
        Words(
            f"Begyndt i {year} med det, man vidste da, ville simulationen efter et år have ramt {off.da}"
            f" procent ved siden af antallet i indsats. Derfor står antal og beløb selv kun {told}"
            " måneder frem. Forskellen mellem to politikker hviler mindre på det og står længere.",
            f"Begun in {year} with what was known then, the simulation would after a year have been {off.en}"
            " per cent off on how many are in the effort. So numbers and amounts themselves stand only"
            f" {told} months ahead. The difference between two policies rests less on that and stands"
            " longer.",
        ),
        found,
    )


_UNTRIED = Words(
    "Kommunens egne oplysninger rækker ikke til at prøve, om simulationen ville have ramt. Derfor fortælles"
    f" der højst om {UNTRIED} måneder frem.",
    "The municipality's own data do not go far enough to try whether the simulation would have been right."
    f" So at most {UNTRIED} months ahead are told of.",
)
