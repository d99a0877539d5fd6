"""A scenario is kept as text, and is known again."""

import json
from dataclasses import replace

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.scenario import AddedRule, Scenario, from_json

SCENARIO = Scenario(
    name="Tre måneder tidligere",
    policy="norddjurs/2020",
    policy_hash="a" * 64,
    changes=(("branchespor.forsikret/any_of/0/after", "P3M"),),
    rules=(AddedRule("branchespor", "integrationsborger", "P0D"),),
    seats=(("branchespor", 50),),
)


def changed(**fields):
    return json.dumps(json.loads(SCENARIO.to_json()) | fields)


def test_a_scenario_opened_again_is_the_same_and_the_same_text():
    again = from_json(SCENARIO.to_json())
    assert again == SCENARIO
    assert again.to_json() == SCENARIO.to_json()
    assert again.hash == SCENARIO.hash


def test_another_seed_is_another_scenario():
    assert replace(SCENARIO, seed=2).hash != SCENARIO.hash


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"version": 2}, "kolonne version: er 2; denne udgave læser 1"),
        ({"seed": 5}, "kolonne hash: passer ikke til indholdet: filen er ændret"),
        ({"months": True}, "kolonne months: skal være et helt tal"),
        ({"months": 121}, "kolonne months: skal være mellem 1 og 120"),
        ({"runs": 0}, "kolonne runs: skal være mellem 1 og 1000"),
        ({"engine": "quick"}, "kolonne engine: skal være jumping eller monthly"),
        ({"seats": [["branchespor", "50"]]}, "kolonne seats: skal være en liste af [tilbud, antal]"),
        ({"seats": [["branchespor", -1]]}, "kolonne seats: skal være mellem 0 og 100000"),
        (
            {"rules": [{"offer": "branchespor"}]},
            "kolonne rules: skal være en liste af regler med offer, group og after",
        ),
        (
            {"rules": [{"offer": "a", "group": "b", "after": "tre"}]},
            "kolonne rules: »tre« er ingen periode; skriv for eksempel P3M",
        ),
        ({"against": "haderslev/2024"}, "kolonne against: kan ikke prøves sammen med ændrede værdier"),
        ({"colour": "blue"}, "kolonne colour: kendes ikke"),
    ],
)
def test_a_scenario_that_is_another_is_refused_with_its_field(fields, told):
    with pytest.raises(Rejected) as refused:
        from_json(changed(**fields), "scenarie.json")
    assert str(refused.value) == f"scenarie.json, {told}"


def test_text_that_is_no_scenario_is_refused():
    for text in ("[]", "{", '"scenarie"'):
        with pytest.raises(Rejected, match="ikke et scenarie"):
            from_json(text, "scenarie.json")
