"""What the law asks of citizens and employers, out of the database."""

from datetime import UTC, date, datetime

import pytest

from fodfaeste.bridge.law import (
    employer_facts,
    law_here,
    load_coverage,
    load_kinds_ruled_out,
    load_law_facts,
)
from fodfaeste.core.dates import add_months
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.rules.law import LAW_FACT_TYPES
from fodfaeste.installation import clock
from tests import make
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


def of(person, on=ON, **given):
    """One person's row, by name of the fact."""
    frame = load_law_facts(person.authority, on, [person.pk], **given)
    assert frame.height == 1
    return frame.row(0, named=True)


def test_a_person_of_whom_nothing_is_known_has_every_fact_unknown_but_the_age():
    person = make.citizen(birth_date=date(1990, 11, 24))
    row = of(person)
    assert (row.pop("citizen"), row.pop("pk"), row.pop("age")) == (person.reference, person.pk, 35.0)
    assert set(row) == {*LAW_FACT_TYPES, "benefit_started"} - {"age"}
    assert set(row.values()) == {None}


def test_the_statuses_are_those_that_hold_on_the_day():
    person = make.citizen()
    make.fact(person, "law_group", "lab.6.1", valid_from=date(2026, 1, 1), valid_to=date(2026, 11, 1))
    make.fact(person, "law_group", "lab.6.9", valid_from=date(2026, 11, 1))
    make.fact(person, "law_group", "lab.6.11", valid_from=date(2026, 12, 1))
    make.fact(person, "readiness", "jobparat", valid_from=date(2026, 1, 1), withdrawn_at=clock.now())
    assert (of(person)["law_group"], of(person)["readiness"]) == ("lab.6.9", None)
    assert of(person, date(2026, 10, 31))["law_group"] == "lab.6.1"


def test_a_pause_is_read_as_days():
    person = make.citizen()
    make.facts(person, paused_from=date(2026, 11, 1), paused_to=date(2026, 12, 1))
    assert (of(person)["paused_from"], of(person)["paused_to"]) == (date(2026, 11, 1), date(2026, 12, 1))


def test_the_time_on_a_benefit_runs_over_stretches_that_meet():
    person = make.citizen()
    make.fact(person, "benefit", "dagpenge", valid_from=date(2026, 1, 24), valid_to=date(2026, 5, 1))
    make.fact(person, "benefit", "dagpenge", valid_from=date(2026, 5, 1))
    row = of(person)
    assert (row["benefit"], row["benefit_started"], row["months_on_benefit"]) == (
        "dagpenge",
        date(2026, 1, 24),
        9,
    )
    assert of(person, date(2026, 11, 24))["months_on_benefit"] == 10


def test_the_talks_are_those_that_were_held_by_the_authoritys_own_days():
    person = make.citizen()
    for state, day in (("no_show", 1), ("held", 2), ("held", 9), ("booked", 20)):
        make.contact(person, state=state, starts_at=datetime(2026, 11, day, 23, 30, tzinfo=UTC))
    row = of(person)
    assert (row["first_contact"], row["last_contact"]) == (date(2026, 11, 3), date(2026, 11, 10))
    assert of(person, date(2026, 11, 9))["last_contact"] == date(2026, 11, 3)


def test_the_group_is_the_recorded_one_else_the_one_that_the_label_means():
    person = make.citizen()
    make.fact(person, "target_group", "forsikret", valid_from=date(2026, 1, 1))
    assert of(person)["law_group"] == "lab.6.1"
    make.fact(person, "law_group", "lab.6.9", valid_from=date(2026, 1, 1))
    assert of(person)["law_group"] == "lab.6.9"


def test_greenlands_people_have_match_groups_under_greenlands_law():
    authority = sermersooq()
    person = make.citizen(authority)
    make.fact(person, "target_group", "matchgruppe-2", valid_from=date(2026, 1, 1))
    assert law_here(authority, ON).legal_system == "greenland"
    assert (of(person)["gl_match_group"], of(person)["law_group"]) == ("2", None)


def test_only_the_authoritys_active_people_are_read():
    mine = make.citizen()
    make.citizen(active=False)
    make.citizen(make.authority_elsewhere())
    assert load_law_facts(mine.authority, ON)["pk"].to_list() == [mine.pk]
    assert load_law_facts(mine.authority, ON, []).is_empty()


