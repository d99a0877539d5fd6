"""The engine against the plain evaluator of `brute`, on policies and people made up by chance."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.dates import Period
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.core.policy import Clause, Entry, Pack, Way, Where
from fodfaeste.engines.rules import due
from tests.engines.rules import brute, build

DATES = [name for name, fact in FACTS.items() if fact.type == "date"]
ON = [date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1), date(2020, 8, 31), date(2021, 3, 1)]
DAYS = [
    *ON,
    date(2019, 8, 29),
    date(2019, 8, 31),
    date(2019, 12, 31),
    date(2020, 1, 31),
    date(2020, 5, 31),
    date(2020, 9, 1),
    date(2021, 6, 30),
    NOT_HAPPENED,
]
CODES = ["ung", "forsikret", "ingen", "andet"]
MONTHS = [0.0, 3.0, 6.0, 6.5, 12.0]
PERIODS = ["P0D", "P1D", "P2W", "P1M", "P3M", "P6M", "P6M1D", "P1Y"]

numbers = st.builds(
    Where,
    st.just("earlier_unemployment_months"),
    st.sampled_from(["over", "at_least", "under", "at_most"]),
    st.sampled_from(MONTHS),
)
dates = st.builds(
    Where,
    st.sampled_from(DATES),
    st.sampled_from(["over", "at_least", "under", "at_most"]),
    st.sampled_from(DAYS[:-1]),
)
codes = st.builds(
    Where,
    st.just("came_from"),
    st.sampled_from(["in", "not_in"]),
    st.lists(st.sampled_from(CODES[:-1]), min_size=1, max_size=2, unique=True).map(tuple),
)
conditions = st.one_of(numbers, dates, codes)
where_only = st.builds(
    Way, st.none(), st.just(Period()), st.lists(conditions, min_size=1, max_size=2).map(tuple)
)
dated = st.builds(
    Way,
    st.sampled_from(DATES),
    st.sampled_from(PERIODS).map(Period.parse),
    st.lists(conditions, max_size=2).map(tuple),
)


def clauses_of(members: st.SearchStrategy[Way | Clause]) -> st.SearchStrategy[Clause]:
    joined = st.builds(
        Clause, st.sampled_from(["any_of", "all_of"]), st.lists(members, min_size=1, max_size=3).map(tuple)
    )
    denied = st.builds(Clause, st.just("none_of"), st.lists(where_only, min_size=1, max_size=2).map(tuple))
    return st.one_of(joined, joined, denied)


clauses = clauses_of(st.one_of(dated, dated, where_only, clauses_of(st.one_of(dated, where_only))))


@st.composite
def rules(draw: st.DrawFn, number: int) -> list[Entry]:
    """A rule, or two dated versions of one."""
    made = build.rule(
        *draw(st.lists(clauses, min_size=1, max_size=2)),
        id=f"regel{number}",
        offer=draw(st.sampled_from(["spor", "løntilskud"])),
        group=draw(st.sampled_from(["ung", "forsikret"])),
    )
    if not draw(st.booleans()):
        return [made]
    last = draw(st.sampled_from(ON))
    later = replace(made, clauses=tuple(draw(st.lists(clauses, min_size=1, max_size=2))))
    return [replace(made, valid_to=last), replace(later, valid_from=last + timedelta(days=1))]


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    entries = [entry for number in range(draw(st.integers(1, 4))) for entry in draw(rules(number))]
    return build.pack(*entries)


@st.composite
def persons(draw: st.DrawFn) -> dict[str, object]:
    """Someone of whom about a quarter is unknown."""
    values = {"date": DAYS, "number": MONTHS, "code": CODES}
    return {
        name: None if draw(st.integers(0, 3)) == 0 else draw(st.sampled_from(values[fact.type]))
        for name, fact in FACTS.items()
    }


def answers_of(pack: Pack, facts: pl.DataFrame, on: date) -> list[tuple[object, ...]]:
    found = due(pack, facts, on)
    return found.select("citizen", "offer", "rule", "state", "due_on", "missing").rows()


@settings(max_examples=2500)
@given(packs(), st.lists(persons(), min_size=1, max_size=6), st.sampled_from(ON))
def test_every_answer_is_that_of_the_plain_evaluator(pack: Pack, persons: list, on: date):
    facts = build.people(*persons)
    offers = sorted({str(entry.offer) for entry in pack.entries})
    expected = [
        (row["citizen"], offer, *brute.answer(pack, offer, row, on))
        for row in facts.to_dicts()
        for offer in offers
    ]
    assert answers_of(pack, facts, on) == expected


@settings(max_examples=40)
@given(packs(), st.lists(persons(), min_size=2, max_size=6), st.sampled_from(ON), st.randoms())
def test_each_persons_answer_is_their_own(pack: Pack, persons: list, on: date, chance):
    facts = build.people(*persons)
    order = list(range(facts.height))
    chance.shuffle(order)
    together = answers_of(pack, facts[order], on)
    alone = [answer for at in order for answer in answers_of(pack, facts[at : at + 1], on)]
    assert together == alone


# The same two facts asked about again and again, and mostly unknown: here parts hang together.
tied_conditions = st.builds(
    Where,
    st.just("earlier_unemployment_months"),
    st.sampled_from(["over", "at_least", "under", "at_most"]),
    st.sampled_from([3.0, 6.0]),
)
tied_way = st.builds(
    Way,
    st.sampled_from([None, "effort_started"]),
    st.sampled_from(["P0D", "P6M"]).map(Period.parse),
    st.lists(tied_conditions, min_size=1, max_size=2).map(tuple),
)
tied = st.builds(
    Clause, st.sampled_from(["any_of", "all_of"]), st.lists(tied_way, min_size=2, max_size=3).map(tuple)
)
half_unknown = st.fixed_dictionaries(
    {
        "target_group": st.just("ung"),
        "effort_started": st.sampled_from([None, *DAYS]),
        "earlier_unemployment_months": st.sampled_from([None, None, *MONTHS]),
    }
)


@settings(max_examples=200)
@given(st.lists(tied, min_size=1, max_size=2), st.lists(half_unknown, min_size=1), st.sampled_from(ON))
def test_parts_that_hang_together_are_judged_together(parts: list, persons: list, on: date):
    pack, facts = build.pack(build.rule(*parts)), build.people(*persons)
    expected = [(row["citizen"], "spor", *brute.answer(pack, "spor", row, on)) for row in facts.to_dicts()]
    assert answers_of(pack, facts, on) == expected
