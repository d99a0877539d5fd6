"""Searching as one types: Danish letters, accents, any word, best first, always the same answer."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.taxonomy import Label
from fodfaeste.engines.skills import Found, Index
from fodfaeste.engines.skills.letters import letters


def index(*texts: str) -> Index:
    """Each text the name of a thing of its own."""
    return Index(Label(text, "da", text) for text in texts)


def labels(found: list[Found]) -> list[str]:
    return [each.label for each in found]


def marked(found: Found) -> str:
    """The name with what matched in brackets."""
    text = found.label
    for start, end in reversed(found.stretches):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("måle", "[Måle]r"),
        ("MAALE", "[Måle]r"),
        ("ma\u030ale", "[Måle]r"),
        ("sme", None),
        ("ma", None),
        ("mal", None),
        ("maa", "[Må]ler"),
    ],
)
def test_aa_is_the_same_letter_as_its_ring_and_a_is_not(query, shown):
    found = index("Måler", "Tømrer").search(query)
    assert [marked(each) for each in found] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("Sygeplejer på Ærø", "aero", None),
        ("Sygeplejer på Ærø", "aeroe", "Sygeplejer på [Ærø]"),
        ("Køkkenhjælp", "koekkenhjaelp", "[Køkkenhjælp]"),
        ("Køkkenhjælp", "kø", "[Kø]kkenhjælp"),
        ("Køkkenhjælp", "ko", None),
        ("Poesilærer", "po", "[Po]esilærer"),
        ("Poesilærer", "poe", "[Poe]silærer"),
        ("Aabenraafarer", "åbenrå", "[Aabenraa]farer"),
        ("Caféejer", "cafe", "[Café]ejer"),
        ("Cafeejer", "café", "[Cafe]ejer"),
        ("Målare", "maalare", "[Målare]"),
        ("Ölbrygger", "øl", "[Öl]brygger"),
        ("Straßenbauer", "strass", "[Straß]enbauer"),
        ("Straßenbauer", "stras", None),
        ("Qaĸorteq", "qaq", "[Qaĸ]orteq"),
    ],
)
def test_letters_are_compared_as_danes_write_them(name, query, shown):
    assert [marked(each) for each in index(name).search(query)] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("Assistent i køkken", "køk", "Assistent i [køk]ken"),
        ("Assistent i køkken", "køk ass", "[Ass]istent i [køk]ken"),
        ("Assistent i køkken", "assistent i", "[Assistent i] køkken"),
        ("Assistent i køkken", "stent", None),
        ("Assistent i køkken", "køk kok", None),
        ("It-supporter", "it supporter", "[It-supporter]"),
        ("It-supporter", "itsup", "[It-sup]porter"),
        ("CNC-operatør", "op", "CNC-[op]eratør"),
        ("It supporter", "supporter it", "[It] [supporter]"),
        ("Kok og kokkeelev", "kok kokke", "[Kok] og [kokke]elev"),
        ("Kok og elev", "kok kok", "[Kok] og elev"),
        ("Ship's mate", "ships", "[Ship's] mate"),
        ("Ship's mate", "s", "[S]hip's mate"),
        ("3F-folk", "3f", "[3F]-folk"),
    ],
)
def test_every_word_typed_must_begin_a_word(name, query, shown):
    assert [marked(each) for each in index(name).search(query)] == ([shown] if shown else [])


@pytest.mark.parametrize("query", ["", "   ", "-", "'", "😀"])
def test_nothing_typed_finds_nothing(query):
    assert index("Kok").search(query) == []


def test_the_best_comes_first():
    found = index("Elev og kok", "Kokkeelev", "Kok", "Kok på skib", "Kokkens hjælp", "Skibskok").search("kok")
    assert labels(found) == ["Kok", "Kok på skib", "Kokkeelev", "Kokkens hjælp", "Elev og kok"]


def test_words_apart_come_after_one_piece():
    assert labels(index("Kok og elev", "Elevkok", "Elev kok", "Kok elev").search("kok elev")) == [
        "Kok elev",
        "Elev kok",
        "Kok og elev",
    ]


def test_a_thing_is_found_once_by_its_best_name_and_shown_by_its_own():
    names = (
        Label("1", "da", "Vicevært"),
        Label("1", "da", "Varmemester", preferred=False),
        Label("1", "da", "Varmemester i ejendom", preferred=False),
        Label("1", "en", "Caretaker"),
    )
    (found,) = Index(names).search("varme")
    assert (found.label, found.preferred, found.title, found.title_language) == (
        "Varmemester",
        False,
        "Vicevært",
        "da",
    )


def test_a_shown_name_goes_before_another_name():
    names = (
        Label("a", "da", "Maler", preferred=False),
        Label("b", "da", "Maler"),
        Label("a", "da", "Kunstner"),
    )
    assert [each.id for each in Index(names).search("maler")] == ["b", "a"]


def test_languages_are_asked_for_and_the_first_goes_before_the_next():
    names = (Label("a", "en", "Chef"), Label("b", "da", "Chef"), Label("c", "sv", "Chef"))
    both = Index(names)
    assert [each.id for each in both.search("chef")] == ["b", "a"]
    assert [each.id for each in both.search("chef", languages=("en", "da"))] == ["a", "b"]
    assert [each.id for each in both.search("chef", languages=("sv",))] == ["c"]
    assert both.search("chef", languages=()) == []


def test_a_name_found_in_another_language_is_shown_in_the_first_one_there_is():
    names = (Label("a", "en", "Nurse"), Label("a", "da", "Sygeplejerske"), Label("b", "en", "Nursery cook"))
    found = Index(names).search("nurse")
    assert [(each.title, each.title_language) for each in found] == [
        ("Sygeplejerske", "da"),
        ("Nursery cook", "en"),
    ]


def test_a_thing_without_a_shown_name_is_shown_as_it_was_found():
    (found,) = Index([Label("a", "da", "Kokkeelev", preferred=False)]).search("kok")
    assert (found.title, found.title_language) == ("Kokkeelev", "da")


def test_at_most_as_many_as_asked_for():
    many = index(*(f"Kok {number}" for number in range(30)))
    assert len(many.search("kok")) == 20
    assert labels(many.search("kok", limit=2)) == ["Kok 0", "Kok 1"]
    assert many.search("kok", limit=0) == []


def test_ten_thousand_names_are_answered_as_by_looking_at_each():
    syllables = "ba bå be kø ko la læ mo ny ra rø sti tal vi".split()
    chance = random.Random(7)

    def word(length: int) -> str:
        return "".join(chance.choices(syllables, k=length))

    texts = sorted({f"{word(3)} {word(2)}" for _ in range(14_000)})[:10_000]
    assert len(texts) == 10_000
    everything = index(*texts)
    for query in ("bå", "kø la", "stital", "baa", "ra rø"):
        words = [letters(word).text for word in query.split()]
        expected = {
            text
            for text in texts
            if _begins(text, "".join(words)) or all(_begins(text, word) for word in set(words))
        }
        found = labels(everything.search(query, limit=10_000))
        assert set(found) <= expected
        assert {text for text in expected if _begins(text, "".join(words))} <= set(found)


def _begins(text: str, piece: str) -> bool:
    compared = letters(text)
    return any(
        compared.text.startswith(piece, start) and compared.may_end(start + len(piece))
        for start in compared.words
    )


def test_the_answer_does_not_depend_on_the_order_of_the_names():
    names = [
        Label(str(number), "da", text)
        for number, text in enumerate(["Kok", "Kok", "Kokkeelev", "Elev kok"] * 3)
    ]
    shuffled = list(names)
    random.Random(3).shuffle(shuffled)
    assert Index(names).search("kok") == Index(shuffled).search("kok")


@given(st.text(max_size=20), st.text(max_size=8))
def test_any_text_can_be_searched_and_stretches_lie_in_the_name(text, query):
    for found in index(text).search(query):
        ends = [0]
        for start, end in found.stretches:
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)


@given(st.text(alphabet="abeoåæøÅ -'é", min_size=1, max_size=12))
def test_a_name_is_found_by_itself(text):
    found = index(text).search(text)
    assert bool(found) == bool(letters(text).text)
    assert [each.label for each in found] in ([], [text])
