"""The skill group of a phrase: what its words say, alone, in compounds and together."""

import pytest

from fodfaeste.core.skill_groups import GroupWord, GroupWords
from fodfaeste.engines.skills.groups import GroupFinder
from fodfaeste.formats.skill_group_words import read_group_words

STRONG, PLAIN = 3.0, 2.0
TABLE = GroupWords(
    usual={"A1": 0.2, "S1": 0.1, "S3": 0.0, "K09": 0.0, "K01": 0.0},
    entries=(
        GroupWord(("samarbejd",), "S1", STRONG, begins=True),
        GroupWord(("robust",), "A1", STRONG),
        GroupWord(("villig",), "A1", STRONG, ends=True),
        GroupWord(("pleje",), "S3", PLAIN),
        GroupWord(("sygepleje",), "K09", STRONG),
        GroupWord(("patient",), "S3", PLAIN),
        GroupWord(("skole",), "K01", STRONG),
        GroupWord(("hjælpe", "patient"), "S3", STRONG),
        GroupWord(("til",), "K01", STRONG),
    ),
    silent=frozenset({"til", "og", "med"}),
)


@pytest.fixture(scope="module")
def finder() -> GroupFinder:
    return GroupFinder(TABLE)


@pytest.fixture(scope="module")
def installed() -> GroupFinder:
    return GroupFinder(read_group_words())


@pytest.mark.parametrize(
    ("phrase", "group"),
    [
        ("SAMARBEJDET", "S1"),  # begins so
        ("ændringsvilligt", "A1"),  # ends so, in another form
        ("Plejer", "S3"),  # a form
        ("skolesamarbejde", "S1"),  # the last part says what a compound is
        ("hverdagssamarbejde", "S1"),  # ... also where the first is unknown
        ("skole-pleje", "S3"),
        ("rubust", "A1"),  # a letter wrong
        ("sygeplejen", "K09"),  # a field alone
        ("arbejde med sygepleje til patienter", "S3"),  # a field in what is done
        ("til", "A1"),  # silent
        ("xyz", "A1"),  # unknown
        ("!?", "A1"),  # no word at all
    ],
)
def test_a_phrase_gets_the_group_that_its_words_speak_for(finder, phrase, group):
    assert finder.group(phrase) == group


def test_words_that_stand_near_each_other_say_more_than_each_alone(finder):
    near, far = (
        finder.scores(phrase)["S3"]
        for phrase in ("hjælpe alle vores patienter", "patienter vil vi alle gerne hjælpe")
    )
    assert near > far


def test_what_somebody_is_counts_in_full_where_it_stands_first(finder):
    first, later = (finder.scores(p)["A1"] for p in ("robust person her", "en person robust"))
    assert first > later


def test_equals_come_in_the_order_of_the_table():
    entries = (GroupWord(("ord",), "B", PLAIN), GroupWord(("ord",), "A", PLAIN))
    assert GroupFinder(GroupWords({"B": 0.0, "A": 0.0}, entries)).group("ord") == "B"


def test_a_very_long_word_is_answered(finder):
    assert finder.group("skole" * 20_000) in TABLE.usual


@pytest.mark.parametrize(
    ("phrase", "group"),
    [
        ("gode engelskkundskaber", "L1"),
        ("forhandle aftaler med leverandører", "S1"),
        ("analysere data", "S2"),
        ("omsorg for ældre borgere", "S3"),
        ("lede og fordele arbejdet", "S4"),
        ("rutineret bruger af Excel", "S5"),
        ("daglig rengøring", "S6"),
        ("lægge gulv", "S7"),
        ("køre gaffeltruck", "S8"),
        ("videbegærlig", "A1"),
        ("bæredygtighed", "A2"),
        ("specialpædagogik", "K01"),
        ("kunsthistorie", "K02"),
        ("sociologi", "K03"),
        ("momsregler", "K04"),
        ("organisk kemi", "K05"),
        ("SQL", "K06"),
        ("elektronik", "K07"),
        ("skovbrug", "K08"),
        ("anatomi og fysiologi", "K09"),
        ("kørekort B", "K10"),
    ],
)
def test_the_installed_words_know_clear_phrases(installed, phrase, group):
    assert installed.group(phrase) == group


def test_the_answer_does_not_depend_on_what_was_asked_before(installed):
    phrases = ["samarbejde", "edb", "robust og glad", "pleje af heste", "noget helt andet"]
    forwards = [installed.group(phrase) for phrase in phrases]
    other = GroupFinder(read_group_words())
    assert [other.group(phrase) for phrase in reversed(phrases)] == forwards[::-1]
