"""Every way to break a pack is refused with the file, the line, what is wrong and what would be right."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fodfaeste.cli import main
from fodfaeste.formats.packs import PackRefused, read_files, read_folder, syntax
from tests.formats.packs.broken import Break, break_text, norddjurs_copy, norddjurs_files
from tests.formats.packs.ways_to_break import KEYS_AND_VALUES
from tests.formats.packs.ways_to_break_figures import FIGURE, FIGURES
from tests.formats.packs.ways_to_break_rules import RULES_AND_FILES

WAYS = (*KEYS_AND_VALUES, *RULES_AND_FILES, *FIGURES)

_TOLD = re.compile(r"(?P<file>.+\.toml):(?P<line>\d+): (?P<wrong>\S.*?); (?P<right>\S.*)")


@pytest.fixture(scope="module", autouse=True)
def _lines_of_the_same_text_found_once() -> Iterator[None]:
    """A slip changes one file; in the others every key stands on the line it stood on before."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(syntax, "places", functools.cache(syntax.places))
        yield


def test_the_ways_have_names_of_their_own() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) > 100


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_the_line_of_the_slip_is_named_first(
    way: Break, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = norddjurs_copy(tmp_path)
    text, line = break_text((folder / way.file).read_text(encoding="utf-8"), way.edits)
    (folder / way.file).write_text(text, encoding="utf-8")

    assert main(["check", str(folder)]) == 1

    answer = capsys.readouterr()
    assert answer.out == ""
    lines = answer.err.splitlines()
    assert all(_TOLD.fullmatch(told) for told in lines)
    first = _TOLD.fullmatch(lines[0])
    assert first
    assert (first["file"], int(first["line"])) == (str(folder / way.file), line), lines[0]
    assert way.told in lines[0]


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way.file == "pack.toml"][::7], ids=lambda way: way.name
)
def test_line_ends_of_windows_keep_the_line(way: Break, tmp_path: Path) -> None:
    folder = norddjurs_copy(tmp_path)
    text, line = break_text((folder / way.file).read_text(encoding="utf-8"), way.edits)
    (folder / way.file).write_bytes(text.replace("\n", "\r\n").encode())
    with pytest.raises(PackRefused) as refused:
        read_folder(folder)
    assert refused.value.problems[0].line == line


def test_several_slips_are_told_at_once_by_file_and_line() -> None:
    files = norddjurs_files()
    for name, old, new in (
        ("local.toml", "value = 90", 'value = "90"'),
        ("pack.toml", "over = 6", "above = 6"),
        ("pack.toml", "adopted = 2020-01-21", "adopted = 2022-01-21"),
        ("pack.toml", 'kind = "pledge"', 'kind = "pledges"'),
        ("questions.toml", 'state = "open"', 'state = "aaben"'),
        ("cases.toml", "on = 2020-08-31", "on = 1820-08-31"),
    ):
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    with pytest.raises(PackRefused) as refused:
        read_files(files, "x")
    places = [(problem.file, problem.line) for problem in refused.value.problems]
    assert [file for file, _ in places] == [
        *["x/pack.toml"] * 3,
        "x/questions.toml",
        "x/cases.toml",
        "x/local.toml",
    ]
    assert places[:3] == sorted(places[:3])


def test_every_repeated_key_of_a_file_is_told() -> None:
    files = norddjurs_files()
    files["pack.toml"] = files["pack.toml"].replace('version = "2020"', 'version = "2020"\nversion = "2"', 1)
    files["pack.toml"] = files["pack.toml"].replace("over = 6", "over = 6, over = 7", 1)
    with pytest.raises(PackRefused) as refused:
        read_files(files, "x")
    assert [problem.wrong.split("«")[0] for problem in refused.value.problems] == ["»version", "»over"]


def test_a_value_over_two_lines_keeps_its_message_on_one() -> None:
    files = norddjurs_files()
    files["pack.toml"] = files["pack.toml"].replace('id = "sdg.8"', 'id = "sdg\\n8\\u001b[31m"', 1)
    with pytest.raises(PackRefused) as refused:
        read_files(files, "x")
    assert "\n" not in str(refused.value)
    assert str(refused.value).isprintable()


def test_a_number_of_the_text_and_a_target_counted_from_it_are_read() -> None:
    files = norddjurs_files()
    goal = 'kind = "goal"\nfigures = ["ledige.2019"]\n'
    target = 'target = { value = 250, unit = "jobs", change = true, by = 2030-12-31, from = "ledige.2019" }\n'
    text = files["pack.toml"].replace("[[group]]\n", FIGURE + "[[group]]\n", 1)
    pack = read_files({**files, "pack.toml": text.replace('kind = "goal"\n', goal + target, 1)}, "prøve")
    entry = next(entry for entry in pack.entries if entry.target)
    assert entry.target is not None
    assert (entry.target.value, entry.target.change, entry.target.start) == (250.0, True, "ledige.2019")
    figure = pack.figure(entry.figures[0])
    assert figure is not None
    assert (figure.value, figure.unit, figure.approximate, figure.as_of) == (2.6, "percent", True, "2019-08")
