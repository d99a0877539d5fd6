"""What time to self-support and to lasting work count. No council has decided it: every part is proposed."""

from dataclasses import dataclass

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words

SELF_SUPPORT, LASTING_WORK = "tid_til_selvforsoergelse", "tid_til_varigt_arbejde"

#: What a course towards self-support ends with, by cause; the first is what the figure is about.
SELF_SUPPORT_EXITS = ("self_support", "education", "lasting_support")
LASTING_WORK_EXITS = ("lasting_work", "lasting_support")

#: Benefits that are no part of a course: who gets one has left to lasting support.
LASTING_BENEFITS = ("foertidspension", "seniorpension", "fleksloentilskud")
NO_BENEFIT = "ingen"


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers that the two definitions hold. Ours, none of them decided by anybody."""

    gap_days: int = 28  # as Statistics Denmark tolerates in long-term unemployment (dst.langtidsledige)
    lasting_months: int = 6
    pension_age: int = 67  # reached in the year: only the year of birth is known
    supported: tuple[str, ...] = ()  # offers in which wages are subsidised: time in them is no self-support


_NOT_AN_EFFECT = Words(
    "Andelen er ikke effekten af noget tilbud.", "The share is not the effect of any offer."
)


def definitions(terms: Terms) -> tuple[Indicator, ...]:
    """Both figures in words, with the numbers that they were counted by."""
    return _self_support(terms), _lasting_work(terms)


def _self_support(terms: Terms) -> Indicator:
    gap, age = terms.gap_days, terms.pension_age
    return Indicator(
        id=SELF_SUPPORT,
        basis="proposed",
        measure="time_to_self_support",
        title=Words("Tid til selvforsørgelse", "Time to self-support"),
        statement=Words(
            "Af dem, der begynder et forløb på offentlig ydelse eller som ledig, den andel, der inden for 3,"
            f" 6 og 12 hele måneder er ude af det i mere end {gap} dage. Det tæller ikke at gå til"
            f" uddannelse, førtids- eller seniorpension, fleksjob eller, fra det år man fylder {age},"
            f" folkepension: det er konkurrerende afgange. Afbrydelser på højst {gap} dage tåles."
            f" {_NOT_AN_EFFECT.da}",
            "Of those who begin a course on public benefit or as unemployed, the share that within 3, 6 and"
            f" 12 whole months is out of it for more than {gap} days. Going to education, disability or"
            f" senior pension, a flex job or, from the year one turns {age}, the state pension does not"
            f" count: these are competing exits. Breaks of at most {gap} days are tolerated."
            f" {_NOT_AN_EFFECT.en}",
        ),
        numerator=Words(
            "Borgere, der er set gå til selvforsørgelse inden for månederne",
            "Citizens seen to leave to self-support within the months",
        ),
        denominator=_COUNTED,
        unit="percent",
        better="up",
        reason=Words(
            "Ingen politik siger, hvornår en borger er selvforsørgende. Her er det uden ydelse og uden at"
            " være ledig; de 28 dage er Danmarks Statistiks mål for en afbrydelse.",
            "No policy says when a citizen is self-supporting. Here it is without benefit and not unemployed;"
            " the 28 days are Statistics Denmark's measure of a break.",
        ),
    )


def _lasting_work(terms: Terms) -> Indicator:
    months, gap = terms.lasting_months, terms.gap_days
    return Indicator(
        id=LASTING_WORK,
        basis="proposed",
        measure="time_to_lasting_work",
        title=Words("Tid til varigt arbejde", "Time to lasting work"),
        statement=Words(
            "Af dem, der begynder et forløb på offentlig ydelse eller som ledig, den andel, der inden for 3,"
            f" 6 og 12 hele måneder begynder på arbejde, som varer {months} måneder i træk uden ydelse og"
            f" uden ledighed. Højst {gap} dage mellem to job tåles. Førtids- og seniorpension, fleksjob og"
            f" folkepension er konkurrerende afgange. {_NOT_AN_EFFECT.da}",
            "Of those who begin a course on public benefit or as unemployed, the share that within 3, 6 and"
            f" 12 whole months begins work that lasts {months} months in a row without benefit and without"
            f" unemployment. At most {gap} days between two jobs are tolerated. Disability and senior"
            f" pension, flex jobs and the state pension are competing exits. {_NOT_AN_EFFECT.en}",
        ),
        numerator=Words(
            "Borgere, der er set begynde på varigt arbejde inden for månederne",
            "Citizens seen to begin lasting work within the months",
        ),
        denominator=_COUNTED,
        unit="percent",
        better="up",
        reason=Words(
            "Flere politikker taler om varigt arbejde, men ingen siger hvor længe. Et halvt år er vores"
            " forslag; tallet kendes derfor først et halvt år efter.",
            "Several policies speak of lasting work, but none says how long. Half a year is our proposal; so"
            " the figure is known half a year later.",
        ),
    )


_COUNTED = Words(
    "Borgere med en målgruppe, der er fulgt i mindst én hel måned af forløbet; hver tæller én gang. Andelen"
    " regner med, at ikke alle er fulgt fra begyndelsen og lige længe (Aalen-Johansen), og er derfor ikke"
    " tælleren delt med nævneren",
    "Citizens with a target group, followed for at least one whole month of the course; each counts once. The"
    " share allows for not everyone being followed from the start and equally long (Aalen-Johansen), so it is"
    " not numerator over denominator",
)
