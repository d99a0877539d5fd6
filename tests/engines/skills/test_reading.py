"""What a job text or a CV is read to say, beside texts of our own."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.openings import LICENCES, SHIFTS, language_level
from fodfaeste.core.readings import PROPOSAL_KINDS, Proposal, ReadingWords
from fodfaeste.engines.skills.reading import Reader
from fodfaeste.formats.reading_words import read_reading_words

SKILLS = (
    ("kasse", "Betjene kasse"),
    ("kasse", "Kasseekspedition"),
    ("rent", "Gøre rent i kontorer og skoler"),
    ("regneark", "Anvende regneark"),
    ("dansk", "Dansk"),
    ("sql", "SQL"),
    ("moms", "Moms"),
    ("arbejde", "Arbejde"),
)
OCCUPATIONS = (("kok", "Kok"), ("chef", "Køkkenchef"), ("chef", "Kok"), ("ra", "Rengøringsassistent"))
PLACES = (
    ("grenaa", "Grenaa"),
    ("give", "Give"),
    ("falster", "Nykøbing Falster"),
    ("nykobing", "Nykøbing"),
    ("aarhus", "Aarhus"),
)
READER = Reader(SKILLS, OCCUPATIONS, PLACES, read_reading_words())
ADVERTISEMENT = """Rengøringsassistent søges til Grenaa\r
\r
Vi søger en fleksibel kollega på 30-37 timer om ugen.\r
Vi forventer, at du:\r
- har kørekort B\r
- kan bevare overblikket og betjene kassen\r
- taler dansk på forhandlingsniveau\r
\r
Det er en fordel, hvis du har truckcertifikat. Der kan være aftenvagter.\r
"""


def told(text: str, kind: str) -> list[tuple[str, str]]:
    """The code and the words of each proposal of a kind."""
    return [(each.code, text[each.start : each.end]) for each in READER.read(text) if each.kind == kind]


def one(text: str, kind: str) -> Proposal:
    found = [each for each in READER.read(text) if each.kind == kind]
    assert len(found) == 1, found
    return found[0]


def test_an_advertisement_is_read_with_every_kind_in_the_order_of_the_text() -> None:
    found = [(each.kind, each.code) for each in READER.read(ADVERTISEMENT)]
    assert found == [
        ("occupation", "ra"),
        ("place", "grenaa"),
        ("skill", ""),
        ("hours", "30-37"),
        ("licence", "koerekort_b"),
        ("skill", ""),
        ("skill", "kasse"),
        ("language", "da:4"),
        ("licence", "truck"),
        ("shift", "aften"),
    ]


def test_a_proposal_says_where_it_stands_and_in_which_sentence() -> None:
    text = "Vi er mange.\r\nDu kan betjene kassen. Velkommen."
    found = one(text, "skill")
    assert text[found.start : found.end] == "betjene kassen"
    assert text[found.sentence_start : found.sentence_end] == "Du kan betjene kassen."
    assert (found.code, found.label) == ("kasse", "Betjene kasse")


def test_the_same_text_is_read_alike_by_another_reader_with_its_names_in_another_order() -> None:
    other = Reader(
        (*SKILLS[2:], *SKILLS[:2]),
        (*OCCUPATIONS[1:], OCCUPATIONS[0]),
        tuple(reversed(PLACES)),
        read_reading_words(),
    )
    assert other.read(ADVERTISEMENT) == READER.read(ADVERTISEMENT)


def test_letters_written_as_two_signs_are_the_same_and_places_still_hold() -> None:
    text = "Du har ko\u0308rekort. Vi er i A\u030arhus."
    assert told(text, "place") == [("aarhus", "A\u030arhus")]


def test_without_words_and_names_nothing_is_proposed() -> None:
    assert Reader((), (), (), ReadingWords()).read(ADVERTISEMENT) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Betjening af kasse og telefon.", "kasse"),
        ("Du kan betjene både kunder og kasse.", "kasse"),
        ("Erfaring med kasseekspedition er et krav.", "kasse"),
        ("Du har brugt regneark.", "regneark"),
        ("Rengøring af kontorer og skoler", "rent"),
        ("Du kan SQL.", "sql"),
    ],
)
def test_a_skill_is_found_in_another_form_and_order(text: str, code: str) -> None:
    assert code in [each[0] for each in told(text, "skill")]


@pytest.mark.parametrize(
    "text",
    [
        "Vi bruger regneark.",  # the workplace's own doing
        "Løn efter moms og overenskomst.",  # the terms
        "Vi tilbyder kursus i regneark.",
        "Meget arbejde venter.",  # too vague a name alone
        "Kassen er dyr, og vi har ingen betjening.",
        "Du skal ikke bruge regneark.",
    ],
)
def test_no_skill_is_read_from_what_asks_for_none(text: str) -> None:
    assert told(text, "skill") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Du kan bevare overblikket i en travl hverdag.", ["bevare overblikket"]),
        ("Du skal kunne skrive rapporter og holde møder.", ["skrive rapporter", "holde møder"]),
        ("Du har kendskab til robotter og lasere.", ["robotter", "lasere"]),
        ("Du er fleksibel, mødestabil og åben.", ["fleksibel", "mødestabil", "åben"]),
        ("Du er tydelig i ord og handlinger.", ["tydelig i ord og handlinger"]),
        ("Gode kommunikative og pædagogiske evner", ["kommunikative og pædagogiske evner"]),
        ("Har overblik over flere opgaver", ["Har overblik over flere opgaver"]),
        ("En stabil arbejdsplads", []),
        ("Vi er fleksible, og vi kan løfte opgaven.", []),
        ("Der kan forekomme ændringer.", []),
    ],
)
def test_a_skill_in_the_texts_own_words_has_no_code(text: str, words: list[str]) -> None:
    assert told(text, "skill") == [("", each) for each in words]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Arbejdet er i Grenaa.", ["grenaa"]),
        ("Grenåes bedste arbejdsplads, Aarhus' næstbedste", ["aarhus"]),
        ("Nykøbing Falster eller Århus", ["falster", "aarhus"]),
        ("Give besked i morgen", []),
        ("Vi holder til i Give.", ["give"]),
        ("7323 Give", ["give"]),
        ("Give Kommune", ["give"]),
        ("vi kan give og tage", []),
    ],
)
def test_a_place_that_is_an_ordinary_word_needs_its_neighbours(text: str, places: list[str]) -> None:
    assert [code for code, _words in told(text, "place")] == places


def test_a_title_is_read_in_the_headline_and_after_what_seeks_one() -> None:
    assert told("Kok til kantinen\nVi har en glad gris og en kok.", "occupation") == [("kok", "Kok")]
    assert told("Velkommen.\nVi søger en kok.", "occupation") == [("kok", "kok")]
    assert told("Mit arbejde:\n2015-2019: Kok, Grenaa", "occupation") == [("kok", "Kok")]


PIECES = (
    "ikke krav om kørekort B, C", "du er", "en fordel", "20-25 timer om ugen", "dag-, aften-", "\r\n- ",
    "i Give", "dansk", "1/2", "½", "\u0301", "İ", "Å\u0327", "。", "\u2028", "og", ". ", ": ", "(",
    "kan betjene kassen",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(string.printable, max_size=4)), max_size=40).map(
        " ".join
    ),
)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_with_places_that_lie_in_it(text: str) -> None:
    ends: dict[str, int] = {}
    for each in READER.read(text):
        assert each.kind in PROPOSAL_KINDS
        assert 0 <= each.sentence_start <= each.start < each.end <= each.sentence_end <= len(text)
        assert ends.get(each.kind, 0) <= each.start
        ends[each.kind] = each.end
        if each.kind in ("licence", "shift"):
            assert each.code in (LICENCES if each.kind == "licence" else SHIFTS)
        if each.kind == "language":
            language_level(each.code)
        if each.kind == "hours":
            assert each.code.replace("-", "").isdigit()
