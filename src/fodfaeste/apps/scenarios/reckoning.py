"""From a saved scenario to its answer: only what is frozen in it is read, never the people of today."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from fodfaeste import __version__
from fodfaeste.apps.scenarios.kept_answer import Page, page_of
from fodfaeste.apps.scenarios.models import Inputs, SavedScenario
from fodfaeste.bridge.law import law_under
from fodfaeste.bridge.simulation import evidence_here, from_bytes, packs_read, place_of
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import Scenario, from_json
from fodfaeste.design.simulation_files import Written, simulation_files
from fodfaeste.engines.simulation.making.costs import percents_of
from fodfaeste.engines.simulation.making.prepare import Place
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.telling import Plan, Question, Whole, ask
from fodfaeste.engines.simulation.telling.trust import Trust, trust_in
from fodfaeste.formats.packs import read_files
from fodfaeste.formats.packs.edit import changed

#: Runs of the first answer, of the whole one, and of the look back in time that says how far it is told.
FIRST_RUNS, ALL_RUNS, BACK_CAST_RUNS = 10, 100, 20
_KEPT = 4  # municipalities made ready, kept in memory

Progress = Callable[[int, int], None]


def made_with(legal_system: str) -> dict[str, str]:
    """The product's version and a hash of each pack that an answer rests on beside its policies."""
    return {"fodfaeste": __version__, **packs_read(legal_system)}


def first_page(saved: SavedScenario) -> Page:
    """The answer of a few runs, without trying each assumption by itself."""
    whole, _trust, _scenario = _asked(saved, Plan(FIRST_RUNS, one_at_a_time=False), None)
    return page_of(whole, saved.inputs.on)


def whole_answer(saved: SavedScenario, progress: Progress | None = None) -> tuple[Page, dict[str, str]]:
    """The answer of every run: what its page shows, and its files."""
    scenario = from_json(saved.scenario)
    whole, trust, scenario = _asked(saved, Plan(scenario.runs, scenario.engine), progress)
    inputs = (("people", saved.inputs.hash), ("inhabitants", str(saved.inhabitants)))
    written = Written(scenario, whole, saved.inputs.on, inputs, trust, "da")
    english = simulation_files(replace(written, language="en"))
    files = {**simulation_files(written), "report.en.html": english["report.html"]}
    return page_of(whole, saved.inputs.on), files


def _asked(saved: SavedScenario, plan: Plan, progress: Progress | None) -> tuple[Whole, Trust, Scenario]:
    scenario = from_json(saved.scenario)
    home, tried = policies_of(saved, scenario)
    made, law = _made_ready(_Asked.of(saved, scenario, home)), law_under(home.legal_system)
    question = Question(
        place=made.place,
        today=Policy(home.name, home),
        tried=Policy(f"{tried.name} (prøve)", tried, scenario.rules, dict(scenario.seats)),
        evidence=evidence_here(),
        percents=percents_of(law, made.place.country, made.place.on),
        months=min(scenario.months, made.trust.months),
        seed=scenario.seed,
        displacement=scenario.displacement,
        trusted=made.trust.levels,
        titles={offer.id: offer.title for offer in law.offers},
    )
    whole = ask(question, plan, progress)
    return replace(whole, granted=(made.trust.words, *whole.granted)), made.trust, scenario


def policy_of(saved: SavedScenario) -> Pack:
    """The policy of the day, read from the files that were kept."""
    return _read(from_json(saved.scenario).policy, tuple(saved.policy_files.items()))


@lru_cache(maxsize=2 * _KEPT)
def _read(name: str, files: tuple[tuple[str, str], ...]) -> Pack:
    return read_files(dict(files), name)


def policies_of(saved: SavedScenario, scenario: Scenario) -> tuple[Pack, Pack]:
    """The policy of the day and the one tried."""
    home = policy_of(saved)
    if saved.against_files:
        return home, _read(scenario.against, tuple(saved.against_files.items()))
    if scenario.changes:
        return home, _read(scenario.policy, tuple(changed(home, dict(scenario.changes)).items()))
    return home, home


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a municipality made ready depends on; what it is made from is not compared."""

    inputs: str
    inhabitants: int
    months: int
    seed: int
    policy: str
    packs: tuple[tuple[str, str], ...]
    frozen: Inputs = field(compare=False)
    home: Pack = field(compare=False)

    @classmethod
    def of(cls, saved: SavedScenario, scenario: Scenario, home: Pack) -> "_Asked":
        packs = tuple(sorted(packs_read(home.legal_system).items()))
        frozen = saved.inputs
        sizes = (saved.inhabitants, scenario.months, scenario.seed)
        return cls(frozen.hash, *sizes, home.hash, packs, frozen, home)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A municipality to simulate, and how far ahead it is told of."""

    place: Place
    trust: Trust


@lru_cache(maxsize=_KEPT)
def _made_ready(asked: _Asked) -> _Ready:
    """The same people, policy and packs are made ready once, for the first answer and for the whole one."""
    tables, home = from_bytes(_frozen(asked.frozen)), asked.home
    place = place_of(tables, asked.frozen.on, home, asked.inhabitants, asked.months)
    plan = Plan(BACK_CAST_RUNS)
    trust = trust_in(place, Policy(home.name, home), evidence_here(), plan, seed=asked.seed)
    return _Ready(place, trust)


def _frozen(inputs: Inputs) -> bytes:
    """The frozen tables, if they are still what was frozen."""
    tables = bytes(inputs.tables)
    if hashlib.sha256(tables).hexdigest() != inputs.hash:
        raise FodfaesteError(_("De frosne oplysninger passer ikke til deres kontrolsum."))
    return tables
