"""Where a simulation's numbers come from: own spells, studies, or choices that nobody decided."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.effects import Effect
from fodfaeste.engines.simulation.making.shrink import Estimated
from fodfaeste.engines.simulation.telling.sentences import number


def grounds(
    estimated: Estimated, effects: Iterable[Effect], offers: Mapping[str, Words]
) -> tuple[Words, ...]:
    """The grounds of rates, effects, prices and paths, a sentence each. `offers`: what they are called."""
    return (
        *_of_rates(estimated),
        *(_of_effect(effect, offers.get(effect.offer, effect.said.title)) for effect in effects),
        _PROPOSED,
    )


def _of_rates(estimated: Estimated) -> Iterator[Words]:
    own, ways = int(np.sum(estimated.is_own)), int(np.sum(estimated.spread > 0))
    if not own or estimated.since is None:
        yield _ALL_DEFAULTS
        return
    of, every, since = number(own), number(ways), estimated.since.isoformat()
    yield Words(
        f"{of.da} af {every.da} overgange hviler på kommunens egne forløb fra {since}, trukket mod landets"
        " standardtal efter, hvor mange der er. Resten er standardtal, som ingen har besluttet.",
        f"{of.en} of {every.en} moves rest on the municipality's own spells from {since}, drawn towards the"
        " country's defaults by how many there are. The rest are defaults that nobody decided.",
    )
    if estimated.vanished >= 1:
        gone = number(round(estimated.vanished))
        yield Words(
            f"For {gone.da} afgange fra indsatsen vides ikke hvortil. De er delt efter standardtallene.",
            f"For {gone.en} who left the effort it is not known where to. The defaults share them out.",
        )


def _of_effect(effect: Effect, title: Words) -> Words:
    if effect.finding is None:
        return Words(
            f"{title.da}: ingen læst størrelse. Virkningen er nul i midten med et bredt spænd.",
            f"{title.en}: no size of the effect was read. It is nothing in the middle, with a wide spread.",
        )
    if effect.published:
        return Words(
            f"{title.da}: virkningen og dens usikkerhed er fra {effect.finding} i packs/evidence.",
            f"{title.en}: the effect and its uncertainty are from {effect.finding} in packs/evidence.",
        )
    return Words(
        f"{title.da}: virkningen er fra {effect.finding} i packs/evidence. Usikkerheden er ikke læst, men"
        " vores.",
        f"{title.en}: the effect is from {effect.finding} in packs/evidence. Its error was not read, but is"
        " ours.",
    )


_ALL_DEFAULTS = Words(
    "Alle overgange er landets standardtal, som ingen har besluttet: kommunens egne forløb rækker ikke.",
    "All moves are the country's defaults, which nobody decided: the municipality's own spells do not reach.",
)
_PROPOSED = Words(
    "Beløb, tilbuds længde, pris og fastlåsning og landets veje er forslag med grund i packs/simulation.",
    "Amounts, the length, price and lock-in of offers and the country's paths are proposed, with reasons in"
    " packs/simulation.",
)
