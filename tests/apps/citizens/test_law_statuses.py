"""The law's own groups are statuses of a citizen, each under the law that knows it."""

from datetime import date

import pytest

from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.forms import FactForm
from fodfaeste.apps.citizens.own_page import YOURS
from fodfaeste.apps.citizens.selectors import status_names
from fodfaeste.core.facts import FACTS
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.law import installed_law

ON = date(2026, 11, 23)


def test_the_groups_that_can_be_recorded_are_the_groups_of_the_act():
    groups = [group for group in installed_law("denmark").groups if group.act == "lab"]
    assert list(codes.LAW_GROUPS) == [group.id for group in groups]
    for group in groups:
        assert str(codes.LAW_GROUPS[group.id]).startswith(f"Nr. {group.number}: ")


def test_the_match_groups_that_can_be_recorded_are_greenlands():
    assert list(codes.MATCH_GROUPS) == [str(group.number) for group in installed_law("greenland").groups]


@pytest.mark.parametrize(
    ("slug", "shown", "hidden"),
    [("norddjurs", "law_group", "gl_match_group"), ("sermersooq", "gl_match_group", "law_group")],
)
def test_a_citizen_has_the_groups_of_their_own_countrys_law_only(slug, shown, hidden):
    names = status_names(installed_pack(slug, ON))
    assert shown in names
    assert hidden not in names


def test_a_law_group_is_chosen_from_the_list_and_holds_from_a_day():
    pack = installed_pack("norddjurs", ON)
    form = FactForm("law_group", pack, ON, {"value": "lab.6.2", "valid_from": "01.11.2026"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == "lab.6.2"
    assert not FactForm("law_group", pack, ON, {"value": "lab.6.99", "valid_from": "01.11.2026"}).is_valid()


def test_a_citizen_reads_every_fact_and_status_in_words_to_them():
    assert {name for name, fact in FACTS.items() if not fact.derived} | set(codes.STATUSES) <= set(YOURS)
