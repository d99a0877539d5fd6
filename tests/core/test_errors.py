"""A refusal tells the place as a person sees it."""

import pytest

from fodfaeste.core.errors import Rejected


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "forkert"),
        ({"file": "a.csv"}, "a.csv: forkert"),
        ({"file": "a.csv", "row": 2}, "a.csv, række 2: forkert"),
        ({"file": "a.csv", "row": 2, "field": "citizen"}, "a.csv, række 2, kolonne citizen: forkert"),
        ({"field": "citizen"}, "kolonne citizen: forkert"),
    ],
)
def test_a_refusal_names_file_row_and_column(place, text):
    assert str(Rejected("forkert", **place)) == text
