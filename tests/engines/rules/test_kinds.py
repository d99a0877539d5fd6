"""Kinds of opening that the law closes: only what is surely not met closes anything."""

from datetime import date
from random import Random

import pytest

from fodfaeste.core.law import Condition, LawPack
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.engines.rules.kinds import kinds_ruled_out
from fodfaeste.engines.rules.law import conditions_for
from fodfaeste.formats.packs.law import read_law_files
from tests.engines.rules.law_people import law, people
from tests.formats.packs.small_law import small_law

ON = date(2026, 11, 23)


def closed(pack: LawPack, on: date = ON, **facts: object) -> dict[str, str]:
    found = kinds_ruled_out(pack, people(facts), on)
    return dict(found.select("kind", "rule").rows())


@pytest.mark.parametrize(
    ("group", "kinds"),
    [
        ("lab.6.1", {"skaanejob": "skaanejob.adgang", "fleksjob": "fleksjob.visiteret"}),
        ("lab.6.9", {"skaanejob": "skaanejob.adgang", "loentilskud": "loentilskud.adgang"}),
        ("lab.6.11", {"fleksjob": "fleksjob.visiteret"}),
        (None, {}),
    ],
)
def test_the_law_group_closes_the_kinds_that_are_for_others(group: str | None, kinds: dict[str, str]) -> None:
    assert closed(law(), law_group=group) == kinds


@pytest.mark.parametrize(("age", "is_closed"), [(24.0, True), (25.0, False), (None, False)])
def test_an_adult_apprentice_is_as_old_as_the_law_says(age: float | None, is_closed: bool) -> None:
    assert ("voksenlaereplads" in closed(law(), age=age)) == is_closed


def test_a_right_an_exemption_or_a_purpose_that_is_not_met_closes_nothing() -> None:
    found = closed(law(), law_group="lab.6.1", self_found="nej", age=40.0, education="vocational")
    assert set(found) == {"skaanejob", "fleksjob"}


def test_months_that_a_single_parent_need_not_wait_close_nothing() -> None:
    assert "loentilskud" not in closed(law(), law_group="lab.6.2", months_on_benefit=1.0, education="higher")


@pytest.mark.parametrize(("age", "kinds"), [(26.0, set()), (20.0, set()), (None, set())])
def test_a_kind_that_two_offers_may_be_taken_as_stays_open_while_one_is(
    age: float | None, kinds: set[str]
) -> None:
    assert set(closed(law("greenland"), age=age, gl_match_group="1")) == kinds


def test_danish_kinds_are_not_closed_by_greenlands_law() -> None:
    assert closed(law("greenland"), law_group="lab.6.1") == {}


def with_openings(states: str) -> LawPack:
    """The small law, whose placement is taken as an opening."""
    files = small_law()
    text = files["offers.toml"]
    begin = text.index("states = [")
    end = text.index("\n]", begin) + 2
    files["offers.toml"] = text[:begin] + 'openings = ["virksomhedspraktik"]\n' + states + text[end:]
    return read_law_files(files, "lov")


@pytest.mark.parametrize(
    ("state", "is_closed"), [("in_force", False), ("closed_for_new", True), ("abolished", True)]
)
def test_an_offer_that_is_closed_or_gone_closes_its_kind_to_all(state: str, is_closed: bool) -> None:
    pack = with_openings(f'states = [{{ valid_from = 2020-01-01, state = "{state}" }}]')
    assert ("virksomhedspraktik" in closed(pack)) == is_closed


def test_before_an_offer_is_known_nothing_is_closed() -> None:
    pack = with_openings('states = [{ valid_from = 2026-12-01, state = "abolished" }]')
    assert closed(pack, ON) == {}
    assert set(closed(pack, date(2026, 12, 1))) == {"virksomhedspraktik"}


def test_nobody_gives_a_table_with_nobody() -> None:
    found = kinds_ruled_out(law(), people(), ON)
    assert found.is_empty()
    assert found.columns == ["citizen", "kind", "rule"]


@pytest.mark.parametrize("name", ["denmark", "greenland"])
@pytest.mark.parametrize("seed", range(2))
def test_a_whole_municipality_gets_what_one_person_at_a_time_gets(name: str, seed: int) -> None:
    random = Random(seed)
    pack = law(name)
    rows = [
        {
            "citizen": str(number),
            "law_group": random.choice([None, *(f"lab.6.{n}" for n in range(1, 14))]),
            "gl_match_group": random.choice([None, "1", "2", "3"]),
            "age": random.choice([None, 14.0, 17.0, 24.0, 25.0, 26.0, 50.0]),
            "education": random.choice([None, "none", "higher"]),
            "benefit": random.choice([None, "dagpenge", "foertidspension"]),
        }
        for number in range(25)
    ]
    found = set(kinds_ruled_out(pack, people(*rows), ON).select("citizen", "kind").rows())
    assert found == {
        (row["citizen"], kind) for row in rows for kind in OPENING_KINDS if _plainly(pack, kind, row)
    }


def _plainly(pack: LawPack, kind: str, person: dict[str, object]) -> bool:
    """Whether every offer that a kind may be taken as is closed to one person, by its shown conditions."""
    offers = [offer for offer in pack.offers if kind in offer.openings]
    return bool(offers) and all(_is_closed(pack, offer.id, person) for offer in offers)


def _is_closed(pack: LawPack, offer: str, person: dict[str, object]) -> bool:
    if pack.offer(offer).state(ON) in ("closed_for_new", "abolished"):
        return True
    asked = [c for c in conditions_for(pack, offer, person, ON) if c.rule.part == "eligibility"]
    naming = [c.concerns for c in asked if c.rule.groups]
    demands = [c for c in asked if c.rule.is_demand and c.concerns is True]
    is_other = bool(naming) and all(concerns is False for concerns in naming)
    return is_other or any(c.answer.state is Condition.NOT_MET for c in demands)
