"""Places and travel are read whole, or refused with the file and line of every slip."""

from pathlib import Path

import pytest

from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.reach import NETWORK, PLACES, RULE, reach_from, read_reach
from tests.formats.packs.broken import MARK, Break, break_text, way
from tests.shape.tree import PROJECT

FOLDER = PROJECT / "packs" / "reach"
TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in (PLACES, RULE, NETWORK)}

TOWN = '[[place]]\nid = "norddjurs.grenaa"\n'
STRETCH = "from_km = 8\nto_km = 40\n"
LINK = '[[link]]\nid = "nuuk.paamiut.fly"\nfrom = "nuuk"\nto = "paamiut"\n'
FERRY = '[[crossing]]\nid = "grenaa-anholt"\n'
ALL_MONTHS = "months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\nper_week"

WAYS = (
    way("an unknown key", (TOWN, f"{TOWN}{MARK}by = 1\n"), told="ukendt nøgle »by«", file=PLACES),
    way(
        "an id twice",
        ('id = "norddjurs.auning"', f'{MARK}id = "norddjurs.grenaa"'),
        told="to gange",
        file=PLACES,
    ),
    way(
        "an id of the other file",
        ('id = "nuuk"', f'{MARK}id = "norddjurs.grenaa"'),
        told="også",
        file=NETWORK,
    ),
    way("a land that is not", ('land = "jylland"', f'{MARK}land = "jyland"'), told="»jylland«?", file=PLACES),
    way("no land", ('land = "jylland"\n', ""), (TOWN, f"{MARK}{TOWN}"), told="»land« mangler", file=PLACES),
    way("a kind of its own", ('kind = "town"', f'{MARK}kind = "by"'), told="kan ikke være kind", file=PLACES),
    way("two main towns", ('kind = "town"', f'{MARK}kind = "seat"'), told="to hovedbyer", file=PLACES),
    way("no main town", ('kind = "seat"', f'{MARK}kind = "town"'), told="ingen hovedby", file=PLACES),
    way(
        "a place at sea",
        ("latitude = 56.42", f"{MARK}latitude = 65.42"),
        told="65.42 grader nord",
        file=PLACES,
    ),
    way(
        "east for west",
        ("= -51.73", "= 51.73"),
        ("longitude = 51", f"{MARK}longitude = 51"),
        told="51.73 grader øst",
        file=NETWORK,
    ),
    way(
        "a source that is not",
        ('source = ["rundet"]', f'{MARK}source = ["kort"]'),
        told="»kort«",
        file=PLACES,
    ),
    way("no source", ('source = ["rundet"]', f"{MARK}source = []"), told="»source« er []", file=PLACES),
    way("a winding under one", ("value = 1.3", f"{MARK}value = 0.9"), told="mindst 1", file=RULE),
    way("no speed", ("value = 45", f"{MARK}value = 0"), told="over 0", file=RULE),
    way("a unit of another part", ('unit = "ratio"', f'{MARK}unit = "km"'), told='unit = "ratio"', file=RULE),
    way(
        "a gap between stretches",
        (STRETCH, f"{MARK}from_km = 10\nto_km = 40\n"),
        told="slutter ved 8 km",
        file=RULE,
    ),
    way("a stretch without a speed", ("from_km = 0", f"{MARK}fra_km = 0"), told="»fra_km«", file=RULE),
    way(
        "a last stretch that ends",
        ("from_km = 40\n", f"from_km = 40\n{MARK}to_km = 90\n"),
        told="strækning slutter",
        file=RULE,
    ),
    way(
        "a first stretch from 1", ("from_km = 0", f"{MARK}from_km = 1"), told="begynder ikke ved 0", file=RULE
    ),
    way(
        "fixed minutes twice",
        (
            'part = "speed_kmh"\nvalue = 45\nunit = "km_per_hour"\nfrom_km = 0\nto_km = 8',
            f'{MARK}part = "fixed_minutes"\nvalue = 45\nunit = "minutes"',
        ),
        told="to gange fixed_minutes",
        file=RULE,
    ),
    way("a basis of its own", ('basis = "anslået"', f'{MARK}basis = "gættet"'), told="basis", file=RULE),
    way(
        "a ferry without departures",
        (FERRY, f"{MARK}{FERRY}"),
        ("per_week = 5\n", ""),
        told="»per_week« mangler",
        file=RULE,
    ),
    way("a crossing to nowhere", ('to_land = "fyn"', f'{MARK}to_land = "fyen"'), told="»fyen«", file=RULE),
    way(
        "a crossing to itself",
        ('to_land = "fyn"', f'{MARK}to_land = "jylland"'),
        told="samme land",
        file=RULE,
    ),
    way("minutes below nothing", ("minutes = 180", f"{MARK}minutes = -1"), told="helt tal fra 0", file=RULE),
    way(
        "another distance",
        ("great_circle", "road"),
        ("distance = ", f"{MARK}distance = "),
        told="road",
        file=RULE,
    ),
    way("not symmetric", ("symmetric = true", f"{MARK}symmetric = false"), told="kun være true", file=RULE),
    way(
        "a link from nowhere", ('from = "nuuk"', f'{MARK}from = "nuk"'), told="mente du »nuuk«", file=NETWORK
    ),
    way(
        "a link to itself",
        (LINK, LINK.replace('to = "paamiut"', f'{MARK}to = "nuuk"')),
        told="selv",
        file=NETWORK,
    ),
    way("a link of no time", ("minutes = 1020", f"{MARK}minutes = 0"), told="helt tal fra 1", file=NETWORK),
    way("half a minute", ("minutes = 1020", f"{MARK}minutes = 0.5"), told="helt tal fra 1", file=NETWORK),
    way(
        "a season that is not",
        ('season = "winter"', f'{MARK}season = "vinter"'),
        told="»winter«",
        file=NETWORK,
    ),
    way(
        "other months",
        (ALL_MONTHS, f"{MARK}months = [1, 2]\nper_week"),
        told="er ikke årstidens",
        file=NETWORK,
    ),
    way(
        "a month thirteen",
        ("months = [2, 3]", f"{MARK}months = [2, 13]"),
        told="som ikke findes",
        file=NETWORK,
    ),
    way("months in disorder", ("months = [2, 3]", f"{MARK}months = [3, 2]"), told="rækkefølge", file=NETWORK),
    way(
        "one way or both",
        (LINK, f"{MARK}{LINK}"),
        ("both_ways = true\n", ""),
        told="both_ways",
        file=NETWORK,
    ),
    way(
        "another municipality",
        ('name = "Nuuk"', 'name = "Nuuk"'),
        ('"956"\nlocality', f'{MARK}"957"\nlocality'),
        told="ligger i kommune 957",
        file=NETWORK,
    ),
)


