"""The files of a pack: how they are written, and which there must be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import PackRefused, read_files, read_folder
from fodfaeste.formats.packs.reader import LARGEST_FILE
from tests.formats.packs.broken import norddjurs_copy, norddjurs_files


def _refusal(folder: Path) -> str:
    with pytest.raises(PackRefused) as refused:
        read_folder(folder, "x")
    return str(refused.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return norddjurs_copy(tmp_path)


def test_a_copy_reads_as_the_pack_itself(folder: Path) -> None:
    assert read_folder(folder) == read_files(norddjurs_files(), "x")


@pytest.mark.parametrize(
    "written",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    ],
    ids=["with a byte-order mark", "with the line ends of Windows", "as Windows Notepad may write it"],
)
def test_a_file_of_windows_is_the_same_pack(folder: Path, written: Callable[[str], bytes]) -> None:
    for name, text in norddjurs_files().items():
        (folder / name).write_bytes(written(text))
    assert read_folder(folder).hash == read_files(norddjurs_files(), "x").hash


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_letters_of_windows_1252_are_refused_on_their_line(folder: Path, mark: bytes) -> None:
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    line = text[: text.index("En tidlig indsats")].count("\n") + 1
    content = text.encode().replace(
        "En tidlig indsats er afgørende".encode(), b"En tidlig indsats er afg\xf8rende"
    )
    (folder / "pack.toml").write_bytes(mark + content)
    assert _refusal(folder) == f"x/pack.toml:{line}: tegn som ikke er UTF-8; gem filen som UTF-8"


def test_utf_16_is_refused(folder: Path) -> None:
    (folder / "local.toml").write_text(norddjurs_files()["local.toml"], encoding="utf-16")
    assert _refusal(folder).startswith("x/local.toml:1: tegn som ikke er UTF-8; ")


def test_an_unknown_file_is_refused(folder: Path) -> None:
    (folder / "question.toml").write_text("", encoding="utf-8")
    assert _refusal(folder) == (
        "x/question.toml:1: ukendt fil i pakken; "
        "en pakke har pack.toml, questions.toml, cases.toml, local.toml"
    )


def test_a_folder_in_a_files_place_is_refused(folder: Path) -> None:
    (folder / "local.toml").unlink()
    (folder / "local.toml").mkdir()
    assert _refusal(folder).startswith("x/local.toml:1: ingen fil, men en mappe; ")


def test_a_file_that_is_too_large_is_refused_unread(folder: Path) -> None:
    with (folder / "cases.toml").open("ab") as file:
        file.truncate(LARGEST_FILE + 1)
    assert _refusal(folder).startswith("x/cases.toml:1: filen er for stor; ")


def test_other_files_may_lie_beside(folder: Path) -> None:
    (folder / "README.md").write_text("Hvordan pakken blev til", encoding="utf-8")
    assert read_folder(folder).id == "norddjurs"


def test_without_pack_toml_there_is_no_pack(folder: Path) -> None:
    (folder / "pack.toml").unlink()
    with pytest.raises(UsageError, match=r"ingen pack\.toml"):
        read_folder(folder)


def test_questions_and_cases_may_be_left_out(folder: Path) -> None:
    (folder / "questions.toml").unlink()
    (folder / "cases.toml").unlink()
    pack = read_folder(folder)
    assert (pack.questions, pack.cases) == ((), ())


def test_our_proposals_may_be_left_out_where_no_line_names_one(folder: Path) -> None:
    (folder / "local.toml").unlink()
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("indicators = ")]
    assert "er ikke en [[indicator]] i local.toml" in _refusal(folder)
    (folder / "pack.toml").write_text("\n".join(lines), encoding="utf-8")
    assert read_folder(folder).indicators == ()


def test_an_empty_file_is_no_pack() -> None:
    with pytest.raises(PackRefused) as refused:
        read_files({"pack.toml": ""}, "x")
    assert [str(problem) for problem in refused.value.problems] == [
        "x/pack.toml:1: »pack« mangler; skriv pack: tabellen [pack]",
        "x/pack.toml:1: »text« mangler; skriv text: tabellen [text]",
    ]


def test_quotes_comments_and_tables_of_their_own_are_read_alike() -> None:
    files = norddjurs_files()
    plain = read_files(files, "x")
    for old, new in (
        ('version = "2020"', "'version' = '2020'  # \"not\" = this"),
        (
            'title = { da = "Branchespor", en = "Branch track" }\n',
            'title.da = "Branchespor"\n"title".en = """\nBranch track"""\n',
        ),
        ('under = "verdensmaal.medansvar"\n', '"under" = "verdensmaal\\u002emedansvar"\n'),
    ):
        assert old in files["pack.toml"]
        files["pack.toml"] = files["pack.toml"].replace(old, new, 1)
    pack = read_files(files, "x")
    assert (pack.version, pack.offers, pack.entries) == (plain.version, plain.offers, plain.entries)
    assert pack.hash != plain.hash


def test_dated_versions_that_follow_each_other_are_read() -> None:
    files = norddjurs_files()
    text = files["pack.toml"]
    start = text.index('[[entry]]\nid = "branchespor.ung"')
    end = text.index("\n\n", start)
    first = text[start:end] + "\nvalid_to = 2020-12-31\n\n"
    second = text[start:end].replace('"P0D"', '"P1M"') + "\nvalid_from = 2021-01-01\n"
    files["pack.toml"] = text[:start] + first + second + text[end:]
    pack = read_files(files, "x")
    assert len([entry for entry in pack.entries if entry.id == "branchespor.ung"]) == 2
