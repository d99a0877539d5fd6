"""Which systems must be told of what: each country's file is read strictly, with where it says so."""

import pytest

from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.duties import duties_from, installed_duties


def test_both_countries_are_read_and_only_denmark_tells_dfdg():
    told = {
        country: {one.receiver for one in installed_duties(country)} for country in ("denmark", "greenland")
    }
    assert "dfdg" in told["denmark"]
    assert told["greenland"] == {"calendar"}


@pytest.mark.parametrize(
    "text",
    [
        'legal_system = "sweden"',
        'legal_system = "denmark"\n[[duty]]\ntold = "talk"',
        'legal_system = "denmark"\nduty = 3',
        'legal_system = "denmark"\nextra = 1',
        "legal_system =",
    ],
)
def test_a_slip_is_refused(text):
    with pytest.raises(PackRefused):
        duties_from(text, "duties/denmark.toml", "denmark")