def told_in_the_line(broken: Break) -> list[str]:
    """What is told of a broken pack in the marked line."""
    text, line = break_text(TEXTS[broken.file], broken.edits)
    with pytest.raises(PackRefused) as refused:
        reach_from({**TEXTS, broken.file: text}, "x")
    assert all(problem.right for problem in refused.value.problems)
    here = (f"x/{broken.file}", line)
    return [str(problem) for problem in refused.value.problems if (problem.file, problem.line) == here]


@pytest.mark.parametrize("broken", WAYS, ids=lambda broken: broken.name)
def test_the_line_of_the_slip_is_named(broken: Break) -> None:
    told = told_in_the_line(broken)
    assert any(broken.told in message for message in told), told


def test_a_mode_without_fixed_minutes_is_told() -> None:
    start = TEXTS[RULE].index('[[number]]\nid = "cykel.faste-minutter"')
    end = TEXTS[RULE].index("[[number]]", start + 1)
    with pytest.raises(PackRefused, match="bicycle mangler fixed_minutes"):
        reach_from({**TEXTS, RULE: TEXTS[RULE][:start] + TEXTS[RULE][end:]}, "x")


def test_the_installed_pack_is_read() -> None:
    found = read_reach(FOLDER)
    assert {place.municipality for place in found.places} == {"707", "510", "370", "326", "956"}
    assert [stretch.value for stretch in found.rule.of_mode("car", "speed_kmh")] == [45, 65, 90]
    assert all(link.basis == "anslået" for link in found.network.links)
    longest = found.network.number("dagligt.minutter")
    assert longest
    assert (longest.value, longest.basis) == (60, "proposed")
    daily = {number.id: (number.value, number.basis) for number in found.rule.numbers if not number.mode}
    assert daily == {"dagligt.minutter": (60, "proposed"), "dagligt.ture": (5, "proposed")}
    assert found.network.number("findes.ikke") is None


def test_all_three_files_are_needed(tmp_path: Path) -> None:
    (tmp_path / RULE).write_text(TEXTS[RULE], encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        read_reach(tmp_path)
    assert [problem.wrong for problem in refused.value.problems] == ["filen mangler", "filen mangler"]
