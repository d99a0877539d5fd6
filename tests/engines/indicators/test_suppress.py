"""No shown figure is small, and none can be made small by taking shown ones from each other."""

from itertools import combinations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.engines.indicators import FEWEST, suppress

SCHEMA = {"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64}


def figures(groups: list[tuple[int, int]], ungrouped: tuple[int, int] = (0, 0), share: bool = True):
    """The frame that measures give: with the trait and without it, for each group and for everyone."""
    parts = [*groups, ungrouped]
    everyone = sum(with_it for with_it, _ in parts), sum(without for _, without in parts)
    rows = [("", everyone), *((f"gruppe{n}", part) for n, part in enumerate(groups))]
    return pl.DataFrame(
        [(name, float(yes) if share else None, float(yes + no), 1.0) for name, (yes, no) in rows if yes + no],
        schema=SCHEMA,
        orient="row",
    )


counts = st.one_of(st.integers(0, 7), st.integers(0, 60))
parts = st.tuples(counts, counts)
frames = st.builds(
    figures,
    st.lists(parts, max_size=6),
    st.one_of(st.just((0, 0)), st.tuples(st.integers(0, 6), st.integers(0, 6))),
    st.booleans(),
)


def is_small(numerator: float | None, denominator: float) -> bool:
    found = [denominator] if numerator is None else [numerator, denominator, denominator - numerator]
    return any(0 < count < FEWEST for count in found)


@settings(max_examples=500)
@given(frames)
def test_nothing_shown_is_small(frame):
    shown = suppress(frame).filter(~pl.col("suppressed"))
    assert not [row for row in shown.rows() if is_small(row[1], row[2])]


@settings(max_examples=500)
@given(frames)
def test_nothing_small_is_left_when_shown_groups_are_taken_from_everyone(frame):
    shown = suppress(frame).filter(~pl.col("suppressed"))
    everyone = [row for row in shown.rows() if row[0] == ""]
    groups = [row for row in shown.rows() if row[0] != ""]
    for _, numerator, denominator, *_ in everyone:
        for size in range(len(groups) + 1):
            for taken in combinations(groups, size):
                rest = denominator - sum(row[2] for row in taken)
                with_it = None if numerator is None else numerator - sum(row[1] for row in taken)
                assert not is_small(with_it, rest)


@settings(max_examples=300)
@given(frames)
def test_no_group_is_hidden_that_could_be_shown(frame):
    found = suppress(frame)
    hidden = {row[0] for row in found.rows() if row[4]}
    rows = {row[0]: row for row in frame.rows()}
    for name in hidden:
        if is_small(rows[name][1], rows[name][2]):
            continue
        assert name != ""
        assert "" not in hidden
        left = [rows[""][at] for at in (1, 2)]
        for other in rows.keys() - hidden - {""} | {name}:
            left = [None if part is None else part - rows[other][at] for at, part in enumerate(left, 1)]
        assert is_small(*left)


@given(st.lists(st.tuples(st.integers(5, 90), st.integers(5, 90)), max_size=6), st.booleans())
def test_where_all_are_many_all_is_shown(groups, share):
    frame = figures(groups, share=share)
    assert suppress(frame).drop("suppressed").equals(frame)


def test_nobody_with_the_trait_may_be_shown():
    assert suppress(figures([(0, 20), (20, 0)]))["suppressed"].to_list() == [False, False, False]


def test_what_is_hidden_holds_no_figure():
    found = suppress(figures([(2, 20), (9, 20)])).filter(pl.col("suppressed"))
    assert found.select("numerator", "denominator", "value").null_count().row(0) == (2, 2, 2)


def test_a_few_people_of_no_group_are_not_found_by_subtraction():
    found = suppress(figures([(20, 20), (30, 30)], ungrouped=(2, 1)))
    assert found["suppressed"].to_list() == [False, True, False]


def test_the_order_of_the_rows_is_kept_and_changes_nothing():
    frame = figures([(2, 20), (9, 20), (40, 40)])
    mixed = frame.reverse()
    assert suppress(mixed).sort("group").equals(suppress(frame).sort("group"))
    assert suppress(mixed)["group"].to_list() == mixed["group"].to_list()
