"""Which systems must be told of what: the file is read strictly, with where it says so."""

import pytest

from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.duties import FILE, duties_from, installed_duties


def test_both_countries_are_read_and_only_denmark_tells_dfdg():
    told = {
        country: {one.receiver for one in installed_duties(country)} for country in ("denmark", "greenland")
    }
    assert "dfdg" in told["denmark"]
    assert told["greenland"] == {"calendar"}


@pytest.mark.parametrize(
    "text",
    [
        '[[duty]]\nlegal_system = "sweden"',
        '[[duty]]\nlegal_system = "denmark"\ntold = "talk"',
        "duty = 3",
        "extra = 1",
        "duty =",
    ],
)
def test_a_slip_is_refused(text):
    with pytest.raises(PackRefused):
        duties_from({FILE: text}, "duties")
