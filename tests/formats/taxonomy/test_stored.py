"""An imported taxonomy is kept whole, replaced in one stroke, and checked when it is read."""

import json

import polars as pl
import pytest

from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.formats.taxonomy import (
    read_starter,
    read_stored,
    read_taxonomy,
    taxonomy_id,
    taxonomy_in_use,
    write_stored,
)
from tests.formats.taxonomy.official import release


@pytest.fixture
def english(tmp_path):
    return read_taxonomy(release(tmp_path / "v1.0.0"))


@pytest.fixture
def danish(tmp_path):
    return read_taxonomy(release(tmp_path / "v2.0.0", "da"))


@pytest.fixture
def root(tmp_path):
    return tmp_path / "var" / "taxonomy"


def files(root) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def folders(root) -> set[str]:
    return {path.name for path in root.iterdir() if path.is_dir()}


def test_what_is_kept_comes_back_as_it_was(english, root):
    assert write_stored(english, root)
    kept = read_stored(root)
    assert kept is not None
    assert all(kept.tables[name].equals(table) for name, table in english.tables.items())
    assert (kept.sources, kept.left_out, kept.coverage, kept.notes) == (
        english.sources,
        english.left_out,
        english.coverage,
        english.notes,
    )


def test_the_manifest_tells_versions_languages_hashes_and_counts(english, root):
    write_stored(english, root)
    manifest = json.loads((root / taxonomy_id(english) / "taxonomy.json").read_text("utf-8"))
    assert manifest["languages"]["en"]["relations"] == 4
    assert {source["version"] for source in manifest["sources"]} == {"1.0.0"}
    assert all(len(source["sha256"]) == 64 for source in manifest["sources"])
    assert manifest["tables"]["skills"]["rows"] == 3


def test_keeping_the_same_again_changes_nothing(english, root):
    write_stored(english, root)
    before = files(root)
    assert not write_stored(english, root)
    assert files(root) == before


def test_another_takes_its_place_and_the_one_before_stays_until_the_next(english, danish, root, tmp_path):
    write_stored(english, root)
    assert write_stored(danish, root)
    kept = read_stored(root)
    assert kept is not None
    assert set(kept.coverage) == {"da"}
    assert folders(root) == {taxonomy_id(english), taxonomy_id(danish)}
    third = read_taxonomy(release(tmp_path / "v3.0.0"))
    write_stored(third, root)
    assert folders(root) == {taxonomy_id(danish), taxonomy_id(third)}


def test_a_failure_on_the_way_leaves_what_was_there(english, danish, root, monkeypatch):
    write_stored(english, root)
    before = files(root)

    def full(*_given, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(FodfaesteError, match="kan ikke gemmes"):
        write_stored(danish, root)
    assert files(root) == before


def test_what_a_killed_import_left_is_swept_away_by_the_next(english, root):
    left = root / ".0123456789abcdef.x.part"
    left.mkdir(parents=True)
    (left / "skills.parquet").write_bytes(b"half")
    write_stored(english, root)
    assert folders(root) == {taxonomy_id(english)}


@pytest.mark.parametrize("name", ["labels.parquet", "taxonomy.json"])
@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_damaged_one_is_refused_and_mended_by_importing_again(english, root, name, content):
    write_stored(english, root)
    damaged = root / taxonomy_id(english) / name
    damaged.unlink() if content is None else damaged.write_bytes(content)
    with pytest.raises(Rejected, match="import taxonomy"):
        read_stored(root)
    assert write_stored(english, root)
    assert read_stored(root) is not None


@pytest.mark.parametrize("line", [b"../../etc", b"\xff", b""])
def test_a_damaged_line_of_what_counts_is_refused_and_mended(english, root, line):
    write_stored(english, root)
    (root / "current").write_bytes(line)
    with pytest.raises(Rejected, match="import taxonomy"):
        read_stored(root)
    assert write_stored(english, root)
    assert read_stored(root) is not None


def test_a_manifest_of_another_form_is_refused(english, root):
    write_stored(english, root)
    path = root / taxonomy_id(english) / "taxonomy.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "version": 99}), "utf-8")
    with pytest.raises(Rejected, match="form 99"):
        read_stored(root)


def test_a_manifest_with_strange_parts_is_refused(english, root):
    write_stored(english, root)
    path = root / taxonomy_id(english) / "taxonomy.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "sources": [{"notes": []}]}), "utf-8")
    with pytest.raises(Rejected, match="kan ikke læses"):
        read_stored(root)


def test_the_starter_is_used_until_one_is_imported(english, root):
    assert taxonomy_in_use(root).sources == read_starter().sources
    write_stored(english, root)
    assert taxonomy_in_use(root).sources == english.sources
