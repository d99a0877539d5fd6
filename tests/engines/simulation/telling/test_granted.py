"""Everything that can be taken for granted has its sentence."""

import pytest

from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.telling.granted import granted


@pytest.mark.parametrize("what", What)
def test_each_thing_taken_for_granted_has_a_sentence_in_both_languages(what):
    (words,) = granted([Note(what, "branchespor", 1234)])
    assert words.da != words.en
    assert "{" not in words.da + words.en


def test_the_same_thing_is_said_once():
    note = Note(What.CANNOT_TELL, "branchespor", 1234)
    (words,) = granted([note, note])
    assert words.da.startswith("branchespor: for 1.230 borgere mangler")
