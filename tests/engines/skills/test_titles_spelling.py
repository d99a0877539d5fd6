"""Misspelt words, and names of places, in titles as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.titles import TitleIndex
from fodfaeste.engines.skills.titles_spelling import Spelling

KNOWN = {"sygeplejer": 9, "sygeplejen": 2, "tømrer": 1, "kok": 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sygepleje", "sygeplejer"),
        ("sygepleejer", "sygeplejer"),
        ("sygeplejre", "sygeplejer"),
        ("sygeplajer", "sygeplejer"),
        ("tømmrer", "tømrer"),
        ("sygplejr", None),
        ("dygeplejer", None),
        ("kokk", None),
    ],
)
def test_one_wrong_letter_is_read_past_in_a_long_word_but_never_the_first(written, meant):
    assert Spelling(KNOWN).nearest(written) == meant


@given(st.sampled_from(["sygeplejer", "tømrerformand"]), st.data())
def test_a_word_with_any_one_letter_left_out_but_the_first_is_found(word, data):
    place = data.draw(st.integers(1, len(word) - 1))
    assert Spelling({word: 1}).nearest(word[:place] + word[place + 1 :]) == word


def nearest(title: str, *labels: str, table: TitleWords | None = None) -> str:
    index = TitleIndex([(label, label) for label in labels], table or TitleWords())
    return index.nearest(title, 1)[0].id


@pytest.mark.parametrize(
    ("title", "right", "wrong"),
    [
        ("Rengørigsassistent", "rengøringsassistent", "køringsassistent"),
        ("Koeretoejstekniker", "køretøjstekniker", "koncerttekniker"),
        ("Dataanalytiker", "analytiker, data", "datånalytiker"),
    ],
)
def test_a_misspelt_compound_is_read(title, right, wrong):
    assert nearest(title, wrong, right, "analytiker", "data", "rengøring", "assistent", "tekniker") == right


def test_the_name_of_a_place_counts_for_nothing_but_a_known_word_there_does():
    assert nearest("Kok i Bogense", "bogholder", "kok") == "kok"
    assert nearest("Vagt i Lufthavn", "vagt, lufthavn", "vagt") == "vagt, lufthavn"


def test_words_that_often_mean_the_same_count_less_than_those_that_always_do():
    families = {"bud": (0,), "omdeler": (0,), "kurer": (1,)}
    families["bud"] = (0, 1)
    table = TitleWords(families=families, near=frozenset({1}))
    assert nearest("bud", "kurer", "omdeler", table=table) == "omdeler"


def test_of_equals_the_one_whose_neighbours_are_near_comes_first():
    rows = [
        ("1", "rejseleder"),
        ("2", "speditør"),
        ("3", "hotelvært"),
        ("4", "kok"),
        ("5", "smed"),
        ("6", "maler"),
    ]
    rows += [("7", "fragtspeditør"), ("8", "speditør"), ("9", "toldspeditør")]
    assert [near.id for near in TitleIndex(rows, TitleWords()).nearest("speditør", 2)] == ["8", "2"]
