"""Small lists of labels, each showing one thing that Danish titles do."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.titles import TitleIndex
from fodfaeste.engines.skills.titles_features import Weights

TABLE = TitleWords(
    families={
        "chauffør": (0,),
        "fører": (0,),
        "pedel": (1,),
        "vicevært": (1,),
        "lastbil": (2,),
        "lastvogn": (2,),
    },
    rewritten={"sosu": ("social", "sundheds"), "erfaren": ()},
    apprentices=("lærling", "aspirant", "elev"),
    fields=("arbejde",),
)
NOTHING = TitleWords()


def first(title: str, *labels: str, table: TitleWords = TABLE) -> str:
    return labels[
        int(TitleIndex([(str(n), label) for n, label in enumerate(labels)], table).nearest(title, 1)[0].id)
    ]


@pytest.mark.parametrize(
    ("title", "right", "wrong"),
    [
        ("Pedel", "vicevært", "model"),
        ("Lastvognsfører", "lastbilchauffør", "førerhundetræner"),
        ("Sosu-hjælper", "social- og sundhedshjælper", "sovsekok og hjælper"),
        ("Smedelærling", "smed", "lærling i handel"),
        ("Erfaren murer", "murer", "erfaren kok"),
    ],
)
def test_the_table_of_words_finds_what_letters_do_not(title, right, wrong):
    assert first(title, wrong, right) == right


@pytest.mark.parametrize(
    ("title", "right", "wrong"),
    [
        ("Rengøringsassistent, hospital", "rengøringsassistent på hospital", "assistent på hospital"),
        ("Operatør, bygge og anlæg", "operatør inden for bygge og anlæg", "operatør inden for planter"),
        ("Sangerinder", "sanger", "inder"),
        ("Aarsvikar", "årsvikar", "arsvikar"),
        ("Caféejer", "cafeejer", "caféværtinde"),
        ("Bager (konditor)", "bager — konditor", "bagermester"),
        ("Bager – konditor", "bager \u0097 konditor", "bagermester"),
    ],
)
def test_spelling_form_and_order_do_not_count(title, right, wrong):
    assert first(title, wrong, right) == right


def test_the_rare_part_of_a_compound_weighs_more_than_the_common():
    others = ["butiksassistent", "lagerassistent", "kontorassistent", "køkkenassistent", "museumsassistent"]
    assert first("tandassistent", *others, "tandplejer") == "tandplejer"


def test_a_field_of_work_seldom_answers_for_somebody():
    assert first("tømrer", "tømrerarbejde", "tømrerformand") == "tømrerformand"
    assert first("tømrerarbejde", "tømrerarbejde", "tømrerformand") == "tømrerarbejde"


def test_the_name_of_an_occupation_is_ahead_of_another_ones_other_name():
    labels = [("a", "optometrist"), ("a", "optiker"), ("b", "optiker"), ("b", "brillesælger")]
    assert [near.id for near in TitleIndex(labels, NOTHING).nearest("optiker", 2)] == ["b", "a"]


def test_equals_come_by_id_whatever_the_order_of_the_rows():
    rows = [("c", "kok"), ("a", "kok"), ("b", "kok"), ("d", "bager")]
    found = {tuple(TitleIndex(order, NOTHING).nearest("kok", 2)) for order in permutations(rows)}
    assert [[near.id for near in each] for each in found] == [["a", "b"]]


def test_what_shares_nothing_is_not_found():
    assert TitleIndex([("1", "kok")], NOTHING).nearest("xyz", 5) == ()
    assert TitleIndex([("1", "kok")], NOTHING).nearest(", (", 5) == ()


def test_a_title_that_shares_only_what_weighs_nothing_finds_nothing():
    index = TitleIndex([("1", "vicevært")], TABLE, Weights(families=0.0, near=0.0))
    assert index.nearest("pedel", 5) == () != TitleIndex([("1", "vicevært")], TABLE).nearest("pedel", 5)


TEXTS = st.text("abdeørs -,()/.e", min_size=1, max_size=25)


@given(st.lists(st.tuples(st.sampled_from("abcd"), TEXTS), min_size=1, max_size=12), TEXTS, st.integers(1, 6))
def test_any_titles_give_each_id_once_best_first_and_a_prefix_of_a_longer_list(labels, title, top):
    index = TitleIndex(labels, TABLE)
    found = index.nearest(title, top)
    assert len({near.id for near in found}) == len(found) <= top
    assert [near.score for near in found] == sorted((near.score for near in found), reverse=True)
    assert all(near.score > 0 for near in found)
    assert found == index.nearest(title, top + 3)[:top]
    assert found == TitleIndex(labels, TABLE).nearest(title, top)
