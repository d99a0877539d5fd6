"""What was taken for granted when a simulation was made ready, in plain sentences."""

from collections.abc import Iterable

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.telling.sentences import number

_WORDS: dict[What, Words] = {
    What.RULE_CHANGES: Words(
        "Reglen {about} får en anden ordlyd senere. Her gælder den første dags regel i alle måneder.",
        "The rule {about} is worded otherwise later. Here the first day's rule holds in all months.",
    ),
    What.POLICY_OVER: Words(
        "{about} gælder ikke mere den første dag og giver ingen noget her.",
        "{about} no longer counts on the first day and gives nobody anything here.",
    ),
    What.POLICY_NOT_BEGUN: Words(
        "{about} gælder først senere. Her er den prøvet, som om den gjaldt fra første dag.",
        "{about} counts only later. Here it is tried as if it counted from the first day.",
    ),
    What.POLICY_ENDS: Words(
        "{about} udløber i de måneder, der er prøvet. Her gælder den hele vejen.",
        "{about} ends within the months tried. Here it counts all the way.",
    ),
    What.AGE_ENDS_RIGHT: Words(
        "En ret efter {about} ender ved en alder. Den, der har fået den, beholder den i forløbet.",
        "A right by {about} ends at an age. Those who have it keep it in the spell.",
    ),
    What.AGE_OPENS_RIGHT: Words(
        "En ret efter {about} åbner ved en alder. Et forløb, der begynder før, er uden.",
        "A right by {about} opens at an age. A spell that begins before is without it.",
    ),
    What.DAY_ASKED: Words(
        "Reglen {about} spørger om en bestemt dag. Nye forløb er prøvet som på den første dag.",
        "The rule {about} asks for a calendar day. New spells are tried as on the first day.",
    ),
    What.CANNOT_TELL: Words(
        "{about}: for {people} borgere mangler der oplysninger. De får ingen ret, før et nyt forløb begynder.",
        "{about}: for {people} citizens facts are missing. They get no right until a new spell begins.",
    ),
    What.LABEL_NOT_PLACED: Words(
        "Målgruppen {about} svarer ikke sikkert til nogen i den anden politik. Den giver dem ingen ret.",
        "The label {about} is not surely any in the other policy, which gives them no right.",
    ),
    What.LABEL_NOT_SPOKEN_OF: Words(
        "Den anden politik har ingen målgruppe for {about}.",
        "The other policy has no label for {about}.",
    ),
    What.STATE_UNKNOWN: Words(
        "{people} borgeres ydelse og visitation kendes ikke i tabellen. De er regnet uden for indsatsen.",
        "The benefit and category of {people} citizens are not in the table. They are taken as outside.",
    ),
    What.AGE_UNKNOWN: Words(
        "{people} borgeres alder kendes ikke. Den er trukket.",
        "The age of {people} citizens is not known. It is drawn.",
    ),
    What.SEATS_FROM_AGREEMENTS: Words(
        "{about}: {people} pladser, så mange som der er aftaler om på dagen.",
        "{about}: {people} seats, as many as agreements running on the day.",
    ),
    What.SEATS_NONE: Words(
        "{about}: ingen er i gang i dag, og intet antal er givet. Derfor er der ingen pladser.",
        "{about}: nobody is in it today, and no number was given. So there are no seats.",
    ),
}

#: What no simulation here holds, whatever is asked.
NEVER_SIMULATED = (
    Words(
        "At nogen indretter sig, før et tilbud begynder, eller finder arbejde for at slippe for det.",
        "That anybody acts before an offer begins, or finds work to escape it.",
    ),
    Words("Samtaler og det, de fører til.", "Talks and what they lead to."),
    Words("Husstande: hver er regnet for sig.", "Households: everyone is reckoned alone."),
    Words(
        "Bloktilskud og udligning: kun ydelser, refusion og tilbud er regnet i kroner.",
        "Block grants and equalisation: only benefits, refunds and offers are reckoned in kroner.",
    ),
)


def granted(notes: Iterable[Note]) -> tuple[Words, ...]:
    """Each thing taken for granted, in the order it was found, said once."""
    return tuple(dict.fromkeys(_said(note) for note in notes))


def _said(note: Note) -> Words:
    people, words = number(note.people), _WORDS[note.what]
    return Words(
        words.da.format(about=note.about, people=people.da),
        words.en.format(about=note.about, people=people.en),
    )
