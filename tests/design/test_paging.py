"""Which page numbers a long list shows."""

from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.design.paging import page_window


def test_a_short_list_shows_every_page():
    assert page_window(3, 7) == [1, 2, 3, 4, 5, 6, 7]


def test_a_long_list_shows_the_ends_and_the_neighbours():
    assert page_window(9, 20) == [1, None, 8, 9, 10, None, 20]


def test_no_gap_where_no_page_is_left_out():
    assert page_window(2, 20) == [1, 2, 3, None, 20]


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_page_being_read_and_both_ends_are_always_there(current, last):
    current = min(current, last)
    window = page_window(current, last)
    assert {1, current, last} <= set(window)
    numbers = [number for number in window if number is not None]
    assert numbers == sorted(set(numbers))
    assert len(window) <= 7
