"""Definitions of public figures are read whole, or refused with the line of every slip."""

from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.statistics import FILE, read_statistics, statistics_from
from tests.formats.packs.broken import MARK, Break, break_text, way
from tests.shape.tree import PROJECT

FOLDER = PROJECT / "packs" / "indicators"
TEXT = (FOLDER / FILE).read_text(encoding="utf-8")

FIRST = '[[indicator]]\nid = "dst.nettoledige"\n'
FIRST_NOT = '  { id = "dst.bruttoledige", reason = { da = "Netto'
SECOND_NOT = '  { id = "star.fuldtidspersoner", reason'
FIRST_SOURCE = '[[source]]\nid = "i1"'
UNCITED = f'[[source]]\n{MARK}id = "i0"\nwhat = "x"\nkind = "secondary"\nread_on = 2026-01-01'
WITHOUT = '"dst.bruttoledige", reason = { '
BREAK = "  { on = 2007-01-01, what"

WAYS = (
    way("an unknown key", (FIRST, f"{FIRST}{MARK}nummer = 1\n"), told="ukendt nøgle »nummer«"),
    way(
        "a misspelt key",
        ('numerator = { da = "Timer', f'{MARK}numerater = {{ da = "Timer'),
        told="»numerator«",
    ),
    way("an unknown table", ("[[source]]\n", f"{MARK}[[kilde]]\n"), told="ukendt nøgle »kilde«"),
    way(
        "a missing key",
        (FIRST + 'legal_system = "denmark"\n', f"{MARK}{FIRST}"),
        told="»legal_system« mangler",
    ),
    way(
        "an id with capitals",
        ('id = "dst.nettoledige"', f'{MARK}id = "DST.nettoledige"'),
        told="er ikke et id",
    ),
    way(
        "an id twice",
        ('\nid = "dst.bruttoledige"', f'\n{MARK}id = "dst.nettoledige"'),
        told="er brugt to gange",
    ),
    way("a source twice", ('\nid = "i2"', f'\n{MARK}id = "i1"'), told="»i1« er brugt to gange"),
    way(
        "a source that is not there",
        ('sources = ["i1", "i2", "i8"]', f'{MARK}sources = ["i1", "i2", "x"]'),
        told="»x« er ikke en [[source]]",
    ),
    way("a source nobody cites", (FIRST_SOURCE, f"{UNCITED}\n\n{FIRST_SOURCE}"), told="»i0« bruges ikke"),
    way("no sources", ('sources = ["i1", "i2", "i8"]', f"{MARK}sources = []"), told="»sources« er []"),
    way(
        "a figure that is not there",
        (FIRST_NOT, MARK + FIRST_NOT.replace("bruttoledige", "bruttoledig")),
        told="mente du »dst.bruttoledige«",
    ),
    way(
        "a figure beside itself",
        (FIRST_NOT, MARK + FIRST_NOT.replace("bruttoledige", "nettoledige")),
        told="med sig selv",
    ),
    way(
        "a figure named twice",
        (SECOND_NOT, MARK + SECOND_NOT.replace("star.fuldtidspersoner", "dst.bruttoledige")),
        told="to gange i not_with",
    ),
    way(
        "a relation one way",
        (SECOND_NOT, MARK + SECOND_NOT.replace("fuldtidspersoner", "benchmark")),
        told="nævner ikke »dst.nettoledige«",
    ),
    way("no reason", ('"dst.bruttoledige", reason', f'{MARK}"dst.bruttoledige", grund'), told="»reason«"),
    way("a reason in one language", (f"{WITHOUT}da", f"{MARK}{WITHOUT}dk"), told="ukendt nøgle »dk«"),
    way(
        "no figures to keep apart",
        ("not_with = [\n", f"{MARK}ikke_med = [\n"),
        told="ukendt nøgle »ikke_med«",
    ),
    way(
        "a unit of our own",
        ('unit = "full_time_persons"', f'{MARK}unit = "fuldtid"'),
        told="kan ikke være unit",
    ),
    way("a frequency of our own", ('frequency = "monthly"', f'{MARK}frequency = "month"'), told="»monthly«"),
    way(
        "an adjustment of our own", ('adjustment = "actual"', f'{MARK}adjustment = "raw"'), told="adjustment"
    ),
    way(
        "a certainty of our own", ('certainty = "official"', f'{MARK}certainty = "certain"'), told="certainty"
    ),
    way(
        "official without an official source",
        (
            'certainty = "official"\nsources = ["i1", "i2", "i8"]',
            f'{MARK}certainty = "official"\nsources = ["i8"]',
        ),
        told="uden en officiel kilde",
    ),
    way(
        "a date that is a text",
        ("valid_from = 2007-01-01", f'{MARK}valid_from = "2007-01-01"'),
        told="en dato som",
    ),
    way(
        "an end before the start",
        ("valid_from = 2007-01-01", f"valid_from = 2007-01-01\n{MARK}valid_to = 2006-12-31"),
        told="før den begynder",
    ),
    way("a break with no time", (BREAK, f"  {MARK}{{ what"), told="et brud har én tid"),
    way(
        "a break with two times", (BREAK, f'  {MARK}{{ on = 2007-01-01, period = "2007", what'), told="én tid"
    ),
    way("a month that is not", ('period = "2025-01"', f'{MARK}period = "2025-13"'), told="er ingen tid"),
    way("no table", (', table = "AUF01, ydelsestype LDP + LKT"', MARK), told="»table« mangler"),
    way("no valid TOML", (FIRST, f"{MARK}[[indicator]\n"), told="gyldig TOML"),
)


@pytest.mark.parametrize("broken", WAYS, ids=lambda broken: broken.name)
def test_the_line_of_the_slip_is_named(broken: Break) -> None:
    text, line = break_text(TEXT, broken.edits)
    with pytest.raises(PackRefused) as refused:
        statistics_from(text, "x")
    told = [problem for problem in refused.value.problems if problem.line == line]
    assert told, str(refused.value)
    assert any(broken.told in str(problem) for problem in told), str(refused.value)
    assert all(problem.file == f"x/{FILE}" and problem.right for problem in refused.value.problems)


def test_the_installed_definitions_are_read() -> None:
    found = read_statistics(FOLDER)
    net = found.definition("dst.nettoledige")
    assert net
    assert (net.unit, net.adjustment, net.valid_from) == ("full_time_persons", "actual", date(2007, 1, 1))
    assert [named.id for named in net.not_with] == ["dst.bruttoledige", "star.fuldtidspersoner"]
    assert found.definition("dst.findes-ikke") is None


def test_no_public_table_is_none_and_never_the_word() -> None:
    tables = {d.id: d.table for d in read_statistics(FOLDER).definitions}
    assert tables["lov.samtaler-75"] is None
    assert "none" not in tables.values()


def test_another_file_in_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TEXT, encoding="utf-8")
    (tmp_path / "mere.toml").write_text("", encoding="utf-8")
    with pytest.raises(PackRefused, match=r"mere\.toml:1: ukendt fil"):
        read_statistics(tmp_path)


def test_a_folder_without_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="filen mangler"):
        read_statistics(tmp_path)
    with pytest.raises(UsageError, match="findes ikke"):
        read_statistics(tmp_path / "x")


def test_a_file_in_another_encoding_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("# en\n# æ\n".encode("cp1252"))
    with pytest.raises(PackRefused, match=r"indicators\.toml:2: tegn som ikke er UTF-8"):
        read_statistics(tmp_path)
