"""From a municipality and two policies to an answer: made ready, run, and told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fodfaeste.core.errors import Rejected
from fodfaeste.core.evidence import Evidence
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.core.simulation import Country
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.align import Aligned, Refused, Total, align
from fodfaeste.engines.simulation.making.costs import Percents
from fodfaeste.engines.simulation.making.draws import Known
from fodfaeste.engines.simulation.making.effects import effects
from fodfaeste.engines.simulation.making.prepare import Place, Prepared, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.model import Model
from fodfaeste.engines.simulation.telling.figures import Names
from fodfaeste.engines.simulation.telling.granted import granted
from fodfaeste.engines.simulation.telling.grounds import grounds
from fodfaeste.engines.simulation.telling.prices import prices_of
from fodfaeste.engines.simulation.telling.runs import Plan, Progress, run_all
from fodfaeste.engines.simulation.telling.sentences import Sentence, sentences
from fodfaeste.engines.simulation.telling.tell import Answer, Asked, tell


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """What is known of the months to come, or of those tried: the rates are made to meet it."""

    totals: tuple[Total, ...]
    months: int
    file: str = ""  # where it was read


@dataclass(frozen=True, slots=True)
class Question:
    """Today's policy and the one tried, on a municipality's people."""

    place: Place
    today: Policy
    tried: Policy
    evidence: Evidence
    percents: Percents  # what the law says that the state bears
    months: int
    seed: int
    displacement: bool = True
    trusted: Mapping[str, int] | None = None  # months that levels are told, from a back-cast
    totals: KnownTotals | None = None
    titles: Mapping[str, Words] | None = None  # what offers of the law are called


@dataclass(frozen=True, slots=True)
class Whole:
    """The answer with what it says in sentences and what it takes for granted."""

    answer: Answer
    sentences: tuple[Sentence, ...]
    granted: tuple[Words, ...]
    names: Names
    prepared: Prepared
    aligned: Aligned | None = None  # what the known totals were before and after


def ask(question: Question, plan: Plan, progress: Progress | None = None) -> Whole:
    """Try a policy beside today's."""
    place = question.place
    prepared = prepare(
        place,
        (question.today, question.tried),
        months=question.months,
        seed=question.seed,
        displacement=question.displacement,
    )
    aligned = _aligned(prepared, question.totals)
    model, packs = _on_rates(prepared.model, aligned), (question.today.pack, question.tried.pack)
    names = names_of(place.country, *packs, titles=question.titles)
    known = Known(
        place.country,
        model.axes,
        prepared.estimated,
        effects(place.country, question.evidence, model.axes),
        question.months,
    )
    today, tried = prepared.rights
    simulated = run_all(model, (today, tried), known, names, plan, progress)
    prices = prices_of(place.country, model.axes, question.percents)
    answer = tell(simulated, Asked(names, prices, indicators_of(*packs), question.trusted))
    notes = (*prepared.notes, *(note for of in prepared.policy_notes for note in of))
    said = (*granted(notes), *grounds(prepared.estimated, known.effects, names.offers))
    return Whole(answer, sentences(answer, simulated, names), said, names, prepared, aligned)


def _aligned(prepared: Prepared, known: KnownTotals | None) -> Aligned | None:
    """Rates that meet the totals under today's rules; they stay the same under the policy tried."""
    if known is None:
        return None
    model = prepared.model
    found = align(model.rates.monthly, model.people, model.axes, known.totals, known.months)
    if isinstance(found, Refused):
        raise Rejected(str(found), file=known.file)
    return found


def _on_rates(model: Model, aligned: Aligned | None) -> Model:
    if aligned is None:
        return model
    return replace(model, rates=replace(model.rates, monthly=aligned.monthly))


def names_of(country: Country, *packs: Pack, titles: Mapping[str, Words] | None = None) -> Names:
    """What everything is called; where two policies name the same thing, the first has the word."""
    backwards = packs[::-1]
    return Names(
        {state.id: state.title for state in country.states},
        {offer.id: offer.title for offer in country.offers}
        | dict(titles or {})
        | {offer.id: offer.title for pack in backwards for offer in pack.offers},
        {group.id: group.title for pack in backwards for group in pack.groups},
    )


def indicators_of(*packs: Pack) -> tuple[Indicator, ...]:
    """The figures that the policies are followed by, each once."""
    return tuple({one.id: one for pack in packs[::-1] for one in pack.indicators}.values())
