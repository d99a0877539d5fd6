"""Floors of groups, against a flow with the same floors."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.assignment import assign
from tests.engines.assignment import brute
from tests.engines.assignment.draw import drawn, small
from tests.engines.assignment.test_optimum import OFFERS, check_kept, room, scores
from tests.engines.matching.build import ON, Tables, table, tables

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FLOORS = st.fixed_dictionaries({"job": st.integers(0, 4), "aktiv": st.integers(0, 4)})


def groups_of(given: Tables) -> dict[str, str | None]:
    return dict(given["citizens"].select("citizen", "target_group").iter_rows())


@MANY
@given(given=small, offers=OFFERS, floors=FLOORS, width=st.sampled_from((1, 20)))
def test_floors_are_kept_at_the_least_cost_or_told_as_out_of_reach(given, offers, floors, width):
    found = assign(given, ON, offers=offers, floors=floors, width=width)
    groups = groups_of(given)
    best, can_be_met = brute.best(scores(given), room(given), offers, groups, floors)
    check_kept(given, found, offers)
    advised = set(found.pairs["citizen"])
    for floor in found.floors:
        assert floor.least == floors[floor.group]
        assert floor.reached == sum(groups[name] == floor.group for name in advised)
        assert floor.is_met == (floor.reached >= floor.least)
        assert floor.is_met or floor.is_certain
    assert all(floor.is_met for floor in found.floors) == can_be_met
    if can_be_met:
        assert found.value == best <= found.bound
        assert found.value_without_floors >= found.value
        assert found.bound - found.value <= 1


@pytest.mark.parametrize("offers", [1, 3])
@pytest.mark.parametrize("seed", range(4))
def test_among_more_people_the_floor_is_met_and_the_bound_holds(seed, offers):
    given = drawn(seed, people=60, openings=24)
    free = assign(given, ON, offers=offers, floors={})
    reached = {count.group: count.advised for count in free.groups}
    floors = {"job": reached["job"] + 2, "aktiv": reached["aktiv"] + 1}
    best, can_be_met = brute.best(scores(given), room(given), offers, groups_of(given), floors)
    found = assign(given, ON, offers=offers, floors=floors, width=3)
    assert all(floor.is_met for floor in found.floors) == can_be_met
    if can_be_met:
        assert found.value <= best <= found.bound
        assert found.gap <= 1e-3


def two_groups(seats: int) -> Tables:
    """Ten strong and ten weak, one kind of work: without a floor the strong have it all."""
    people = [f"b{n:02}" for n in range(20)]
    return tables(
        citizens=[
            {"citizen": name, "target_group": "svag" if n >= 10 else "job"} for n, name in enumerate(people)
        ],
        citizen_skills=[
            {"citizen": name, "level": 1 if n >= 10 else 3} for n, name in enumerate(people)
        ],
        openings=[{"seats": seats}],
    )  # fmt: skip


def test_a_floor_costs_the_difference_for_each_person_and_no_more_than_so_many_get_it():
    found = assign(two_groups(seats=10), ON, offers=1, floors={"svag": 4})
    (floor,) = found.floors
    assert (floor.without, floor.reached, floor.is_met, floor.price) == (0, 4, True, 8192)
    assert found.value_without_floors - found.value == 4 * 8192
    assert {count.group: count.advised for count in found.groups} == {"job": 6, "svag": 4}


def test_a_floor_above_what_there_is_is_told_as_out_of_reach():
    found = assign(two_groups(seats=3), ON, offers=1, floors={"svag": 4})
    (floor,) = found.floors
    assert (floor.reached, floor.is_met, floor.is_certain) == (3, False, True)


def test_a_floor_of_a_pack_is_a_share_of_the_groups_people_rounded_up():
    numbers = [{"name": "fordeling.mindst.svag", "value": 31.0}]
    given = two_groups(seats=10) | {"numbers": table("numbers", numbers)}
    (floor,) = assign(given, ON, offers=1).floors
    assert (floor.group, floor.least, floor.reached) == ("svag", 4, 4)


def test_a_ceiling_of_a_pack_counts_and_one_that_nobody_decided_is_proposed():
    given = two_groups(seats=3)
    assert assign(given, ON, offers=1).ceiling.basis == "proposed"
    numbers = [{"name": "fordeling.personer_pr_plads", "value": 2.0, "basis": "adopted"}]
    found = assign(given | {"numbers": table("numbers", numbers)}, ON, offers=1)
    assert (found.ceiling.per_seat, found.ceiling.basis) == (2, "adopted")
    assert found.pairs["others"].to_list() == [5] * 6


@pytest.mark.parametrize(
    ("name", "value"), [("fordeling.personer_pr_plads", 1.5), ("fordeling.mindst.svag", 101.0)]
)
def test_a_number_that_has_no_meaning_is_refused_with_its_row(name, value):
    given = two_groups(seats=3)
    numbers = table("numbers", [{"name": "dagligt.ture", "value": 5.0}, {"name": name, "value": value}])
    with pytest.raises(Rejected) as wrong:
        assign(given | {"numbers": numbers}, ON, offers=1)
    assert (wrong.value.file, wrong.value.row, wrong.value.field) == ("numbers", 2, "value")
