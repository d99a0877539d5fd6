"""A country to simulate is read whole, or refused with the line of the slip; all its numbers say why."""

import pytest

from fodfaeste.core.simulation import PROPOSED, Country
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.simulation import (
    FILES,
    Standing,
    installed_standing,
    read_simulation,
    simulation_from,
)
from tests.formats.packs.broken import Break, break_text
from tests.formats.packs.simulation_ways_to_break import TEXTS, WAYS
from tests.shape.tree import PROJECT

STANDING = Standing({"studie.job"}, {"refusion": {"foerst", "siden"}})


def read(texts: dict[str, str], standing: Standing = STANDING) -> tuple[Country, ...]:
    return simulation_from(texts, "x", lambda legal_system: standing)


@pytest.mark.parametrize("broken", WAYS, ids=lambda broken: broken.name)
def test_the_line_of_the_slip_is_named_and_nothing_else(broken: Break) -> None:
    text, line = break_text(TEXTS[broken.file], broken.edits)
    with pytest.raises(PackRefused) as refused:
        read({**TEXTS, broken.file: text})
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (f"x/{broken.file}", line), str(problem)
    assert broken.told in problem.wrong + problem.right
    assert problem.right


def test_a_small_country_is_read_as_it_stands() -> None:
    country, _ = read(TEXTS)
    assert [rate.id for rate in country.rates] == ["ud", "doed.arbejde", "doed.ude"]
    assert country.profiles[0].steps == ((0, 0.0), (18, 1.2))
    assert country.codes[0].asked == {"benefit": ("dagpenge",)}
    assert country.role("outside") == "ude"
    assert country.shares_at(44) == {"arbejde": 0.9, "ude": 0.1}
    assert [step.from_month for step in country.refunds[0].steps] == [0, 6]


def test_an_offer_that_is_not_named_is_every_other() -> None:
    country, _ = read(TEXTS)
    assert country.offer("branchespor").id == "spor"
    assert country.offer("noget-nyt").id == "andet"


def test_without_evidence_and_law_references_are_not_judged() -> None:
    assert read(TEXTS, Standing(None, None))


def test_nothing_installed_is_told_as_decided_and_all_has_a_reason_and_a_source() -> None:
    for country in read_simulation(PROJECT / "packs" / "simulation"):
        said = [
            one.said
            for one in (*country.rates, *country.shares, *country.offers, *country.paths, *country.numbers)
        ]
        assert {one.basis for one in said} == {PROPOSED}
        assert all(one.reason.da and one.reason.en and one.sources for one in said)
        assert all(cost.reason.da and cost.sources for cost in country.costs)


def test_the_installed_countries_are_those_of_the_laws() -> None:
    countries = read_simulation(PROJECT / "packs" / "simulation")
    assert tuple(f"{country.legal_system}.toml" for country in countries) == FILES
    for country in countries:
        standing = installed_standing(country.legal_system)
        assert standing.findings
        assert standing.rules


def test_an_offer_of_each_installed_policy_has_an_item_of_its_own() -> None:
    denmark, greenland = read_simulation(PROJECT / "packs" / "simulation")
    assert denmark.offer("branchespor").reads
    assert denmark.offer("tidlig-ungeindsats").reads
    assert greenland.offer("opkvalificering").reads
