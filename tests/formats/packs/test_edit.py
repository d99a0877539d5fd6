"""A copy with a value changed: that value, and not a character more."""

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.formats.packs import read_files
from fodfaeste.formats.packs.edit import changed, parameters
from tests.formats.packs.broken import norddjurs_files

PACK = read_files(norddjurs_files(), "norddjurs/2020")


def _two_versions() -> Pack:
    files = norddjurs_files()
    text = files["pack.toml"]
    start = text.index('[[entry]]\nid = "branchespor.ung"')
    end = text.index("\n\n", start)
    item = text[start:end]
    both = f"{item}\nvalid_to = 2020-12-31\n\n{item.replace('P0D', 'P1M')}\nvalid_from = 2021-01-01"
    files["pack.toml"] = text[:start] + both + text[end:]
    return read_files(files, "x")


def _values(pack: Pack) -> dict[str, str]:
    return {parameter.path: parameter.value for parameter in parameters(pack)}


def test_every_period_and_number_of_the_rules_is_a_parameter() -> None:
    assert _values(PACK) == {
        "branchespor.forsikret/any_of/0/after": "P6M",
        "branchespor.forsikret/any_of/1/after": "P0D",
        "branchespor.forsikret/any_of/1/where/earlier_unemployment_months/over": "6",
        "branchespor.arbejdsmarkedsparat/any_of/0/after": "P3M",
        "branchespor.arbejdsmarkedsparat/any_of/1/after": "P0D",
        "branchespor.arbejdsmarkedsparat/any_of/1/where/earlier_unemployment_months/over": "6",
        "branchespor.arbejdsmarkedsparat/any_of/2/after": "P0D",
        "branchespor.aktivitetsparat/any_of/0/after": "P0D",
        "branchespor.integrationsborger/any_of/0/after": "P0D",
        "branchespor.ung/any_of/0/after": "P0D",
    }


@pytest.mark.parametrize("path", _values(PACK))
def test_one_value_changes_and_the_rest_stays_byte_for_byte(path: str) -> None:
    new = "P9M" if path.endswith("/after") else "9"
    files = changed(PACK, {path: new})

    old_lines = PACK.files["pack.toml"].split("\n")
    new_lines = files["pack.toml"].split("\n")
    other = [(old, new) for old, new in zip(old_lines, new_lines, strict=True) if old != new]
    assert len(other) == 1
    written = ('"P', '"P9M"') if new == "P9M" else ("over = 6", "over = 9")
    assert written[0] in other[0][0]
    assert written[1] in other[0][1]
    assert {name: text for name, text in files.items() if name != "pack.toml"} == {
        name: text for name, text in PACK.files.items() if name != "pack.toml"
    }
    copy = read_files(files, "copy")
    assert _values(copy) == {**_values(PACK), path: new}
    assert copy.hash != PACK.hash


def test_several_values_change_at_once() -> None:
    changes = {
        "branchespor.forsikret/any_of/0/after": "P100D",
        "branchespor.forsikret/any_of/1/where/earlier_unemployment_months/over": "12.5",
        "branchespor.ung/any_of/0/after": "P14D",
    }
    assert _values(read_files(changed(PACK, changes), "x")) == {**_values(PACK), **changes}


def test_a_value_changed_back_is_the_pack_again() -> None:
    path = "branchespor.forsikret/any_of/0/after"
    copy = read_files(changed(PACK, {path: "P3M"}), "x")
    assert changed(copy, {path: "P6M"}) == PACK.files


def test_nothing_changed_is_the_pack_itself() -> None:
    assert changed(PACK, {}) == PACK.files


def test_each_dated_version_of_a_rule_has_its_own_values() -> None:
    pack = _two_versions()
    assert {p: v for p, v in _values(pack).items() if "ung" in p} == {
        "branchespor.ung/any_of/0/after": "P0D",
        "branchespor.ung@2/any_of/0/after": "P1M",
    }
    copy = read_files(changed(pack, {"branchespor.ung@2/any_of/0/after": "P2M"}), "x")
    assert _values(copy) == {**_values(pack), "branchespor.ung@2/any_of/0/after": "P2M"}


@pytest.mark.parametrize(
    "value", ["", "6", "6M", "P", "P6", "p6m", "P-6M", "seks måneder", 'P6M" }', "P6M\n"]
)
def test_a_period_that_is_none_is_refused_in_words(value: str) -> None:
    with pytest.raises(UsageError, match="er ingen periode; skriv for eksempel P3M"):
        changed(PACK, {"branchespor.forsikret/any_of/0/after": value})


@pytest.mark.parametrize(
    "value", ["", "seks", "P6M", "06", "6,5", "6.", ".5", "1e3", "nan", "6 }", "٣", "9" * 20]
)
def test_a_number_that_is_none_is_refused_in_words(value: str) -> None:
    path = "branchespor.forsikret/any_of/1/where/earlier_unemployment_months/over"
    with pytest.raises(UsageError, match="er intet tal; skriv for eksempel 3"):
        changed(PACK, {path: value})


@pytest.mark.parametrize(
    "path", ["", "branchespor.forsikret", "maal/title", "branchespor.forsikret/any_of/7/after"]
)
def test_a_value_there_is_not_is_refused_with_those_there_are(path: str) -> None:
    with pytest.raises(UsageError, match=r"branchespor\.forsikret/any_of/0/after"):
        changed(PACK, {path: "P3M"})
