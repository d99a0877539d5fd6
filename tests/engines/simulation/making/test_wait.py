"""How long kinds of people wait in a new spell: the rules, asked month by month about such a person."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.policy import Pack, Where
from fodfaeste.engines.rules import due
from fodfaeste.engines.simulation.making.asked import Tried, asked_by
from fodfaeste.engines.simulation.making.standing import standing
from fodfaeste.engines.simulation.making.wait import Kinds, kinds_of, wait_months
from fodfaeste.engines.simulation.model import NEVER, Axes
from tests.engines.rules import build
from tests.engines.simulation.making import made

LONGEST = 9  # months: longer than every period that is made up


def tried(pack: Pack, on: date) -> Tried:
    kept, _ = standing(pack, on, LONGEST)
    return Tried(kept, asked_by(kept), on, made.BEGINS)


def wait_of(pack: Pack, axes: Axes, on: date) -> np.ndarray:
    """The wait for the only offer, with no more kinds than the rules ask for."""
    one = tried(pack, on)
    return wait_months(one, axes, kinds_of(one.asked, axes), None)[0]


def facts_of(axes: Axes, on: date, kind: tuple[int, ...]) -> dict[str, object]:
    """Someone who comes into a state on a day, so many months into the effort; written out once more."""
    state, group, came, effort, earlier, education, age = kind
    name = axes.states[state]
    began = add_months(on, -effort)
    return {
        "target_group": axes.groups[group],
        "came_from": axes.groups[came] or "ingen",
        "effort_started": began,
        "unemployment_started": on,
        "earlier_unemployment_months": float(earlier),
        "education": None if axes.educations[education] == "unknown" else axes.educations[education],
        "age": float(axes.age_from[age] // 12),
        "became_job_ready": on if name == "parat" else NOT_HAPPENED,
        "integration_started": on if name == "parat" else NOT_HAPPENED,
        "registered_on": began,
    }


@settings(max_examples=20)
@given(made.packs(), st.sampled_from(made.ON), st.data())
def test_a_kind_waits_as_the_rules_say_month_by_month(pack: Pack, on: date, data: st.DataObject):
    axes = made.axes(asked_by(pack).ages)
    whole = Kinds(5, 4, 4, 9, 8, 4, len(axes.age_from))
    wait = wait_months(tried(pack, on), axes, whole, None)
    kinds = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from([1, 2]),
                st.sampled_from([0, 1]),
                *(st.integers(0, n - 1) for n in whole.shape[2:]),
            ),
            min_size=10,
            max_size=10,
        )
    )
    people = build.people(*(facts_of(axes, on, kind) for kind in kinds))
    expected = np.full((2, len(kinds)), NEVER)
    for month in range(LONGEST, -1, -1):
        answers = due(pack, people, add_months(on, month))
        for number, offer in enumerate(axes.offers):
            own = answers.filter(answers["offer"] == offer)["state"]
            if len(own):
                expected[number][(own == "due").to_numpy()] = month
    found = np.array([[wait[number][kind] for kind in kinds] for number in range(2)])
    assert found.tolist() == expected.tolist()


def test_nobody_without_a_label_or_outside_the_effort_has_a_right():
    always = build.pack(build.rule(build.any_of(build.way("became_job_ready"), build.way("effort_started"))))
    axes = made.axes(offers=("spor",))
    wait = wait_of(always, axes, date(2026, 11, 22))
    assert wait.shape == (5, 4, 1, 1, 1, 1, 1)
    assert (wait[[1, 2], 0] == 0).all()
    assert (wait[:, 1:] == NEVER).all()  # other labels, and the empty one
    assert (wait[[0, 3, 4]] == NEVER).all()


def test_an_axis_that_no_rule_asks_about_has_length_one_and_others_end_where_nothing_more_turns():
    axes = made.axes((30,))
    after = build.way("effort_started", "P6M", Where("earlier_unemployment_months", "over", 6.0))
    asked = asked_by(build.pack(build.rule(build.any_of(after))))
    assert kinds_of(asked, axes).shape == (1, 4, 1, 7, 8, 1, 1)
    young = build.way(None, "P0D", Where("age", "under", 30.0), Where("education", "in", ("none",)))
    asked = asked_by(build.pack(build.rule(build.all_of(young))))
    assert kinds_of(asked, axes).shape == (1, 4, 1, 1, 1, 4, 4)
    came = build.way("became_job_ready", "P0D", Where("came_from", "in", ("ung",)))
    asked = asked_by(build.pack(build.rule(build.all_of(came))))
    assert kinds_of(asked, axes).shape == (5, 4, 4, 1, 1, 1, 1)


def test_months_in_the_effort_count_towards_the_wait():
    pack = build.pack(build.rule(build.any_of(build.way("effort_started", "P3M"))))
    axes = made.axes(offers=("spor",))
    for on in made.ON:
        wait = wait_of(pack, axes, on)
        assert wait[0, 0, 0, :, 0, 0, 0].tolist() == [3, 2, 1, 0]
