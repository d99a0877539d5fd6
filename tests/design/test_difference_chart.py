"""A difference drawn around nought, with a band for each kind of doubt."""

import re
from datetime import date

import pytest

from fodfaeste.design.difference_chart import Doubt, difference_chart

DAYS = [date(2027, month, 22) for month in range(1, 7)]
MIDDLE = [(day, -number * 2.0) for number, day in enumerate(DAYS)]
DOUBTS = [
    Doubt(name, [value - wide for _, value in MIDDLE], [value + wide for _, value in MIDDLE])
    for name, wide in (("Landet", 9.0), ("Viden", 5.0), ("Tilfældet", 1.0))
]


@pytest.fixture(scope="module")
def drawing():
    return difference_chart("Indsats", "Forskel <mod> i dag", MIDDLE, DOUBTS, "borgere", "da", "a-")


def test_the_same_numbers_give_the_same_bytes(drawing):
    again = difference_chart("Indsats", "Forskel <mod> i dag", MIDDLE, DOUBTS, "borgere", "da", "a-")
    assert again == drawing


def test_it_is_one_picture_with_a_name_and_a_description(drawing):
    assert drawing.count("role=") == 1
    assert 'role="img" aria-labelledby="a-t a-d"' in drawing
    assert '<title id="a-t">Indsats</title><desc id="a-d">Forskel &lt;mod&gt; i dag</desc>' in drawing


def test_every_name_inside_is_its_own(drawing):
    names = re.findall(r'\bid="([^"]+)"', drawing)
    assert all(name.startswith("a-") for name in names)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(names)


def test_each_band_is_named_and_nought_is_drawn(drawing):
    assert all(f">{doubt.name}<" in drawing for doubt in DOUBTS)
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', drawing))) >= 3
    assert ">−10<" in drawing
