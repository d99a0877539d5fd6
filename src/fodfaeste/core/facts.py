"""The facts that rules ask about: one name per fact, the same in snapshot, database, packs and files."""

from dataclasses import dataclass
from datetime import date

from fodfaeste.core.words import Words

#: A date fact that is known not to have happened. In files and packs the word `ikke_sket`.
NOT_HAPPENED = date(9999, 12, 31)
NOT_HAPPENED_WORD = "ikke_sket"

#: `came_from` of a person known to come from no other group. In files also an empty cell.
NO_OTHER_GROUP = "ingen"
UNKNOWN_WORD = "ukendt"


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """What a fact is called, what kind of value it has, and what it means that none is given."""

    name: str
    type: str  # "date", "number" or "code"
    title: Words
    phrase: Words  # as it stands inside a sentence: "efter, at {phrase}", "når {phrase} er over 6"
    unit: Words = Words("", "")
    empty: str = "unknown"
    codes: tuple[tuple[str, Words], ...] = ()  # the values of a code that is a closed list
    derived: bool = False  # worked out on the day it is asked, never stored


FACTS: dict[str, FactDefinition] = {
    definition.name: definition
    for definition in (
        FactDefinition(
            "target_group",
            "code",
            Words("Målgruppe", "Target group"),
            Words("målgruppen", "the target group"),
        ),
        FactDefinition(
            "effort_started",
            "date",
            Words("Indsatsen begyndte", "Effort started"),
            Words("indsatsen begyndte", "the effort started"),
        ),
        FactDefinition(
            "unemployment_started",
            "date",
            Words("Ledigheden begyndte", "Unemployment started"),
            Words("ledigheden begyndte", "unemployment started"),
        ),
        FactDefinition(
            "earlier_unemployment_months",
            "number",
            Words("Tidligere ledighed i måneder", "Earlier unemployment in months"),
            Words("den tidligere ledighed", "earlier unemployment"),
            unit=Words(" måneder", " months"),
        ),
        FactDefinition(
            "became_job_ready",
            "date",
            Words("Blev jobparat", "Became job-ready"),
            Words("borgeren blev jobparat", "the citizen became job-ready"),
        ),
        FactDefinition(
            "came_from",
            "code",
            Words("Kom fra målgruppen", "Came from target group"),
            Words("den tidligere målgruppe", "the former target group"),
            empty=NO_OTHER_GROUP,
        ),
        FactDefinition(
            "integration_started",
            "date",
            Words("Integrationsperioden begyndte", "Integration period started"),
            Words("integrationsperioden begyndte", "the integration period started"),
        ),
        FactDefinition(
            "registered_on",
            "date",
            Words("Registreret som arbejdssøgende", "Registered as a job seeker"),
            Words(
                "borgeren blev registreret som arbejdssøgende", "the citizen was registered as a job seeker"
            ),
        ),
        FactDefinition(
            "age",
            "number",
            Words("Alder", "Age"),
            Words("alderen", "the age"),
            unit=Words(" år", " years"),
            derived=True,
        ),
        FactDefinition(
            "education",
            "code",
            Words("Uddannelse, der giver erhverv", "Education that qualifies for work"),
            Words("uddannelsen", "the education"),
            codes=(
                ("none", Words("ingen", "none")),
                ("vocational", Words("erhvervsuddannelse", "vocational education")),
                ("higher", Words("videregående uddannelse", "higher education")),
                ("other", Words("anden uddannelse", "other education")),
            ),
        ),
    )
}
