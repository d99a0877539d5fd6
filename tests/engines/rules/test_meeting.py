"""Law and policy on the same thing: both lines, the law's binding, and what a worse policy is told."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from fodfaeste.core.dates import Period
from fodfaeste.core.law import Condition, LawPack
from fodfaeste.core.policy import Clause, Pack, Target, Way, Where
from fodfaeste.engines.rules import FACT_TYPES, explain
from fodfaeste.engines.rules.meeting import Meeting, conflicts_over_time, meet, meetings
from fodfaeste.formats.packs import Library, installed_pack
from tests.engines.rules.law_people import law

ON = date(2026, 11, 23)
OFFER = "tilbud.ret-og-pligt"


def norddjurs() -> Pack:
    return installed_pack("norddjurs", ON)


def with_entry(entry_id: str, **changes: object) -> Pack:
    pack = norddjurs()
    entries = tuple(replace(e, **changes) if e.id == entry_id else e for e in pack.entries)
    return replace(pack, entries=entries)


def met(pack: Pack, entry_id: str, on: date = ON, legal: LawPack | None = None) -> Meeting:
    return next(m for m in meetings(pack, legal or law(), on) if m.entry.id == entry_id)


def waiting(*ways: tuple[Period, bool], operator: str = "any_of") -> tuple[Clause, ...]:
    """A rule's ways: how long each waits, and whether it is for some only."""
    some = (Where("earlier_unemployment_months", "over", 6.0),)
    members = (Way("effort_started", after, some if is_for_some else ()) for after, is_for_some in ways)
    return (Clause(operator, tuple(members)),)


def told(**changes: object) -> str | None:
    conflict = met(with_entry("branchespor.forsikret", **changes), "branchespor.forsikret").conflict
    return conflict.words.da if conflict else None


def test_a_line_meets_the_rules_of_the_day_with_their_place_in_the_law() -> None:
    found = met(norddjurs(), "branchespor.forsikret")
    assert [line.rule.id for line in found.law] == [OFFER]
    assert [line.reference for line in found.law] == [f"LAB {found.law[0].rule.reference}"]
    assert found.law[0].rule.valid_from == date(2026, 7, 1)
    earlier = met(norddjurs(), "branchespor.forsikret", date(2026, 6, 30))
    assert earlier.law[0].rule.valid_from == date(2024, 1, 1)


def test_a_line_whose_rule_is_not_in_force_that_day_is_left_out() -> None:
    ids = [meeting.entry.id for meeting in meetings(norddjurs(), law(), date(2023, 12, 31))]
    assert "branchespor.forsikret" not in ids
    assert "ansvar.egen-fremtidsplan" in ids


def test_a_rule_that_is_planned_is_never_met() -> None:
    pack = with_entry("branchespor.forsikret", law=("plan.2027.jobparat",))
    ids = [meeting.entry.id for meeting in meetings(pack, law(), date(2027, 2, 1))]
    assert "branchespor.forsikret" not in ids


@pytest.mark.parametrize("slug", Library.read().slugs)
def test_at_least_five_lines_of_every_policy_meet_the_law_and_none_gives_less(slug: str) -> None:
    pack = installed_pack(slug, ON)
    legal = law(pack.legal_system)
    assert len(meetings(pack, legal, ON)) >= 5
    assert [str(meeting.conflict) for _, meeting in conflicts_over_time(pack, legal)] == []


@pytest.mark.parametrize(
    ("clauses", "is_later"),
    [
        (waiting((Period(6), False)), False),
        (waiting((Period(6, 1), False)), True),
        (waiting((Period(9), False)), True),
        (waiting((Period(9), False), (Period(3), False)), False),  # who chooses, takes the earlier
        (waiting((Period(9), False), (Period(0), True)), True),  # the earlier is for some only
        (waiting((Period(9), True), (Period(3), False)), False),
        (waiting((Period(9), False), (Period(3), False), operator="all_of"), True),
        (waiting((Period(9), False), operator="none_of"), False),
    ],
)
def test_a_policy_that_lets_someone_wait_longer_than_the_law_is_told(
    clauses: tuple[Clause, ...], is_later: bool
) -> None:
    assert (told(clauses=clauses) is not None) == is_later


def test_what_is_told_names_both_times_and_the_place_in_the_law() -> None:
    found = met(
        with_entry("branchespor.forsikret", clauses=waiting((Period(9), False))), "branchespor.forsikret"
    )
    assert found.conflict is not None
    place = found.law[0].reference
    assert found.conflict.words.da == (
        f"politikken giver det først efter 9 måneder, loven ({place}) senest efter 6 måneder"
    )
    assert (found.conflict.key, found.conflict.rule.id) == ("any_of", OFFER)


