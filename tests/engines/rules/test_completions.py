"""Rules that ask about one fact twice."""

from datetime import date

import pytest

from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.policy import Where
from fodfaeste.engines.rules import due
from tests.engines.rules import build

ON = date(2020, 9, 1)
OVER, AT_MOST = (Where("earlier_unemployment_months", operator, 6.0) for operator in ("over", "at_most"))


def answer(*clauses, **facts):
    found = due(build.pack(build.rule(*clauses)), build.people({"target_group": "ung", **facts}), ON)
    return found.select("state", "due_on", "missing").row(0)


EITHER = build.any_of(
    build.way("unemployment_started", "P0D", OVER), build.way("effort_started", "P6M", AT_MOST)
)


def test_someone_whom_either_way_reaches_is_due_whatever_the_months_were():
    facts = {"unemployment_started": date(2020, 2, 1), "effort_started": date(2020, 2, 1)}
    assert answer(EITHER, **facts) == ("due", date(2020, 8, 1), "")


def test_someone_whom_one_of_them_reaches_cannot_be_told_without_the_months():
    facts = {"unemployment_started": date(2020, 2, 1), "effort_started": date(2020, 5, 1)}
    assert answer(EITHER, **facts) == ("cannot_tell", None, "earlier_unemployment_months")


def test_what_no_value_can_meet_is_not_met():
    nobody = build.all_of(build.way(None, "P0D", OVER), build.way(None, "P0D", AT_MOST))
    assert answer(nobody) == ("not_due", None, "")


def test_a_fact_that_another_way_makes_idle_is_not_missing():
    idle = build.any_of(build.way("effort_started", "P3M"), build.way("effort_started", "P6M", OVER))
    assert answer(idle) == ("cannot_tell", None, "effort_started")


@pytest.mark.parametrize("operator", ["over", "at_least", "under", "at_most"])
def test_a_day_that_never_came_is_neither_before_nor_after_another(operator):
    rule = build.any_of(build.way(None, "P0D", Where("became_job_ready", operator, date(2020, 1, 1))))
    assert answer(rule, became_job_ready=NOT_HAPPENED) == ("not_due", None, "")


def test_a_day_that_may_never_come_is_not_promised():
    twice = (
        build.any_of(build.way("effort_started", "P0D")),
        build.all_of(build.way("effort_started", "P0D"), build.way("became_job_ready", "P0D")),
    )
    assert answer(*twice, became_job_ready=date(2020, 9, 2)) == ("not_due", None, "")


def test_two_rules_of_one_group_give_the_best_answer():
    late = build.rule(build.any_of(build.way("effort_started", "P1Y")), id="sen")
    early = build.rule(build.any_of(build.way("effort_started", "P1M")), id="tidlig")
    found = due(
        build.pack(late, early), build.people({"target_group": "ung", "effort_started": date(2020, 5, 1)}), ON
    )
    assert found.select("rule", "state", "due_on").rows() == [("tidlig", "due", date(2020, 6, 1))]


def test_a_version_that_ends_with_the_period_runs_on_and_one_that_ends_by_itself_does_not():
    way = build.any_of(build.way("effort_started"))
    lasting = build.rule(way, id="til-slut", valid_to=date(2021, 12, 31))
    ended = build.rule(way, id="tidligere", offer="andet", valid_to=date(2021, 6, 30))
    person = build.people({"target_group": "ung", "effort_started": date(2020, 5, 1)})
    found = due(build.pack(lasting, ended), person, date(2022, 1, 1))
    assert found["rule"].to_list() == ["til-slut"]


def test_before_the_period_everyone_has_an_answer_and_it_is_not_covered():
    rule = build.rule(build.any_of(build.way("effort_started")), valid_from=date(2020, 1, 1))
    person = build.people({"target_group": "ung", "effort_started": date(2019, 5, 1)})
    assert due(build.pack(rule), person, date(2019, 12, 31))["state"].to_list() == ["not_covered"]


def test_a_condition_alone_makes_due_without_a_day():
    assert answer(build.any_of(build.way(None, "P0D", OVER)), earlier_unemployment_months=7.0) == (
        "due",
        None,
        "",
    )
