"""Which pack counts on a day, and where the packs lie."""

from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import Library, PackRefused, installed_pack, packs_folder
from tests.formats.packs.broken import NORDDJURS, norddjurs_files

PERIOD = "period = { from = 2020-01-01, to = 2021-12-31 }"


def install(root: Path, version: str, begins: str, ends: str, slug: str = "norddjurs") -> Path:
    """Norddjurs' pack under another version and period, among the installed packs of a root."""
    folder = root / "policy" / slug / version
    folder.mkdir(parents=True)
    for name, text in norddjurs_files().items():
        if name == "pack.toml":
            text = text.replace('version = "2020"', f'version = "{version}"')
            text = text.replace('id = "norddjurs"', f'id = "{slug}"')
            text = text.replace(PERIOD, f"period = {{ from = {begins}, to = {ends} }}")
            text = text.replace("adopted = 2020-01-21", 'adopted = "unknown"')
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    install(tmp_path, "2020", "2020-01-01", "2021-12-31")
    install(tmp_path, "2023", "2023-01-01", "2024-12-31")
    install(tmp_path, "1", "2020-01-01", "2030-12-31", slug="andeby")
    return tmp_path


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2019, 1, 1), "2020"),
        (date(2020, 1, 1), "2020"),
        (date(2021, 12, 31), "2020"),
        (date(2022, 6, 1), "2020"),
        (date(2022, 12, 31), "2020"),
        (date(2023, 1, 1), "2023"),
        (date(2026, 11, 23), "2023"),
    ],
)
def test_the_pack_of_a_day_is_the_one_in_force_else_the_one_before_else_the_first(
    root: Path, on: date, version: str
) -> None:
    assert Library.read(root).pack("norddjurs", on).version == version


def test_each_municipality_is_named_once(root: Path) -> None:
    assert Library.read(root).slugs == ("andeby", "norddjurs")


def test_a_municipality_there_is_not_is_refused_with_those_there_are(root: Path) -> None:
    with pytest.raises(UsageError, match="»ribe«; der er andeby, norddjurs"):
        Library.read(root).pack("ribe", date(2020, 1, 1))


def test_two_packs_for_one_day_are_refused_on_the_later_ones_period(root: Path) -> None:
    folder = install(root, "2021", "2021-07-01", "2022-06-30")
    with pytest.raises(PackRefused) as refused:
        Library.read(root)
    assert str(refused.value) == (
        f"{folder}/pack.toml:12: perioden overlapper norddjurs/2020 i {root}/policy/norddjurs/2020; "
        "lad den slutte før 2020-01-01 eller begynde efter 2021-12-31"
    )


def test_everything_wrong_in_any_pack_is_told_at_once(root: Path) -> None:
    for version in ("2020", "2023"):
        pack = root / "policy" / "norddjurs" / version / "pack.toml"
        pack.write_text(pack.read_text(encoding="utf-8").replace('"P6M"', '"6M"'), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        Library.read(root)
    assert [problem.file for problem in refused.value.problems] == [
        f"{root}/policy/norddjurs/{version}/pack.toml" for version in ("2020", "2023")
    ]


def test_a_setting_names_another_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FODFAESTE_PACKS", str(root))
    assert packs_folder() == root
    assert Library.read().slugs == ("andeby", "norddjurs")


def test_without_the_setting_it_is_the_projects_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FODFAESTE_PACKS", raising=False)
    assert packs_folder() == NORDDJURS.parents[2]
    assert "norddjurs" in Library.read().slugs


def test_an_empty_folder_has_no_policy(tmp_path: Path) -> None:
    library = Library.read(tmp_path)
    assert (library.packs, library.slugs) == ((), ())
    with pytest.raises(UsageError, match=r"der er ingen$"):
        library.pack("norddjurs", date(2020, 1, 1))


def test_a_wrong_pack_of_another_municipality_stops_nobody(root: Path) -> None:
    folder = root / "policy" / "andeby" / "1"
    (folder / "pack.toml").write_text("[pack]\nfarve = 1\n", encoding="utf-8")
    assert installed_pack("norddjurs", date(2020, 6, 1), root).id == "norddjurs"
    with pytest.raises(PackRefused):
        installed_pack("andeby", date(2020, 6, 1), root)


def test_an_unknown_municipality_is_told_which_there_are(root: Path) -> None:
    with pytest.raises(UsageError, match="andeby, norddjurs"):
        installed_pack("ribe", date(2020, 6, 1), root)
