"""National rates are read whole, or refused with the line of every slip."""

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.population import FILE, national_rates, population_from, read_population
from tests.shape.tree import PROJECT

FOLDER = PROJECT / "packs" / "population"
TEXT = (FOLDER / FILE).read_text(encoding="utf-8")


def refused(was: str, becomes: str) -> list[str]:
    assert was in TEXT
    with pytest.raises(PackRefused) as caught:
        population_from(TEXT.replace(was, becomes, 1), "population")
    return [f"{problem.line}: {problem.wrong}" for problem in caught.value.problems]


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_the_installed_rates_are_for_both_countries():
    denmark, greenland = read_population()
    assert (denmark.id, greenland.id) == ("denmark", "greenland")
    assert denmark.births_a_woman == 1.511
    assert sum(greenland.births_by_age.women) == pytest.approx(1, abs=0.001)
    assert denmark.deaths.men[-1] > denmark.deaths.women[-1] > 0.4
    assert len(denmark.certainties) == 5


def test_what_was_not_read_is_proposed():
    for rates in read_population():
        _deaths, _births, moves, _profile, uncertain = rates.certainties
        assert (moves, uncertain) == ("proposed", "proposed")
    assert national_rates("greenland").certainties[3] == "proposed"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "told"),
    [
        ("per_1000_women", "per_1000_kvinder", "per_1000_women", "ukendt nøgle »per_1000_kvinder«"),
        ("men = [3209, 129,", "men = [3209,", "men = [3209", "der er 21 tal"),
        ("men = [3209, ", "men = [-3209, ", "men = [3209", "et tal er for lille eller for stort"),
        ("from_age = [0, 1, 5,", "from_age = [0, 2, 5,", "from_age = [0, 1, 5,", "det er ikke de aldre"),
        ("[385, 6924,", "[9385, 6924,", "share_per_100000", "andelene giver 108999"),
        (
            'certainty = "official"',
            'certainty = "sikker"',
            'certainty = "official"',
            "»sikker« kan ikke være",
        ),
        (
            'sources = ["wpp2024"]',
            'sources = ["wpp2022"]',
            'sources = ["wpp2024"]',
            "kilden »wpp2022« er ikke i",
        ),
        ('id = "denmark"', 'id = "greenland"', "", "er brugt to gange"),
        ("births = 50\n", "births = 0.5\n", "births = 50", "»births« er 0.5"),
        ("mu2 = 20000, ", "", "curve = {", "»mu2« mangler"),
    ],
)
def test_a_slip_is_refused_at_its_line(was, becomes, line, told):
    problems = refused(was, becomes)
    assert any(told in problem for problem in problems), problems
    if line:
        assert any(problem.startswith(f"{line_of(line)}: ") for problem in problems), problems


def test_a_source_that_no_part_names_is_told():
    extra = '[[source]]\nid = "ingen"\nwhat = "x"\nkind = "secondary"\nread_on = 2026-01-01\n\n[[country]]'
    assert any("»ingen« bruges ikke" in problem for problem in refused("[[country]]", extra))


def test_a_country_that_is_not_there_is_named():
    with pytest.raises(UsageError, match="»norge« er ikke blandt denmark, greenland"):
        national_rates("norge")
