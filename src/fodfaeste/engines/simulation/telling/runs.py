"""Everything that is run for one answer: chance, what is known, the country, and one thing at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fodfaeste.core.simulation import MIDDLE
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.draws import Assumption as Drawn
from fodfaeste.engines.simulation.making.draws import Known, draws, one_at_a_time
from fodfaeste.engines.simulation.model import Draw, Model, Outcome, Rights
from fodfaeste.engines.simulation.run import Engine, simulate
from fodfaeste.engines.simulation.telling.figures import Names
from fodfaeste.engines.simulation.telling.sentences import within
from fodfaeste.engines.simulation.telling.tell import Assumption, Simulated

Progress = Callable[[int, int], None]

#: Paths and assumptions are held against the same runs in the middle, so few of them say enough.
_FEWEST, _PART, _PATH = 2, 10, "path"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is run: `runs` of chance and of knowledge each, a part of it for each path and assumption."""

    runs: int
    engine: Engine = "jumping"
    threads: int | None = None
    one_at_a_time: bool = True

    @property
    def few(self) -> int:
        """Runs of each path and each end of an assumption."""
        return min(self.runs, max(_FEWEST, self.runs // _PART))


def run_all(
    model: Model,
    policies: tuple[Rights, Rights],
    known: Known,
    names: Names,
    plan: Plan,
    progress: Progress | None = None,
) -> Simulated:
    """Run two policies under everything an answer is told by."""
    sets = list(_sets(model, known, plan))
    everything, done = sum(len(drawn) for _, drawn in sets), 0

    def tell(within: int, _of: int) -> None:
        if progress:
            progress(done + within, everything)

    outcomes: list[Outcome] = []
    for on, drawn in sets:
        outcomes.append(
            simulate(on, policies, drawn, engine=plan.engine, threads=plan.threads, progress=tell)
        )
        done += len(drawn)
    return _put_together(model, policies, known, names, outcomes)


def _sets(model: Model, known: Known, plan: Plan) -> Iterator[tuple[Model, Sequence[Draw]]]:
    """What is run on which model, in the order that `_put_together` takes it apart again."""
    seed = model.seed
    for kind in ("chance", "knowledge"):
        yield model, draws(known, seed=seed, runs=plan.runs, kind=kind)
    for path in _paths(known):
        yield model, draws(known, seed=seed, runs=plan.few, kind="chance", path=path)
    if plan.one_at_a_time:
        chance = draws(known, seed=seed, runs=plan.few, kind="chance")
        yield _otherwise_displaced(model), chance
        for ends in zip(*(_drawn(known, replicate) for replicate in range(plan.few)), strict=True):
            yield model, [end.low for end in ends]
            yield model, [end.high for end in ends]


def _put_together(
    model: Model, policies: tuple[Rights, Rights], known: Known, names: Names, outcomes: Sequence[Outcome]
) -> Simulated:
    chance, knowledge, *rest = outcomes
    paths = _paths(known)
    country = dict(zip(paths, rest[: len(paths)], strict=True))
    return Simulated(
        model.axes,
        policies,
        chance,
        knowledge,
        country,
        _here(model),
        tuple(_assumptions(known, names, chance, country, rest[len(paths) :])),
    )


def _here(model: Model) -> dict[str, int]:
    """People in the effort on the day, by label; everyone under the empty one."""
    people, axes = model.people, model.axes
    effort = (people.arrives == 0) & np.array(axes.in_effort)[people.state]
    counted = np.bincount(people.group[effort], minlength=len(axes.groups))
    labels = {label: int(number) for label, number in zip(axes.groups, counted, strict=True) if label}
    return {"": int(effort.sum()), **labels}


def _assumptions(
    known: Known, names: Names, chance: Outcome, country: dict[str, Outcome], ends: Sequence[Outcome]
) -> Iterator[Assumption]:
    """The country's paths are run anyway; the others only where they were asked for."""
    if not ends:
        return
    paths = list(country.values())
    yield Assumption(_PATH, _COUNTRY, paths[0], paths[-1])
    yield Assumption("displacement", _DISPLACEMENT, chance, ends[0])
    for number, drawn in enumerate(_drawn(known, 0)):
        low, high = ends[1 + 2 * number], ends[2 + 2 * number]
        yield Assumption(f"{drawn.what}.{drawn.about}", _words(drawn, names), low, high)


def _paths(known: Known) -> list[str]:
    """The national paths beside the middle one, in the order of the country's pack."""
    return [path.id for path in known.country.paths if path.id != MIDDLE]


def _drawn(known: Known, replicate: int) -> list[Drawn]:
    """One thing at a time, but for the national path."""
    return [one for one in one_at_a_time(known, replicate=replicate) if one.what != _PATH]


def _otherwise_displaced(model: Model) -> Model:
    """The same municipality where vacancies are not limited; or are, where they are taken not to be."""
    displacement = not model.vacancies.displacement
    return replace(model, vacancies=replace(model.vacancies, displacement=displacement))


_COUNTRY = Words("hvordan det går landets arbejdsmarked", "how the country's labour market goes")
_DISPLACEMENT = Words(
    "om et job til én er et job mindre til andre", "whether a job for one is a job less for others"
)
_RATES = {
    "to_work": Words("hvor hurtigt ledige finder arbejde", "how fast the unemployed find work"),
    "into_effort": Words("hvor mange der kommer i indsats", "how many come into the effort"),
    "other_moves": Words("hvor tit folk ellers skifter tilstand", "how often people otherwise move"),
}


def _words(drawn: Drawn, names: Names) -> Words:
    if drawn.what == "rate":
        return _RATES[drawn.about]
    offer = within(names.offer(drawn.about))
    if drawn.what == "effect":
        return Words(f"hvad {offer.da} gør for vejen til arbejde bagefter",
                     f"what {offer.en} does to the way to work afterwards")  # fmt: skip
    return Words(
        f"hvor mange der finder arbejde, mens de er i {offer.da}",
        f"how many find work while they are in {offer.en}",
    )
