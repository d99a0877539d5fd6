"""Evidence is read whole, or refused with the line of the slip; every finding says where it was read."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.evidence import Estimate, Reading, SideEffect
from fodfaeste.core.evidence_codes import UNVERIFIED
from fodfaeste.core.words import Words
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.evidence import (
    FILES,
    FINDINGS,
    STUDIES,
    LawCodes,
    evidence_from,
    installed_codes,
    read_evidence,
)
from tests.formats.packs.broken import Break, break_text
from tests.formats.packs.evidence_ways_to_break import TEXTS, WAYS
from tests.shape.tree import PROJECT

FOLDER = PROJECT / "packs" / "evidence"
LAW = LawCodes({"loentilskud", "vejledning"}, {"lab.6.1"})


@pytest.mark.parametrize("broken", WAYS, ids=lambda broken: broken.name)
def test_the_line_of_the_slip_is_named_and_nothing_else(broken: Break) -> None:
    text, line = break_text(TEXTS[broken.file], broken.edits)
    with pytest.raises(PackRefused) as refused:
        evidence_from({**TEXTS, broken.file: text}, "x", LAW)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (f"x/{broken.file}", line), str(problem)
    assert broken.told in problem.wrong + problem.right
    assert problem.right


def test_small_evidence_is_read_as_it_stands() -> None:
    found = evidence_from(TEXTS, "x", LAW)
    job, weeks = found.findings
    assert job.estimate == Estimate(4, 4, "percentage_points", interval=(1, 7), interval_percent=95)
    assert job.lock_in == SideEffect("yes", Words("x", "x"), 6)
    assert job.reading == Reading("https://eksempel.dk/a", date(2026, 11, 22), "tabel 3", "study")
    assert weeks.estimate == Estimate(-3, None, "weeks")
    assert weeks.displacement == SideEffect("partly", Words("x", "x"))
    assert [(study.year, study.period_to) for study in found.studies] == [(2015, 2013), (None, 2010)]


def test_without_a_law_offers_are_not_judged() -> None:
    assert evidence_from(TEXTS, "x", None).findings


def test_every_installed_finding_has_its_study_source_and_date() -> None:
    found = read_evidence(FOLDER)
    for finding in found.findings:
        assert found.study(finding.study)
        assert finding.reading.address
        assert finding.reading.part
        assert finding.reading.read_on == date(2026, 11, 22)


def test_what_others_tell_of_a_study_is_unverified_and_never_strong() -> None:
    found = read_evidence(FOLDER).findings
    told = [finding for finding in found if finding.reading.by == "other"]
    assert told
    assert {finding.status for finding in told} == {UNVERIFIED}
    assert "strong" not in {finding.strength for finding in told}


def test_the_offers_and_groups_are_those_of_the_installed_law() -> None:
    law = installed_codes()
    assert law
    assert {"loentilskud", "mentor"} <= set(law.offers)
    findings = tomllib.loads((FOLDER / FINDINGS).read_text(encoding="utf-8"))["finding"]
    assert {offer for finding in findings for offer in finding.get("offers", ())} <= set(law.offers)


def test_a_packs_folder_without_law_judges_no_offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FODFAESTE_PACKS", str(tmp_path))
    assert installed_codes() is None


def test_a_folder_without_one_of_the_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / FINDINGS).write_text(TEXTS[FINDINGS], encoding="utf-8")
    with pytest.raises(PackRefused, match=rf"{STUDIES}:1: filen mangler"):
        read_evidence(tmp_path)
    assert set(FILES) == set(TEXTS)
