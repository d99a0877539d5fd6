"""What a thread can be about, and who wrote a letter."""

from fodfaeste.core.openings import Codes
from fodfaeste.core.words import Words

SUBJECTS: Codes = {
    "samtale": Words("En samtale", "A talk"),
    "plan": Words("Min plan", "My plan"),
    "job": Words("Job og praktik", "Jobs and placements"),
    "tilbud": Words("Tilbud og kurser", "Offers and courses"),
    "ydelse": Words("Min ydelse", "My benefit"),
    "oplysninger": Words("Noget, der er forkert", "Something that is wrong"),
    "andet": Words("Andet", "Something else"),
}

FROM_CITIZEN, FROM_STAFF = WRITERS = ("citizen", "staff")
