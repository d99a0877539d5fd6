"""The starter taxonomy that is shipped: large enough to run on, and even in what it says."""

import re
from collections import Counter

import pytest

from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.formats.taxonomy import Taxonomy, read_starter, read_taxonomy

TEXT = re.compile(r"[^\W_][\w .,'/()’&-]*")


@pytest.fixture(scope="module")
def starter(project) -> Taxonomy:
    return read_starter(project / "packs" / "taxonomy")


@pytest.fixture
def data(shared):
    if not (shared / "data").is_dir():
        pytest.skip("the official files of ../shared/data do not lie beside this project")
    return shared / "data"


def names(taxonomy: Taxonomy, kind: str, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label in taxonomy.labels(kind):
        if label.language == language:
            found.setdefault(label.id, []).append(label.text)
    return found


def test_it_holds_at_least_120_occupations_and_250_skills(starter):
    assert starter.tables["occupations"].height >= 120
    assert starter.tables["skills"].height >= 250


def test_it_reaches_over_every_major_group_of_isco(starter):
    assert {code[0] for code in starter.tables["occupations"]["isco"]} == set("0123456789")


def test_every_occupation_asks_for_four_to_eight_skills_some_essential_some_not(starter):
    asked = Counter(starter.tables["occupation_skills"]["occupation"])
    assert {name: count for name, count in asked.items() if not 4 <= count <= 8} == {}
    essential = dict.fromkeys(asked, 0)
    for occupation, _skill, is_essential in starter.tables["occupation_skills"].iter_rows():
        essential[occupation] += is_essential
    assert [name for name, count in essential.items() if not 2 <= count < asked[name]] == []


def test_every_skill_is_asked_for(starter):
    assert set(starter.tables["skills"]["skill"]) == set(starter.tables["occupation_skills"]["skill"])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", [OCCUPATION, SKILL])
def test_everything_has_a_name_in_both_languages(starter, kind, language):
    shown = starter.shown(kind, language)
    assert {name.language for name in shown.values()} == {language}
    assert [name.text for name in shown.values() if not TEXT.fullmatch(name.text)] == []


def test_every_occupation_has_two_to_five_other_danish_names(starter):
    others = {concept: len(found) - 1 for concept, found in names(starter, OCCUPATION, "da").items()}
    assert {concept: count for concept, count in others.items() if not 2 <= count <= 5} == {}


def test_every_unit_group_exists_in_isco(starter, data):
    codes = read_taxonomy(data / "classifications-dk").tables["codes"]
    groups = set(codes.filter((codes["scheme"] == "disco08") & (codes["level"] == 4))["code"])
    # Subsistence hunting is a group of ISCO-08 that Denmark's own list has no use for; Greenland has.
    assert set(starter.tables["occupations"]["isco"]) - groups <= {"6224"}


def test_skills_are_named_in_our_own_words(starter, data):
    """Our sentences are not ESCO's; a trade's plain one-word name is nobody's."""
    official = read_taxonomy(data / "esco-da")
    theirs = {label.text.casefold() for label in official.labels(SKILL) if label.preferred}
    ours = {name.text.casefold() for name in starter.shown(SKILL, "da").values()}
    assert ours & theirs == set()