def workplace(*months, authority=None):
    """A production unit with the staff of the months up to this one, the oldest first."""
    unit = make.production_unit(authority=authority) if authority else make.production_unit()
    for back, (ordinary, supported) in enumerate(reversed(months)):
        make.staff(unit, ordinary, supported, months=1, last=add_months(date(2026, 11, 1), -back))
    return unit


@pytest.mark.parametrize(
    ("months", "ordinary", "supported"),
    [
        ([(10, 1), (12, 1), (14, 1), (16, 2), (99, 3)], 13, 4),  # the running month is not full
        ([(10, 1), (12, 1), (14, 1), (16, 2), (99, None)], 13, 3),
        ([(50, 1), (10, 1), (12, 1), (14, 1), (16, 2), (99, 0)], 13, 1),
        ([(10, 1), (None, 1), (14, 1), (16, 2), (99, 3)], None, 4),  # a month is not known
        ([(12, 1), (14, 1), (16, 2), (99, 3)], None, 4),  # a month is missing
        ([], None, None),
        ([(5, 5), (10, None), (10, None), (10, None), (10, None), (10, None)], 10, None),
    ],
)
def test_an_employers_staff_is_the_mean_of_the_full_months_that_the_law_names(months, ordinary, supported):
    unit = workplace(*months)
    assert employer_facts(unit, ON) == {
        "employer_ordinary_fte": ordinary,
        "employer_supported_fte": supported,
    }


def test_a_citizens_facts_carry_the_employer_that_is_asked_about():
    unit = workplace(*[(10.0, 1.0)] * 5)
    row = of(make.citizen(), unit=unit)
    assert (row["employer_ordinary_fte"], row["employer_supported_fte"]) == (10.0, 2.0)


def test_greenlands_law_counts_no_staff():
    unit = workplace(*[(10.0, 1.0)] * 5, authority=sermersooq())
    assert set(employer_facts(unit, ON).values()) == {None}


def test_the_kinds_that_the_law_closes_are_a_table_of_the_snapshot():
    person = make.citizen()
    make.fact(person, "law_group", "lab.6.9", valid_from=date(2026, 1, 1))
    other = make.citizen()
    found = load_kinds_ruled_out(person.authority, ON)
    assert found.columns == [column.name for column in TABLES["kinds_ruled_out"].columns]
    assert found.rows() == [
        (person.reference, "loentilskud", "loentilskud.adgang"),
        (person.reference, "skaanejob", "skaanejob.adgang"),
    ]
    assert load_kinds_ruled_out(person.authority, ON, [other.pk]).is_empty()


def test_duties_towards_groups_are_counted_from_talks_and_agreements():
    person = make.citizen()
    make.fact(person, "law_group", "lab.6.2", valid_from=date(2026, 1, 1))
    make.fact(person, "unemployment_started", date(2026, 5, 1))
    make.contact(person, date(2026, 6, 1))
    make.agreement(person, begins=date(2026, 7, 1), state="running")
    make.contact(make.citizen(make.authority_elsewhere()), date(2026, 6, 1))
    found = {one.rule.id: (one.people, one.covered) for one in load_coverage(person.authority, ON)}
    assert found == {
        "daekning.foerste-samtale": (1, 1),
        "daekning.samtaler": (1, 0),
        "daekning.tilbud": (1, 1),
        "samtale.16-maaneder": (0, 0),
    }
    assert load_coverage(person.authority, date(2026, 6, 30)) == ()
    assert load_coverage(sermersooq(), ON) == ()


def test_who_has_left_the_effort_is_not_called_in():
    person = make.citizen()
    make.fact(person, "law_group", "lab.6.2", valid_from=date(2026, 1, 1))
    make.fact(person, "unemployment_started", date(2026, 5, 1))
    make.fact(person, "target_group", "ung", valid_from=date(2026, 1, 1), valid_to=date(2026, 10, 1))
    assert any(one.behind.height for one in load_coverage(person.authority, date(2026, 9, 30)))
    assert not any(one.people + one.behind.height for one in load_coverage(person.authority, ON))


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    for _ in range(count):
        make.contact(make.citizen_due())
    authority = make.authority()
    with django_assert_num_queries(4):
        load_law_facts(authority, ON)
    with django_assert_num_queries(5):
        load_coverage(authority, ON)
