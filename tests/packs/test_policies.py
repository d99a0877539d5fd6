"""Every policy pack against the text it was read from, and what the issue asks of each."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fodfaeste.core.policy import Pack
from fodfaeste.core.words import Words
from fodfaeste.formats.packs import Library
from tests.packs.test_norddjurs import MOST_EQUAL_WORDS, letters, whole_words

PACKS = Library.read(Path(__file__).resolve().parents[2] / "packs").packs
#: Facts of Haderslev that its text gives: what and how many.
HADERSLEV = {55_000, 32_000, 25_873, 2_800, 23_000, 15_000, 3.2, 2.2, 2.6, 2_753, 4_760}
AMBITIONS_OF_2030 = {250, 500, 1_000}


def named(slug: str) -> Pack:
    return next(pack for pack in PACKS if pack.id == slug)


@pytest.fixture(params=PACKS, ids=lambda pack: pack.id)
def pack(request: pytest.FixtureRequest) -> Pack:
    found: Pack = request.param
    return found


@pytest.fixture
def adopted(pack: Pack, shared: Path) -> str:
    """The text that the pack was read from, found by its fingerprint; who has only the project skips."""
    for path in sorted((shared / "policies").glob("*.txt")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == pack.text.sha256:
            return path.read_text(encoding="utf-8")
    raise AssertionError(f"no text in ../shared/policies has the fingerprint of {pack.name}")


def our_words(pack: Pack) -> Iterator[tuple[str, Words]]:
    """Every text of a pack that is ours, with the id of its item."""
    for item in (*pack.entries, *pack.offers, *pack.indicators):
        yield from ((item.id, item.title), (item.id, item.statement))
    for entry in pack.entries:
        yield from ((entry.id, words) for words in (entry.step, entry.check, entry.orders) if words)
    for figure in pack.figures:
        yield from ((figure.id, figure.title), (figure.id, figure.definition))
    yield from ((group.id, group.title) for group in pack.groups)
    for question in pack.questions:
        yield from ((question.id, question.question), (question.id, question.reading))


def test_there_are_the_five_policies() -> None:
    assert [pack.id for pack in PACKS] == ["haderslev", "kalundborg", "naestved", "norddjurs", "sermersooq"]


def test_every_heading_stands_in_the_text(pack: Pack, adopted: str) -> None:
    text = letters(adopted)
    assert [section for section in pack.text.sections if letters(section) not in text] == []


def test_our_words_are_our_own(pack: Pack, adopted: str) -> None:
    longest = MOST_EQUAL_WORDS + 1
    theirs = whole_words(adopted)
    runs = {tuple(theirs[at : at + longest]) for at in range(len(theirs) - longest + 1)}
    copied = [
        (item, " ".join(ours[at : at + longest]))
        for item, words in our_words(pack)
        for ours in [whole_words(words.da)]
        for at in range(len(ours) - longest + 1)
        if tuple(ours[at : at + longest]) in runs
    ]
    assert copied == []


def test_at_least_five_lines_run_as_rule_right_or_priority(pack: Pack) -> None:
    kinds = Counter(entry.kind for entry in pack.entries)
    assert kinds["rule"] + kinds["right"] + kinds["priority"] >= 5


def test_a_right_says_its_step_and_a_priority_its_order(pack: Pack) -> None:
    rights = [e.id for e in pack.entries if e.kind == "right" and not (e.step and e.check)]
    priorities = [e.id for e in pack.entries if e.kind == "priority" and not e.orders]
    assert (rights, priorities) == ([], [])


def test_no_word_of_ours_calls_the_authority_a_job_centre(pack: Pack) -> None:
    assert [item for item, words in our_words(pack) if "jobcent" in words.da.lower()] == []


def test_all_facts_of_haderslev_are_there_with_their_definition() -> None:
    pack = named("haderslev")
    assert {figure.value for figure in pack.figures} == HADERSLEV
    assert all(figure.definition.da and figure.basis == "adopted" for figure in pack.figures)
    targets = [entry.target for entry in pack.entries if entry.target]
    assert {target.value for target in targets if target.value} == AMBITIONS_OF_2030
    assert any(target.level_of for target in targets)


def test_sermersooqs_share_is_of_registered_job_seekers_and_says_so() -> None:
    pack = named("sermersooq")
    share = next(figure for figure in pack.figures if figure.value == 2.93)
    assert share.as_of == "2022-07"
    assert share.not_with is not None
    assert "registrer" in share.definition.da
    assert pack.legal_system == "greenland"


def test_kalundborgs_four_parts_of_swot_are_all_there() -> None:
    parts = Counter(entry.swot for entry in named("kalundborg").entries if entry.form == "swot")
    assert parts == {"strength": 7, "weakness": 6, "opportunity": 8, "threat": 7}
