"""Small groups are held back though people are simulated."""

from fodfaeste.engines.simulation.telling import tell
from tests.engines.simulation.telling.made import (
    ASKED,
    INSURED,
    MONTHS,
    SICK,
    asked,
    counts,
    outcome,
    simulated,
)


def few_sick(number, month=slice(None)):
    made = counts()
    made.labels[:, :, month, SICK, 1] = number
    made.stock[:, :, month, SICK, 0] = number
    return tell(simulated(outcome(made)), ASKED)


def here(**labels):
    return tell(simulated(here={"": sum(labels.values()), **labels}), ASKED)


def test_a_group_of_fewer_than_five_on_the_day_is_held_back_in_all_months():
    answer = here(forsikret=100, syg=3)
    assert answer.line("caseload", "syg").held_back.all()
    assert answer.total("caseload", "syg").held_back
    assert answer.line("entries.spor", "syg").held_back.all()


def test_so_is_another_by_which_it_could_be_had():
    answer = here(forsikret=100, syg=3)
    assert answer.line("caseload", "forsikret").held_back.all()
    assert not answer.line("caseload").held_back.any()


def test_large_groups_are_told():
    assert not here(forsikret=100, syg=20).line("caseload", "syg").held_back.any()


def test_a_later_month_with_few_people_is_held_back_alone():
    answer = few_sick(3, 7)
    assert answer.line("caseload", "syg").held_back.tolist() == [month == 7 for month in range(MONTHS)]


def test_nobody_at_all_is_told():
    assert not few_sick(0).line("caseload", "syg").held_back.any()


def test_a_state_with_few_people_is_held_back_and_one_by_which_it_could_be_had():
    answer = few_sick(4)
    hidden = {
        one.measure.id for one in answer.lines if one.measure.id[:6] == "state." and one.held_back.all()
    }
    assert hidden == {"state.syg", "state.dagpenge"}


def test_a_share_of_few_or_of_all_but_few_is_held_back():
    for begun in (3, 78):
        made = counts()
        made.begun[..., 0, 0] = begun
        assert tell(simulated(outcome(made)), ASKED).line("begun_share.spor").held_back.all()


def test_one_policy_with_few_is_enough():
    made = counts()
    made.labels[:, 1, :, INSURED, 0] = 2
    assert tell(simulated(outcome(made)), asked()).line("caseload", "forsikret").held_back.all()


def test_few_that_flow_in_some_month_are_held_back_in_it_and_not_in_the_sum():
    made = counts()
    made.left[:, :, 0, 0] = made.found_work[:, :, 0, 0] = 3
    answer = tell(simulated(outcome(made)), ASKED)
    assert answer.line("to_work").held_back.tolist() == [month == 0 for month in range(MONTHS)]
    assert not answer.total("to_work").held_back


def test_a_sum_of_few_is_held_back():
    made = counts()
    made.left[..., 0] = made.found_work[..., 0] = 0
    made.left[:, :, :4, 0] = made.found_work[:, :, :4, 0] = 1
    assert tell(simulated(outcome(made)), ASKED).total("to_work").held_back
