"""Licences, languages, hours and shifts as a text asks for them, and as it does not."""

import sys

import pytest

from fodfaeste.core.openings import LICENCES, SHIFTS
from fodfaeste.engines.skills.reading import Reader
from fodfaeste.formats.reading_words import read_reading_words

READER = Reader((("kasse", "Betjene kasse"),), (), (("grenaa", "Grenaa"),), read_reading_words())


def codes(text: str, kind: str) -> list[str]:
    return [each.code for each in READER.read(text) if each.kind == kind]


def advantages(text: str) -> list[str]:
    return [each.code for each in READER.read(text) if not each.essential]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kørekort er et krav.", ["koerekort_b"]),
        ("Kørekort B, C og CE", ["koerekort_b", "koerekort_c", "koerekort_c"]),
        ("Kørekort kategori D", ["koerekort_d"]),
        ("Du har kørekort til lastbil og buskørekort.", ["koerekort_c", "koerekort_d"]),
        ("Kørekort til traktor", []),
        ("Kørekort A", []),
        ("Truck- og krancertifikat", ["truck", "kran"]),
        ("Gaffeltruck B eller certifikat til gaffeltruck", ["truck", "truck"]),
        ("Svejsecertifikater og hygiejnebevis", ["svejsning", "hygiejne"]),
        ("Kurset Vejen som arbejdsplads", ["vej_som_arbejdsplads"]),
        ("Du er autoriseret sygeplejerske eller har dansk autorisation.", ["sundhed", "sundhed"]),
        ("Elautorisation", []),
        ("Bådførerbevis", ["baadfoerer"]),
        ("Vi tilbyder truckcertifikat.", []),
    ],
)
def test_licences_are_read_to_their_codes(text: str, found: list[str]) -> None:
    assert codes(text, "licence") == found


@pytest.mark.parametrize(
    "text",
    [
        "Der er ikke krav om kørekort.",
        "Kørekort er ikke nødvendigt.",
        "Kørekort er ikke et krav.",
        "Du behøver ikke kørekort eller truckcertifikat.",
        "Vi forventer ikke, at du har kørekort.",
        "Uden kørekort er du også velkommen.",
        "Der er ingen krav om hverken kørekort eller hygiejnebevis.",
        "Du har ikke kørekort.",
        "Har du kørekort? Det er ikke et krav.",
        "Kørekort: ikke nødvendigt",
        "Du har kørekort (ikke et krav)",
    ],
)
def test_what_a_text_takes_back_is_no_demand(text: str) -> None:
    assert codes(text, "licence") == []


@pytest.mark.parametrize(
    ("text", "demands", "good_to_have"),
    [
        ("Kørekort er et krav, men truckcertifikat er ikke nødvendigt.", ["koerekort_b"], []),
        ("Du har kørekort, og truckcertifikat er en fordel.", ["koerekort_b", "truck"], ["truck"]),
        ("Har du truckcertifikat, er det en fordel, men ikke et krav.", ["truck"], ["truck"]),
        ("Det er en fordel, hvis du har kørekort.", ["koerekort_b"], ["koerekort_b"]),
        ("Har du kørekort? Det er en fordel.", ["koerekort_b"], ["koerekort_b"]),
        ("Kørekort (en fordel)", ["koerekort_b"], ["koerekort_b"]),
        ("Gerne med hygiejnebevis", ["hygiejne"], ["hygiejne"]),
        ("Vi vil gerne have, at du har kørekort.", ["koerekort_b"], []),
        ("Du skal ikke kun have kørekort.", ["koerekort_b"], []),
        ("Det er en fordel med:\n- kørekort\n- hygiejnebevis\n\nKrancertifikat er et krav.",
         ["koerekort_b", "hygiejne", "kran"], ["koerekort_b", "hygiejne"]),
    ],
)  # fmt: skip
def test_an_advantage_is_told_from_a_demand(text: str, demands: list[str], good_to_have: list[str]) -> None:
    assert (codes(text, "licence"), advantages(text)) == (demands, good_to_have)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Du taler dansk.", ["da:3"]),
        ("Flydende dansk og engelsk på begynderniveau", ["da:3", "en:1"]),
        ("Dansk og engelsk i skrift og tale", ["da:3", "en:3"]),
        ("Sprog: Dansk (modersmål), tysk (nogenlunde)", ["da:4", "de:2"]),
        ("Grønlandsktalende", ["kl:3"]),
        ("Du taler dansk på forhandlingsniveau.", ["da:4"]),
        ("Vi er en dansk virksomhed, som kan tale med engelske kunder.", []),
        ("Du skal undervise i dansk.", []),
        ("Du behøver ikke tale dansk.", []),
    ],
)
def test_languages_are_read_with_their_level(text: str, found: list[str]) -> None:
    assert codes(text, "language") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stillingen er på 37 timer.", ["37"]),
        ("30 t/ uge", ["30"]),
        ("20-25 timer ugentligt", ["20-25"]),
        ("Mellem 20 og 25 timer om ugen", ["20-25"]),
        ("37,5 timer pr. uge", ["37"]),
        ("20 til 25,5 timer pr. uge", ["20-26"]),
        ("En 37-timers stilling", ["37"]),
        ("Fuldtid", ["37"]),
        ("Deltid", []),
        ("Vi har åbent 37 timer om ugen.", []),
        ("Ring på 20 37 30 37 timer efter.", []),
        ("Svar inden for 24 timer, alle ugens dage", []),
        ("Et kursus på 30 timer", []),
        ("Stillingen: 37 timer om måneden", []),
        ("Stilling: 900 timer", []),
    ],
)
def test_hours_are_those_of_a_week(text: str, found: list[str]) -> None:
    assert codes(text, "hours") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dag-, aften- og nattevagter", ["dag", "aften", "nat"]),
        ("Du arbejder hver anden weekend.", ["weekend"]),
        ("Ingen weekendarbejde", []),
        ("Butikken har åbent om aftenen.", []),
        ("God weekend!", []),
    ],
)
def test_shifts_are_those_of_the_work(text: str, found: list[str]) -> None:
    assert codes(text, "shift") == found


def test_every_licence_and_shift_can_be_read_from_each_of_its_words() -> None:
    words = read_reading_words()
    for kind, known in (("licence", LICENCES), ("shift", SHIFTS)):
        for code in known:
            for phrase in words.of(code, kind):
                assert code in codes(phrase.replace("*", ""), kind), phrase


def calls(text: str) -> int:
    """How many functions are called while a text is read: what no other work on the machine changes."""
    count = 0

    def counted(_frame: object, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        READER.read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "ikke krav om, fordel ", "kørekort B, ", "dansk ", "3-", "truck- ", "du kan betjene kassen og ",
        "Grenaa ", "37 timer. ",
    ],
)  # fmt: skip
def test_a_text_four_times_as_long_takes_about_four_times_the_work(piece: str) -> None:
    calls(piece)
    short, long = (calls(piece * (size // len(piece))) for size in (3_000, 12_000))
    assert long < 5 * short


@pytest.mark.parametrize("piece", ["\n", "\n \t", "a", "å\u0301", "- ", ".", "½"])
def test_a_long_text_of_nearly_nothing_is_read(piece: str) -> None:
    """With work that grew by the square of its length this would not come to an end."""
    assert READER.read(piece * (100_000 // len(piece))) == ()
