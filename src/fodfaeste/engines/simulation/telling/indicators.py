"""The figures of the policies: which a simulation can carry, how each is counted, and why the others not.

The one table of it. An indicator in no list is told as not simulated too, with that as its reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Axes, Counts
from fodfaeste.engines.simulation.telling.figures import Figure, Measure, Real

_YEAR = 12


@dataclass(frozen=True, slots=True)
class NotSimulated:
    """An indicator of the policy that a simulation says nothing of, and why."""

    indicator: Indicator
    reason: Words


@dataclass(frozen=True, slots=True)
class Counted:
    """How an indicator is counted: people in some states and ages, of all those ages where it is a share."""

    words: Words
    states: tuple[str, ...] = ()  # none: every state of the effort
    years: tuple[int, int | None] | None = None  # from an age, and under another
    is_share: bool = False
    everybody: bool = False  # everyone who lives here
    months: int = 0  # so long in the state at least


_EMPLOYED = ("arbejde", "fleksjob")
_IN_WORK = Words(
    "I arbejde eller fleksjob ved månedens slutning, af alle på 16-66 år, der bor her, også hvor politikkens"
    " tal er for en anden alder. Statistikken tælles i november; her er det hver måned.",
    "In work or a flex job at the month's end, of everyone aged 16-66 who lives here, also where the policy's"
    " figure is for another age. The statistic counts in November; here it is every month.",
)
_SENIORS = Words(
    "I arbejde eller fleksjob ved månedens slutning, af alle på 60-66 år, der bor her. Politikkens tal er for"
    " 60-64 år.",
    "In work or a flex job at the month's end, of everyone aged 60-66 who lives here. The policy's figure is"
    " for ages 60-64.",
)
_SICK = Words(
    "Borgere på sygedagpenge ved månedens slutning; personer, ikke fuldtidspersoner.",
    "Citizens on sickness benefit at the month's end; persons, not full-time persons.",
)

CARRIED: dict[str, Counted] = {
    "beskaeftigelsesfrekvens": Counted(_IN_WORK, _EMPLOYED, (16, 67), is_share=True),
    "seniorer_i_arbejde": Counted(_SENIORS, _EMPLOYED, (60, 67), is_share=True),
    "under_uddannelse": Counted(
        Words(
            "Borgere på 16 år og mere i skole eller uddannelse ved månedens slutning.",
            "Citizens aged 16 and over in school or education at the month's end.",
        ),
        ("uddannelse",),
        (16, None),
    ),
    "folketal": Counted(
        Words("Alle, der bor her ved månedens slutning.", "Everyone who lives here at the month's end."),
        everybody=True,
    ),
    "sygedagpenge": Counted(_SICK, ("syg",)),
    "sygemeldte": Counted(_SICK, ("syg",)),
    "fleksjob": Counted(
        Words("Borgere i fleksjob ved månedens slutning.", "Citizens in a flex job at the month's end."),
        ("fleksjob",),
    ),
    "langtidsledige": Counted(
        Words(
            "Borgere, der har været mindst 12 måneder i en tilstand, hvor man søger arbejde. Styrelsen tæller"
            " mindst 80 procent af et år; her tæller en afbrydelse som en ny begyndelse.",
            "Citizens at least 12 months in a state in which one seeks work. The agency counts at least 80"
            " per cent of a year; here a break counts as a new beginning.",
        ),
        months=_YEAR,
    ),
    "registrerede_arbejdssoegende": Counted(
        Words(
            "Borgere i indsats ved månedens slutning. Statistikken tæller også den, der kun var det en dag.",
            "Citizens in the effort at the month's end. The statistic also counts those there for one day.",
        )
    ),
    "unge_arbejdssoegende": Counted(
        Words(
            "Borgere på 16-29 år i indsats ved månedens slutning. Politikkens tal er for 18-29 år.",
            "Citizens aged 16-29 in the effort at the month's end. The policy's figure is for ages 18-29.",
        ),
        years=(16, 30),
    ),
}

#: Measures that follow a line of the policy by its offer, and the figure that a simulation has of it.
BY_OFFER: dict[str, tuple[str, Words]] = {
    "track_begun_share": (
        "begun_share",
        Words(
            "Som i dag: af dem, der har ret i det løbende forløb ved månedens slutning, dem der er begyndt.",
            "As today: of those with a right in the running effort at the month's end, those who have begun.",
        ),
    ),
    "days_due_to_begun": (
        "wait",
        Words(
            "Median af ventetiden for dem, der er begyndt i det seneste år, i hele måneder talt som dage.",
            "Median of the wait of those who began in the latest year, in whole months told as days.",
        ),
    ),
}

_CONTACTS = Words("Samtaler og skridt simuleres ikke.", "Talks and steps are not simulated.")
_COMPANIES = Words(
    "Virksomheder, åbninger og kurser simuleres ikke.", "Companies, openings and courses are not simulated."
)
_ANSWERS = Words("Det er svar fra mennesker.", "These are answers from people.")
_PAPERS = Words(
    "Det handler om, hvordan kommunen skriver og giver videre.",
    "It is about how the municipality writes and hands on.",
)
_SCHOOL = Words(
    "Skolegang og frafald simuleres ikke, kun at være i uddannelse.",
    "School and dropping out are not simulated, only being in education.",
)
_DETAIL = Words(
    "Simulationens tilstande er ikke så fine, at tallet kan tælles i dem.",
    "The simulation's states are not fine enough to count the figure in.",
)
_UNLISTED = Words(
    "Ingen har endnu sagt, hvordan tallet tælles i en simulation.",
    "Nobody has yet said how the figure is counted in a simulation.",
)
_NO_STATE = Words(
    "Landets pakke har ikke de tilstande eller aldre, tallet tælles i.",
    "The country's pack lacks the states or ages that the figure is counted in.",
)
_NO_OFFER = Words("Tilbuddet er ikke med i simulationen.", "The offer is not part of the simulation.")

NOT_CARRIED: dict[str, Words] = {
    **dict.fromkeys(
        ("uden_samtale", "uden_skridt", "ung_vejledt", "dage_til_foerste_samtale", "pauser_med_aftale"),
        _CONTACTS,
    ),
    **dict.fromkeys(
        (
            "job_i_kommunen", "aabninger_med_opgaver", "behov_afdaekket", "ledige_stillinger",
            "opkvalificering_sted", "tilpassede_pladser", "kommunens_egne_pladser", "besat_lokalt",
            "virksomheder_spurgt",
        ),
        _COMPANIES,
    ),
    **dict.fromkeys(
        (
            "egen_opfattelse", "valg_givet", "oplevet_hjaelp", "oplevelse_af_moedet", "oplevet_sammenhaeng",
        ),
        _ANSWERS,
    ),
    **dict.fromkeys(
        ("overlevering_kvitteret", "egen_mening_skrevet", "afgoerelser_hele", "realkompetencer_vurderet"),
        _PAPERS,
    ),
    **dict.fromkeys(("frafald", "unge_i_erhvervsuddannelse", "unge_i_uddannelse"), _SCHOOL),
    **dict.fromkeys(
        (
            "faglaerte", "unge_uden_uddannelse_og_job", "borgere_med_loentimer", "offentligt_forsoergede",
            "stoettet_beskaeftigelse", "i_gang", "ordinaer_andel", "tilbage_efter_pause",
        ),
        _DETAIL,
    ),
}  # fmt: skip

Flags = NDArray[np.bool_]


def indicator_figures(
    counts: Counts, axes: Axes, indicators: Sequence[Indicator], tracks: Sequence[Figure]
) -> Iterator[Figure]:
    """Every indicator of a policy that a simulation can carry: for everyone, and by label where it can."""
    for indicator in indicators:
        measure = Measure(f"indicator.{indicator.id}", indicator.title, _unit(indicator))
        if indicator.measure in BY_OFFER:
            source = f"{BY_OFFER[indicator.measure][0]}.{indicator.offer}"
            for figure in tracks:
                if figure.measure.id == source:
                    yield Figure(measure, figure.group, figure.values, figure.people, figure.trait)
        elif indicator.id in CARRIED and _can_count(CARRIED[indicator.id], axes):
            yield _figure(measure, CARRIED[indicator.id], counts, axes)


def how_counted(indicator: Indicator) -> Words:
    """In words, how an indicator is counted in a simulation."""
    if indicator.measure in BY_OFFER:
        return BY_OFFER[indicator.measure][1]
    return CARRIED[indicator.id].words


def not_simulated(indicators: Sequence[Indicator], axes: Axes) -> tuple[NotSimulated, ...]:
    """Every indicator of a policy that a simulation says nothing of, with its reason."""
    reasons = ((indicator, _reason(indicator, axes)) for indicator in indicators)
    return tuple(NotSimulated(indicator, reason) for indicator, reason in reasons if reason is not None)


def _reason(indicator: Indicator, axes: Axes) -> Words | None:
    if indicator.measure in BY_OFFER:
        return None if indicator.offer in axes.offers else _NO_OFFER
    if indicator.id in CARRIED:
        return None if _can_count(CARRIED[indicator.id], axes) else _NO_STATE
    return NOT_CARRIED.get(indicator.id, _UNLISTED)


def _unit(indicator: Indicator) -> str:
    return "persons" if indicator.unit == "count" else indicator.unit


def _can_count(how: Counted, axes: Axes) -> bool:
    """Whether the country has the states and the ages; of a list of states one is enough."""
    has_states = not how.states or bool(set(how.states) & set(axes.states))
    has_ages = how.years is None or all(year is None or _edge(axes, year) is not None for year in how.years)
    return has_states and has_ages and (not how.months or how.months in axes.duration_from.tolist())


def _edge(axes: Axes, year: int) -> int | None:
    """The number of the age group that begins with a year; none where no group does."""
    found = np.flatnonzero(axes.told_age_from == year * _YEAR)
    return int(found[0]) if len(found) else None


def _figure(measure: Measure, how: Counted, counts: Counts, axes: Axes) -> Figure:
    if how.months:
        long = counts.stock[..., np.array(axes.searching), :][..., axes.duration_from >= how.months]
        people = long.sum((-2, -1)).astype(np.float64)
        return Figure(measure, "", people, people)
    people = _counted(counts, axes, _states(how, axes), how)
    if not how.is_share:
        return Figure(measure, "", people, people)
    everyone = _counted(counts, axes, ~np.array(axes.final), how)
    share = np.where(everyone > 0, 100 * people / np.maximum(everyone, 1), np.nan)
    return Figure(measure, "", share, everyone, people)


def _states(how: Counted, axes: Axes) -> Flags:
    if how.everybody:
        return ~np.array(axes.final)
    return np.isin(axes.states, how.states) if how.states else np.array(axes.in_effort)


def _counted(counts: Counts, axes: Axes, states: Flags, how: Counted) -> Real:
    ages = slice(None)
    if how.years is not None:
        ages = slice(*(None if year is None else _edge(axes, year) for year in how.years))
    people: Real = counts.ages[..., states, :][..., ages].sum((-2, -1)).astype(np.float64)
    return people
