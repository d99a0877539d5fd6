"""An effect in plain sentences: more, fewer, or not to be seen; and each refusal with what it would take."""

import pytest

from fodfaeste.apps.effects.effect_words import effect_in_words, needed_in_words
from fodfaeste.engines.indicators import effect_words
from fodfaeste.engines.indicators.effect_answers import Limits


def said(estimate, low, high):
    return effect_in_words({"months": 12, "estimate": estimate, "low": low, "high": high})


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            (4.2, 1.4, 7.0),
            "Af 100, der begynder, er omkring 4 flere i arbejde efter 12 måneder end ellers; mellem 1 og 7.",
        ),
        (
            (-4.6, -7.5, -1.7),
            "Af 100, der begynder, er omkring 5 færre i arbejde efter 12 måneder end ellers; mellem 2 og 8.",
        ),
        (
            (0.9, 0.3, 1.6),
            "Af 100, der begynder, er omkring 1 mere i arbejde efter 12 måneder end ellers; mellem 0,3 og 2.",
        ),
        (
            (0.6, -2.6, 3.7),
            (
                "Det kan ikke ses, om tilbuddet gør en forskel. Af 100, der begynder, kan alt fra 3 færre til"
                " 4 flere være i arbejde efter 12 måneder end ellers."
            ),
        ),
    ],
)
def test_an_effect_is_told_as_people_of_a_hundred_with_its_interval(numbers, sentence):
    assert said(*numbers) == sentence


def test_every_refusal_of_the_engine_says_what_it_would_take():
    limits = Limits()
    reasons = [*effect_words._of_numbers(limits), *effect_words._of_likeness(limits), "unknown"]
    for reason in reasons:
        assert needed_in_words({"months": 12, "reason": reason}), reason
