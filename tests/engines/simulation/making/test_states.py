"""State spells from dated statuses: the codes of a country, names that change, and holes."""

from datetime import UTC, date, datetime

import polars as pl

from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.states import state_spells
from fodfaeste.formats.packs.simulation import installed_country
from fodfaeste.formats.snapshot import TYPES

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNTRY = installed_country("denmark")


def statuses(*rows: tuple[str, str, str, date | None, date | None]) -> pl.DataFrame:
    columns = ("citizen", "kind", "value", "valid_from", "valid_to", "recorded_at")
    schema = dict(zip(columns, [TYPES["text"]] * 3 + [TYPES["day"]] * 2 + [TYPES["instant"]], strict=True))
    return pl.DataFrame([(*row, NOW) for row in rows], schema=schema, orient="row")


def spells(*rows: tuple[str, str, date, date | None]) -> pl.DataFrame:
    schema = {"citizen": pl.String, "kind": pl.String, "industry": pl.String, "from": pl.Date, "to": pl.Date}
    found = [(citizen, kind, None, begins, ends) for citizen, kind, begins, ends in rows]
    return pl.DataFrame(found, schema=schema, orient="row")


def states(
    known: pl.DataFrame, periods: pl.DataFrame, country: Country = COUNTRY
) -> list[tuple[object, ...]]:
    return state_spells(known, periods, country).rows()


def test_a_benefit_under_its_new_name_is_the_same_spell():
    known = statuses(
        ("A", "readiness", "aktivitetsparat", date(2024, 3, 1), None),
        ("A", "benefit", "uddannelseshjaelp", date(2024, 3, 1), date(2025, 7, 1)),
        ("A", "benefit", "kontanthjaelp", date(2025, 7, 1), None),
    )
    assert states(known, spells()) == [("A", "aktivitetsparat", date(2024, 3, 1), None)]


def test_a_change_of_readiness_is_a_change_of_state():
    known = statuses(
        ("A", "benefit", "kontanthjaelp", date(2025, 8, 1), None),
        ("A", "readiness", "aktivitetsparat", date(2025, 8, 1), date(2026, 2, 1)),
        ("A", "readiness", "jobparat", date(2026, 2, 1), None),
    )
    assert states(known, spells()) == [
        ("A", "aktivitetsparat", date(2025, 8, 1), date(2026, 2, 1)),
        ("A", "jobparat", date(2026, 2, 1), None),
    ]


def test_the_first_code_that_fits_counts_and_a_job_beside_a_benefit_is_not_a_state():
    known = statuses(
        ("A", "contact_group", "integration", date(2025, 8, 1), None),
        ("A", "benefit", "kontanthjaelp", date(2025, 8, 1), None),
        ("B", "benefit", "dagpenge", date(2025, 8, 1), date(2025, 12, 1)),
    )
    periods = spells(
        ("A", "work", date(2025, 9, 1), None), ("B", "work", date(2025, 12, 1), date(2026, 1, 31))
    )
    assert states(known, periods) == [
        ("A", "integration", date(2025, 8, 1), None),
        ("B", "dagpenge", date(2025, 8, 1), date(2025, 12, 1)),
        ("B", "arbejde", date(2025, 12, 1), date(2026, 2, 1)),
    ]


def test_education_goes_before_work_beside_it_and_work_is_there_when_it_is_over():
    periods = spells(
        ("A", "work", date(2025, 1, 1), None), ("A", "education", date(2025, 9, 1), date(2025, 12, 31))
    )
    assert states(statuses(), periods) == [
        ("A", "arbejde", date(2025, 1, 1), date(2025, 9, 1)),
        ("A", "uddannelse", date(2025, 9, 1), date(2026, 1, 1)),
        ("A", "arbejde", date(2026, 1, 1), None),
    ]


def test_what_no_code_fits_is_a_hole():
    known = statuses(
        ("A", "readiness", "jobparat", date(2025, 1, 1), None),
        ("A", "benefit", "dagpenge", date(2025, 1, 1), date(2025, 3, 1)),
        ("A", "benefit", "dagpenge", date(2025, 5, 1), None),
    )
    assert states(known, spells()) == [
        ("A", "dagpenge", date(2025, 1, 1), date(2025, 3, 1)),
        ("A", "dagpenge", date(2025, 5, 1), None),
    ]


def test_greenland_goes_by_match_group():
    known = statuses(
        ("A", "gl_match_group", "2", None, None), ("A", "benefit", "offentlig_hjaelp", None, None)
    )
    found = states(known, spells(), installed_country("greenland"))
    assert [(citizen, state, ends) for citizen, state, _, ends in found] == [("A", "matchgruppe-2", None)]


def test_what_began_later_takes_over_though_the_first_had_a_later_end():
    known = statuses(
        ("A", "benefit", "dagpenge", date(2025, 1, 1), date(2025, 6, 1)),
        ("A", "benefit", "sygedagpenge", date(2025, 3, 1), None),
        ("B", "benefit", "dagpenge", date(2025, 1, 1), None),
        ("B", "benefit", "sygedagpenge", date(2025, 3, 1), date(2025, 4, 1)),
    )
    assert states(known, spells()) == [
        ("A", "dagpenge", date(2025, 1, 1), date(2025, 3, 1)),
        ("A", "syg", date(2025, 3, 1), None),
        ("B", "dagpenge", date(2025, 1, 1), date(2025, 3, 1)),
        ("B", "syg", date(2025, 3, 1), date(2025, 4, 1)),
    ]


def test_jobs_that_meet_or_lie_within_each_other_are_one_spell_of_work():
    periods = spells(
        ("A", "work", date(2024, 1, 1), date(2024, 5, 31)),
        ("A", "work", date(2024, 5, 31), date(2024, 12, 31)),  # the new job began on the old one's last day
        ("B", "work", date(2024, 1, 1), None),
        ("B", "work", date(2024, 3, 1), date(2024, 4, 1)),
        ("C", "work", date(2024, 1, 1), date(2024, 9, 30)),
        ("C", "work", date(2024, 3, 1), date(2024, 4, 1)),
        ("C", "work", date(2024, 12, 1), None),
    )
    assert states(statuses(), periods) == [
        ("A", "arbejde", date(2024, 1, 1), date(2025, 1, 1)),
        ("B", "arbejde", date(2024, 1, 1), None),
        ("C", "arbejde", date(2024, 1, 1), date(2024, 10, 1)),
        ("C", "arbejde", date(2024, 12, 1), None),
    ]
