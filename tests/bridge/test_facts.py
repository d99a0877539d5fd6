"""What was believed of citizens: on a day, and as known at an instant."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from fodfaeste.apps.citizens.models import Fact
from fodfaeste.bridge.facts import MANY, facts_on, load_facts, load_history, load_people
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.engines.rules import FACT_TYPES
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
FIRST, SECOND, THIRD = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (1, 10, 20))


def known(citizen, *, on=ON, known_at=None) -> dict[str, object]:
    """The row of one citizen."""
    frame = load_facts(citizen.authority, on, known_at=known_at, citizens=[citizen.pk])
    return frame.row(0, named=True)


def test_someone_of_whom_nothing_is_known_has_a_row_of_unknowns():
    anna = make.citizen(reference="a-1", birth_date=None)
    assert known(anna) == {"citizen": "a-1", "pk": anna.pk, **dict.fromkeys(FACTS)}


def test_each_fact_comes_in_its_own_type():
    anna = make.citizen()
    make.facts(
        anna,
        target_group="ung",
        effort_started=date(2026, 3, 1),
        earlier_unemployment_months="6.5",
        became_job_ready="ikke_sket",
        came_from="ingen",
    )
    row = known(anna)
    assert row["target_group"] == "ung"
    assert row["effort_started"] == date(2026, 3, 1)
    assert row["earlier_unemployment_months"] == 6.5
    assert row["became_job_ready"] == NOT_HAPPENED
    assert row["came_from"] == "ingen"
    assert row["integration_started"] is None


def test_the_frame_is_what_the_engine_asks_for():
    make.citizen_due()
    frame = load_facts(make.authority(), ON).drop("pk")
    assert dict(frame.schema) == FACT_TYPES


def test_a_correction_is_believed_from_when_it_was_recorded():
    anna = make.citizen()
    wrong = make.fact(anna, "effort_started", date(2026, 1, 1), recorded_at=FIRST, withdrawn_at=SECOND)
    make.fact(anna, "effort_started", date(2026, 6, 1), recorded_at=SECOND)
    assert wrong.withdrawn_at == SECOND
    days = [known(anna, known_at=at)["effort_started"] for at in (FIRST, SECOND, THIRD)]
    assert days == [date(2026, 1, 1), date(2026, 6, 1), date(2026, 6, 1)]
    assert known(anna)["effort_started"] == date(2026, 6, 1)


def test_before_it_was_recorded_nothing_was_known():
    anna = make.citizen()
    make.fact(anna, "effort_started", date(2026, 1, 1), recorded_at=SECOND)
    assert known(anna, known_at=SECOND - timedelta(microseconds=1))["effort_started"] is None


def test_a_fact_that_was_withdrawn_is_unknown_again():
    anna = make.citizen()
    make.fact(anna, "effort_started", date(2026, 1, 1), recorded_at=FIRST, withdrawn_at=SECOND)
    assert known(anna)["effort_started"] is None


@pytest.mark.parametrize(
    ("on", "group"),
    [("2026-02-28", "ung"), ("2026-03-01", "forsikret"), ("2026-11-23", "forsikret")],
)
def test_a_dated_fact_holds_from_its_first_day_to_the_day_before_its_last(on, group):
    anna = make.citizen()
    make.fact(anna, "target_group", "ung", valid_to=date(2026, 3, 1))
    make.fact(anna, "target_group", "forsikret", valid_from=date(2026, 3, 1))
    assert known(anna, on=date.fromisoformat(on))["target_group"] == group


def test_the_later_begun_counts_however_late_the_other_was_recorded():
    anna = make.citizen()
    make.fact(anna, "target_group", "forsikret", valid_from=date(2026, 3, 1), recorded_at=FIRST)
    make.fact(anna, "target_group", "ung", recorded_at=THIRD)
    assert known(anna)["target_group"] == "forsikret"


def test_of_two_from_the_same_day_the_later_recorded_counts():
    anna = make.citizen()
    for group, at in (("ung", SECOND), ("forsikret", FIRST)):
        make.fact(anna, "target_group", group, valid_from=date(2026, 3, 1), recorded_at=at)
    assert known(anna)["target_group"] == "ung"


def test_whoever_left_the_effort_is_in_no_group_and_not_unknown():
    anna = make.citizen()
    make.fact(anna, "target_group", "ung", valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 1))
    groups = [known(anna, on=on)["target_group"] for on in (date(2026, 5, 31), date(2026, 6, 1))]
    assert groups == ["ung", "ingen"]


def test_whoever_is_not_yet_in_the_effort_is_in_no_group():
    anna = make.citizen()
    make.fact(anna, "target_group", "ung", valid_from=date(2026, 12, 1))
    assert known(anna)["target_group"] == "ingen"


def test_other_facts_that_are_over_are_unknown():
    anna = make.citizen()
    make.fact(anna, "became_job_ready", ON, valid_to=ON)
    assert known(anna)["became_job_ready"] is None


def test_statuses_that_no_rule_asks_about_stay_out():
    anna = make.citizen(birth_date=None)
    make.facts(anna, benefit="dagpenge", readiness="jobparat")
    assert known(anna) == {"citizen": anna.reference, "pk": anna.pk, **dict.fromkeys(FACTS)}


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(1996, ON.month, ON.day), ON.year - 1996),
        (date(1996, ON.month, ON.day) + timedelta(days=1), ON.year - 1997),
        (date(2000, 2, 29), ON.year - 2000),
        (None, None),
    ],
)
def test_age_is_whole_years_on_the_day(born, years):
    assert known(make.citizen(birth_date=born))["age"] == years


def test_only_active_citizens_of_the_authority_are_read():
    make.citizen(active=False)
    make.citizen(make.authority_elsewhere())
    anna = make.citizen()
    assert load_facts(make.authority(), ON)["pk"].to_list() == [anna.pk]


def test_nobody_is_an_empty_frame():
    assert load_facts(make.authority(), ON).is_empty()
    assert load_facts(make.authority(), ON, citizens=[]).is_empty()


def test_many_are_asked_for_with_few_parameters():
    people = [make.citizen() for _ in range(6)]
    for person in people:
        make.fact(person, "target_group", "ung")
    chosen = [people[1].pk, people[4].pk]
    padding = range(people[4].pk + 1000, people[4].pk + 1000 + MANY)
    frame = load_facts(make.authority(), ON, citizens=[*chosen, *padding])
    assert frame["pk"].to_list() == chosen
    assert frame["target_group"].to_list() == ["ung", "ung"]


def test_forty_thousand_may_be_asked_for_at_once():
    anna = make.citizen()
    frame = load_facts(make.authority(), ON, citizens=range(anna.pk, anna.pk + 300_000))
    assert frame["pk"].to_list() == [anna.pk]


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    for _ in range(count):
        make.citizen_due()
    authority = make.authority()
    with django_assert_num_queries(2):
        load_facts(authority, ON)


def test_one_history_answers_for_many_days():
    anna = make.citizen()
    make.fact(anna, "target_group", "ung", valid_to=date(2026, 3, 1))
    make.fact(anna, "target_group", "forsikret", valid_from=date(2026, 3, 1))
    people, history = load_people(anna.authority), load_history(anna.authority)
    for on in (date(2026, 2, 28), date(2026, 3, 1)):
        assert facts_on(people, history, on).equals(load_facts(anna.authority, on))


def test_reading_changes_nothing():
    make.citizen_due()
    before = list(Fact.objects.order_by("pk").values())
    frame = load_facts(make.authority(), ON)
    assert isinstance(frame, pl.DataFrame)
    assert list(Fact.objects.order_by("pk").values()) == before
