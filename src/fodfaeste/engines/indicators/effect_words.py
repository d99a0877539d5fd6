"""What an effect counts, what it was adjusted for, and why one is refused, in words. All of it proposed."""

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words
from fodfaeste.engines.indicators.effect_answers import Limits

IN_WORK, SELF_SUPPORT = "i_arbejde", "selvforsoergende"
OUTCOMES = (IN_WORK, SELF_SUPPORT)

_OUTCOMES = {
    IN_WORK: Words(
        "i arbejde uden ydelse og uden ledighed",
        "in work without benefit and without unemployment",
    ),
    SELF_SUPPORT: Words(
        "uden ydelse, ledighed, uddannelse og pension",
        "without benefit, unemployment, education and pension",
    ),
}

#: What both sides are made alike in, as it was known on the day. Traits that the caller gives come beside.
COVARIATES = {
    "course_days": Words("Dage i forløbet", "Days in the course"),
    "calendar_month": Words("Kalendermåned", "Calendar month"),
    "age": Words("Alder", "Age"),
    "group": Words("Målgruppe den dag", "Target group on the day"),
    "benefit": Words("Ydelse den dag", "Benefit on the day"),
    "readiness": Words("Parathed den dag", "Readiness on the day"),
    "contact_group": Words("Kontaktgruppe den dag", "Contact group on the day"),
    "talks": Words("Samtaler i forløbet", "Talks in the course"),
    "missed_talks": Words("Udeblivelser i forløbet", "Missed talks in the course"),
    "other_offers": Words("Andre tilbud begyndt i forløbet", "Other offers begun in the course"),
    "in_other_offer": Words("I et andet tilbud den dag", "In another offer on the day"),
    "had_it_before": Words("Samme tilbud i et tidligere forløb", "The same offer in an earlier course"),
    "earlier_months": Words(
        "Måneder i tidligere forløb, tre år før", "Months in earlier courses, three years before"
    ),
    "worked_months": Words("Måneder i arbejde, året før", "Months in work, the year before"),
    "studied_months": Words("Måneder i uddannelse, tre år før", "Months in education, three years before"),
    "last_industry": Words("Branche i det sidste arbejde", "Industry of the last work"),
}

#: Those without which nothing is reckoned.
NEEDED = ("age", "group")

#: What is known to matter for work and stands in no record of the day.
UNMEASURED = {
    "education": Words("Uddannelse, som den var den dag", "Education as it was on the day"),
    "health": Words("Helbred", "Health"),
    "motivation": Words("Lyst og tro på arbejde", "Wish for work and belief in it"),
}


def definition(outcome: str, months: int) -> Indicator:
    """The figure in words: whose outcome, on which day, against what."""
    state = _OUTCOMES[outcome]
    return Indicator(
        id=f"effekt_{outcome}_{months}",
        basis="proposed",
        measure="effect_of_offer",
        title=Words(f"Effekt efter {months} måneder", f"Effect after {months} months"),
        statement=Words(
            f"Hvor mange flere af dem, der begyndte, er {state.da} {months} måneder efter tilbuddets første"
            " dag, end hvis de ikke var begyndt den måned. De er sammenlignet med andre, der var lige så"
            " længe i forløbet og ikke begyndte den måned; de kan begynde senere.",
            f"How many more of those who began are {state.en} {months} months after the offer's first day"
            " than if they had not begun in that month. They are compared with others who had been in the"
            " course as long and did not begin in that month; they may begin later.",
        ),
        numerator=Words(
            f"Forskellen i andelen, der er {state.da} den dag",
            f"The difference in the share {state.en} on the day",
        ),
        denominator=Words(
            f"Borgere, der begyndte tilbuddet i et forløb og er fulgt i {months} måneder",
            f"Citizens who began the offer in a course and are followed for {months} months",
        ),
        unit="percentage_points",
        better="up",
        reason=Words(
            "Ingen politik siger, hvordan et tilbuds effekt måles. Sammenligningen holder kun, hvis intet"
            " af betydning mangler blandt det, siderne er gjort ens i.",
            "No policy says how an offer's effect is measured. The comparison holds only if nothing that"
            " matters is missing from what the sides are made alike in.",
        ),
    )


def refusal(reason: str, limits: Limits, name: Words | None = None) -> Words:
    """Why there is no answer, as one sentence."""
    told = {**_of_numbers(limits), **_of_likeness(limits)}
    if name is not None:
        unknown = round(100 * limits.most_unknown)
        told["unknown"] = Words(
            f"For over {unknown} procent af dem, der begyndte, vides det ikke: {name.da}.",
            f"Of more than {unknown} per cent of those who began this is not known: {name.en}.",
        )
    return told[reason]


def _of_numbers(limits: Limits) -> dict[str, Words]:
    began, unfollowed = limits.fewest_began, round(100 * limits.most_unfollowed)
    return {
        "few_began": Words(
            f"Færre end {began} har begyndt tilbuddet og er fulgt så længe.",
            f"Fewer than {began} have begun the offer and are followed so long.",
        ),
        "unfollowed": Words(
            f"Over {unfollowed} procent af dem, der begyndte, er ikke fulgt så længe endnu.",
            f"More than {unfollowed} per cent of those who began are not followed so long yet.",
        ),
        "few_compared": Words(
            f"Færre end {began} var i et forløb lige så længe uden at begynde.",
            f"Fewer than {began} were in a course as long without beginning.",
        ),
        "few_outcomes": Words(
            f"Færre end {limits.fewest_outcomes} på en af siderne har udfaldet, eller har det ikke.",
            f"Fewer than {limits.fewest_outcomes} on one of the sides have the outcome, or lack it.",
        ),
    }


def _of_likeness(limits: Limits) -> dict[str, Words]:
    unlike, alike = round(100 * limits.most_unlike), limits.fewest_alike
    return {
        "overlap": Words(
            f"De, der begyndte, ligner for lidt dem, der ikke gjorde: over {unlike} procent har ingen at"
            f" blive sammenlignet med, eller sammenligningen hviler på færre end {alike}.",
            f"Those who began are too unlike those who did not: over {unlike} per cent have nobody to be"
            f" compared with, or the comparison rests on fewer than {alike}.",
        ),
        "control_unknown": Words(
            "Det kan ikke prøves, om siderne var ens før forløbet: dengang er der for lidt skrevet ned.",
            "Whether the sides were alike before the course cannot be tried: too little was recorded then.",
        ),
        "control": Words(
            "Siderne var forskellige allerede før forløbet, også når de er gjort ens i det, der er målt."
            " Så mangler der noget, og forskellen bagefter er ikke tilbuddets.",
            "The sides differed already before the course, also when made alike in what is measured."
            " Something is missing then, and the difference afterwards is not the offer's.",
        ),
    }
