"""Every boundary of the branch track table of Norddjurs, each line as a caseworker would say it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import polars as pl
import pytest

from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.engines.rules import due
from fodfaeste.engines.rules.truth import facts_of
from tests.engines.rules import brute, build
from tests.engines.rules.norddjurs import GROUPS, answer, policy

DUE, NOT_DUE, CANNOT_TELL, NOT_COVERED = "due", "not_due", "cannot_tell", "not_covered"


def day(text: str) -> date:
    return date.fromisoformat(text)


# The facts of someone for whom a way's day is 2020-09-01, and the others are surely not met.
WAYS = {
    "insured, six months of effort": {
        "target_group": "forsikret",
        "effort_started": day("2020-03-01"),
        "unemployment_started": day("2020-03-01"),
        "earlier_unemployment_months": 0.0,
    },
    "insured, earlier unemployment": {
        "target_group": "forsikret",
        "effort_started": day("2020-09-01"),
        "unemployment_started": day("2020-09-01"),
        "earlier_unemployment_months": 7.0,
    },
    "job-ready, three months of effort": {
        "target_group": "arbejdsmarkedsparat",
        "effort_started": day("2020-06-01"),
        "unemployment_started": day("2020-06-01"),
        "earlier_unemployment_months": 0.0,
        "came_from": "ingen",
    },
    "job-ready, earlier unemployment": {
        "target_group": "arbejdsmarkedsparat",
        "effort_started": day("2020-09-01"),
        "unemployment_started": day("2020-09-01"),
        "earlier_unemployment_months": 7.0,
        "came_from": "ingen",
    },
    "job-ready, from another group": {
        "target_group": "arbejdsmarkedsparat",
        "effort_started": day("2020-09-01"),
        "unemployment_started": day("2020-09-01"),
        "earlier_unemployment_months": 0.0,
        "became_job_ready": day("2020-09-01"),
        "came_from": "ung",
    },
    "activity-ready, became job-ready": {
        "target_group": "aktivitetsparat",
        "became_job_ready": day("2020-09-01"),
    },
    "young, became job-ready": {"target_group": "ung", "became_job_ready": day("2020-09-01")},
    "integration, period began": {
        "target_group": "integrationsborger",
        "integration_started": day("2020-09-01"),
    },
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("on", "state"), [("2020-08-31", NOT_DUE), ("2020-09-01", DUE), ("2020-09-02", DUE), ("2026-11-23", DUE)]
)
def test_the_day_before_is_too_early_and_the_day_itself_is_not(way, on, state):
    assert answer(day(on), **WAYS[way]) == (state, day("2020-09-01"), "")


@pytest.mark.parametrize(
    ("group", "began", "reached"),
    [
        ("forsikret", "2019-08-31", "2020-02-29"),
        ("forsikret", "2020-08-31", "2021-02-28"),
        ("forsikret", "2019-08-30", "2020-02-29"),
        ("forsikret", "2019-08-29", "2020-02-29"),
        ("forsikret", "2019-08-28", "2020-02-28"),
        ("forsikret", "2020-08-29", "2021-02-28"),
        ("forsikret", "2020-02-29", "2020-08-29"),
        ("forsikret", "2019-02-28", "2019-08-28"),
        ("forsikret", "2020-03-31", "2020-09-30"),
        ("forsikret", "2020-07-31", "2021-01-31"),
        ("forsikret", "2020-12-31", "2021-06-30"),
        ("arbejdsmarkedsparat", "2019-11-30", "2020-02-29"),
        ("arbejdsmarkedsparat", "2020-11-30", "2021-02-28"),
        ("arbejdsmarkedsparat", "2020-11-28", "2021-02-28"),
        ("arbejdsmarkedsparat", "2020-01-31", "2020-04-30"),
        ("arbejdsmarkedsparat", "2020-02-29", "2020-05-29"),
        ("arbejdsmarkedsparat", "2020-10-31", "2021-01-31"),
    ],
)
def test_months_are_calendar_months_and_end_with_the_month(group, began, reached):
    facts = {
        "target_group": group,
        "effort_started": day(began),
        "unemployment_started": day(began),
        "earlier_unemployment_months": 0.0,
        "came_from": "ingen",
    }
    before = date.fromordinal(day(reached).toordinal() - 1)
    period = day("2020-01-01")
    if before >= period:
        assert answer(before, **facts) == (NOT_DUE, day(reached), "")
    assert answer(max(day(reached), period), **facts) == (DUE, day(reached), "")


@pytest.mark.parametrize("group", ["forsikret", "arbejdsmarkedsparat"])
@pytest.mark.parametrize(
    ("months", "state", "due_on"),
    [
        (0.0, NOT_DUE, {"forsikret": "2020-09-01", "arbejdsmarkedsparat": "2020-06-01"}),
        (5.99, NOT_DUE, {"forsikret": "2020-09-01", "arbejdsmarkedsparat": "2020-06-01"}),
        (6.0, NOT_DUE, {"forsikret": "2020-09-01", "arbejdsmarkedsparat": "2020-06-01"}),
        (6.01, DUE, dict.fromkeys(GROUPS, "2020-03-01")),
        (6.5, DUE, dict.fromkeys(GROUPS, "2020-03-01")),
        (60.0, DUE, dict.fromkeys(GROUPS, "2020-03-01")),
    ],
)
def test_more_than_six_months_is_more_than_six(group, months, state, due_on):
    facts = {
        "target_group": group,
        "effort_started": day("2020-03-01"),
        "unemployment_started": day("2020-03-01"),
        "earlier_unemployment_months": months,
        "came_from": "ingen",
    }
    assert answer(day("2020-03-01"), **facts) == (state, day(due_on[group]), "")


def test_the_day_may_lie_before_the_effort_began():
    facts = WAYS["insured, earlier unemployment"] | {"effort_started": day("2020-11-01")}
    assert answer(day("2020-12-01"), **facts) == (DUE, day("2020-09-01"), "")


def test_the_earliest_of_two_ways_is_the_day():
    facts = WAYS["insured, six months of effort"] | {"earlier_unemployment_months": 7.0}
    assert answer(day("2020-12-01"), **facts) == (DUE, day("2020-03-01"), "")


def test_unemployment_still_to_come_gives_a_day_to_come():
    facts = WAYS["insured, earlier unemployment"] | {"unemployment_started": day("2020-12-24")}
    assert answer(day("2020-12-01"), **facts) == (NOT_DUE, day("2020-12-24"), "")


@pytest.mark.parametrize(
    ("came_from", "state", "due_on"),
    [
        ("ingen", NOT_DUE, "2020-12-01"),
        ("arbejdsmarkedsparat", NOT_DUE, "2020-12-01"),
        ("forsikret", DUE, "2020-09-01"),
        ("aktivitetsparat", DUE, "2020-09-01"),
        ("ung", DUE, "2020-09-01"),
        ("integrationsborger", DUE, "2020-09-01"),
        ("sygemeldt", DUE, "2020-09-01"),
    ],
)
def test_only_another_group_counts_as_a_move(came_from, state, due_on):
    facts = WAYS["job-ready, from another group"] | {"came_from": came_from}
    assert answer(day("2020-09-01"), **facts) == (state, day(due_on), "")


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"target_group": "forsikret"}, "earlier_unemployment_months;effort_started;unemployment_started"),
        ({"target_group": "arbejdsmarkedsparat", "came_from": "ingen"},
         "earlier_unemployment_months;effort_started;unemployment_started"),
        ({"target_group": "arbejdsmarkedsparat"},
         "became_job_ready;came_from;earlier_unemployment_months;effort_started;unemployment_started"),
        ({"target_group": "aktivitetsparat"}, "became_job_ready"),
        ({"target_group": "ung"}, "became_job_ready"),
        ({"target_group": "integrationsborger"}, "integration_started"),
        ({}, "target_group"),
        ({"target_group": None, "became_job_ready": day("2020-01-01")}, "target_group"),
    ],
)  # fmt: skip
def test_someone_of_whom_nothing_is_known_cannot_be_told(facts, missing):
    assert answer(day("2020-09-01"), **facts) == (CANNOT_TELL, None, missing)


@pytest.mark.parametrize(
    ("way", "unknown", "missing"),
    [
        ("insured, six months of effort", ["effort_started"], "effort_started"),
        ("insured, earlier unemployment", ["earlier_unemployment_months"], "earlier_unemployment_months"),
        ("insured, earlier unemployment", ["unemployment_started"], "unemployment_started"),
        ("job-ready, three months of effort", ["effort_started"], "effort_started"),
        ("job-ready, earlier unemployment", ["unemployment_started"], "unemployment_started"),
        ("job-ready, from another group", ["came_from"], "came_from"),
        ("job-ready, from another group", ["became_job_ready"], "became_job_ready"),
        ("job-ready, from another group", ["became_job_ready", "came_from"], "became_job_ready;came_from"),
        ("activity-ready, became job-ready", ["became_job_ready"], "became_job_ready"),
        ("integration, period began", ["integration_started"], "integration_started"),
    ],
)
def test_an_unknown_fact_that_decides_is_named(way, unknown, missing):
    facts = WAYS[way] | dict.fromkeys(unknown)
    assert answer(day("2020-09-01"), **facts) == (CANNOT_TELL, None, missing)


@pytest.mark.parametrize(
    ("way", "changes", "answered"),
    [
        # Another way has already been met.
        ("insured, six months of effort", {"earlier_unemployment_months": None}, (DUE, "2020-09-01")),
        ("insured, six months of effort", {"unemployment_started": None}, (DUE, "2020-09-01")),
        ("insured, earlier unemployment", {"effort_started": None}, (DUE, "2020-09-01")),
        ("job-ready, three months of effort", {"came_from": None}, (DUE, "2020-09-01")),
        ("job-ready, from another group", {"effort_started": None}, (DUE, "2020-09-01")),
        # The other half of the way is surely not met, so the unknown half cannot matter.
        ("job-ready, three months of effort", {"became_job_ready": None}, (DUE, "2020-09-01")),
        (
            "job-ready, from another group",
            {"came_from": None, "became_job_ready": NOT_HAPPENED},
            (NOT_DUE, "2020-12-01"),
        ),
        (
            "job-ready, from another group",
            {"came_from": None, "became_job_ready": day("2020-10-01")},
            (NOT_DUE, "2020-12-01"),
        ),
        (
            "job-ready, earlier unemployment",
            {"earlier_unemployment_months": 6.0, "unemployment_started": None},
            (NOT_DUE, "2020-12-01"),
        ),
        # Facts that the group's rule does not ask about.
        ("young, became job-ready", {"effort_started": None, "came_from": None}, (DUE, "2020-09-01")),
        ("integration, period began", {"became_job_ready": None}, (DUE, "2020-09-01")),
    ],
)
def test_an_unknown_fact_that_cannot_change_the_answer_is_passed_over(way, changes, answered):
    state, due_on = answered
    assert answer(day("2020-09-01"), **(WAYS[way] | changes)) == (state, day(due_on), "")


@pytest.mark.parametrize("way", ["activity-ready, became job-ready", "young, became job-ready"])
def test_what_is_known_not_to_have_happened_gives_no_day(way):
    facts = WAYS[way] | {"became_job_ready": NOT_HAPPENED}
    assert answer(day("2020-09-01"), **facts) == (NOT_DUE, None, "")


@pytest.mark.parametrize("group", ["sygemeldt", "fleksjob", "ingen", "Forsikret ", "æøå"])
def test_a_group_that_the_table_does_not_name_is_not_covered(group):
    facts = WAYS["insured, six months of effort"] | {"target_group": group}
    assert answer(day("2020-09-01"), **facts) == (NOT_COVERED, None, "")


@pytest.mark.parametrize(
    ("on", "state"),
    [("2019-12-31", NOT_COVERED), ("2020-01-01", DUE), ("2021-12-31", DUE), ("2022-01-01", DUE)],
)
def test_the_policy_begins_with_its_period_and_runs_on_after_it(on, state):
    found = answer(day(on), target_group="ung", became_job_ready=day("2019-06-01"))
    assert found == (state, day("2019-06-01") if state == DUE else None, "")


def test_a_policy_that_stops_covers_nobody_after_its_period():
    stopping = replace(policy(), on_expiry="stops")
    person = build.people({"target_group": "ung", "became_job_ready": day("2020-06-01")})
    states = [due(stopping, person, day(on))["state"][0] for on in ("2021-12-31", "2022-01-01")]
    assert states == [DUE, NOT_COVERED]


def test_no_rule_asks_about_a_fact_twice_so_each_unknown_stands_for_itself():
    for rule in policy().rules(day("2020-09-01")):
        assert set(Counter(facts_of(rule)).values()) == {1}


@pytest.mark.parametrize("group", [*GROUPS, "sygemeldt", None])
def test_every_combination_of_known_and_unknown_is_answered_as_the_plain_evaluator_does(group):
    on = day("2020-08-31")
    around = [None, NOT_HAPPENED, day("2020-08-30"), on, day("2020-09-01")]
    grid = product(
        [None, NOT_HAPPENED, day("2020-02-28"), day("2020-02-29"), day("2020-05-31"), day("2020-06-01")],
        around,
        [None, 6.0, 6.01],
        around if group not in (None, "integrationsborger", "forsikret") else [None],
        [None, "ingen", "arbejdsmarkedsparat", "ung"] if group == "arbejdsmarkedsparat" else [None],
        around if group == "integrationsborger" else [None],
    )
    names = list(build.people({}).columns)[2:8]  # what the table asks about
    facts = build.people(*({"target_group": group, **dict(zip(names, row, strict=True))} for row in grid))
    found = due(policy(), facts, on).select("rule", "state", "due_on", "missing").rows()
    expected = [brute.answer(policy(), "branchespor", row, on) for row in facts.to_dicts()]
    assert found == expected


def test_rows_keep_the_order_of_the_citizens():
    facts = build.people(*({"target_group": group} for group in (*GROUPS, None, "sygemeldt") * 3))
    assert due(policy(), facts, day("2020-09-01"))["citizen"].to_list() == facts["citizen"].to_list()


def test_nobody_gives_no_rows():
    assert due(policy(), build.people(), day("2020-09-01")).is_empty()


def test_answers_are_the_same_for_one_and_for_many():
    rows = [*WAYS.values(), {}, {"target_group": "sygemeldt"}]
    many = due(policy(), build.people(*rows), day("2020-08-31")).drop("citizen")
    alone = [due(policy(), build.people(row), day("2020-08-31")).drop("citizen") for row in rows]
    assert many.equals(pl.concat(alone))
