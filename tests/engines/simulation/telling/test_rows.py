"""An answer as rows: a value under each heading, empty where it is held back or too far ahead."""

from datetime import date

from fodfaeste.engines.simulation.telling import tell
from fodfaeste.engines.simulation.telling.rows import (
    GROUPS,
    INDICATORS,
    MONTHS,
    groups_rows,
    indicators_rows,
    month_ends,
    months_rows,
)
from tests.engines.simulation.telling.made import MONTHS as LONG
from tests.engines.simulation.telling.made import SICK, asked, counts, indicator, outcome, simulated

ENDS = month_ends(date(2026, 11, 30), LONG)


def answer(*indicators, trusted=None, sick=20):
    made = counts()
    made.labels[..., SICK, 1], made.stock[..., SICK, 0] = sick, sick
    return tell(simulated(outcome(made)), asked(*indicators, trusted=trusted))


def rows(heads, found):
    return [dict(zip(heads, row, strict=True)) for row in found]


def test_months_end_on_the_same_day_or_the_last():
    assert ENDS[:4] == (date(2026, 12, 30), date(2027, 1, 30), date(2027, 2, 28), date(2027, 3, 30))


def test_a_row_a_measure_and_month_with_the_difference_first():
    found = rows(MONTHS, months_rows(answer(), ENDS))
    caseload = [row for row in found if row["measure"] == "caseload"]
    assert len(caseload) == LONG
    assert caseload[0]["ends"] == date(2026, 12, 30)
    assert (caseload[0]["difference"], caseload[0]["today"], caseload[0]["held_back"]) == (0.0, 120.0, None)
    assert MONTHS.index("difference") < MONTHS.index("today")


def test_what_is_held_back_has_its_row_and_no_number():
    found = rows(GROUPS, groups_rows(answer(sick=3), ENDS))
    sick = [row for row in found if (row["measure"], row["group"]) == ("caseload", "syg")]
    assert {(row["difference"], row["today"], row["held_back"]) for row in sick} == {(None, None, "yes")}


def test_levels_too_far_ahead_are_empty_and_differences_are_not():
    found = rows(MONTHS, months_rows(answer(trusted={"": 12}), ENDS))
    caseload = [row for row in found if row["measure"] == "caseload"]
    assert [(row["difference"], row["today"]) for row in caseload[11:13]] == [(0.0, 120.0), (0.0, None)]


def test_an_indicator_not_simulated_has_a_row_with_its_reason():
    told = answer(indicator("uden_samtale"), indicator("folketal"))
    found = rows(INDICATORS, indicators_rows(told, ENDS))
    assert [row["today"] for row in found if row["indicator"] == "folketal"] == [420.0] * LONG
    assert found[-1]["not_simulated"] == "Samtaler og skridt simuleres ikke."
