"""The law's group out of a municipality's own label: filled in where there is one answer, and only there."""

from datetime import date

import polars as pl
import pytest

from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.law_groups import meant_by, with_law_groups
from fodfaeste.formats.packs import installed_pack
from tests.engines.rules.law_people import law, people

ON = date(2026, 11, 23)


def policy(slug: str = "norddjurs") -> Pack:
    return installed_pack(slug, ON)


def found(slug: str, label: str | None, on: date = ON, **facts: object) -> tuple[str | None, str | None]:
    pack = policy(slug)
    row = people(facts).with_columns(target_group=pl.lit(label, dtype=pl.String))
    answer = with_law_groups(pack, law(pack.legal_system), row, on)
    return answer["law_group"][0], answer["gl_match_group"][0]


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("forsikret", "lab.6.1"),
        ("arbejdsmarkedsparat", "lab.6.2"),
        ("aktivitetsparat", "lab.6.3"),
        ("ung", None),  # two groups of the act
        ("integrationsborger", None),  # of another act, without a number
        ("ingen", None),
        (None, None),
    ],
)
def test_a_label_that_means_one_group_of_the_act_fills_it_in(label: str | None, group: str | None) -> None:
    assert found("norddjurs", label) == (group, None)


def test_a_recorded_group_stands_whatever_the_label_means() -> None:
    assert found("norddjurs", "forsikret", law_group="lab.6.9") == ("lab.6.9", None)


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        ({"benefit": "kontanthjaelp", "readiness": "jobparat"}, "lab.6.2"),
        ({"benefit": "kontanthjaelp"}, "lab.6.2"),
        ({"benefit": "sygedagpenge"}, None),
        ({"readiness": "aktivitetsparat"}, None),
    ],
)
def test_a_benefit_or_readiness_that_contradicts_the_label_leaves_the_group_unknown(
    facts: dict[str, object], group: str | None
) -> None:
    assert found("norddjurs", "arbejdsmarkedsparat", **facts) == (group, None)


def test_a_label_is_read_as_the_policys_table_has_it_on_the_day() -> None:
    old = {"benefit": "overgangsydelse"}
    assert found("norddjurs", "arbejdsmarkedsparat", date(2025, 6, 30), **old)[0] == "lab.6.2"
    assert found("norddjurs", "arbejdsmarkedsparat", date(2025, 7, 1), **old)[0] is None


def test_a_label_before_2020_means_the_group_of_the_act_as_it_then_stood() -> None:
    assert found("naestved", "foertidspensionister", date(2019, 12, 31))[0] == "lab2019.2.6"
    assert found("naestved", "foertidspensionister", date(2020, 1, 1))[0] == "lab.6.11"


def test_a_label_whose_place_in_the_act_nobody_has_read_means_nothing() -> None:
    assert found("naestved", "fleksjob") == (None, None)
    assert found("kalundborg", "ung-uden-ydelse") == (None, None)


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_greenlands_labels_are_its_match_groups(number: str) -> None:
    assert found("sermersooq", f"matchgruppe-{number}") == (None, number)


def test_every_label_that_means_a_group_is_listed_once() -> None:
    labels = [one.label for one in meant_by(policy(), law(), ON)]
    assert labels == ["forsikret", "arbejdsmarkedsparat", "aktivitetsparat"]
