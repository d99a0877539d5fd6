"""Compounds taken apart, and words brought to one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.danish import base_form, title_words
from fodfaeste.engines.skills.danish_parts import Splitter

KNOWN = "kunde service medarbejder rengøring assistent barn pige hund træner smed lærer".split()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kundeservicemedarbejder", ("kunde", "service", "medarbejder")),
        ("rengøringsassistent", ("rengøring", "assistent")),
        ("hundetræner", ("hund", "træner")),
        ("assistent", ("assistent",)),
        ("ekspedient", ("ekspedient",)),
    ],
)
def test_a_compound_is_its_known_parts_without_the_linking_letters(word, parts):
    assert Splitter(KNOWN, {"medarbejder"}).parts(word) == parts


def test_a_last_part_of_the_table_is_believed_after_an_unknown_first():
    assert Splitter(KNOWN).parts("ukulelebygger") == ("ukulelebygger",)
    assert Splitter(KNOWN, {"bygger"}).parts("ukulelebygger") == ("ukulele", "bygger")


@given(st.lists(st.text("abes", min_size=1, max_size=8)), st.text("abesr", min_size=1, max_size=20))
def test_the_parts_stand_in_the_word_in_their_order(words, word):
    at = 0
    for part in Splitter(words, {"bebes"}).parts(word):
        at = word.index(part, at) + len(part)
    assert at <= len(word)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("assistenter", "assistent"), ("lærerinde", "lærer"), ("syersker", "syer"), ("teknikere", "tekniker"),
        ("frisører", "frisør"), ("journalisterne", "journalist"), ("murerlærling", "murer"), ("elev", ""),
        ("læge", "læge"),
    ],
)  # fmt: skip
def test_number_sex_and_training_do_not_count(written, form):
    assert base_form(written, ("lærling", "elev")) == form


def test_what_follows_a_comma_or_a_preposition_tells_more():
    words = [
        (word.text, word.is_main)
        for word in title_words("Leder af butik, Bogholderi- og IT-drift", TitleWords())
    ]
    assert words == [
        ("leder", True),
        ("butik", False),
        ("bogholderi", False),
        ("it", False),
        ("drift", False),
    ]