def test_how_long_something_lasts_is_no_day_to_be_late_for() -> None:
    lasting = ("virksomhedspraktik.varighed.trin-1",)
    assert told(clauses=waiting((Period(9), False)), law=lasting) is None


def test_weeks_of_the_law_are_compared_too() -> None:
    first = ("foerste-samtale.dagpenge",)
    assert told(clauses=waiting((Period(0, 14), False)), law=first) is None
    assert told(clauses=waiting((Period(0, 15), False)), law=first) is not None


@pytest.mark.parametrize(("value", "is_less"), [(74.0, True), (75.0, False), (90.0, False)])
def test_a_share_below_the_laws_is_told(value: float, is_less: bool) -> None:
    target = Target(value, "percent", change=False, by=None, start=None, level_of=None)
    assert (told(clauses=(), law=("daekning.tilbud",), target=target) is not None) == is_less


def test_a_growth_in_per_cent_is_no_share() -> None:
    target = Target(10.0, "percent", change=True, by=None, start=None, level_of=None)
    assert told(clauses=(), law=("daekning.tilbud",), target=target) is None


@pytest.mark.parametrize(("days", "is_seldom"), [(45, False), (46, True), (90, True)])
def test_talks_further_apart_than_the_laws_are_told(days: int, is_seldom: bool) -> None:
    pack = with_entry("tidlig.foerste-moede", law=("samtaler.seks-maaneder.jobparate",))
    measured = next(one.id for one in pack.indicators if one.measure == "without_contact_share")
    entries = tuple(
        replace(e, indicators=(measured,)) if e.id == "tidlig.foerste-moede" else e for e in pack.entries
    )
    values = tuple(replace(v, value=float(days)) if v.id == "uden_samtale.dage" else v for v in pack.values)
    conflict = met(replace(pack, entries=entries, values=values), "tidlig.foerste-moede").conflict
    assert (conflict.key if conflict else None) == ("uden_samtale.dage" if is_seldom else None)


def test_a_conflict_is_told_once_from_the_first_day_of_the_version_it_is_with() -> None:
    pack = with_entry("branchespor.forsikret", clauses=waiting((Period(9), False)))
    found = [(on, meeting.entry.id) for on, meeting in conflicts_over_time(pack, law())]
    assert found == [(date(2024, 1, 1), "branchespor.forsikret"), (date(2026, 7, 1), "branchespor.forsikret")]


def test_a_policy_that_stops_is_not_held_to_later_law() -> None:
    pack = with_entry("branchespor.forsikret", clauses=waiting((Period(9), False)))
    assert list(conflicts_over_time(replace(pack, on_expiry="stops"), law())) == []


def citizen(**facts: object) -> pl.DataFrame:
    known = {"citizen": "anna", "target_group": "forsikret", **facts}
    return pl.DataFrame([{name: known.get(name) for name in FACT_TYPES}], schema=FACT_TYPES)


@pytest.mark.parametrize(
    ("group", "state", "concerns"),
    [
        ("lab.6.1", Condition.MET, True),
        ("lab.6.6", Condition.NOT_MET, False),
        (None, Condition.UNKNOWN, None),
    ],
)
def test_a_citizens_answer_stands_beside_what_the_law_says_of_them(
    group: str | None, state: Condition, concerns: bool | None
) -> None:
    pack = norddjurs()
    explanation = explain(pack, citizen(effort_started=date(2026, 1, 1)), ON, "branchespor")
    found = meet(pack, explanation, law(), {"law_group": group}, ON)
    assert found.explanation is explanation
    assert [(c.rule.id, c.answer.state, c.concerns) for c in found.law] == [(OFFER, state, concerns)]
    assert found.conflict is None


def test_a_citizen_of_no_group_meets_no_law() -> None:
    pack = norddjurs()
    explanation = explain(pack, citizen(target_group="ingen"), ON, "branchespor")
    assert meet(pack, explanation, law(), {}, ON).law == ()


def test_every_rule_that_a_policy_names_is_one_of_its_own_countrys() -> None:
    for pack in Library.read().packs:
        known = {rule.id for rule in law(pack.legal_system).rules}
        assert {rule for entry in pack.entries for rule in entry.law} <= known, pack.name
