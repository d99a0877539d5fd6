"""A law is read strictly: what it gives, and where every slip is told."""

from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.core.facts import FACTS
from fodfaeste.core.law import Condition
from fodfaeste.core.law_facts import LAW_FACTS
from fodfaeste.core.policy import Where
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.packs.law import (
    installed_law,
    installed_law_folders,
    read_law_files,
    read_law_folder,
    read_law_folders,
)
from tests.formats.packs.broken import Break, break_text
from tests.formats.packs.law_ways_to_break import WAYS
from tests.formats.packs.small_law import small_law


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_ways_have_names_of_their_own() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) > 50


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_the_line_of_the_slip_is_named_first(way: Break) -> None:
    files = small_law()
    files[way.file], line = break_text(files[way.file], way.edits)
    with pytest.raises(PackRefused) as refused:
        read_law_files(files, "lov")
    first = refused.value.problems[0]
    assert (first.file, first.line) == (f"lov/{way.file}", line), str(first)
    assert way.told in str(first)
    assert first.right


def test_a_law_is_read_whole() -> None:
    law = read_law_files(small_law(), "lov")
    assert (law.id, law.legal_system, law.time_zone) == ("lilleland", "denmark", "Europe/Copenhagen")
    assert [len(items) for items in (law.acts, law.sources, law.offers, law.groups)] == [1, 2, 1, 1]
    assert [len(items) for items in (law.rules, law.questions, law.cases)] == [7, 1, 2]
    assert [rule.values for rule in law.versions("praktik.varighed")] == [{"weeks": 4}, {"weeks": 8}, {}]


def test_everything_in_who_must_hold() -> None:
    law = read_law_files(small_law(), "lov")
    access = next(law.versions("praktik.adgang"))
    (whole,) = access.clauses
    assert whole.operator == "all_of"
    (inner,) = whole.members
    assert inner.members[0].where == (Where("law_group", "in", ("lov.1",)), Where("age", "at_least", 18.0))


def test_a_case_without_a_state_asks_only_its_values() -> None:
    files = small_law()
    files["cases.toml"] = files["cases.toml"].replace('state = "met", ', "", 1)
    first, second = read_law_files(files, "lov").cases
    assert (first.state, first.values) == (None, {"weeks": 8})
    assert (second.state, second.values) == (Condition.MET, None)


def test_the_state_of_an_offer_is_that_of_the_day() -> None:
    offer = read_law_files(small_law(), "lov").offers[0]
    days = date(2019, 12, 31), date(2025, 12, 31), date(2026, 1, 1)
    assert [offer.state(day) for day in days] == [None, "in_force", "closed_for_new"]


def test_what_is_planned_may_stand_beside_what_is_in_force() -> None:
    files = small_law()
    files["contact.toml"] = files["contact.toml"].replace('id = "plan.samtale"', 'id = "samtale"')
    law = read_law_files(files, "lov")
    assert len(list(law.versions("samtale"))) == 2
    assert [rule.values for rule in law.rules_on(date(2027, 2, 1)) if rule.id == "samtale"] == [{"talks": 1}]


def test_slips_are_told_in_the_order_of_the_files() -> None:
    files = small_law()
    for name, old in (("cases.toml", "on = 2024"), ("law.toml", "read_on = 2026"), ("groups.toml", "number")):
        files[name] = files[name].replace(old, f"farve = 1\n{old}", 1)
    with pytest.raises(PackRefused) as refused:
        read_law_files(files, "lov")
    assert [p.file for p in refused.value.problems] == ["lov/law.toml", "lov/groups.toml", "lov/cases.toml"]


def test_the_hash_changes_with_every_file() -> None:
    files = small_law()
    other = {**files, "cases.toml": files["cases.toml"] + "# en linje mere\n"}
    assert read_law_files(files, "lov").hash != read_law_files(other, "lov").hash


def test_a_folder_without_a_law_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"her er ingen law\.toml"):
        read_law_folder(tmp_path)


def test_a_file_too_many_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "lov", {**small_law(), "pack.toml": ""})
    with pytest.raises(PackRefused, match="ukendt fil i pakken"):
        read_law_folder(folder)


def test_the_good_laws_are_read_beside_a_broken_one(tmp_path: Path) -> None:
    good = written(tmp_path / "a", small_law())
    bad = written(tmp_path / "b", {**small_law(), "law.toml": "[law]\n"})
    found, problems = read_law_folders([bad, good])
    assert [one.pack.id for one in found] == ["lilleland"]
    assert {problem.file for problem in problems} == {f"{bad}/law.toml"} | {p.file for p in problems}
    assert problems


def test_an_installed_law_is_found_by_its_legal_system(tmp_path: Path) -> None:
    written(tmp_path / "law" / "denmark", small_law())
    assert [folder.name for folder in installed_law_folders(tmp_path)] == ["denmark"]
    assert installed_law("denmark", tmp_path).id == "lilleland"
    with pytest.raises(UsageError, match="der er ingen lov for »greenland«; der er denmark"):
        installed_law("greenland", tmp_path)


def test_a_fact_that_policies_ask_too_means_the_same() -> None:
    shared = set(LAW_FACTS) & set(FACTS)
    assert {"age", "education", "registered_on", "unemployment_started"} <= shared
    assert all(LAW_FACTS[name] is FACTS[name] for name in shared)
    assert not {"target_group", "came_from"} & set(LAW_FACTS)
