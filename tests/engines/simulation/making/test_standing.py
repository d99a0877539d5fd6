"""A policy as it is tried: its rules of the first day, and rules that a scenario adds."""

from datetime import date

from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import AddedRule
from fodfaeste.engines.rules import due
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.standing import standing, with_rules
from tests.engines.rules import build

ON = date(2021, 3, 1)


def began(after: str, **fields: object):
    return build.rule(build.any_of(build.way("effort_started", after)), **fields)


def state(pack: Pack, on: date) -> str:
    facts = build.people({"target_group": "ung", "effort_started": date(2021, 1, 1)})
    return due(pack, facts, on)["state"].item()


def test_a_policy_that_runs_on_counts_past_its_period_without_a_word():
    pack, notes = standing(build.pack(began("P3M")), ON, 120)
    assert notes == []
    assert state(pack, date(2030, 1, 1)) == "due"


def test_the_first_days_version_of_a_rule_is_kept_and_the_change_is_told():
    first = began("P3M", valid_to=date(2021, 6, 30))
    later = began("P9M", valid_from=date(2021, 7, 1))
    pack, notes = standing(build.pack(first, later), ON, 12)
    assert notes == [Note(What.RULE_CHANGES, "spor.ung")]
    assert state(pack, date(2021, 8, 1)) == "due"
    _, before = standing(build.pack(first, later), ON, 3)
    assert before == []


def test_a_policy_that_is_over_gives_nobody_anything():
    pack, notes = standing(build.pack(began("P3M"), on_expiry="lapses"), date(2022, 1, 1), 12)
    assert pack.entries == ()
    assert notes == [Note(What.POLICY_OVER, "prøveby/2020")]


def test_a_policy_that_ends_in_the_months_tried_or_has_not_begun_is_tried_all_the_way():
    ending = build.pack(began("P3M"), on_expiry="lapses")
    pack, notes = standing(ending, ON, 24)
    assert notes == [Note(What.POLICY_ENDS, "prøveby/2020")]
    assert state(pack, date(2022, 2, 1)) == "due"
    coming = build.pack(began("P3M"), period_from=date(2021, 12, 1))
    pack, notes = standing(coming, ON, 6)
    assert notes == [Note(What.POLICY_NOT_BEGUN, "prøveby/2020")]
    assert state(pack, date(2021, 5, 1)) == "due"


def test_an_added_rule_is_proposed_and_the_pack_it_came_from_is_as_it_was():
    pack = build.pack()
    changed = with_rules(pack, (AddedRule("praktik", "ung", "P1M"),))
    assert pack.entries == ()
    assert changed.entries[0].basis == "proposed"
    assert state(changed, date(2021, 1, 31)) == "not_due"
    assert state(changed, date(2021, 2, 1)) == "due"
