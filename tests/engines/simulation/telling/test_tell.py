"""Differences first, three bands, sums and indicators, from made-up counts."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.telling import Assumption, tell
from tests.engines.simulation.telling.made import (
    ASKED,
    MONTHS,
    asked,
    counts,
    fewer_insured,
    indicator,
    outcome,
    rights,
    simulated,
)


def test_a_level_is_the_mean_of_the_runs_and_a_difference_is_taken_run_by_run():
    answer = tell(simulated(outcome(fewer_insured(counts(), np.arange(10)))), ASKED)
    line = answer.line("caseload")
    assert line.of.today.middle.tolist() == [120.0] * MONTHS
    assert line.of.tried.middle.tolist() == [115.5] * MONTHS
    assert line.of.difference.middle.tolist() == [-4.5] * MONTHS
    assert line.of.difference.error[0] == pytest.approx(np.arange(10).std(ddof=1) / np.sqrt(10))


def test_the_bands_are_of_three_different_things():
    chance = outcome(fewer_insured(counts(), np.arange(10)))
    drawn = outcome(fewer_insured(counts(), 3 * np.arange(10)))
    boom = outcome(fewer_insured(counts(runs=4), np.arange(4) + 20))
    told = tell(simulated(chance, drawn, {"low": chance, "high": boom}), ASKED).line("caseload").of.difference
    assert (told.chance.low[0], told.chance.high[0]) == (-9, 0)
    assert (told.knowledge.low[0], told.knowledge.high[0]) == (-27, 0)
    assert (told.country.low[0], told.country.high[0]) == (-24.5, -4.5)


def test_the_same_policy_twice_gives_exactly_zero_in_every_figure():
    answer = tell(simulated(), ASKED)
    assert answer.binds_nobody
    for one in (*answer.lines, *answer.totals):
        for band in (one.of.difference.chance, one.of.difference.knowledge, one.of.difference.country):
            known = ~np.isnan(one.of.difference.middle)
            assert not band.low[known].any()
            assert not band.high[known].any()


def test_flows_in_and_out_of_the_effort_are_told_apart():
    answer = tell(simulated(), ASKED)
    told = {name: answer.line(name).of.today.middle[0] for name in ("into_effort", "to_work", "to_other")}
    assert told == {"into_effort": 11, "to_work": 10, "to_other": 1}


def test_coming_going_and_time_to_work_are_told_of_each_label():
    answer = tell(simulated(), ASKED)
    told = [answer.line(name, "syg").of.today.middle[0] for name in ("into_effort", "to_work", "to_other")]
    assert told == [0, 0, 1]
    assert answer.line("months_in_effort", "forsikret").of.today.middle[-1] == pytest.approx(100 / 10)
    assert answer.line("work_within.6", "syg").of.today.middle[-1] == 0


def test_time_in_the_effort_is_people_over_those_who_leave():
    answer = tell(simulated(), ASKED)
    assert answer.line("months_in_effort").of.today.middle[-1] == pytest.approx(120 / 11)
    leave = 11 / 131
    within = answer.line("work_within.3").of.today.middle[-1]
    assert within == pytest.approx(100 * 10 / 11 * (1 - (1 - leave) ** 3))


def test_a_year_back_is_told_and_no_more():
    made = counts()
    made.left[:, :, 0, 0] = made.found_work[:, :, 0, 0] = 130
    answer = tell(simulated(outcome(made)), ASKED)
    stay = answer.line("months_in_effort").of.today.middle
    assert stay[0] == pytest.approx(120 / 131)
    assert stay[11] == pytest.approx(12 * 120 / (131 + 11 * 11))
    assert stay[12] == pytest.approx(120 / 11)


def test_a_track_has_its_entries_queue_seats_and_wait():
    answer = tell(simulated(), ASKED)
    names = ("entries", "due", "queue", "begun_share", "held", "seats", "full")
    told = {name: answer.line(f"{name}.spor").of.today.middle[0] for name in names}
    assert told == {
        "entries": 6,
        "due": 80,
        "queue": 40,
        "begun_share": 50,
        "held": 36,
        "seats": 36,
        "full": 100,
    }
    assert answer.line("wait.spor").of.today.middle[0] == pytest.approx(3 * 365.25 / 12)
    assert answer.line("entries.spor", "forsikret").of.today.middle[0] == 6


def test_nobody_with_a_right_is_not_a_share_of_nought():
    made = counts()
    made.due[:], made.begun[:] = 0, 0
    line = tell(simulated(outcome(made)), ASKED).line("begun_share.spor")
    assert np.isnan(line.of.today.middle).all()
    assert not line.shown(0)


def test_spending_is_by_state_and_time_in_it_and_by_who_bears_it():
    answer = tell(simulated(), ASKED)
    names = ("spending", "spending_municipal", "spending_state", "spending_benefits", "spending_offers")
    month = {name: answer.line(name).of.today.middle[0] for name in names}
    assert month == {
        "spending_benefits": 60 * 20_000 + 30 * 20_000 + 10 * 18_000,
        "spending_offers": 36 * 3_000 + 6 * 1_000,
        "spending": 1_980_000 + 114_000,
        "spending_municipal": 60 * 5_000 + 30 * 10_000 + 10 * 12_000 + 36 * 3_000,
        "spending_state": 2_094_000 - 828_000,
    }
    assert answer.total("spending").of.today.middle[0] == MONTHS * 2_094_000


def test_an_indicator_is_counted_as_its_table_says_and_the_others_say_why_not():
    told = asked(
        indicator("beskaeftigelsesfrekvens", unit="percent"),
        indicator("langtidsledige"),
        indicator("begyndt", "track_begun_share", "percent", "spor"),
        indicator("uden_samtale", "without_contact_share"),
        indicator("fremtidens_tal"),
        indicator("fleksjob"),
    )
    answer = tell(simulated(), told)
    assert answer.line("indicator.beskaeftigelsesfrekvens").of.today.middle[0] == pytest.approx(
        100 * 300 / 420
    )
    assert answer.line("indicator.langtidsledige").of.today.middle[0] == 10
    assert answer.line("indicator.begyndt", "forsikret").of.today.middle[0] == 50
    assert set(answer.counted_as) == {"beskaeftigelsesfrekvens", "langtidsledige", "begyndt"}
    reasons = {one.indicator.id: one.reason.en for one in answer.not_simulated}
    assert reasons == {
        "uden_samtale": "Talks and steps are not simulated.",
        "fremtidens_tal": "Nobody has yet said how the figure is counted in a simulation.",
        "fleksjob": "The country's pack lacks the states or ages that the figure is counted in.",
    }


def test_the_assumption_that_moves_the_answer_most_stands_first():
    middle = outcome(fewer_insured(counts(), np.arange(10)))
    small = outcome(fewer_insured(counts(runs=2), np.arange(2) + 1))
    large = outcome(fewer_insured(counts(runs=2), np.arange(2) + 9))
    two = [
        Assumption("little", Words("lidt", "little"), middle, small),
        Assumption("much", Words("meget", "much"), middle, large),
    ]
    moved = tell(simulated(middle, assumptions=two), ASKED).moved
    assert [one.id for one in moved] == ["much", "little"]
    assert moved[0].ends["caseload"] == (0, -9 * MONTHS)


def test_levels_further_ahead_than_is_trusted_are_not_shown_and_differences_are():
    answer = tell(simulated(), replace(ASKED, trusted={"caseload": 6, "": 12}))
    line = answer.line("caseload")
    assert [line.shows_levels(month) for month in (5, 6)] == [True, False]
    assert line.shown(6)
    assert answer.line("spending").levels_until == 12
    assert not answer.total("caseload").shows_levels
    assert answer.total("caseload").of.today.middle[0] == MONTHS * 120


def test_who_gains_and_who_loses_are_apart_and_together():
    answer = tell(simulated(outcome(work=(50, -20), claimed=(-60, 25))), ASKED)
    told = [of.middle[0] for of in (answer.work.direct, answer.work.displaced, answer.work.net)]
    assert told == [50, -20, 30]
    assert answer.claimed.net.middle[0] == -35


def test_other_seats_alone_do_not_count_as_another_answer():
    more = (rights(), rights("prøve", seats=50))
    assert tell(simulated(policies=more), ASKED).binds_nobody
