"""How far ahead figures are told, and the words for it."""

from dataclasses import replace
from datetime import date

from fodfaeste.engines.simulation.making.backcast import BackCast, Compared
from fodfaeste.engines.simulation.telling.trust import LEAST, UNTRIED, trusted_by


def line(measure, years, expected):
    return Compared(measure, years, expected, 90, 110, 100)


def trust(*lines):
    return trusted_by(BackCast(date(2021, 11, 22), lines))


def test_levels_are_told_twice_as_far_as_they_were_right():
    found = trust(*(line("caseload", year, 102) for year in range(1, 6)), line("state.syg", 1, 97))
    assert found.levels["caseload"] == found.levels[""] == 120
    assert found.levels["state.syg"] == 24
    assert found.months == 120


def test_a_level_that_was_wrong_at_once_is_told_a_year_ahead_and_differences_five():
    found = trust(line("caseload", 1, 133))
    assert found.levels[""] == LEAST == 12
    assert found.months == UNTRIED == 60
    assert "33 procent ved siden af" in found.words.da
    assert "33 per cent off" in found.words.en


def test_where_people_go_is_trusted_as_far_as_how_many_leave():
    found = trust(line("caseload", 1, 133), line("out_of_effort", 1, 101))
    assert (found.levels["to_work"], found.levels["to_other"]) == (24, 24)


def test_no_ten_year_figure_where_five_years_were_more_than_five_per_cent_off():
    lines = [line("caseload", year, 102) for year in range(1, 5)]
    assert trust(*lines, line("caseload", 5, 106)).months == 96
    assert trust(*lines, replace(lines[0], years=5)).months == 120


def test_the_year_that_was_begun_in_is_said():
    assert trust(line("caseload", 1, 100)).words.da.startswith("Begyndt i 2021 med det, man vidste da")
