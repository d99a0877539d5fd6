"""`docs/taxonomy.md` names every table, column and form there is, and the starter's true size."""

import re

import pytest

from fodfaeste.core.taxonomy import SCHEMES, TABLES
from fodfaeste.formats.taxonomy import read_starter
from fodfaeste.formats.taxonomy.layouts import LAYOUTS


@pytest.fixture(scope="module")
def document(project) -> str:
    return (project / "docs" / "taxonomy.md").read_text("utf-8")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_and_column_is_named(document, table):
    row = re.search(rf"^\| `{table.name}` \| (.*)$", document, re.M)
    assert row
    assert [column.name for column in table.columns if f"`{column.name}`" not in row[1]] == []


def test_every_classification_and_every_form_is_named(document):
    assert [
        name for name in (*SCHEMES, *(layout.name for layout in LAYOUTS)) if f"`{name}`" not in document
    ] == []


def test_the_size_of_the_starter_is_told_as_it_is(document, project):
    tables = read_starter(project / "packs" / "taxonomy").tables
    assert f"{tables['occupations'].height} occupations" in document
    assert f"out of {tables['skills'].height}" in document


def test_the_commissions_words_are_there(document):
    words = "This service uses the ESCO classification of the European Commission"
    assert words in " ".join(document.split())
