"""Rules, people and axes made up by chance for the tests of rights."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from fodfaeste.core.dates import Period
from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.policy import Clause, Pack, Way, Where
from fodfaeste.core.simulation import EDUCATIONS, SEXES
from fodfaeste.engines.simulation.model import Axes
from tests.engines.rules import build

#: Days at the ends of months of unlike length.
ON = [date(2026, 2, 28), date(2024, 2, 29), date(2026, 8, 31), date(2026, 11, 22), date(2027, 1, 1)]
DAYS = [
    date(2019, 8, 29),
    date(2025, 11, 30),
    date(2026, 1, 31),
    date(2026, 5, 22),
    date(2026, 5, 31),
    date(2026, 12, 24),
    date(2027, 3, 1),
    NOT_HAPPENED,
]
DATES = ["effort_started", "unemployment_started", "became_job_ready", "integration_started", "registered_on"]
LABELS = ["ung", "forsikret", "syg"]
OPERATORS = ["over", "at_least", "under", "at_most"]
EARLIER = [0.0, 3.0, 5.5, 6.0]
AGES = [18.0, 29.5, 30.0, 50.0]
PERIODS = ["P0D", "P1D", "P2W", "P45D", "P1M", "P3M", "P6M", "P6M1D"]

_earlier = st.builds(
    Where, st.just("earlier_unemployment_months"), st.sampled_from(OPERATORS), st.sampled_from(EARLIER)
)
_age = st.builds(Where, st.just("age"), st.sampled_from(OPERATORS), st.sampled_from(AGES))
_came = st.builds(
    Where,
    st.just("came_from"),
    st.sampled_from(["in", "not_in"]),
    st.lists(st.sampled_from([*LABELS, "ingen"]), min_size=1, max_size=2, unique=True).map(tuple),
)
_education = st.builds(
    Where,
    st.just("education"),
    st.sampled_from(["in", "not_in"]),
    st.sampled_from([("none",), ("vocational",)]),
)


def packs(*, ages: bool = True) -> st.SearchStrategy[Pack]:
    """A policy of one to three rules on two offers; with or without conditions on age."""
    conditions = st.one_of(_earlier, _came, _education, *([_age] if ages else []))
    dated = st.builds(
        Way,
        st.sampled_from(DATES),
        st.sampled_from(PERIODS).map(Period.parse),
        st.lists(conditions, max_size=2).map(tuple),
    )
    where_only = st.builds(
        Way, st.none(), st.just(Period()), st.lists(conditions, min_size=1, max_size=2).map(tuple)
    )
    joined = st.builds(
        Clause,
        st.sampled_from(["any_of", "all_of"]),
        st.lists(st.one_of(dated, dated, where_only), min_size=1, max_size=3).map(tuple),
    )
    denied = st.builds(Clause, st.just("none_of"), st.lists(where_only, min_size=1, max_size=2).map(tuple))
    clauses = st.lists(st.one_of(joined, joined, joined, denied), min_size=1, max_size=2)
    rules = st.builds(
        lambda parts, offer, group: (parts, offer, group),
        clauses,
        st.sampled_from(["spor", "praktik"]),
        st.sampled_from(LABELS[:2]),
    )
    return st.lists(rules, min_size=1, max_size=3).map(
        lambda found: build.pack(
            *(
                build.rule(*parts, id=f"regel{number}", offer=offer, group=group)
                for number, (parts, offer, group) in enumerate(found)
            )
        )
    )


@st.composite
def persons(draw: st.DrawFn) -> dict[str, object]:
    """Someone of whom about one fact in five is unknown; `months` is the age in months."""
    months = draw(st.integers(12 * 16, 12 * 60))
    known = {
        "target_group": draw(st.sampled_from(LABELS)),
        "earlier_unemployment_months": draw(st.sampled_from(EARLIER)),
        "came_from": draw(st.sampled_from([*LABELS, "ingen"])),
        "education": draw(st.sampled_from(["none", "vocational", "other"])),
        "age": float(months // 12),
        **{fact: draw(st.sampled_from(DAYS)) for fact in DATES},
    }
    facts = {name: None if draw(st.integers(0, 4)) == 0 else value for name, value in known.items()}
    return {**facts, "months": months}


def axes(ages: tuple[int, ...] = (), offers: tuple[str, ...] = ("spor", "praktik")) -> Axes:
    """Work, two states of the effort, education and death."""
    years = sorted({0, 16, 40, *ages})
    return Axes(
        states=("arbejde", "ledig", "parat", "uddannelse", "doed"),
        searching=(False, True, True, False, False),
        final=(False, False, False, False, True),
        in_effort=(False, True, True, False, False),
        work=0,
        age_from=np.array([12 * year for year in years], np.int16),
        duration_from=np.array([0, 6], np.int16),
        told_age_from=np.array([0, 12 * 30], np.int16),
        sexes=SEXES,
        educations=EDUCATIONS,
        fields=("C", "unknown"),
        groups=(*LABELS, ""),
        offers=offers,
    )


#: What begins with the states of `axes`.
BEGINS = {
    "ledig": ("registered_on",),
    "parat": ("became_job_ready", "registered_on", "integration_started"),
}
