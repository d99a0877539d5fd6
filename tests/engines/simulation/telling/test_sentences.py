"""What an answer says in plain sentences, and when."""

import numpy as np
import pytest

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.telling import Assumption, number, sentences, tell
from tests.engines.simulation.telling.made import (
    ASKED,
    INSURED,
    NAMES,
    counts,
    fewer_insured,
    outcome,
    rights,
    simulated,
)


def said(simulated):
    return {one.about: one.words for one in sentences(tell(simulated, ASKED), simulated, NAMES)}


def test_the_difference_is_told_with_what_is_known_of_it():
    told = said(
        simulated(outcome(fewer_insured(counts(), np.arange(10) + 10)), policies=(rights(), rights(seats=40)))
    )
    assert told["change"].en.startswith("Over 24 months")
    assert "zero" not in told


def test_an_interval_with_zero_in_it_is_said():
    told = said(simulated(outcome(fewer_insured(counts(), np.arange(10) - 4))))
    assert told["zero"].da.startswith("Nul ligger inden for det")


def test_equal_policies_are_said_to_bind_nobody_and_why():
    told = said(simulated(policies=(rights(seats=50), rights(seats=50))))
    assert set(told) == {"nobody"}
    assert "de samme mennesker ret på samme tid" in told["nobody"].da


def test_other_rights_that_change_nothing_are_said_too():
    told = said(simulated(policies=(rights(seats=50), rights(seats=60))))
    assert "in no run did it make anybody begin at another time" in told["nobody"].en


def test_full_seats_and_a_queue_are_why_an_earlier_right_changes_nothing():
    told = said(simulated())
    assert "pladserne er det, der bestemmer, ikke reglen" in told["seats"].da
    assert "100 procent er i brug, og 40 venter" in told["seats"].da
    assert "144 begynder med dagens politik, 144 med den prøvede" in told["seats"].da


@pytest.mark.parametrize("why", ["more seats", "seats free", "no queue", "more entries"])
def test_seats_are_not_blamed_where_they_do_not_decide(why):
    made, policies = counts(), (rights(), rights(first=3))
    if why == "more seats":
        policies = (rights(), rights(seats=40))
    elif why == "seats free":
        made.held[:] = 30
    elif why == "no queue":
        made.begun[:] = made.due
    else:
        made.entries[:, 1, :, 0, 0] = 7
    assert "seats" not in said(simulated(outcome(made), policies=policies))


def test_no_seats_at_all_is_said():
    told = said(simulated(policies=(rights(seats=0), rights(seats=0, first=3))))
    assert (
        told["seats"].da == "Branchespor: der er ingen pladser, så ingen kan begynde, hvad reglen end siger."
    )


def test_gains_losses_and_what_is_left_are_said():
    made = fewer_insured(counts(), 5)
    told = said(simulated(outcome(made, work=(50, -20))))
    assert "+50 hos dem" in told["net"].da
    assert "−20 hos alle andre" in told["net"].da
    assert told["net"].da.endswith("Tilbage er +30.")


def test_what_matters_most_is_named():
    middle = outcome(fewer_insured(counts(), 5))
    effect = Assumption(
        "effect", Words("virkningen", "the effect"), middle, outcome(fewer_insured(counts(), 9))
    )
    told = said(simulated(middle, assumptions=[effect]))
    assert told["most"].en == "What the answer depends on most: the effect."


def test_the_error_of_having_run_so_few_times_is_a_footnote():
    made = counts()
    made.stock[:, 1, 0, INSURED, 0] -= np.arange(10, dtype=np.int32)
    answer = list(sentences(tell(simulated(outcome(made)), ASKED), simulated(outcome(made)), NAMES))
    assert [one.about for one in answer[-2:]] == ["sure", "few"]
    assert "på 1,0 nær" in answer[-2].words.da


def test_enough_runs_are_not_called_few():
    made = fewer_insured(counts(runs=40), 5)
    assert "few" not in said(simulated(outcome(made)))


@pytest.mark.parametrize(
    ("value", "da", "en"),
    [
        (1234567.0, "1.230.000", "1,230,000"),
        (-999.6, "-1.000", "-1,000"),
        (0.44, "0,4", "0.4"),
        (7.0, "7", "7"),
        (12.6, "13", "13"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, da, en):
    assert number(value) == Words(da, en)
