"""The share gone by each month against the same counted person by person in exact fractions."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.engines.indicators.survival import aalen_johansen

MONTHS, CAUSES = 5, 2


@st.composite
def follow_ups(draw):
    """A person: the months gone by at entry, the last month followed, what they left to (0: nothing)."""
    entry = draw(st.integers(0, MONTHS - 1))
    return entry, draw(st.integers(entry + 1, MONTHS)), draw(st.integers(0, CAUSES))


people = st.lists(follow_ups(), min_size=1, max_size=25)


def columns(persons):
    entry, month, cause = (np.array(column, dtype=np.int64) for column in zip(*persons, strict=True))
    return {"month": month, "cause": cause, "entry": entry}


def hazards(persons):
    """For each month those at risk and their share leaving to each cause, until all have left."""
    found, still = [], Fraction(1)
    for month in range(1, MONTHS + 1):
        risk = [person for person in persons if person[0] < month <= person[1]]
        left = [
            Fraction(sum(1 for _, last, cause in risk if (last, cause) == (month, k + 1)), max(len(risk), 1))
            for k in range(CAUSES)
        ]
        if still == 0:
            left = [Fraction(0)] * CAUSES
        still *= 1 - sum(left)
        found.append((max(len(risk), 1), left))
    return found


def gone(shares, cause, until):
    """The share gone to a cause by a month, from each month's shares."""
    still, found = Fraction(1), Fraction(0)
    for left in shares[:until]:
        found += still * left[cause]
        still *= 1 - sum(left)
    return found


def variance(found, cause, until):
    """By the rule of small changes: the share is straight in each month's shares, so a step of 1 is exact."""
    shares = [left for _, left in found]
    total = Fraction(0)
    for at, (risk, left) in enumerate(found[:until]):
        if sum(left) == 1:  # nobody is left for what comes after, so nothing of it can change
            own = gone(shares, cause, at + 1) - gone(shares, cause, at)
            before = own / left[cause] if left[cause] else Fraction(0)
            slopes = [before if k == cause else Fraction(0) for k in range(CAUSES)]
        else:
            slopes = [
                gone(
                    [*shares[:at], [h + (k == j) for j, h in enumerate(left)], *shares[at + 1 :]],
                    cause,
                    until,
                )
                - gone(shares, cause, until)
                for k in range(CAUSES)
            ]
        squares = sum(slope**2 * share for slope, share in zip(slopes, left, strict=True))
        mean = sum(slope * share for slope, share in zip(slopes, left, strict=True))
        total += (squares - mean**2) / risk
    return total


@settings(max_examples=80, deadline=None)
@given(people)
def test_the_share_and_its_error_are_what_exact_fractions_give(persons):
    counted = aalen_johansen(**columns(persons), causes=CAUSES, months=MONTHS)
    found = hazards(persons)
    for cause, month in product(range(CAUSES), range(MONTHS + 1)):
        exact = gone([left for _, left in found], cause, month)
        assert counted.share[0, cause, month] == pytest.approx(float(exact), abs=1e-12)
        squared = variance(found, cause, month)
        assert counted.error[0, cause, month] ** 2 == pytest.approx(float(squared), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(people)
def test_those_at_risk_came_before_the_month_and_left_in_it_or_later(persons):
    counted = aalen_johansen(**columns(persons), causes=CAUSES, months=MONTHS)
    for month in range(1, MONTHS + 1):
        assert counted.at_risk[0, month] == sum(entry < month <= last for entry, last, _ in persons)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=1, max_size=4))
def test_a_group_is_counted_as_if_it_were_alone(groups):
    everyone = columns([person for group in groups for person in group])
    of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    together = aalen_johansen(**everyone, group=of, causes=CAUSES, groups=len(groups), months=MONTHS)
    for number, group in enumerate(groups):
        alone = aalen_johansen(**columns(group), causes=CAUSES, months=MONTHS)
        for name in ("at_risk", "exits", "share", "error", "is_known"):
            assert np.array_equal(getattr(together, name)[number], getattr(alone, name)[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, MONTHS), st.integers(1, CAUSES)), min_size=2, max_size=30))
