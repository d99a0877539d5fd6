"""A dated fact changes without losing what was said before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.apps.citizens.history import Stretch, correct, replace, revise, value_before, value_on

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
BEGINNING = date(2026, 1, 1)


def apply(believed, revision):
    kept = [s for s in believed if s.row not in revision.withdrawn]
    first = max([s.row or 0 for s in believed], default=0) + 1
    new = [Stretch(s.value, s.valid_from, s.valid_to, first + n) for n, s in enumerate(revision.written)]
    return sorted([*kept, *new], key=lambda s: s.valid_from or date.min)


def spans(believed):
    return [(s.value, s.valid_from, s.valid_to) for s in believed]


def test_a_first_value_holds_from_its_day_on():
    assert spans(apply([], revise([], "ung", OCTOBER))) == [("ung", OCTOBER, None)]


def test_a_later_value_ends_the_one_before_on_its_day():
    before = [Stretch("ung", OCTOBER, None, 1)]
    assert spans(apply(before, revise(before, "forsikret", NOVEMBER))) == [
        ("ung", OCTOBER, NOVEMBER),
        ("forsikret", NOVEMBER, None),
    ]


def test_a_value_from_the_same_day_corrects_the_one_before():
    before = [Stretch("ung", OCTOBER, None, 1)]
    assert spans(apply(before, revise(before, "forsikret", OCTOBER))) == [("forsikret", OCTOBER, None)]


def test_a_value_put_in_the_past_ends_where_the_next_begins():
    before = [Stretch("ung", NOVEMBER, None, 1)]
    assert spans(apply(before, revise(before, "forsikret", OCTOBER))) == [
        ("forsikret", OCTOBER, NOVEMBER),
        ("ung", NOVEMBER, None),
    ]


def test_a_start_can_be_moved_back():
    before = [Stretch("ung", OCTOBER, DECEMBER, 1), Stretch("forsikret", DECEMBER, None, 2)]
    assert spans(apply(before, revise(before, "forsikret", NOVEMBER))) == [
        ("ung", OCTOBER, NOVEMBER),
        ("forsikret", NOVEMBER, None),
    ]


def test_saying_what_holds_already_changes_nothing():
    before = [Stretch("ung", OCTOBER, None, 1)]
    assert revise(before, "ung", NOVEMBER) == revise(before, "ung", OCTOBER)
    assert revise(before, "ung", NOVEMBER).withdrawn == ()


def test_a_value_that_always_held_is_cut_by_a_change():
    before = [Stretch("ung", None, None, 1)]
    assert spans(apply(before, revise(before, "forsikret", OCTOBER))) == [
        ("ung", None, OCTOBER),
        ("forsikret", OCTOBER, None),
    ]


def test_a_fact_without_period_is_replaced():
    before = [Stretch("2026-01-01", None, None, 1)]
    assert spans(apply(before, replace(before, "2026-02-01"))) == [("2026-02-01", None, None)]
    assert replace(before, "2026-01-01").written == ()


def test_the_value_before_a_day_is_the_latest_that_began_earlier():
    believed = [Stretch("ung", OCTOBER, NOVEMBER, 1), Stretch("forsikret", NOVEMBER, None, 2)]
    assert value_before(believed, NOVEMBER) == "ung"
    assert value_before(believed, DECEMBER) == "forsikret"
    assert value_before(believed, OCTOBER) is None


changes = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 40).map(lambda n: BEGINNING + timedelta(days=n)))
)


@given(changes)
def test_at_most_one_value_holds_on_any_day_and_the_last_said_holds_on_its_day(said):
    believed = []
    for value, since in said:
        before = {day: value_on(believed, day) for day in _days() if day < since}
        believed = apply(believed, revise(believed, value, since))
        assert value_on(believed, since) == value
        assert {day: value_on(believed, day) for day in _days() if day < since} == before
    for day in _days():
        assert sum(stretch.holds_on(day) for stretch in believed) <= 1


def _days():
    return [BEGINNING + timedelta(days=n) for n in range(-1, 42)]


def test_a_correction_of_today_leaves_earlier_periods_as_they_are():
    before = [Stretch("2", OCTOBER, NOVEMBER, 1), Stretch("3", NOVEMBER, None, 2)]
    assert spans(apply(before, correct(before, "4", DECEMBER))) == [
        ("2", OCTOBER, NOVEMBER),
        ("4", NOVEMBER, None),
    ]
    assert spans(apply([], correct([], "4", DECEMBER))) == [("4", None, None)]
    assert correct(before, "3", DECEMBER).written == ()


def test_where_nothing_holds_today_a_correction_begins_today():
    before = [Stretch("2", OCTOBER, NOVEMBER, 1)]
    assert spans(apply(before, correct(before, "4", DECEMBER)))[-1] == ("4", DECEMBER, None)
