"""When a course begins and ends, what it ends with, and how many whole months that took."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fodfaeste.core.dates import add_months
from fodfaeste.engines.indicators.survival_clocks import (
    course_starts,
    ended,
    in_months,
    offer_starts,
    whole_months,
)
from fodfaeste.engines.indicators.survival_courses import Recorded, courses_of, joined, last_known
from fodfaeste.engines.indicators.survival_definitions import LASTING_WORK, SELF_SUPPORT, Terms
from tests.engines.indicators.survival_tables import BEGAN, SINCE, UNTIL, person, tables

RECORDED, TERMS = Recorded(SINCE, UNTIL), Terms()
LEFT = date(2019, 5, 1)
A_DAY = timedelta(days=1)
ON_BENEFIT = ((BEGAN, LEFT, "dagpenge"),)


def outcome(figure, one, terms=TERMS):
    """The first day gone and the cause of a person's first course; None: not seen to leave."""
    made = tables(one)
    courses = courses_of(made, RECORDED, terms)
    found = ended(course_starts(courses, made["statuses"]), figure, courses, terms).sort("start")
    if found.is_empty():
        return "no course"
    day, cause = found.select("left_on", "cause").row(0)
    return None if day >= UNTIL else (day, cause)


def courses(*people, terms=TERMS):
    return courses_of(tables(*people), RECORDED, terms).courses.rows()


@pytest.mark.parametrize(("apart", "count"), [(0, 1), (28, 1), (29, 2)])
def test_a_break_of_up_to_28_days_is_inside_one_course(apart, count):
    again = LEFT + timedelta(days=apart)
    assert len(courses(person(benefits=(*ON_BENEFIT, (again, None, "kontanthjaelp"))))) == count


def test_unemployment_is_part_of_a_course_also_without_benefit():
    one = person(benefits=((BEGAN, None, "ingen"),), spells=[("unemployment", BEGAN, LEFT - A_DAY)])
    assert courses(one) == [("a", BEGAN, LEFT)]


def test_what_is_only_planned_is_not_known():
    assert not courses(person(benefits=((UNTIL, None, "dagpenge"),)))


def test_one_who_leaves_without_education_or_pension_supports_themselves():
    assert outcome(SELF_SUPPORT, person(benefits=ON_BENEFIT)) == (LEFT, 1)


def test_one_who_is_still_on_benefit_has_not_left():
    assert outcome(SELF_SUPPORT, person()) is None


@pytest.mark.parametrize("days", [0, 28])
def test_a_student_is_not_self_supporting_even_with_a_job(days):
    begins = LEFT + timedelta(days=days)
    one = person(benefits=ON_BENEFIT, spells=[("education", begins, None), ("work", LEFT, None)])
    assert outcome(SELF_SUPPORT, one) == (LEFT, 2)


def test_an_education_begun_later_is_another_matter():
    one = person(benefits=ON_BENEFIT, spells=[("education", LEFT + timedelta(days=29), None)])
    assert outcome(SELF_SUPPORT, one) == (LEFT, 1)


@pytest.mark.parametrize("value", ["foertidspension", "seniorpension", "fleksloentilskud"])
def test_a_pension_or_a_flex_job_is_no_self_support(value):
    assert outcome(SELF_SUPPORT, person(benefits=(*ON_BENEFIT, (LEFT, None, value)))) == (LEFT, 3)


def test_the_state_pension_is_no_self_support():
    assert outcome(SELF_SUPPORT, person(benefits=ON_BENEFIT, born=LEFT.year - 67)) == "no course"
    assert outcome(SELF_SUPPORT, person(benefits=ON_BENEFIT, born=LEFT.year - 66)) == (LEFT, 1)


def test_a_course_counts_only_where_a_target_group_was_given_in_it():
    assert outcome(SELF_SUPPORT, person(benefits=ON_BENEFIT, group=None)) == "no course"
    assert outcome(SELF_SUPPORT, person(benefits=ON_BENEFIT, named=LEFT)) == "no course"


def test_a_course_whose_beginning_nobody_knows_is_not_counted():
    assert outcome(SELF_SUPPORT, person(benefits=((None, LEFT, "dagpenge"),))) == "no course"


@pytest.mark.parametrize(("until", "is_lasting"), [(date(2019, 10, 31), True), (date(2019, 10, 30), False)])
def test_work_lasts_when_it_lasts_six_months(until, is_lasting):
    one = person(benefits=ON_BENEFIT, spells=[("work", LEFT, until)])
    assert outcome(LASTING_WORK, one) == ((LEFT, 1) if is_lasting else None)


@pytest.mark.parametrize(("days", "is_lasting"), [(28, True), (29, False)])
def test_a_short_break_between_two_jobs_is_tolerated(days, is_lasting):
    last = date(2019, 7, 31)
    again = last + timedelta(days=days + 1)
    one = person(benefits=ON_BENEFIT, spells=[("work", LEFT, last), ("work", again, date(2019, 12, 31))])
    assert outcome(LASTING_WORK, one) == ((LEFT, 1) if is_lasting else None)


