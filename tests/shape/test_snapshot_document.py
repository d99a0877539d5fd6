"""docs/snapshot.md says what the code says."""

from scripts.document_snapshot import DOCUMENT, document


def test_the_document_of_the_snapshot_is_fresh():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run `make docs`"
