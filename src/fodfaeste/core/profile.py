"""What a citizen says of the work that is possible: dated facts that matching asks about, not rules."""

from dataclasses import dataclass

from fodfaeste.core.openings import DEMANDS, LANGUAGES, LEVELS, LICENCES, SHIFTS, Codes
from fodfaeste.core.words import Words


@dataclass(frozen=True, slots=True)
class ProfileFact:
    """A fact of a citizen's working life: a whole number, or codes written one after another with a space.

    Null is not known; an empty list of codes is known to be none.
    """

    name: str
    title: Words
    codes: Codes | None = None  # None: a whole number
    unit: Words = Words("", "")
    is_sensitive: bool = False  # health by another name: never shown to an employer


_HOURS = Words("timer om ugen", "hours a week")

PROFILE: dict[str, ProfileFact] = {
    fact.name: fact
    for fact in (
        ProfileFact("hours_min", Words("Færrest timer", "Fewest hours"), unit=_HOURS),
        ProfileFact("hours_max", Words("Flest timer", "Most hours"), unit=_HOURS),
        ProfileFact("shifts", Words("Arbejdstider", "Shifts"), SHIFTS),
        ProfileFact("limits", Words("Skånehensyn", "Limits"), DEMANDS, is_sensitive=True),
        ProfileFact("licences", Words("Kørekort og beviser", "Licences and certificates"), LICENCES),
        ProfileFact(
            "languages",
            Words("Sprog", "Languages"),
            {
                f"{language}:{level}": Words(f"{name.da}, {how.da}", f"{name.en}, {how.en}")
                for language, name in LANGUAGES.items()
                for level, how in LEVELS.items()
            },
        ),
        ProfileFact(
            "reach_minutes",
            Words("Rejsetid højst", "Longest journey"),
            unit=Words("minutter hver vej", "minutes each way"),
        ),
    )
}
