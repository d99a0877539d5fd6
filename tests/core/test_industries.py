"""Where an industry's code belongs."""

import pytest

from fodfaeste.core.industries import DIVISIONS, SECTIONS, section_of


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        ("011100", "A"),
        ("47.11.10", "G"),
        ("561110", "I"),
        ("84", "O"),
        ("Q", "Q"),
        ("999999", None),
        ("040000", None),
        ("", None),
        (None, None),
    ],
)
def test_a_code_lies_in_the_section_of_its_division(code, letter):
    assert section_of(code) == letter


def test_every_section_has_divisions_and_the_nomenclature_has_88():
    assert set(DIVISIONS.values()) == set(SECTIONS)
    assert len(DIVISIONS) == 88
