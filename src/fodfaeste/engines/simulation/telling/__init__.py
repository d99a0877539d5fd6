"""What a simulation says: differences against today first, three bands, and plain sentences."""

from fodfaeste.engines.simulation.telling.bands import Band, Told
from fodfaeste.engines.simulation.telling.figures import Figure, Measure, Names
from fodfaeste.engines.simulation.telling.indicators import NotSimulated
from fodfaeste.engines.simulation.telling.prices import Prices, prices_of
from fodfaeste.engines.simulation.telling.sentences import Sentence, number, sentences
from fodfaeste.engines.simulation.telling.shifts import Net
from fodfaeste.engines.simulation.telling.tell import (
    Answer,
    Asked,
    Assumption,
    Line,
    Moved,
    Simulated,
    Three,
    Total,
    tell,
)

__all__ = [
    "Answer",
    "Asked",
    "Assumption",
    "Band",
    "Figure",
    "Line",
    "Measure",
    "Moved",
    "Names",
    "Net",
    "NotSimulated",
    "Prices",
    "Sentence",
    "Simulated",
    "Three",
    "Told",
    "Total",
    "number",
    "prices_of",
    "sentences",
    "tell",
]
