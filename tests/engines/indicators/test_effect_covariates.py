"""What is known of somebody on a day is what had happened by then, and nothing that came later."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.engines.indicators.effect_covariates import Covariates, covariates
from fodfaeste.engines.indicators.effect_days import outcome_after, stretches_of, worked_before
from fodfaeste.engines.indicators.effect_words import COVARIATES, IN_WORK, NEEDED, SELF_SUPPORT
from fodfaeste.engines.indicators.survival_courses import Recorded, courses_of
from fodfaeste.engines.indicators.survival_definitions import Terms
from tests.engines.indicators.survival_tables import BEGAN, UNTIL, person, tables

RECORDED, TERMS = Recorded(date(2016, 1, 1), UNTIL), Terms()
DAY = date(2019, 7, 1)
OFFER = "kursus"


def known_tables(one, talks=()):
    made = tables(one)
    schema = {"citizen": pl.String, "state": pl.String, "at": pl.Datetime("us", "UTC")}
    held = [("a", state, datetime(on.year, on.month, on.day, 10, tzinfo=UTC)) for state, on in talks]
    return {**made, "contacts": pl.DataFrame(held, schema=schema, orient="row")}


def rows(day=DAY):
    return pl.DataFrame({"citizen": ["a"], "begins": [BEGAN], "month": [7], "day": [day]})


def known(one, talks=(), traits=None, day=DAY):
    made = known_tables(one, talks)
    courses = courses_of(made, RECORDED, TERMS)
    stretches = stretches_of(made, courses, RECORDED)
    found = covariates(rows(day), made, courses, stretches, offer=OFFER, traits=traits)
    return {name: column[0] for name, column in found.frame.to_dict(as_series=False).items()}


def test_age_group_benefit_and_days_are_those_of_the_day():
    found = known(person(born=1980, group="forsikret"))
    assert found["age"] == 39
    assert found["group"] == "forsikret"
    assert found["benefit"] == "dagpenge"
    assert found["course_days"] == (DAY - BEGAN).days
    assert found["calendar_month"] == 2019 * 12 + 7


@pytest.mark.parametrize(("changed", "benefit"), [(DAY, "kontanthjaelp"), (date(2019, 7, 2), "dagpenge")])
def test_a_benefit_that_changes_counts_from_its_day(changed, benefit):
    one = person(benefits=((BEGAN, changed, "dagpenge"), (changed, None, "kontanthjaelp")))
    assert known(one)["benefit"] == benefit


def test_talks_count_in_the_course_before_the_day():
    talks = [("held", date(2018, 12, 1)), ("held", date(2019, 2, 1)), ("no_show", date(2019, 3, 1))]
    found = known(person(), [*talks, ("held", DAY), ("cancelled", date(2019, 4, 1))])
    assert (found["talks"], found["missed_talks"]) == (1, 1)


def test_offers_count_where_they_had_begun():
    offers = [
        ("praktik", "ended", None, date(2019, 3, 1)),
        ("praktik", "withdrawn", None, date(2019, 4, 1)),
        ("mentor", "running", None, DAY),
        (OFFER, "ended", None, date(2018, 1, 1)),
    ]
    found = known(person(offers=offers))
    assert (found["other_offers"], found["in_other_offer"], found["had_it_before"]) == (1, 1, 1)
    assert known(person(offers=offers[2:3]))["in_other_offer"] == 0


def test_the_time_before_the_course_is_told_in_months():
    spells = [
        ("work", date(2018, 7, 1), date(2018, 12, 31)),
        ("education", date(2017, 1, 1), date(2017, 6, 30)),
    ]
    found = known(person(spells=spells))
    assert found["worked_months"] == pytest.approx(6, abs=0.1)
    assert found["studied_months"] == pytest.approx(6, abs=0.1)
    assert found["earlier_months"] == 0
    earlier = person(benefits=((date(2017, 1, 1), date(2017, 4, 1), "dagpenge"), (BEGAN, None, "dagpenge")))
    assert known(earlier)["earlier_months"] == pytest.approx(3, abs=0.1)


def test_a_trait_is_what_it_was_by_the_day():
    traits = pl.DataFrame(
        {
            "citizen": ["a", "a", "a"],
            "trait": ["education", "education", "sex"],
            "value": ["none", "vocational", "f"],
            "valid_from": [date(2010, 1, 1), DAY.replace(day=2), None],
        }
    )
    assert known(person(), traits=traits)["education"] == "none"
    assert known(person(), traits=traits)["sex"] == "f"
    assert "sex" not in known(person())


@given(
    later=st.dates(date(2019, 7, 1), date(2021, 12, 31)),
    kind=st.sampled_from(["work", "education", "unemployment"]),
    value=st.sampled_from(["kontanthjaelp", "foertidspension", "ingen"]),
)
@settings(max_examples=25, deadline=None)
def test_nothing_that_comes_later_changes_what_was_known(later, kind, value):
    first = {"offers": [("praktik", "ended", None, date(2019, 3, 1))]}
    later_too = {
        "benefits": ((BEGAN, None, "dagpenge"), (date(2019, 7, 2), None, value)),
        "spells": [(kind, later, None)],
        "offers": [*first["offers"], ("mentor", "running", None, later), (OFFER, "running", None, later)],
    }
    assert known(person(**later_too), [("held", later)]) == known(person(**first))


def test_every_covariate_has_a_name_and_the_needed_ones_are_among_them():
    assert set(known(person())) <= set(COVARIATES)
    assert set(NEEDED) <= set(COVARIATES)


def test_kinds_become_numbers_and_what_is_not_known_stays_so():
    frame = pl.DataFrame({"group": ["b", None, "a", "b"], "age": [30, None, 40, 50]})
    numbers, is_kind = Covariates(frame).coded()
    assert is_kind == (True, False)
    assert numbers[:, 0].tolist()[2:] == [0, 1]
    assert numbers[:, 1].tolist()[2:] == [40, 50]
    assert str(numbers[1].tolist()) == "[nan, nan]"


def state_after(one, outcome, months=6, day=DAY):
    made = known_tables(one)
    stretches = stretches_of(made, courses_of(made, RECORDED, TERMS), RECORDED)
    return outcome_after(stretches, outcome, rows(day), months, RECORDED, TERMS)[0]


LEFT = date(2019, 12, 1)
OUT = ((BEGAN, LEFT, "dagpenge"),)


@pytest.mark.parametrize(
    ("one", "in_work", "alone"),
    [
        (person(), 0, 0),
        (person(benefits=OUT), 0, 1),
        (person(benefits=OUT, spells=[("work", LEFT, None)]), 1, 1),
        (person(benefits=OUT, spells=[("work", LEFT, None), ("education", LEFT, None)]), 1, 0),
        (person(spells=[("work", LEFT, None)]), 0, 0),
        (person(benefits=(*OUT, (LEFT, None, "foertidspension"))), 0, 0),
        (person(benefits=OUT, spells=[("work", LEFT, date(2019, 12, 31))]), 0, 1),
    ],
)
def test_the_outcome_is_what_holds_on_the_day(one, in_work, alone):
    assert state_after(one, IN_WORK) == in_work
    assert state_after(one, SELF_SUPPORT) == alone


def test_a_day_that_the_records_do_not_reach_is_not_known():
    assert state_after(person(), IN_WORK, months=36) is None
    assert state_after(person(), IN_WORK, months=24) == 0


def test_an_outcome_must_be_one_that_is_defined():
    with pytest.raises(ValueError, match="no such outcome"):
        state_after(person(), "rig")


def test_work_long_before_the_course_is_known_where_anything_was_written():
    one = known_tables(person(spells=[("work", date(2017, 6, 1), date(2017, 7, 31))]))
    stretches = stretches_of(one, courses_of(one, RECORDED, TERMS), RECORDED)
    assert worked_before(stretches, rows(), date(2017, 6, 1)).to_list() == [1]
    assert worked_before(stretches, rows(), date(2018, 1, 1)).to_list() == [None]
