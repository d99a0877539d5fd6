"""Evidence answers who speaks of an offer, and how an effect can be drawn."""

from dataclasses import replace
from math import log

import pytest

from fodfaeste.core.evidence import Estimate, Finding, speaking, spread
from fodfaeste.core.evidence_codes import LOG_HAZARD, OTHERS, SECTORS, SHORT, SPELL, UNVERIFIED
from fodfaeste.formats.packs.evidence import read_evidence
from tests.shape.tree import PROJECT

FOUND = read_evidence(PROJECT / "packs" / "evidence")


def finding(finding_id: str) -> Finding:
    found = FOUND.finding(finding_id)
    assert found
    return found


def test_findings_about_the_very_group_come_first() -> None:
    groups = [one.groups for one in speaking(FOUND, "loentilskud", group="lab.6.6")]
    about_it = [bool(names) for names in groups]
    assert about_it == sorted(about_it, reverse=True)
    assert about_it[0]
    assert not about_it[-1]
    assert {name for names in groups for name in names} == {"lab.6.6"}


def test_what_was_only_told_by_others_comes_after_what_was_read() -> None:
    found = speaking(FOUND, "aktivering")
    statuses = [one.status == UNVERIFIED for one in found]
    assert statuses == sorted(statuses)
    assert any(statuses)


def test_a_finding_about_one_sector_is_silent_on_the_other() -> None:
    for sector in SECTORS:
        sectors = {one.sector for one in speaking(FOUND, "loentilskud", sector=sector)}
        assert sectors == {sector, None}


def test_a_change_of_a_rate_speaks_at_every_horizon() -> None:
    horizons = {one.horizon for one in speaking(FOUND, "tidlig-indsats", horizon=SHORT)}
    assert horizons == {SHORT, SPELL}


def test_effects_on_others_are_given_only_when_asked_for() -> None:
    assert not [one for one in speaking(FOUND, "tidlig-indsats") if one.effect_on == OTHERS]
    assert [one.id for one in speaking(FOUND, "tidlig-indsats", effect_on=OTHERS)] == ["gautier2018.andre"]


def test_of_an_offer_that_nobody_has_studied_nothing_is_said() -> None:
    assert speaking(FOUND, "jobrotation") == ()


def test_per_cent_of_a_rate_is_drawn_on_its_logarithm() -> None:
    drawn = spread(FOUND, finding("graversen2008.jobfund"))
    assert drawn
    assert drawn.unit == LOG_HAZARD
    assert drawn.middle == pytest.approx(log(1.30))
    assert drawn.error == pytest.approx(0.30 * log(1.30))
    assert not drawn.published


def test_a_published_interval_takes_over_from_the_assumed_error() -> None:
    estimate = Estimate(30, 30, "percent_hazard", interval=(10, 55), interval_percent=95)
    drawn = spread(FOUND, replace(finding("graversen2008.jobfund"), estimate=estimate))
    assert drawn
    assert drawn.published
    assert drawn.error == pytest.approx((log(1.55) - log(1.10)) / 2 / 1.96, rel=1e-3)


def test_a_published_standard_error_is_used_as_it_is() -> None:
    job = finding("mentor2014.job")
    drawn = spread(FOUND, replace(job, estimate=Estimate(2, 2, "percentage_points", standard_error=0.8)))
    assert drawn
    assert (drawn.middle, drawn.error, drawn.published) == (2, 0.8, True)


def test_a_span_is_drawn_around_its_middle_and_a_least_at_itself() -> None:
    span, least = spread(FOUND, finding("altmann2022.faa")), spread(FOUND, finding("svarer2011.sanktion"))
    assert span
    assert least
    assert span.middle == 9.0
    assert least.middle == pytest.approx(log(2))


def test_a_finding_without_a_size_is_never_drawn() -> None:
    assert spread(FOUND, finding("card2018.kort")) is None


def test_an_indication_alone_never_rules_out_zero() -> None:
    for one in FOUND.findings:
        drawn = spread(FOUND, one)
        if drawn and one.strength == "indication":
            assert abs(drawn.middle) < 1.96 * drawn.error
