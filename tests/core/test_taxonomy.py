"""Names by language, and the fallback that says which language it is."""

import pytest

from fodfaeste.core.taxonomy import TABLES, Shown, shown_in

BOTH = {"da": "Kok", "en": "Cook"}


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        (BOTH, "en", Shown("Cook", "en")),
        (BOTH, "en-gb", Shown("Cook", "en")),
        (BOTH, "kl", Shown("Kok", "da")),
        ({"en": "Cook"}, "da", Shown("Cook", "en")),
        ({"sv": "Kock", "de": "Koch"}, "da", Shown("Koch", "de")),
        ({}, "da", None),
    ],
)
def test_a_name_is_shown_in_the_language_asked_for_or_says_which(names, language, shown):
    assert shown_in(names, language) == shown


def test_a_tables_key_is_among_its_columns():
    assert all({column.name for column in table.columns}.issuperset(table.key) for table in TABLES.values())