def test_where_nobody_is_lost_it_is_a_plain_share(persons):
    counted = aalen_johansen(**columns([(0, *person) for person in persons]), causes=CAUSES)
    last = max(month for month, _ in persons)
    for cause, month in product(range(CAUSES), range(1, last + 1)):
        share = sum(m <= month and c == cause + 1 for m, c in persons) / len(persons)
        assert counted.share[0, cause, month] == pytest.approx(share)
        assert counted.error[0, cause, month] ** 2 == pytest.approx(share * (1 - share) / len(persons))


def test_it_gives_the_published_curve_of_the_leukaemia_trial():
    """Freireich et al., Blood 21, 1963, 699-716: weeks in remission with 6-mercaptopurine."""
    back = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    followed = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    week, relapse = np.array(back + followed), np.array([1] * len(back) + [0] * len(followed))
    counted = aalen_johansen(week, relapse, causes=1)
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    greenwood = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}
    for at, still in published.items():
        assert 1 - counted.share[0, 0, at] == pytest.approx(still, abs=6e-4)
        assert counted.error[0, 0, at] == pytest.approx(greenwood[at], abs=6e-5)


def test_the_interval_holds_the_share_and_stays_between_nothing_and_all():
    counted = aalen_johansen(np.array([1, 1, 2, 3, 3, 4]), np.array([1, 2, 0, 1, 1, 2]), causes=2)
    low, high = counted.interval()
    assert np.all((low >= 0) & (low <= counted.share + 1e-12))
    assert np.all((high <= 1) & (high >= counted.share - 1e-12))


def test_where_nobody_was_seen_to_leave_the_share_may_still_be_above_nothing():
    low, high = aalen_johansen(np.full(20, 6), np.zeros(20, np.int64), causes=1).interval()
    assert low[0, 0, 6] == 0
    assert high[0, 0, 6] == pytest.approx(1 - 0.025 ** (1 / 20))


def test_where_all_were_seen_to_leave_the_share_may_still_be_below_all():
    low, high = aalen_johansen(np.full(20, 2), np.ones(20, np.int64), causes=1).interval()
    assert low[0, 0, 2] == pytest.approx(0.025 ** (1 / 20))
    assert high[0, 0, 2] == 1


def test_a_share_is_not_known_after_a_month_in_which_nobody_was_followed():
    counted = aalen_johansen(np.array([2, 2, 5]), np.array([1, 0, 1]), entry=np.array([0, 0, 3]), causes=1)
    assert counted.is_known[0].tolist() == [True, True, True, False, False, False]


def test_a_share_is_known_for_good_when_all_have_left():
    counted = aalen_johansen(np.array([1, 2]), np.array([1, 1]), causes=1, months=4)
    assert counted.is_known.all()
    assert counted.share[0, 0, 4] == 1


def test_nobody_gives_no_share_and_no_error():
    none = np.zeros(0, np.int64)
    counted = aalen_johansen(none, none, causes=2, months=3)
    assert not counted.share.any()
    assert not counted.is_known[0, 1:].any()


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": np.array([0, 1])},
        {"month": np.array([1, 9])},
        {"cause": np.array([3, 0])},
        {"cause": np.array([-1, 0])},
        {"entry": np.array([3, 0])},
        {"entry": np.array([-1, 0])},
        {"group": np.array([0, 1])},
        {"entry": np.array([0])},
    ],
)
def test_what_cannot_be_is_refused(wrong):
    right = {"month": np.array([3, 4]), "cause": np.array([1, 0]), "entry": np.array([0, 2])}
    aalen_johansen(**right, causes=2, months=4)
    with pytest.raises(ValueError, match=r"must|before"):
        aalen_johansen(**(right | wrong), causes=2, months=4)
