"""Two policies beside each other, against one person and one day at a time."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.dates import Period
from fodfaeste.core.policy import Pack, Way, Where
from fodfaeste.engines.rules import compare
from fodfaeste.formats.packs import read_files
from fodfaeste.formats.packs.edit import changed
from tests.engines.rules import brute, build
from tests.engines.rules.norddjurs import GROUPS, policy

ON = date(2020, 1, 31)
DAYS = [ON + timedelta(days=n) for n in range(-200, 100, 13)]


def with_after(pack: Pack, rule_id: str, after: str) -> Pack:
    """The same pack where a rule's first way counts another time."""

    def shorter(entry):
        first, *others = entry.clauses[0].members
        assert isinstance(first, Way)
        return replace(entry, clauses=(build.any_of(replace(first, after=Period.parse(after)), *others),))

    return replace(pack, entries=tuple(shorter(e) if e.id == rule_id else e for e in pack.entries))


THREE = with_after(policy(), "branchespor.forsikret", "P3M")

insured = st.fixed_dictionaries(
    {
        "target_group": st.sampled_from([*GROUPS, "sygemeldt", None]),
        "effort_started": st.sampled_from([*DAYS, None]),
        "unemployment_started": st.sampled_from([*DAYS, None]),
        "earlier_unemployment_months": st.sampled_from([0.0, 6.0, 7.0, None]),
        "became_job_ready": st.sampled_from([*DAYS, None]),
        "came_from": st.sampled_from(["ingen", "ung", None]),
        "integration_started": st.sampled_from([*DAYS, None]),
    }
)


@settings(max_examples=40)
@given(st.lists(insured, min_size=1, max_size=8), st.integers(0, 6))
def test_months_and_people_are_those_of_day_by_day(persons: list, months: int):
    facts = build.people(*persons)
    trial = compare(policy(), THREE, facts, ON, months)
    rows = facts.to_dicts()
    days = [ON]
    for ahead in range(1, months + 1):
        first_after = brute.months_later(date(2020, 1, 1), ahead + 1)
        days.append(first_after - timedelta(days=1))
    expected, named = [], []
    for day in days:
        answers = {
            (row["citizen"], name): brute.answer(pack, "branchespor", row, day)
            for row in rows
            for name, pack in (("a", policy()), ("b", THREE))
        }
        for group in sorted({row["target_group"] for row in rows} & set(GROUPS)):
            counts = [
                sum(answers[row["citizen"], name][1] == "due" for row in rows if row["target_group"] == group)
                for name in ("a", "b")
            ]
            expected.append((day, group, *counts))
    assert trial.months.rows() == expected
    for row in rows:
        found = [answers[row["citizen"], name] for name in ("a", "b")]
        due_on = [answer[2] if answer[1] == "due" else None for answer in found]
        if due_on[0] != due_on[1]:
            named.append((row["citizen"], "branchespor", row["target_group"], *due_on))
    assert sorted(trial.citizens.rows()) == sorted(named)


def test_a_policy_beside_itself_differs_for_nobody():
    facts = build.people(*({"target_group": "forsikret", "effort_started": day} for day in DAYS))
    trial = compare(policy(), policy(), facts, ON, 12)
    assert trial.citizens.is_empty()
    assert (trial.months["due_a"] == trial.months["due_b"]).all()


def test_three_months_in_place_of_six_makes_people_due_three_months_earlier():
    began = [date(2019, 12, 1), date(2020, 2, 1)]
    known = {"target_group": "forsikret", "earlier_unemployment_months": 0.0}
    facts = build.people(*({**known, "effort_started": day} for day in began))
    trial = compare(policy(), THREE, facts, ON, 3)
    assert trial.months.rows() == [
        (date(2020, 1, 31), "forsikret", 0, 0),
        (date(2020, 2, 29), "forsikret", 0, 0),
        (date(2020, 3, 31), "forsikret", 0, 1),
        (date(2020, 4, 30), "forsikret", 0, 1),
    ]
    assert trial.citizens.rows() == [("borger1", "branchespor", "forsikret", None, date(2020, 3, 1))]


def test_those_who_become_due_first_stand_first():
    known = {"target_group": "forsikret", "earlier_unemployment_months": 0.0}
    facts = build.people(*({**known, "effort_started": day} for day in reversed(DAYS[-12:])))
    days = compare(policy(), THREE, facts, ON, 12).citizens["due_on_b"].to_list()
    assert days == sorted(days)
    assert len(days) == 12


def test_each_citizen_is_counted_once_however_many_offers():
    both = [
        build.rule(build.any_of(build.way("effort_started")), id=f"{offer}.ung", offer=offer)
        for offer in ("spor", "løntilskud")
    ]
    pack = build.pack(*both)
    facts = build.people({"target_group": "ung", "effort_started": ON})
    assert compare(pack, pack, facts, ON, 0).months.rows() == [(ON, "ung", 1, 1)]


def test_someone_made_due_by_a_condition_without_a_day_is_named():
    over, under = (
        build.pack(build.rule(build.any_of(build.way(None, "P0D", Where(fact, "over", limit)))))
        for fact, limit in (("earlier_unemployment_months", 6.0), ("earlier_unemployment_months", 3.0))
    )
    facts = build.people({"target_group": "ung", "earlier_unemployment_months": 5.0})
    assert compare(over, under, facts, ON, 1).citizens.rows() == [("borger1", "spor", "ung", None, None)]


def test_a_copy_of_the_pack_with_another_value_is_the_pack_with_that_value():
    copy = read_files(
        changed(policy(), {"branchespor.forsikret/any_of/0/after": "P3M"}), "norddjurs/2020 (kopi)"
    )
    facts = build.people(*({"target_group": "forsikret", "effort_started": day} for day in DAYS))
    one, other = (compare(policy(), tried, facts, ON, 12) for tried in (copy, THREE))
    assert one.months.equals(other.months)
    assert one.citizens.equals(other.citizens)


def test_nobody_differs_where_nobody_is():
    trial = compare(policy(), THREE, build.people(), ON, 2)
    assert trial.citizens.is_empty()
    assert isinstance(trial.months, pl.DataFrame)
    assert trial.months.is_empty()
