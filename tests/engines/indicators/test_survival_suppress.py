"""No two rows that are shown tell of a few people when one is taken from the other."""

from itertools import combinations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.engines.indicators.suppress import FEWEST
from fodfaeste.engines.indicators.survival_definitions import LASTING_WORK, SELF_SUPPORT
from fodfaeste.engines.indicators.survival_suppress import suppress_horizons

MONTHS = (3, 6, 12)
few_or_many = st.one_of(st.integers(0, 7), st.integers(0, 40))

#: For a group: those who left between the months to lasting work, otherwise, and those who stayed.
counts = st.tuples(
    st.tuples(few_or_many, few_or_many, few_or_many),
    st.tuples(few_or_many, few_or_many, few_or_many),
    few_or_many,
)


def figures(groups):
    """The rows of every group and of everyone, before anything is held back."""
    rows = []
    for name, (work, other, stay) in groups.items():
        people = sum(work) + sum(other) + stay
        for at, month in enumerate(MONTHS, 1):
            lasting, left = sum(work[:at]), sum(work[:at]) + sum(other[:at])
            for indicator, gone in ((SELF_SUPPORT, left), (LASTING_WORK, lasting)):
                rows.append((indicator, "", name, month, gone, people, people - gone))
    columns = ["indicator", "offer", "group", "months", "numerator", "denominator", "at_risk"]
    frame = pl.DataFrame(rows, schema=columns, orient="row").filter(pl.col("denominator") > 0)
    return frame.with_columns(
        pl.col("numerator", "denominator").cast(pl.Float64),
        thinnest=pl.lit(99),
        is_known=pl.lit(value=True),
        **dict.fromkeys(("value", "low", "high"), pl.lit(1.0)),
    )


def with_everyone(groups):
    added = (tuple(map(sum, zip(*kind, strict=True))) for kind in list(zip(*groups, strict=True))[:2])
    everyone = (*added, sum(stay for *_, stay in groups))
    return {"": everyone} | {f"g{n}": group for n, group in enumerate(groups)}


def is_small(number):
    return number != 0 and number < FEWEST


def shown(frame):
    rows = suppress_horizons(frame, FEWEST).filter(~pl.col("suppressed"))
    return {
        (row["indicator"], row["group"], row["months"]): (row["numerator"], row["denominator"])
        for row in rows.iter_rows(named=True)
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=1, max_size=4).map(with_everyone))
def test_no_two_months_and_no_two_figures_tell_of_a_few(groups):
    rows = shown(figures(groups))
    for indicator, group, month in rows:
        gone, people = rows[indicator, group, month]
        assert not is_small(gone)
        assert not is_small(people - gone)
        for earlier in (m for m in MONTHS if m < month and (indicator, group, m) in rows):
            assert not is_small(gone - rows[indicator, group, earlier][0])
        if indicator == LASTING_WORK and (SELF_SUPPORT, group, month) in rows:
            assert not is_small(rows[SELF_SUPPORT, group, month][0] - gone)


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=1, max_size=4).map(with_everyone))
def test_nor_does_everyone_without_some_groups(groups):
    rows = shown(figures(groups))
    for indicator, month in {(i, m) for i, group, m in rows if not group}:
        gone, people = rows[indicator, "", month]
        others = [rows[key] for key in rows if key[::2] == (indicator, month) and key[1]]
        for size in range(len(others) + 1):
            for taken in combinations(others, size):
                left = gone - sum(one[0] for one in taken)
                assert not is_small(left)
                assert not is_small(people - sum(one[1] for one in taken) - left)


def test_where_all_are_many_all_is_shown():
    group = ((10, 20, 30), (40, 50, 60), 70)
    frame = figures(with_everyone([group, group]))
    assert not suppress_horizons(frame, FEWEST)["suppressed"].any()


def test_those_at_risk_are_rounded_down():
    found = suppress_horizons(figures({"": ((10, 10, 10), (10, 10, 10), 13)}), FEWEST)
    assert found.filter(indicator=pl.lit(SELF_SUPPORT))["at_risk"].to_list() == [50, 30, 10]


def test_few_at_risk_in_any_month_hold_the_row_back():
    frame = figures({"": ((10, 10, 10), (10, 10, 10), 13)})
    thin = frame.with_columns(thinnest=pl.when(months=12).then(4).otherwise(5))
    found = suppress_horizons(thin, FEWEST)
    assert found.filter("suppressed")["months"].unique().to_list() == [12]
