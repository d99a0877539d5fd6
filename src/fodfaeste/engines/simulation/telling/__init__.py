"""What a simulation says: differences against today first, three bands, and plain sentences."""

from fodfaeste.engines.simulation.telling.bands import Band, Told
from fodfaeste.engines.simulation.telling.figures import Figure, Measure, Names
from fodfaeste.engines.simulation.telling.indicators import NotSimulated
from fodfaeste.engines.simulation.telling.prices import Prices, prices_of
from fodfaeste.engines.simulation.telling.runs import Plan
from fodfaeste.engines.simulation.telling.sentences import Sentence, number, sentences, signed
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
from fodfaeste.engines.simulation.telling.whole import Question, Whole, ask

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
    "Plan",
    "Prices",
    "Question",
    "Sentence",
    "Simulated",
    "Three",
    "Told",
    "Total",
    "Whole",
    "ask",
    "number",
    "prices_of",
    "sentences",
    "signed",
    "tell",
]