def test_a_benefit_beside_the_work_breaks_it():
    benefits = (*ON_BENEFIT, (date(2019, 8, 1), date(2019, 8, 2), "sygedagpenge"))
    one = person(benefits=benefits, spells=[("work", LEFT, date(2019, 12, 31))])
    assert outcome(LASTING_WORK, one) is None


def test_lasting_work_may_come_after_some_time_out_of_the_course():
    begins = date(2020, 2, 10)
    one = person(benefits=ON_BENEFIT, spells=[("work", begins, None)])
    assert outcome(LASTING_WORK, one) == (begins, 1)


def test_work_beside_the_benefit_begins_to_last_when_the_benefit_ends():
    one = person(benefits=ON_BENEFIT, spells=[("work", date(2019, 2, 1), None)])
    assert outcome(LASTING_WORK, one) == (LEFT, 1)


def test_a_pension_before_lasting_work_competes_with_it():
    pension = date(2019, 6, 1)
    benefits = (*ON_BENEFIT, (pension, None, "foertidspension"))
    assert outcome(LASTING_WORK, person(benefits=benefits, spells=[("work", LEFT, None)])) == (pension, 2)


def test_a_job_with_subsidised_wages_is_no_self_support():
    one = person(
        benefits=((BEGAN, LEFT, "dagpenge"),),
        spells=[("work", LEFT, None)],
        offers=[("loentilskud", "running", None, LEFT)],
    )
    assert outcome(SELF_SUPPORT, one) == (LEFT, 1)
    assert outcome(SELF_SUPPORT, one, Terms(supported=("loentilskud",))) is None
    assert outcome(LASTING_WORK, one, Terms(supported=("loentilskud",))) is None


def test_a_subsidised_job_alone_is_no_course():
    one = person(benefits=(), offers=[("loentilskud", "running", None, LEFT)])
    assert not courses(one, terms=Terms(supported=("loentilskud",)))


@pytest.mark.parametrize(
    ("state", "begins", "counts"),
    [
        ("running", BEGAN, True),
        ("ended", LEFT - A_DAY, True),
        ("planned", BEGAN, False),
        ("withdrawn", BEGAN, False),
        ("running", LEFT, False),
        ("running", BEGAN - A_DAY, False),
    ],
)
def test_an_offer_counts_from_its_first_day_inside_a_course(state, begins, counts):
    made = tables(person(benefits=ON_BENEFIT, offers=[("branchespor", state, "F", begins)]))
    found = offer_starts(courses_of(made, RECORDED, TERMS), made["agreements"], RECORDED)
    expected = [("a", "branchespor", "F", begins, LEFT, begins)] if counts else []
    assert found.rows() == expected


days = st.dates(date(2018, 1, 1), date(2020, 12, 31))


@settings(max_examples=50, deadline=None)
@given(days, days)
@example(date(2018, 8, 31), date(2019, 2, 28))
@example(date(2018, 8, 31), date(2019, 2, 27))
def test_whole_months_are_calendar_months_clamped_to_the_last_day(start, day):
    frame = pl.DataFrame({"start": [start], "day": [day]})
    found = frame.select(whole_months("start", pl.col("day"))).item()
    assert add_months(start, found) <= day < add_months(start, found + 1)


@settings(max_examples=50, deadline=None)
@given(days, days, st.integers(0, 500), days, st.integers(1, 12))
def test_a_month_counts_where_all_of_it_could_be_followed(start, since, stay, known_until, months):
    gone = start + timedelta(days=stay)
    one = pl.DataFrame({"citizen": ["a"], "offer": [""], "group": ["g"], "start": [start], "ends": [gone]})
    one = one.with_columns(known_from=start, left_on=gone, cause=pl.lit(1))
    followed = [
        month
        for month in range(1, months + 1)
        if since <= add_months(start, month - 1) <= gone and add_months(start, month) <= known_until
    ]
    rows = in_months(one, since, known_until, months).select("entry", "month", "cause").rows()
    if not followed:
        assert not rows
        return
    left_in_the_last = gone < add_months(start, followed[-1])
    assert rows == [(followed[0] - 1, followed[-1], int(left_in_the_last))]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), days, st.integers(0, 90)), max_size=6), st.sampled_from([0, 28])
)
def test_stretches_are_joined_as_the_days_say(rows, gap):
    frame = pl.DataFrame(
        [(citizen, begins, begins + timedelta(days=length)) for citizen, begins, length in rows],
        schema={"citizen": pl.String, "begins": pl.Date, "ends": pl.Date},
        orient="row",
    )
    expected = []
    for citizen in "ab":
        covered = sorted(
            {
                begins + timedelta(days=n)
                for who, begins, length in rows
                if who == citizen
                for n in range(length)
            }
        )
        for day in covered:
            if expected and expected[-1][0] == citizen and (day - expected[-1][2]).days <= gap:
                expected[-1][2] = day + A_DAY
            else:
                expected.append([citizen, day, day + A_DAY])
    assert [list(row) for row in joined(frame, gap).rows()] == expected


def test_an_exit_is_known_some_time_after_it():
    assert last_known(RECORDED, TERMS) == (date(2021, 12, 4), date(2021, 7, 1))
