"""Who is asked about in which month of the course, and that nobody is compared who had to stay longer."""

import inspect
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.engines.indicators import effect_sets
from fodfaeste.engines.indicators.effect_sets import RiskSets, risk_sets
from fodfaeste.engines.indicators.survival_courses import OPEN, Recorded
from tests.engines.indicators.effect_worlds import RECORDED, WORLDS, made

BEGAN = date(2021, 1, 1)


def people(*rows):
    """Courses as citizen, begins, left (none: goes on), followed_from (none: from its beginning)."""
    columns = {"citizen": pl.String, "begins": pl.Date, "left": pl.Date, "followed_from": pl.Date}
    filled = [(who, begins, left or OPEN, seen or begins) for who, begins, left, seen in rows]
    return pl.DataFrame(filled, schema=columns, orient="row")


def offers(*rows):
    columns = {"citizen": pl.String, "started": pl.Date, "over": pl.Date}
    return pl.DataFrame([(*row, OPEN)[:3] for row in rows], schema=columns, orient="row")


def sets_of(courses, begun, *, recorded=RECORDED, **more):
    return risk_sets(courses, begun, recorded, seed=1, **more).rows


def waiting(number, left=None):
    return [(f"w{one}", BEGAN, left, None) for one in range(number)]


def months(rows, who):
    return rows.filter(citizen=pl.lit(who))["month"].to_list()


def test_a_month_holds_those_who_begin_in_it_and_those_who_do_not():
    rows = sets_of(people(("a", BEGAN, None, None), *waiting(2)), offers(("a", date(2021, 3, 15))))
    assert rows.select("citizen", "month").rows() == [("a", 3), ("w0", 3), ("w1", 3)]
    assert rows["day"].to_list() == [date(2021, 3, 15)] * 3


def test_who_has_begun_is_out_and_who_has_not_may_begin_later():
    courses = people(("early", BEGAN, None, None), ("late", BEGAN, None, None), *waiting(1))
    rows = sets_of(courses, offers(("early", date(2021, 1, 10)), ("late", date(2021, 2, 10))))
    assert months(rows, "early") == [1]
    assert months(rows, "late") == [1, 2]
    assert months(rows, "w0") == [1, 2]


def test_who_begins_later_in_the_same_month_is_no_comparison_in_it():
    courses = people(("a", BEGAN, None, None), ("b", BEGAN, None, None))
    rows = sets_of(courses, offers(("a", date(2021, 1, 5)), ("b", date(2021, 1, 25))))
    assert rows["started"].null_count() == 0
    assert (rows["started"] == rows["day"]).all()


def test_a_comparison_is_still_in_the_course_as_far_into_the_month_as_a_participant():
    gone_before, gone_after = waiting(1, date(2021, 3, 15)), waiting(1, date(2021, 3, 16))
    begun = offers(("a", date(2021, 3, 15)))
    one = ("a", BEGAN, None, None)
    assert months(sets_of(people(one, *gone_before), begun), "w0") == []
    assert months(sets_of(people(one, *gone_after), begun), "w0") == [3]


@pytest.mark.parametrize("months_before", [0, 2])
def test_nobody_counts_before_they_were_followed(months_before):
    seen = date(2021, 3, 1)
    courses = people(("a", BEGAN, None, None), ("b", BEGAN, None, seen), *waiting(1))
    begins = date(2021, 3 - months_before, 20)
    rows = sets_of(courses, offers(("a", begins), ("b", begins)))
    assert months(rows, "b") == ([3] if not months_before else [])


def test_what_is_before_the_records_or_after_them_is_not_counted():
    courses = people(("a", BEGAN, None, None), *waiting(1))
    short = Recorded(date(2021, 4, 1), date(2021, 6, 1))
    assert sets_of(courses, offers(("a", date(2021, 3, 15))), recorded=short).is_empty()
    assert sets_of(courses, offers(("a", date(2021, 6, 1))), recorded=short).is_empty()
    assert not sets_of(courses, offers(("a", date(2021, 5, 31))), recorded=short).is_empty()


def test_who_was_in_the_offer_when_the_course_began_is_left_out_of_both_sides():
    courses = people(("a", BEGAN, None, None), ("in", BEGAN, None, None), ("had", BEGAN, None, None))
    before = date(2020, 12, 1)
    rows = sets_of(courses, offers(("a", date(2021, 1, 9)), ("in", before), ("had", before, before)))
    assert set(rows["citizen"]) == {"a", "had"}


def test_no_more_comparisons_are_drawn_than_so_many_for_each_who_began_in_the_month():
    courses = people(("a", BEGAN, None, None), *waiting(30))
    rows = sets_of(courses, offers(("a", date(2021, 2, 15))), per_start=4)
    assert rows.height == 5


def test_the_same_seed_draws_the_same_rows_and_another_other_ones():
    country = made(WORLDS["nothing is skewed"], 400, 1)
    drawn = [risk_sets(country.courses, country.offers, RECORDED, seed=seed).rows for seed in (1, 1, 2)]
    assert drawn[0].equals(drawn[1])
    assert not drawn[0].equals(drawn[2])
    mixed = country.courses.sample(fraction=1, shuffle=True, seed=3)
    assert risk_sets(mixed, country.offers, RECORDED, seed=1).rows.equals(drawn[0])


def test_an_offer_nobody_began_has_no_rows():
    assert sets_of(people(*waiting(3)), offers()).is_empty()


@pytest.mark.parametrize("wrong", [{"day": date(2020, 12, 31)}, {"left": BEGAN}, {"started": BEGAN}])
def test_a_row_outside_its_course_or_after_its_offer_is_refused(wrong):
    right = {"citizen": "a", "begins": BEGAN, "left": OPEN, "started": None, "month": 1}
    with pytest.raises(ValueError, match="in its course"):
        RiskSets(pl.DataFrame([{**right, "day": BEGAN + timedelta(days=3), **wrong}]))


def test_a_course_counts_once_in_a_month():
    row = {"citizen": "a", "begins": BEGAN, "left": OPEN, "started": None, "month": 1, "day": BEGAN}
    with pytest.raises(ValueError, match="once in a month"):
        RiskSets(pl.DataFrame([row, row], schema_overrides={"started": pl.Date}))


def engine_functions():
    folder = Path(effect_sets.__file__).parent
    modules = [import_module(f"{effect_sets.__package__}.{path.stem}") for path in folder.glob("effect*.py")]
    return [
        (f"{module.__name__}.{name}", inspect.signature(found))
        for module in modules
        for name, found in vars(module).items()
        if not name.startswith("_") and callable(found) and found.__module__ == module.__name__
        if inspect.isfunction(found) or hasattr(found, "__dataclass_fields__")
    ]


def test_participants_against_others_cannot_be_asked():
    """No way in takes a flag a person, be it an array or a column: who begins is read off days alone."""
    found = engine_functions()
    assert len(found) > 20
    for name, signature in found:
        for parameter in signature.parameters.values():
            written = f"{parameter.name}: {parameter.annotation}".lower()
            assert "bool_" not in written, name
            assert "truth" not in written, name
            assert not {"ever", "never", "treated", "participated"} & set(parameter.name.split("_")), name
