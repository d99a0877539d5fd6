"""What was taken for granted when a simulation was made ready, in plain sentences."""

from collections.abc import Iterable

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.notes import Note
from fodfaeste.engines.simulation.telling.sentences import number

_WORDS: dict[str, Words] = {
    "rule_changes": Words(
        "Reglen {about} får en anden ordlyd senere. Her gælder den første dags regel i alle måneder.",
        "The rule {about} is worded otherwise later. Here the first day's rule holds in all months.",
    ),
    "policy_over": Words(
        "{about} gælder ikke mere den første dag og giver ingen noget her.",
        "{about} no longer counts on the first day and gives nobody anything here.",
    ),
    "policy_not_begun": Words(
        "{about} gælder først senere. Her er den prøvet, som om den gjaldt fra første dag.",
        "{about} counts only later. Here it is tried as if it counted from the first day.",
    ),
    "policy_ends": Words(
        "{about} udløber i de måneder, der er prøvet. Her gælder den hele vejen.",
        "{about} ends within the months tried. Here it counts all the way.",
    ),
    "age_turns": Words(
        "En ret efter {about} afhænger af alder. Et nyt forløb får den ret, alderen ved begyndelsen giver.",
        "A right by {about} turns on age. A new spell has what the age on coming in gives.",
    ),
    "right_lost": Words(
        "{people} borgere med en ret bliver for gamle til den undervejs. Den, der venter, beholder den her.",
        "{people} citizens with a right grow too old for it within the months. Those who wait keep it here.",
    ),
    "outside_effort": Words(
        "{about}: {people} borgere har en ret uden at være i indsats. Den er ikke prøvet.",
        "{about}: {people} citizens have a right without being in the effort. It is not tried.",
    ),
    "day_asked": Words(
        "Reglen {about} spørger om en bestemt dag. Nye forløb er prøvet som på den første dag.",
        "The rule {about} asks for a calendar day. New spells are tried as on the first day.",
    ),
    "cannot_tell": Words(
        "{about}: for {people} borgere mangler oplysninger. De får ingen ret, før et nyt forløb begynder.",
        "{about}: for {people} citizens facts are missing. They get no right until a new spell begins.",
    ),
    "label_not_placed": Words(
        "Målgruppen {about} svarer ikke sikkert til nogen i den anden politik. Den giver dem ingen ret.",
        "The label {about} is not surely any in the other policy, which gives them no right.",
    ),
    "label_not_spoken_of": Words(
        "Den anden politik har ingen målgruppe for {about}.",
        "The other policy has no label for {about}.",
    ),
    "state_unknown": Words(
        "{people} borgeres ydelse og visitation kendes ikke i tabellen. De er regnet uden for indsatsen.",
        "The benefit and category of {people} citizens are not in the table. They are taken as outside.",
    ),
    "population_none": Words(
        "Ingen befolkning er givet: kun øjebliksbilledets borgere er med, og ingen nye kommer til.",
        "No population was given: only the snapshot's citizens are here, and nobody new comes.",
    ),
    "citizens_beyond": Words(
        "I nogle aldre er der {people} flere borgere i øjebliksbilledet end i befolkningen.",
        "At some ages the snapshot has {people} more citizens than the population.",
    ),
    "state_drawn": Words(
        "{people} borgeres tilstand er trukket efter landets fordeling efter alder.",
        "The state of {people} citizens is drawn by the country's shares by age.",
    ),
    "age_unknown": Words(
        "{people} borgeres alder kendes ikke. Den er trukket.",
        "The age of {people} citizens is not known. It is drawn.",
    ),
    "seats_from_agreements": Words(
        "{about}: {people} pladser, så mange som der er aftaler om på dagen.",
        "{about}: {people} seats, as many as agreements running on the day.",
    ),
    "seats_beside": Words(
        "{about}: {people} nye pladser, så mange som i brug i dag. De, der får tilbuddet nu, beholder deres.",
        "{about}: {people} new seats, as many as in use today. Those who get the offer today keep theirs.",
    ),
    "seats_none": Words(
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
