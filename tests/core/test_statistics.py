"""Two figures may stand together only where nothing is known against it."""

from itertools import combinations

import pytest

from fodfaeste.core.statistics import IndicatorDefinition, may_mix
from fodfaeste.formats.packs.statistics import read_statistics
from tests.shape.tree import PROJECT

FOUND = read_statistics(PROJECT / "packs" / "indicators")


def figure(indicator_id: str) -> IndicatorDefinition:
    found = FOUND.definition(indicator_id)
    assert found
    return found


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("star.fuldtidspersoner", "star.personer", "Personer og fuldtidspersoner kan ikke lægges sammen"),
        ("dst.ledighed-saesonkorrigeret", "dst.ledighed-faktisk", "Rensede og faktiske tal"),
        ("dst.bruttoledige", "star.personer", "ikke i samme enhed"),
        ("star.ledige-befolkning", "star.efter-tilbud", "Procenter af hver sin gruppe"),
        ("dst.langtidsledige", "gl.registrerede", "To landes love"),
        ("dst.nettoledige", "dst.offentligt-forsoergede", "ikke lige ofte"),
        ("dst.nettoledige", "kommune.helaarspersoner", "To opgørelser"),
        ("star.fuldtidspersoner", "star.kontanthjaelp", "samme tabel"),
        ("star.kontanthjaelp", "star.kontanthjaelp-foer", "spring omkring juli 2025"),
    ],
)
def test_two_figures_are_kept_apart_with_the_reason(one: str, other: str, reason: str) -> None:
    told = may_mix(figure(one), figure(other))
    assert told
    assert reason in told.da
    assert told.en


def test_a_figure_may_stand_in_a_line_of_its_own() -> None:
    assert [may_mix(d, d) for d in FOUND.definitions] == [None] * len(FOUND.definitions)


def test_the_order_of_two_figures_does_not_change_whether_they_may_mix() -> None:
    for a, b in combinations(FOUND.definitions, 2):
        assert (may_mix(a, b) is None) == (may_mix(b, a) is None)


def test_percentages_and_the_two_countries_never_mix() -> None:
    for a, b in combinations(FOUND.definitions, 2):
        if a.legal_system != b.legal_system or a.unit == b.unit == "percent":
            assert may_mix(a, b), (a.id, b.id)
